"""From fire time to the run's card: 100 tasks due in the same second, each in a chat of its own.

Lark takes 50 sends a second from an app, so the last of m cards cannot be there before (m - 50) / 50 s.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scheduler.model import Action, AgentPrompt, StaticText, Task
from scheduler.triggers import At
from storage.database import Database
from tests.benchmarks.figures import Baseline, Figure
from tests.benchmarks.lark import Json, Lark, Watcher, a_bot, a_lark
from tests.benchmarks.stored import store
from tests.builders import a_spec, a_task

TASKS = 100
PER_SECOND = 50
"""Lark: calls of one API by one app."""

WITHIN_S = 60.0
_HEAD_START = timedelta(seconds=6)
"""For the bot to start in; the wait for the fire time is idle."""


async def measure(*, quick: bool) -> Sequence[Figure]:
    count = 10 if quick else TASKS
    agent = await _delays(count, AgentPrompt("Summarise the tickets of last night."))
    if quick:
        return [_figure("fire_to_running_card", agent)]
    static = await _delays(count, StaticText("Time to stand up"))
    return [_figure("fire_to_running_card", agent), _figure("fire_to_running_card_fixed_text", static)]


def _figure(name: str, delays: Sequence[float]) -> Figure:
    """Compare with what Lark's limit alone would cost: 50 at once, then 50 a second."""
    bound = [max(0.0, (place - PER_SECOND) / PER_SECOND) for place in range(1, len(delays) + 1)]
    baseline = Baseline("Lark's limit alone: (m - 50) / 50 s for the m-th card", bound)
    return Figure(name, "s", delays, baseline, {"chats": len(delays)}, compared_at=1)


async def _delays(count: int, action: Action) -> list[float]:
    """Return for each task how long after its fire time Lark had its card."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_lark() as lark:
            chats = await _new_chats(lark, count)
            fire_time = (datetime.now(UTC) + _HEAD_START).replace(microsecond=0)
            await _store_tasks(Path(folder), action, fire_time, chats)
            settings = lark.settings(Path(folder), model=isinstance(action, AgentPrompt))
            async with Watcher().watching(lark) as watcher, a_bot(lark, settings):
                cards = await watcher.until(lambda seen: _cards(seen, count), WITHIN_S)
    created = [datetime.fromisoformat(card["created"]) for card in cards]
    return [(moment - fire_time).total_seconds() for moment in created]


def _cards(seen: Sequence[Json], count: int) -> Sequence[Json] | None:
    """Return the first state of each card, once there are `count` of them."""
    cards = {each["message_id"]: each for each in seen if each["msg_type"] == "interactive"}
    return list(cards.values()) if len(cards) >= count else None


async def _new_chats(lark: Lark, count: int) -> list[str]:
    """Let the app make groups through the Open API, which belong to one person."""
    headers = await lark.authorised()
    owner = (await lark.state())["users"][0]["open_id"]
    chats = []
    for number in range(count):
        if number and number % PER_SECOND == 0:
            await asyncio.sleep(1)
        body = {"name": f"Group {number}", "owner_id": owner}
        answer = await lark.post("/open-apis/im/v1/chats?user_id_type=open_id", body, **headers)
        chats.append(answer["data"]["chat_id"])
    return chats


async def _store_tasks(folder: Path, action: Action, fire_time: datetime, chats: Sequence[str]) -> None:
    database = await Database.open(None, folder)
    try:
        await database.upgrade()
        await store(database, [_task(*each, action, fire_time) for each in enumerate(chats)])
    finally:
        await database.close()


def _task(number: int, chat: str, action: Action, fire_time: datetime) -> Task:
    spec = a_spec(action=action, trigger=At(fire_time, "Asia/Shanghai"), chat_id=chat)
    return a_task(number, spec=spec, next_fire_time=fire_time)
