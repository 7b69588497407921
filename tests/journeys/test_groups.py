"""Manners in a group: only what mentions the bot counts, everybody sees, the owners change."""

from tests.journeys.cast import Cast, toast, verbs
from tests.journeys.stage import rows

DAILY = "every day at 9am remind us to stand up"


async def grouped(cast: Cast, person=None) -> dict:
    """A task of the colleague's in the group."""
    return await cast.saved(person or cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)


async def test_what_does_not_mention_the_bot_is_neither_answered_nor_kept(bot, cast: Cast, tmp_path):
    await cast.write(cast.colleague, DAILY, chat_id=cast.group)
    await cast.write(cast.colleague, "/help", chat_id=cast.group, mention_bot=True)
    await cast.until(lambda messages: bool(messages))

    assert len(await cast.messages()) == 1
    assert rows(tmp_path, "draft") == []
    assert len(rows(tmp_path, "inbox")) == 1


async def test_a_mention_of_everyone_is_not_a_mention_of_the_bot(bot, cast: Cast, tmp_path):
    await cast.write(cast.colleague, DAILY, chat_id=cast.group, mention_all=True)
    await cast.write(cast.colleague, "/help", chat_id=cast.group, mention_bot=True)
    await cast.until(lambda messages: bool(messages))

    assert len(await cast.messages()) == 1
    assert rows(tmp_path, "draft") == []


async def test_the_answer_stands_under_the_question_and_the_run_in_the_group(bot, cast: Cast):
    await cast.write(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    confirm = await cast.says("draft.save")
    await cast.press(cast.colleague, confirm, "draft.save")
    await cast.press(cast.colleague, confirm, "task.run")

    card, result = (
        await cast.until(
            lambda messages: len(messages) == 3 and all("Completed" in m["content"] for m in messages[:2])
        )
    )[1:]
    assert confirm["parent_id"] is not None
    assert (card["chat_id"], card["parent_id"]) == (cast.group, None)
    assert result["root_id"] == card["message_id"]


async def test_a_member_who_may_not_change_is_told_alone(bot, cast: Cast):
    await grouped(cast, cast.owner)

    await cast.write(cast.colleague, "pause 1", chat_id=cast.group, mention_bot=True)

    told = await cast.says("for the task's owner", chat_id=cast.group)
    assert told["only_for"] == cast.colleague["open_id"]
    assert await cast.messages(await cast.personal_chat(cast.colleague)) == []


async def test_what_lark_does_not_show_one_person_is_said_in_person(bot, cast: Cast):
    await grouped(cast, cast.owner)
    await cast.fault("server_error", path="/open-apis/ephemeral/*", status=400, code=18053, msg="no")

    await cast.write(cast.colleague, "pause 1", chat_id=cast.group, mention_bot=True)

    await cast.says("for the task's owner", chat_id=await cast.personal_chat(cast.colleague))
    assert "for the task's owner" not in str(await cast.messages(cast.group))


async def test_a_member_who_presses_is_told_in_a_toast_and_nothing_changes(bot, cast: Cast, tmp_path):
    task = await grouped(cast, cast.owner)

    answers = [await cast.press(cast.admin, task, verb) for verb in ("task.pause", "task.delete", "task.run")]

    assert all("只有任务的负责人" in toast(answer) for answer in answers)
    assert rows(tmp_path, "task", "status") == [("active",)]
    assert rows(tmp_path, "run") == []


async def test_the_group_s_owner_may_change_everybody_s_tasks(bot, cast: Cast):
    task = await grouped(cast)

    await cast.press(cast.owner, task, "task.pause")
    paused = await cast.turns(task, "Paused")
    await cast.press(cast.owner, paused, "task.delete")

    assert "task.restore" in verbs(await cast.turns(task, "Deleted"))


async def test_a_task_of_a_personal_chat_is_nobody_else_s_to_see(bot, cast: Cast):
    await cast.saved(cast.owner, "每天早上9点提醒我吃药")

    await cast.write(cast.colleague, "/list")

    shown = await cast.says("wathet", chat_id=await cast.personal_chat(cast.colleague))
    assert "吃药" not in shown["content"]


async def test_one_s_own_list_asked_for_in_a_group_goes_to_the_personal_chat(bot, cast: Cast):
    await cast.saved(cast.colleague, "every day at 7am remind me of my secret diet")
    await cast.write(cast.colleague, "/list", chat_id=cast.group, mention_bot=True)
    shared = await cast.says("task", chat_id=cast.group)

    answer = await cast.press(cast.colleague, shared, "list.mine")

    private = await cast.personal_chat(cast.colleague)
    await cast.until(
        lambda messages: any(
            m["chat_id"] == private and "wathet" in m["content"] and "diet" in m["content"] for m in messages
        )
    )
    assert toast(answer)
    assert "diet" not in str(await cast.messages(cast.group))


async def test_another_group_that_is_named_is_not_quietly_replaced_by_this_chat(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, "在Launch crew群里每天9点提醒大家开会")

    await cast.says("draft.save", "Launch crew")
    assert cast.group not in str(rows(tmp_path, "draft", "spec"))


async def test_a_group_may_be_called_by_its_name(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, "每天9点在销售日报群提醒大家开会", chat_id=cast.group, mention_bot=True)

    await cast.says("draft.save", chat_id=cast.group)
    assert len(rows(tmp_path, "draft")) == 1
