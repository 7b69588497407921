"""Tasks fire by themselves: one card and one reply for each occurrence, however often."""

from datetime import timedelta

from tests.journeys.cast import Cast, verbs
from tests.journeys.stage import rows

WELCOME = 1  # the card with which a new person is greeted


def replies(messages) -> list:
    return [message for message in messages if message["msg_type"] == "post"]


async def test_a_one_shot_a_moment_ahead_fires_by_itself(bot, cast: Cast, tmp_path):
    """Nothing is nudged and no clock is moved here."""
    task = await cast.saved(cast.owner, "3秒后提醒我喝水")

    found = await cast.until(lambda messages: bool(replies(messages)))

    (reply,) = replies(found)
    assert "喝水" in reply["content"]
    assert reply["root_id"] not in (None, task["message_id"])
    await cast.turns(task, "已结束")
    assert rows(tmp_path, "task", "status") == [("finished",)]


async def test_a_task_every_minute_left_alone_for_ten_is_ten_cards_and_ten_replies(
    bot, cast: Cast, moved, tmp_path
):
    task = await cast.saved(cast.owner, "每分钟提醒我看一眼大盘，共10次")

    for fired in range(1, 11):
        moved.advance(timedelta(minutes=1))
        await cast.advance(timedelta(minutes=1))
        bot.engine.nudge()
        await cast.until(lambda messages, n=fired: len(replies(messages)) == n)

    moved.advance(timedelta(minutes=5))
    bot.engine.nudge()
    await cast.turns(task, "已结束")
    found = [message for message in await cast.messages() if message["chat_id"] == task["chat_id"]]
    threads = [reply["root_id"] for reply in replies(found)]
    shown = [message for message in found if message["message_id"] in threads]
    assert len(threads) == len(set(threads)) == len(shown) == 10
    assert len(found) == WELCOME + 1 + 10 + 10
    assert all("已完成" in card["content"] for card in shown)
    await cast.until(lambda _: rows(tmp_path, "run", "state, delivery") == [("succeeded", "delivered")] * 10)


async def test_a_paused_task_does_not_fire_and_resuming_replays_nothing(bot, cast: Cast, moved, tmp_path):
    task = await cast.saved(cast.owner, "每分钟提醒我看一眼大盘")
    await cast.press(cast.owner, task, "task.pause")
    task = await cast.turns(task, "已暂停")

    moved.advance(timedelta(minutes=10))
    await cast.advance(timedelta(minutes=10))
    bot.engine.nudge()
    await cast.press(cast.owner, task, "task.resume")
    await cast.turns(task, "已开启")

    assert rows(tmp_path, "run") == []


async def test_run_now_works_while_paused_and_leaves_the_schedule_alone(bot, cast: Cast, tmp_path):
    task = await cast.saved(cast.owner, "每天早上9点提醒我喝水")
    planned = rows(tmp_path, "task", "next_fire_time")
    await cast.press(cast.owner, task, "task.run")
    await cast.until(lambda messages: len(replies(messages)) == 1)

    assert rows(tmp_path, "task", "next_fire_time") == planned
    await cast.press(cast.owner, await cast.turns(task, "task.pause"), "task.pause")
    task = await cast.turns(task, "已暂停", "task.run")
    await cast.press(cast.owner, task, "task.run")
    await cast.until(lambda messages: len(replies(messages)) == 2)
    await cast.until(lambda _: rows(tmp_path, "run", "kind, state") == [("manual", "succeeded")] * 2)


async def test_an_agent_shows_running_and_then_its_answer_as_a_reply(bot, cast: Cast):
    task = await cast.saved(cast.colleague, "every day at 9am summarise the overnight tickets")
    await cast.press(cast.colleague, task, "task.run")

    running = await cast.says('"blue"')
    done = await cast.turns(running, "Completed")
    reply = await cast.says("stand-in", under=running["message_id"])

    assert reply["thread_id"]
    assert "run.again" in verbs(done)
    assert "Completed" not in running["content"]
