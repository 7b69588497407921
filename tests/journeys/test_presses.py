"""Old cards and odd presses: answered with the present state, and nothing doubles."""

import asyncio

from tests.journeys.cast import Cast, button, card_of, toast, verbs
from tests.journeys.stage import rows

DAILY = "每天早上9点提醒我喝水"


async def another_card(cast: Cast, task) -> dict:
    """A second card of the same task, asked for by number; the first is not kept up to date after."""
    await cast.write(cast.owner, "查看 1")
    return await cast.one(
        lambda message: message["message_id"] != task["message_id"] and "task.pause" in message["content"]
    )


async def test_a_stale_press_changes_nothing_and_shows_the_present_state(bot, cast: Cast, tmp_path):
    old = await cast.saved(cast.owner, DAILY)
    new = await another_card(cast, old)
    await cast.press(cast.owner, new, "task.pause")
    await cast.turns(new, "已暂停")

    answer = await cast.press(cast.owner, old, "task.delete")

    assert "任务已有变化" in toast(answer)
    assert "已暂停" in (await cast.turns(old, "已暂停"))["content"]
    assert rows(tmp_path, "task", "status") == [("paused",)]


async def test_a_press_on_a_deleted_task_s_old_card_offers_the_way_back(bot, cast: Cast, tmp_path):
    old = await cast.saved(cast.owner, DAILY)
    new = await another_card(cast, old)
    await cast.press(cast.owner, new, "task.delete")
    await cast.turns(new, "已删除")

    answer = await cast.press(cast.owner, old, "task.run")

    assert "已经删除" in toast(answer)
    assert "task.restore" in verbs(await cast.turns(old, "已删除"))
    assert rows(tmp_path, "run") == []


async def test_run_now_pressed_five_times_at_once_runs_once(bot, cast: Cast, tmp_path):
    task = await cast.saved(cast.colleague, "every day at 9am summarise the overnight tickets")
    body = {
        "as": cast.colleague["open_id"],
        "message_id": task["message_id"],
        "action": button(card_of(task), "task.run"),
    }

    answers = await asyncio.gather(*(cast.post("/_sandbox/actions", body) for _ in range(5)))

    assert all(answer["error"] is None for answer in answers)
    assert {toast(answer)[:7] for answer in answers} == {"Started"}
    assert len(rows(tmp_path, "run")) == 1
    assert "busy" not in str(rows(tmp_path, "delivery", "view"))


async def test_a_list_turns_its_pages_on_the_card_and_its_numbers_count(bot, cast: Cast, tmp_path):
    for number in range(1, 11):
        await cast.saved(cast.owner, f"每天{number}点提醒我做第{number}件事")
    await cast.write(cast.owner, "任务列表")
    listed = await cast.says("list.page")

    answer = await cast.press(cast.owner, listed, "list.page")

    assert answer["error"] is None
    turned = await cast.turns(listed, "第10件事")
    assert "第1件事" not in turned["content"]
    await cast.write(cast.owner, "暂停 10")
    await cast.says("做第10件事", "已暂停")
    paused = [title for title, status in rows(tmp_path, "task", "title, status") if status == "paused"]
    assert paused == ["做第10件事"]


async def test_events_that_nobody_registered_leave_no_trace(bot, cast: Cast, tmp_path):
    said = await cast.write(cast.owner, "每天早上9点提醒我打卡")
    confirm = await cast.says("draft.save")
    await cast.post(
        f"/_sandbox/messages/{said}/reactions", {"as": cast.owner["open_id"], "emoji_type": "THUMBSUP"}
    )
    await cast.post("/_sandbox/menu", {"as": cast.owner["open_id"], "event_key": "nobody_knows"})
    await cast.post(f"/_sandbox/messages/{said}/recall", {"as": cast.owner["open_id"]})

    answer = await cast.press(cast.owner, confirm, "draft.save")

    assert answer["error"] is None
    assert len([message for message in await cast.messages() if "打卡" in message["content"]]) == 1


async def test_a_recalled_card_is_no_obstacle(bot, cast: Cast, tmp_path):
    """What the person asked is gone; what was agreed goes on."""
    said = await cast.write(
        cast.colleague, "every day at 9am remind us to stand up", chat_id=cast.group, mention_bot=True
    )
    confirm = await cast.says("draft.save")
    await cast.post(f"/_sandbox/messages/{said}/recall", {"as": cast.colleague["open_id"]})

    await cast.press(cast.colleague, confirm, "draft.save")
    await cast.press(cast.colleague, await cast.turns(confirm, "task.run"), "task.run")

    await cast.one(lambda message: message["msg_type"] == "post")
    await cast.until(lambda _: rows(tmp_path, "run", "state, delivery") == [("succeeded", "delivered")])
