"""A backup taken at work and put in place elsewhere: nothing that was posted since is posted again."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands.conversation import Message
from bot.commands.local_lark import LocalLark
from bot.main import Bot
from storage.backup import back_up
from storage.database import FILE_NAME
from tests.faults.form import SHORT
from tests.faults.restored import restored
from tests.journeys.cast import Cast
from tests.journeys.stage import MovedClock, a_bot, aime, rows, serve_environment

pytestmark = pytest.mark.timeout(300)  # several bots, one after the other

HALF_HOUR = timedelta(minutes=30)
LATE = timedelta(minutes=5)  # by so little, a run would be made up for
TEA = "every 30 minutes remind us to drink tea"
REPLY = {"method": "POST", "path": "/open-apis/im/v1/messages*"}


async def test_a_backup_in_the_middle_of_a_rush_repeats_nothing_that_anybody_sees(lark, cast, tmp_path):
    told = await restored(lark, cast, SHORT, tmp_path)

    assert told.figures["posted_again"] == 0


async def command(lark: LocalLark, folder: Path, *words: str) -> None:
    async with aime("db", *words, environment=serve_environment(lark, folder)) as process:
        code, said = await process.ended()
    assert code == 0, said


async def moved_on(cast: Cast, clock: MovedClock, by: timedelta) -> None:
    clock.advance(by)
    await cast.advance(by)


async def teas(cast: Cast) -> int:
    """Count the reminders that people see in the group."""
    return sum(map(is_tea, await cast.messages(cast.group)))


async def ids(cast: Cast) -> list[str]:
    """Return the group's messages; what the task's card says changes with each run."""
    return [message["message_id"] for message in await cast.messages(cast.group)]


def is_tea(message: Message) -> bool:
    return message["msg_type"] == "post" and "tea" in message["content"]


async def fired(cast: Cast, bot: Bot, clock: MovedClock, by: timedelta = HALF_HOUR) -> None:
    """Go on to the next occurrence and wait until its reminder is posted."""
    before = await teas(cast)
    await moved_on(cast, clock, by)
    bot.engine.nudge()
    await cast.until(lambda messages: sum(map(is_tea, messages)) == before + 1)


async def test_no_occurrence_that_was_posted_since_the_backup_is_posted_again(
    lark: LocalLark, cast: Cast, tmp_path: Path
):
    here, there, backup = tmp_path / "here", tmp_path / "there", tmp_path / "backup.db"
    clock = MovedClock()
    async with a_bot(lark, here, clock=clock) as bot:
        await cast.saved(cast.colleague, TEA, chat_id=cast.group, mention_bot=True)
        await fired(cast, bot, clock)
        await command(lark, here, "backup", str(backup))
        await fired(cast, bot, clock)
        await fired(cast, bot, clock)
    posted = await ids(cast)
    await moved_on(cast, clock, LATE)

    await command(lark, there, "restore", str(backup))
    async with a_bot(lark, there, clock=clock) as bot:
        private = await cast.personal_chat(cast.colleague)
        await cast.says("restored from a backup", chat_id=private)
        assert await ids(cast) == posted
        await fired(cast, bot, clock, HALF_HOUR - LATE)

    states = [state for (state,) in rows(there, "run", "state")]
    assert states == ["succeeded", "missed", "missed", "succeeded"]


async def test_a_run_that_was_open_is_not_begun_again_and_its_card_stays_as_it_ended(
    lark: LocalLark, cast: Cast, tmp_path: Path
):
    here, there, backup = tmp_path / "here", tmp_path / "there", tmp_path / "backup.db"
    async with a_bot(lark, here, {"AIME_MODEL": "stand-in-hang"}):
        task = await cast.saved(cast.owner, "每天早上9点总结昨天的新闻")
        await cast.press(cast.owner, task, "task.run")
        running = await cast.says('"blue"', "正在成文")
        await command(lark, here, "backup", str(backup))
        await cast.press(cast.owner, running, "run.stop")
        await cast.turns(running, "已取消")
    ended = await cast.message(running["message_id"])

    await command(lark, there, "restore", str(backup))
    async with a_bot(lark, there):
        await cast.says("机器人从备份恢复了")

    assert rows(there, "run", "state, cause, attempt") == [("unknown", "from_backup", 1)]
    assert (await cast.message(running["message_id"]))["content"] == ended["content"]


@pytest.mark.parametrize("is_sent_since", [True, False])
async def test_a_message_that_waited_is_looked_for_and_posted_only_where_nothing_is_found(
    lark: LocalLark, cast: Cast, tmp_path: Path, is_sent_since: bool
):
    here, there, backup = tmp_path / "here", tmp_path / "there", tmp_path / "backup.db"
    clock = MovedClock()
    await cast.fault("server_error", times=3, **REPLY)  # it tries again after 1, 2 and 4 seconds
    async with a_bot(lark, here, clock=clock):
        await cast.write(cast.colleague, TEA, chat_id=cast.group, mention_bot=True)
        await cast.struck()
        back_up(here / FILE_NAME, backup)
        if is_sent_since:
            await cast.says("draft.save")
    await moved_on(cast, clock, timedelta(hours=2))  # Lark has forgotten the key of the message

    await command(lark, there, "restore", str(backup))
    async with a_bot(lark, there, clock=clock):
        expected = ("unknown", False) if is_sent_since else ("delivered", True)
        # Posted once, or twice: the draft has expired meanwhile, and its card is to say so.
        await cast.until(lambda _: rows(there, "delivery", "state, posted > 0") == [expected])

    assert len(await cast.messages(cast.group)) == 1
