"""What the faults strike: many reminders in many groups, and what must be seen of them at the end."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp

from bot.commands.conversation import Message
from bot.commands.local_lark import LocalLark, local_lark
from scheduler.model import ChatId, PersonId, RunState, Task, TaskId
from scheduler.triggers import At, Every
from storage.database import Database
from storage.rows import task_values
from storage.statements import insert_all
from storage.tables import TaskRow
from tests.builders import a_spec, a_task
from tests.journeys.cast import Cast
from tests.journeys.stage import MovedClock, rows

ZONE = "Asia/Shanghai"
COMPLETED = ("Completed", "已完成")
TITLE = re.compile(r"Kettle \d{5}")


@asynccontextmanager
async def a_lark() -> AsyncIterator[tuple[LocalLark, Cast]]:
    """A fresh local Lark, and its people."""
    async with local_lark() as lark, aiohttp.ClientSession(lark.url) as http:
        yield lark, await Cast.of(http)


def ahead(by: timedelta) -> MovedClock:
    clock = MovedClock()
    clock.advance(by)
    return clock


async def groups(cast: Cast, count: int) -> list[ChatId]:
    """Make groups with the bot in them: one takes five messages a second and no more."""
    made = (
        cast.post("/_sandbox/chats", {"as": cast.owner["open_id"], "name": f"Group {number}"})
        for number in range(count)
    )
    return [ChatId(chat["chat_id"]) for chat in await asyncio.gather(*made)]


def a_reminder(cast: Cast, number: int, chat: ChatId, trigger: At | Every, **spec: object) -> Task:
    """A task of the owner's, known by its number wherever it is seen."""
    described = a_spec(title=title(number), trigger=trigger, chat_id=chat, **spec)
    first = trigger.instant if isinstance(trigger, At) else trigger.anchor
    return replace(
        a_task(spec=described),
        id=TaskId(f"task_{number}"),
        owner=PersonId(cast.owner["open_id"]),
        next_fire_time=first,
    )


def once(cast: Cast, number: int, chat: ChatId, at: datetime) -> Task:
    return a_reminder(cast, number, chat, At(at, ZONE))


def title(number: int) -> str:
    return f"Kettle {number:05}"


async def planted(folder: Path, tasks: Sequence[Task], url: str | None = None) -> None:
    """Store tasks from outside, beside whatever bot works on the same database."""
    database = await Database.open(url, folder)
    try:
        await database.upgrade()
        async with database.write() as session:
            await insert_all(session, TaskRow, [task_values(task) for task in tasks])
    finally:
        await database.close()


def is_over(folder: Path, runs: int) -> bool:
    """Say whether so many runs have ended, and every message stands in its newest form."""
    ended = rows(folder, "run WHERE finished_at IS NOT NULL", "count(*)")
    owed = rows(folder, "delivery WHERE live AND posted < wanted", "count(*)")
    return ended == [(runs,)] and owed == [(0,)]


async def check_each_seen_once(cast: Cast, folder: Path, tasks: Sequence[Task]) -> None:
    """Of every task: one run, one card in Lark, and on it the end that is stored."""
    stored = rows(folder, "run", "task_id, state, delivery")
    per_task = Counter(task_id for task_id, _, _ in stored)
    assert set(per_task.values()) <= {1}, "an occurrence has more than one run"
    assert per_task.keys() == {task.id for task in tasks}, "an occurrence has no run"
    states = Counter((state, delivery) for _, state, delivery in stored)
    assert set(states) == {(RunState.SUCCEEDED, "delivered")}, f"not all succeeded and arrived: {states}"
    seen = cards_by_title(await cast.messages())
    for task in tasks:
        cards = [card["content"] for card in seen.get(task.spec.title, [])]
        assert len(cards) == 1, f"{len(cards)} cards of {task.spec.title}"
        assert any(word in cards[0] for word in COMPLETED), f"a card does not tell the end: {cards[0]}"


def cards_by_title(messages: Iterable[Message]) -> Mapping[str, Sequence[Message]]:
    """Return the messages by the task that each names."""
    found: dict[str, list[Message]] = {}
    for message in messages:
        for named in set(TITLE.findall(message["content"])):
            found.setdefault(named, []).append(message)
    return found


def attempts(folder: Path) -> Counter[int]:
    """Return how many runs took how many attempts."""
    return Counter(attempt for (attempt,) in rows(folder, "run", "attempt"))
