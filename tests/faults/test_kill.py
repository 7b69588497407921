"""`kill -9` at the worst moments of a real `aime serve`: after a restart everything is there, once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.commands.local_lark import LocalLark
from scheduler.ports import Audit
from storage.database import Database
from storage.runs import SqlRuns
from tests.journeys.cast import Cast
from tests.journeys.stage import MovedClock, a_bot, rows, serving

DAILY = "每天早上9点提醒我喝茶"
SEND = "/open-apis/im/v1/messages*"


def later() -> MovedClock:
    """After every lease of the process that was killed has run out."""
    clock = MovedClock()
    clock.advance(timedelta(minutes=3))
    return clock


def sent(folder: Path) -> list[str | None]:
    """Under which ids the bot knows what it posted."""
    return [message_id for (message_id,) in rows(folder, "delivery", "message_id")]


async def test_killed_between_acknowledging_a_message_and_storing_its_draft(
    lark: LocalLark, cast: Cast, tmp_path
):
    await cast.fault("slow", path="/open-apis/contact/*", delay_s=60)
    async with serving(lark, tmp_path) as process:
        await cast.write(cast.owner, DAILY)
        await cast.struck()
        await process.killed()
    assert rows(tmp_path, "inbox", "handled_at") == [(None,)]
    assert rows(tmp_path, "draft") == []

    async with a_bot(lark, tmp_path, clock=later()):
        confirm = await cast.says("draft.save")
        await cast.press(cast.owner, confirm, "draft.save")
        await cast.turns(confirm, "已开启")

    assert len(rows(tmp_path, "draft")) == len(rows(tmp_path, "task")) == 1


async def test_killed_between_sending_a_card_and_recording_it(lark: LocalLark, cast: Cast, tmp_path):
    async with a_bot(lark, tmp_path):
        await cast.write(cast.owner, "帮助")
        await cast.until(lambda _: sent(tmp_path) and None not in sent(tmp_path))
    async with serving(lark, tmp_path) as process:
        await cast.fault("slow", method="POST", path=SEND, delay_s=60)
        await cast.write(cast.owner, DAILY)
        await cast.says("draft.save")
        await process.killed()
    assert None in sent(tmp_path)

    async with a_bot(lark, tmp_path):
        confirm = await cast.says("draft.save")
        await cast.until(lambda _: None not in sent(tmp_path))
        await cast.press(cast.owner, confirm, "draft.save")
        await cast.turns(confirm, "已开启")

    assert sum("喝茶" in message["content"] for message in await cast.messages()) == 1
    assert len(rows(tmp_path, "task")) == 1


async def test_killed_in_the_middle_of_a_run_it_is_run_again_on_its_own_card(
    lark: LocalLark, cast: Cast, tmp_path
):
    async with serving(lark, tmp_path, AIME_MODEL="stand-in-hang") as process:
        task = await cast.saved(cast.owner, "每天早上9点总结昨天的新闻")
        await cast.press(cast.owner, task, "task.run")
        running = await cast.says('"blue"', "正在成文")
        await process.killed()
    assert rows(tmp_path, "run", "state, attempt") == [("running", 1)]

    async with a_bot(lark, tmp_path, clock=later()):
        await cast.turns(running, "已完成")
        await cast.says("替身模型", under=running["message_id"])
        await cast.until(lambda _: rows(tmp_path, "run", "delivery") == [("delivered",)])

    assert rows(tmp_path, "run", "state, attempt") == [("succeeded", 2)]
    assert sum(message["root_id"] == running["message_id"] for message in await cast.messages()) == 1


async def test_killed_between_saving_a_task_and_answering_the_press(lark: LocalLark, cast: Cast, tmp_path):
    """The person sees an error and presses again."""
    async with serving(lark, tmp_path) as process:
        await cast.write(cast.owner, DAILY)
        confirm = await cast.says("draft.save")
        await cast.press(cast.owner, confirm, "draft.save")
        await process.killed()

    async with a_bot(lark, tmp_path):
        await cast.write(cast.owner, "查看 1")
        await cast.one(lambda m: m["message_id"] != confirm["message_id"] and "喝茶" in m["content"])

    assert len(rows(tmp_path, "task")) == 1


async def test_sigterm_hands_a_run_back_and_exits_with_success(lark: LocalLark, cast: Cast, tmp_path):
    async with serving(lark, tmp_path, AIME_MODEL="stand-in-hang") as process:
        task = await cast.saved(cast.owner, "每天早上9点总结昨天的新闻")
        await cast.press(cast.owner, task, "task.run")
        running = await cast.says('"blue"', "正在成文")

        assert await process.stopped() == 0

    assert rows(tmp_path, "run", "state, lease_token") == [("queued", None)]
    async with a_bot(lark, tmp_path):  # no lease to wait for
        await cast.turns(running, "已完成")


async def test_sigterm_lets_a_run_end_within_the_time_it_is_given(lark: LocalLark, cast: Cast, tmp_path):
    async with serving(lark, tmp_path, AIME_DRAIN="20") as process:
        task = await cast.saved(cast.owner, "每天早上9点总结昨天的新闻")
        await cast.press(cast.owner, task, "task.run")
        running = await cast.says('"blue"')

        assert await process.stopped() == 0

    assert rows(tmp_path, "run", "state, attempt") == [("succeeded", 1)]
    async with a_bot(lark, tmp_path):
        await cast.turns(running, "已完成")


async def test_killed_between_asking_a_run_to_stop_and_stopping_it(lark: LocalLark, cast: Cast, tmp_path):
    """Nobody is there to confirm that it stopped: it is not begun anew, and not called cancelled."""
    async with serving(lark, tmp_path, AIME_MODEL="stand-in-hang") as process:
        task = await cast.saved(cast.owner, "每天早上9点总结昨天的新闻")
        await cast.press(cast.owner, task, "task.run")
        running = await cast.says('"blue"', "正在成文", "run.stop")
        await process.killed()
    await wanted_to_end(tmp_path)  # as a press that was committed at the last moment leaves it

    async with a_bot(lark, tmp_path, clock=later()):
        await cast.turns(running, "结果不明", "没有等到停下的确认")

    assert rows(tmp_path, "run", "state, attempt") == [("unknown", 1)]


async def wanted_to_end(folder: Path) -> None:
    """Ask the one run to end, in a process that works on none."""
    database = await Database.open(None, folder)
    [(run_id, tenant, person)] = rows(folder, "run", "id, tenant_key, requested_by")
    audit = Audit(tenant, person, "run.stopped", run_id, datetime.now(UTC))
    await SqlRuns(database, str).cancel(run_id, audit)
    await database.close()


async def test_killed_between_putting_off_a_reminder_and_its_time(lark: LocalLark, cast: Cast, tmp_path):
    async with serving(lark, tmp_path) as process:
        task = await cast.saved(cast.owner, DAILY)
        await cast.press(cast.owner, task, "task.run")
        card = await cast.says("run.snooze")
        await cast.press(cast.owner, card, "run.snooze")
        await process.killed()
    assert ("snoozed", "queued") in rows(tmp_path, "run", "kind, state")

    clock = later()
    clock.advance(timedelta(minutes=10))
    async with a_bot(lark, tmp_path, clock=clock):
        await cast.says("推迟的提醒", "已完成")
        await cast.until(lambda _: ("snoozed", "delivered") in rows(tmp_path, "run", "kind, delivery"))

    assert sorted(rows(tmp_path, "run", "kind, state")) == [("manual", "succeeded"), ("snoozed", "succeeded")]
