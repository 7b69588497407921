"""A reminder that comes once more: in ten minutes, in an hour, tomorrow, or after all not."""

from datetime import datetime, timedelta

from tests.journeys.cast import Cast, toast, verbs
from tests.journeys.stage import rows

WATER = "每天早上9点提醒我喝水"


async def reminded(cast: Cast, person=None, text: str = WATER, **where):
    """The card of a reminder that has come."""
    person = person or cast.owner
    task = await cast.saved(person, text, **where)
    await cast.press(person, task, "task.run")
    return await cast.one(lambda m: "run.snooze" in m["content"])


async def wait(bot, cast: Cast, moved, by: timedelta) -> None:
    moved.advance(by)
    await cast.advance(by)
    bot.engine.nudge()


async def put_off(cast: Cast, person, card, key: str):
    body = {"as": person["open_id"], "message_id": card["message_id"], "action": key}
    return await cast.post("/_sandbox/actions", body)


def waiting(folder):
    return rows(folder, "run", "kind, state").count(("snoozed", "queued"))


async def test_it_comes_once_more_after_ten_minutes(bot, cast: Cast, moved, tmp_path):
    card = await reminded(cast)

    answer = await put_off(cast, cast.owner, card, "snooze_soon")
    await cast.turns(card, "再提醒于", cast.owner["name"], "run.unsnooze")
    assert "再提醒" in toast(answer)
    await wait(bot, cast, moved, timedelta(minutes=10))

    again = await cast.one(lambda m: "推迟的提醒" in m["content"] and "已完成" in m["content"])
    await cast.says("喝水", under=again["message_id"])
    assert "run.snooze" in verbs(again)
    shown = await cast.one(lambda m: m["message_id"] == card["message_id"] and "再提醒于" not in m["content"])
    assert "run.unsnooze" not in shown["content"]
    assert rows(tmp_path, "task", "fired") == [(0,)]


async def test_in_english_it_says_by_whom(bot, cast: Cast, moved):
    card = await reminded(cast, cast.colleague, "every day at 9am remind me to drink water")

    answer = await put_off(cast, cast.colleague, card, "snooze_hour")
    await cast.turns(card, "Again", cast.colleague["name"])
    assert "Fine, again" in toast(answer)
    await wait(bot, cast, moved, timedelta(hours=1))

    await cast.says(f"Snoozed by {cast.colleague['name']}", "Completed")


async def test_a_second_press_moves_it(bot, cast: Cast, tmp_path):
    card = await reminded(cast)
    await put_off(cast, cast.owner, card, "snooze_soon")
    [(before,)] = [(due,) for kind, due in rows(tmp_path, "run", "kind, due_at") if kind == "snoozed"]

    await put_off(cast, cast.owner, card, "snooze_hour")

    [(after,)] = [(due,) for kind, due in rows(tmp_path, "run", "kind, due_at") if kind == "snoozed"]
    moved_by = datetime.fromisoformat(after) - datetime.fromisoformat(before)
    assert timedelta(minutes=49) < moved_by < timedelta(minutes=52)
    assert waiting(tmp_path) == 1


async def test_taken_back_it_does_not_come(bot, cast: Cast, moved, tmp_path):
    card = await reminded(cast)
    await put_off(cast, cast.owner, card, "snooze_soon")
    shown = await cast.turns(card, "再提醒于")

    answer = await cast.press(cast.owner, shown, "run.unsnooze")
    await cast.one(lambda m: m["message_id"] == card["message_id"] and "再提醒于" not in m["content"])
    posted = len(await cast.messages())
    await wait(bot, cast, moved, timedelta(minutes=11))
    await cast.write(cast.owner, "帮助")
    await cast.until(lambda messages: len(messages) > posted)

    assert "不再提醒" in toast(answer)
    assert len(await cast.messages()) == posted + 1
    assert waiting(tmp_path) == 0


async def test_tomorrow_is_at_the_time_of_the_press_by_the_presser_s_clock(bot, cast: Cast, tmp_path):
    card = await reminded(cast)

    await put_off(cast, cast.owner, card, "snooze_tomorrow")
    await cast.turns(card, "再提醒于 明天")

    [(due, made)] = [
        (due, made)
        for kind, due, made in rows(tmp_path, "run", "kind, due_at, created_at")
        if kind == "snoozed"
    ]
    assert datetime.fromisoformat(due) - datetime.fromisoformat(made) == timedelta(days=1)


async def test_it_comes_while_the_task_is_paused_and_not_once_it_is_deleted(bot, cast: Cast, moved, tmp_path):
    card = await reminded(cast)
    await put_off(cast, cast.owner, card, "snooze_soon")
    await cast.write(cast.owner, "暂停喝水")
    task = await cast.says("已暂停", "task.delete")
    assert waiting(tmp_path) == 1

    await cast.press(cast.owner, task, "task.delete")

    await cast.until(lambda _: waiting(tmp_path) == 0)
    shown = await cast.one(lambda m: m["message_id"] == card["message_id"] and "再提醒于" not in m["content"])
    assert "run.snooze" not in verbs(shown)


async def test_in_a_group_only_who_may_run_it_puts_it_off(bot, cast: Cast, tmp_path):
    card = await reminded(cast, chat_id=cast.group, mention_bot=True)

    refused = await put_off(cast, cast.colleague, card, "snooze_soon")
    assert "只有任务的负责人" in toast(refused)
    assert waiting(tmp_path) == 0
    await put_off(cast, cast.owner, card, "snooze_soon")

    await cast.turns(card, "再提醒于")
