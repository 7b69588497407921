"""A task is nothing until its asker has pressed save; the confirm card tells what became of it."""

import asyncio
from datetime import timedelta

from bot.commands.local_lark import LocalLark
from tests.journeys.cast import Cast, toast, verbs
from tests.journeys.stage import MovedClock, a_bot, rows

DAILY = "每天早上9点提醒我喝水"


async def test_saving_makes_one_task_and_the_same_card_shows_it(bot, cast: Cast, tmp_path):
    task = await cast.saved(cast.owner, DAILY)

    assert "已开启" in task["content"]
    assert {"task.run", "task.pause", "task.delete"} <= verbs(task)
    assert len(rows(tmp_path, "task")) == 1


async def test_the_same_press_twice_saves_once(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, DAILY)
    confirm = await cast.says("draft.save")
    await cast.fault("duplicate_event", value=1)

    answer = await cast.press(cast.owner, confirm, "draft.save")

    assert "已保存" in toast(answer)
    assert len(rows(tmp_path, "task")) == 1


async def test_cancelling_makes_nothing_and_leaves_no_way_to_save(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, DAILY)
    confirm = await cast.says("draft.save")

    answer = await cast.press(cast.owner, confirm, "draft.cancel")

    cancelled = await cast.turns(confirm, "已取消")
    assert "没有保存" in toast(answer)
    assert "draft.save" not in verbs(cancelled)
    assert rows(tmp_path, "task") == []


async def test_only_the_asker_can_press(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, DAILY, chat_id=cast.group, mention_bot=True)
    confirm = await cast.says("draft.save")

    answer = await cast.press(cast.colleague, confirm, "draft.save")

    assert "只能由发起人" in toast(answer)
    assert rows(tmp_path, "task") == []


async def test_a_draft_expires_where_everybody_can_see_it(lark: LocalLark, cast: Cast, tmp_path):
    moved = MovedClock()
    async with a_bot(lark, tmp_path, clock=moved):
        await cast.write(cast.owner, DAILY)
        confirm = await cast.says("draft.save")
    moved.advance(timedelta(minutes=31))

    async with a_bot(lark, tmp_path, clock=moved):
        expired = await cast.turns(confirm, "已过期")

    assert "draft.save" not in verbs(expired)


async def test_an_expired_draft_cannot_be_saved(bot, cast: Cast, moved, tmp_path):
    await cast.write(cast.owner, DAILY)
    confirm = await cast.says("draft.save")
    await cast.advance(timedelta(minutes=31))
    moved.advance(timedelta(minutes=31))

    answer = await cast.press(cast.owner, confirm, "draft.save")

    assert "已过期" in toast(answer)
    assert rows(tmp_path, "task") == []


async def test_a_message_repeated_by_lark_is_one_draft(bot, cast: Cast, tmp_path):
    await cast.fault("duplicate_event", value=9)

    await cast.write(cast.owner, DAILY)
    await cast.says("draft.save")
    await cast.write(cast.owner, "/list")
    await cast.says("wathet")

    assert len(rows(tmp_path, "draft")) == 1
    assert len([message for message in await cast.messages() if "draft.save" in message["content"]]) == 1


async def test_a_question_tapped_twice_at_once_becomes_one_confirm_card(bot, cast: Cast, tmp_path):
    await cast.write(cast.colleague, "every day remind me to eat fruit")
    question = await cast.says("At what time")

    await asyncio.gather(*(cast.press(cast.colleague, question, "say") for _ in range(2)))

    confirm = await cast.says("draft.save")
    assert confirm["message_id"] == question["message_id"]
    assert len(rows(tmp_path, "draft")) == 1
    assert len(await cast.messages()) == 2  # the welcome, and the question that became the card
