"""Pausing with a reason, several at once, all of them, and one press that takes it back."""

import asyncio

import pytest

from tests.journeys.cast import Cast, button, card_of, toast, verbs
from tests.journeys.stage import a_bot, rows

WATER, WALK, MAIL = "每天早上9点提醒我喝水", "每天早上8点提醒我散步", "每天早上7点提醒我看邮件"


async def three(cast: Cast, **where) -> None:
    """Three tasks of the owner's, under the numbers 1 to 3."""
    for text in (WATER, WALK, MAIL):
        await cast.saved(cast.owner, text, **where)


def statuses(folder) -> dict[str, str]:
    return dict(rows(folder, "task", "title, status"))


async def test_a_pause_says_why_and_until_when(bot, cast: Cast, tmp_path):
    await cast.saved(cast.owner, WATER)

    await cast.write(cast.owner, "暂停1到下周一，因为我在休假")
    card = await cast.says("自动恢复", "我在休假")

    assert "task.resume" in verbs(card)
    await cast.write(cast.owner, "任务列表")
    await cast.says("wathet", "我在休假", "暂停到")
    await cast.press(cast.owner, card, "task.resume")
    await cast.turns(card, "已开启")
    assert rows(tmp_path, "task", "status, pause_note, paused_until") == [("active", "", None)]


async def test_a_pause_says_why_in_english_too(bot, cast: Cast):
    await cast.saved(cast.colleague, "every day at 9am remind me to drink water")

    await cast.write(cast.colleague, "pause 1 because I am on leave")

    await cast.says("Because: I am on leave", "Paused")


async def test_several_that_were_named_are_switched_together_and_come_back_together(
    bot, cast: Cast, tmp_path
):
    await three(cast)

    await cast.write(cast.owner, "暂停 1 和 3")
    card = await cast.says("暂停了 2 个任务")
    assert sorted(statuses(tmp_path).values()) == ["active", "paused", "paused"]
    answer = await cast.press(cast.owner, card, "batch.undo")

    assert "已撤销" in toast(answer)
    await cast.turns(card, "2 个任务和之前一样")
    assert set(statuses(tmp_path).values()) == {"active"}


async def test_numbers_that_are_not_there_are_left_out_by_name(bot, cast: Cast, tmp_path):
    await three(cast)

    await cast.write(cast.owner, "pause 1, 2 and 9")

    await cast.says("2 paused", "1 left out:", "not found")
    assert sorted(statuses(tmp_path).values()) == ["active", "paused", "paused"]


async def test_undoing_leaves_alone_what_was_changed_since(bot, cast: Cast, tmp_path):
    await three(cast)
    await cast.write(cast.owner, "暂停全部")
    card = await cast.says("暂停了 3 个任务")
    await cast.write(cast.owner, "恢复喝水")
    await cast.says("喝水", "已开启", "task.pause")
    await cast.write(cast.owner, "暂停喝水，因为水喝完了")
    await cast.says("水喝完了")

    await cast.press(cast.owner, card, "batch.undo")

    await cast.turns(card, "2 个任务和之前一样", "之后又有改动")
    assert statuses(tmp_path) == {"喝水": "paused", "散步": "active", "看邮件": "active"}


async def test_resuming_all_and_taking_that_back_pauses_them_as_they_were(bot, cast: Cast, tmp_path):
    await three(cast)
    await cast.write(cast.owner, "暂停2，因为腿疼")
    await cast.says("腿疼")

    await cast.write(cast.owner, "恢复全部")
    card = await cast.says("恢复了 1 个任务")
    await cast.press(cast.owner, card, "batch.undo")

    await cast.turns(card, "1 个任务和之前一样")
    assert rows(tmp_path, "task", "title, pause_note") == [("喝水", ""), ("散步", "腿疼"), ("看邮件", "")]


@pytest.mark.parametrize(
    ("words", "asked", "done"),
    [
        ("删除全部任务", "删除这 3 个任务？", "删除了 3 个任务"),
        ("delete 1, 2 and 3", "Delete these 3 tasks?", "3 deleted"),
    ],
)
async def test_deleting_several_asks_first_by_name_and_can_be_undone(
    bot, cast: Cast, tmp_path, words, asked, done
):
    await three(cast)
    await cast.write(cast.owner, words)
    card = await cast.says(asked, "喝水", "散步", "看邮件")
    assert set(statuses(tmp_path).values()) == {"active"}

    await cast.press(cast.owner, card, "batch.delete")
    await cast.turns(card, done, "30")
    assert set(statuses(tmp_path).values()) == {"deleted"}
    await cast.press(cast.owner, card, "batch.undo")

    await cast.one(lambda m: m["message_id"] == card["message_id"] and "batch.undo" not in m["content"])
    assert set(statuses(tmp_path).values()) == {"active"}


async def test_two_presses_at_once_on_delete_say_what_became_of_them(bot, cast: Cast, tmp_path):
    await three(cast)
    await cast.write(cast.owner, "删除全部任务")
    card = await cast.says("删除这 3 个任务？")
    press = {
        "as": cast.owner["open_id"],
        "message_id": card["message_id"],
        "action": button(card_of(card), "batch.delete"),
    }

    answers = await asyncio.gather(*(cast.post("/_sandbox/actions", press) for _ in range(2)))

    assert all(answer["error"] is None for answer in answers)
    await cast.turns(card, "删除了 3 个任务", "batch.undo")


async def test_keeping_them_deletes_nothing_and_settles_the_card(bot, cast: Cast, tmp_path):
    await three(cast)
    await cast.write(cast.owner, "删除全部任务")
    card = await cast.says("删除这 3 个任务？")

    await cast.press(cast.owner, card, "batch.keep")

    assert "batch.delete" not in verbs(await cast.turns(card, "什么也没有删除"))
    assert set(statuses(tmp_path).values()) == {"active"}


async def test_in_a_group_a_member_switches_only_their_own(bot, cast: Cast, tmp_path):
    here = {"chat_id": cast.group, "mention_bot": True}
    await cast.saved(cast.owner, WATER, **here)
    await cast.saved(cast.colleague, "every day at 9am remind us to stand up", **here)

    await cast.write(cast.colleague, "pause all", **here)

    await cast.says("1 paused", "1 left out:", "not yours", chat_id=cast.group)
    assert sorted(statuses(tmp_path).values()) == ["active", "paused"]


async def test_the_group_s_owner_switches_all_of_it(bot, cast: Cast, tmp_path):
    here = {"chat_id": cast.group, "mention_bot": True}
    await cast.saved(cast.owner, WATER, **here)
    await cast.saved(cast.colleague, "every day at 9am remind us to stand up", **here)
    await cast.saved(cast.owner, MAIL)

    await cast.write(cast.owner, "暂停本群所有任务", **here)

    await cast.says("暂停了 2 个任务", chat_id=cast.group)
    assert statuses(tmp_path)["看邮件"] == "active"


async def test_a_member_with_none_of_their_own_is_refused_privately(bot, cast: Cast, tmp_path):
    here = {"chat_id": cast.group, "mention_bot": True}
    await cast.saved(cast.owner, WATER, **here)
    posted = len(await cast.messages(cast.group))

    await cast.write(cast.colleague, "pause all", **here)

    await cast.says("for the task's owner", "Nothing was changed")
    public = [m for m in await cast.messages(cast.group) if "for the task's owner" not in m["content"]]
    assert len(public) == posted
    assert statuses(tmp_path) == {"喝水": "active"}


async def test_nobody_else_takes_it_back(bot, cast: Cast, tmp_path):
    here = {"chat_id": cast.group, "mention_bot": True}
    await cast.saved(cast.owner, WATER, **here)
    await cast.saved(cast.owner, MAIL, **here)
    await cast.write(cast.owner, "暂停 1 和 2", **here)
    card = await cast.says("暂停了 2 个任务")

    answer = await cast.press(cast.colleague, card, "batch.undo")

    assert "只能由发起人操作" in toast(answer)
    assert set(statuses(tmp_path).values()) == {"paused"}


@pytest.mark.parametrize("words", ["撤销删除", "恢复被删除的喝水"])
async def test_a_deleted_task_is_brought_back_by_saying_so(bot, cast: Cast, tmp_path, words):
    task = await cast.saved(cast.owner, WATER)
    await cast.press(cast.owner, task, "task.delete")
    await cast.turns(task, "已删除")

    await cast.write(cast.owner, words)

    await cast.until(lambda _: statuses(tmp_path) == {"喝水": "active"})


async def test_the_list_says_how_many_runs_of_the_day_are_used(lark, cast: Cast, tmp_path):
    async with a_bot(lark, tmp_path, {"AIME_RUNS_PER_DAY": "2"}):
        task = await cast.saved(cast.owner, WATER)
        for number in (1, 2):
            await cast.press(cast.owner, task, "task.run")
            await cast.until(lambda _, n=number: rows(tmp_path, "run", "state") == [("succeeded",)] * n)
        refused = await cast.press(cast.owner, task, "task.run")
        await cast.write(cast.owner, "任务列表")
        await cast.says("wathet", "今天 2/2 次")

    assert "今天的运行次数（2 次）用完了" in toast(refused)
    assert len(rows(tmp_path, "run")) == 2


@pytest.mark.parametrize("words", ["撤销", "undo that"])
async def test_what_was_done_to_several_is_taken_back_by_saying_so(bot, cast: Cast, tmp_path, words):
    await three(cast)
    await cast.write(cast.owner, "全部暂停")
    card = await cast.says("暂停了 3 个任务")

    await cast.write(cast.owner, words)

    await cast.turns(card, "3 个任务和之前一样")
    assert set(statuses(tmp_path).values()) == {"active"}


async def test_a_pause_is_taken_back_by_saying_so(bot, cast: Cast, tmp_path):
    await cast.saved(cast.owner, WATER)
    await cast.write(cast.owner, "暂停喝水")
    await cast.says("已暂停")

    await cast.write(cast.owner, "撤销")

    await cast.until(lambda _: statuses(tmp_path) == {"喝水": "active"})


async def test_a_typed_yes_deletes_nothing_and_says_what_does(bot, cast: Cast, tmp_path):
    await cast.saved(cast.owner, WATER)
    await cast.write(cast.owner, "删除喝水")
    await cast.says("task.delete", "不用了")

    await cast.write(cast.owner, "yes")

    await cast.says("Typing alone deletes nothing")
    assert statuses(tmp_path) == {"喝水": "active"}


async def test_a_typed_no_leaves_what_was_to_be_deleted(bot, cast: Cast, tmp_path):
    await cast.saved(cast.owner, WATER)
    await cast.write(cast.owner, "删除喝水")
    await cast.says("task.delete", "不用了")

    await cast.write(cast.owner, "不用了")

    await cast.says("任务照旧")
    assert statuses(tmp_path) == {"喝水": "active"}
