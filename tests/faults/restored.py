"""A backup in the middle of a rush, put in place elsewhere when its original has gone on for an hour."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.commands.local_lark import LocalLark
from bot.main import utc_now
from scheduler.triggers import Every
from storage.backup import back_up, put_in_place
from storage.database import FILE_NAME
from tests.faults.form import Form, Told
from tests.faults.ground import ZONE, a_lark, a_reminder, groups, is_over, planted
from tests.journeys.cast import Cast
from tests.journeys.stage import MovedClock, a_bot, rows

PERIOD = timedelta(minutes=30)
SINCE = 2  # occurrences of each task that the original has after the backup
LATE = timedelta(minutes=5)  # by so little, a run would be made up for
PER_CHAT = 5
PATIENCE_S = 900  # on a crowded machine
ROOMY = {"AIME_CONCURRENCY": "64", "AIME_RUNS_AT_ONCE_PER_OWNER": "0"}


async def measure(form: Form, folder: Path) -> Told:
    async with a_lark() as (lark, cast):
        return await restored(lark, cast, form, folder)


async def restored(lark: LocalLark, cast: Cast, form: Form, folder: Path) -> Told:
    """Look at every group before and after: what is there must be all that there is."""
    here, there, backup = folder / "here", folder / "there", folder / "backup"
    here.mkdir()
    count, clock = form.restored_tasks, MovedClock()
    chats = await groups(cast, -(-count // PER_CHAT))
    first = Every(PERIOD, utc_now() + timedelta(seconds=1), ZONE)
    tasks = [a_reminder(cast, n, chats[n % len(chats)], first) for n in range(count)]
    await planted(here, tasks)
    async with a_bot(lark, here, ROOMY, clock) as bot:
        await cast.when(lambda: _posted(here) >= count // 2, within_s=PATIENCE_S)
        began = perf_counter()
        await asyncio.to_thread(back_up, here / FILE_NAME, backup)
        seconds = perf_counter() - began
        for rounds in range(1, SINCE + 2):
            await cast.when(lambda rounds=rounds: is_over(here, rounds * count), within_s=PATIENCE_S)
            if rounds <= SINCE:
                await _moved_on(cast, clock, PERIOD)
                bot.engine.nudge()
    seen = [await _told(cast, chat) for chat in chats]

    put_in_place(backup, there / FILE_NAME)
    unsure = _unsure(there)
    await _moved_on(cast, clock, LATE)
    async with a_bot(lark, there, ROOMY, clock) as bot:
        await cast.when(lambda: _owed(there) == 0, within_s=PATIENCE_S)
        assert [await _told(cast, chat) for chat in chats] == seen, "something was posted or changed again"
        had = len(rows(there, "run"))
        await _moved_on(cast, clock, PERIOD - LATE)
        bot.engine.nudge()
        await cast.when(lambda: is_over(there, had + count), within_s=PATIENCE_S)
    states = [state for (state,) in rows(there, "run", "state")]
    assert states.count("missed") == SINCE * count, f"not all was owned up to: {sorted(states)}"
    assert states.count("unknown") == unsure["runs"], f"not all that was open is unknown: {sorted(states)}"
    return Told(
        {
            "backup_s": round(seconds, 3),
            "open_runs_in_it": unsure["runs"],
            "unsent_messages_in_it": unsure["messages"],
            "posted_since": SINCE * count,
            "posted_again": 0,
            "owned_up_to": states.count("missed"),
            "had_afterwards": count,
        }
    )


async def _moved_on(cast: Cast, clock: MovedClock, by: timedelta) -> None:
    clock.advance(by)
    await cast.advance(by)


async def _told(cast: Cast, chat: str) -> list[Any]:
    """Return what the messages of a chat tell, but for when a card says that its task runs next: an update
    that the backup still owes brings that up to date.
    """
    contents = [(each["message_id"], json.loads(each["content"])) for each in await cast.messages(chat)]
    return [(key, content.get("header", content), content.get("config")) for key, content in contents]


def _posted(folder: Path) -> int:
    return len(rows(folder, "run WHERE delivery = 'delivered'"))


def _owed(folder: Path) -> int:
    return len(rows(folder, "delivery WHERE live AND posted < wanted"))


def _unsure(folder: Path) -> dict[str, int]:
    """Count what the backup left open."""
    return {
        "runs": len(rows(folder, "run WHERE finished_at IS NULL")),
        "messages": len(rows(folder, "delivery WHERE live AND message_id IS NULL")),
    }
