"""Nine o'clock: 1,000 and 10,000 tasks due at once, from their results to what people see at Lark.

The real deliveries (loop, outbox, pacing, client) against the local Lark, which counts as strictly as
Lark may, in a loop that skips the waits: see `warped`. Planning and the ends of runs are the real ones
too; only the model is played, by log-normal times with a median of 40 s. Every tenth result is too long
for its card.

Each figure stands beside the least that Lark's limits allow for the calls that were made.
"""

import asyncio
import math
import random
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.deliver.loop import DeliveryLoop
from bot.deliver.render import Renderer
from bot.deliver.sender import Sender
from bot.deliver.sources import Sources
from bot.deliver.unreachable import Unreachable
from bot.directory import Directory
from bot.lark.app_links import AppLinks
from bot.lark.client import LarkClient
from bot.lark.domain import Credentials, address_of
from bot.lark.pacing import Api
from bot.sandbox.clock import SandboxClock
from bot.sandbox.ids import new_chat_id
from bot.sandbox.records import Chat as SandboxChat
from bot.sandbox.records import ChatType
from bot.sandbox.server import RunningSandbox, running_sandbox
from cards.result import split_result
from scheduler.allowance import Allowance
from scheduler.attempt import Ending
from scheduler.beat import Bell
from scheduler.closing import closing_of
from scheduler.decided import Claimed
from scheduler.model import AgentPrompt, ChatId, Locale, PersonId, RunState, Task
from scheduler.people import Chat
from scheduler.planner import Planner
from scheduler.triggers import At
from storage.statements import insert_all
from storage.stores import Stores
from storage.tables import ChatRow
from storage.talk_rows import chat_values
from tests import postgres
from tests.benchmarks.delivery_bound import Ideal, bucket_s, ideal, one_chat_s, window_s
from tests.benchmarks.figures import Baseline, Figure
from tests.benchmarks.stored import store
from tests.benchmarks.warped import WarpedClock, WatchedDatabase, WatchedPacing, in_warped_time
from tests.builders import TENANT, a_spec, a_task
from tests.doubles import Ids

NINE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MEDIAN_S, SPREAD, LONGEST_S = 40.0, 0.7, 600.0
LONG_EVERY = 10
LONG_TEXT = "\n\n".join(f"{line}. What came of it is told at length here. " * 4 for line in range(100))
SHORT_TEXT = (
    "Three tickets are open, two were closed.\n\n- one waits for an answer\n- two are being worked on"
)
ENDLESS = timedelta(hours=5)


@dataclass(frozen=True)
class Case:
    name: str
    tasks: int
    chats: int
    url: str | None = None


@dataclass
class Morning:
    """What was seen, in seconds since nine."""

    calls: Counter[tuple[Api, int | None]] = field(default_factory=Counter)
    ends: dict[int, float] = field(default_factory=dict)
    seen: dict[int, float] = field(default_factory=dict)  # the result, wherever it stands first
    whole: dict[int, float] = field(default_factory=dict)  # a long one, as a message

    def made(self) -> Counter[Api]:
        made: Counter[Api] = Counter()
        for (api, _), count in self.calls.items():
            made[api] += count
        return made

    def refused(self) -> int:
        return sum(count for (_, code), count in self.calls.items() if code in (99991400, 230020))

    def last_s(self) -> float:
        return max(*self.seen.values(), *self.whole.values(), 0.0)


async def measure(*, quick: bool) -> Sequence[Figure]:
    cases = [Case("sqlite", 100, 100), Case("sqlite", 60, 1)] if quick else _SQLITE
    figures = [figure for case in cases for figure in await measured(case)]
    if quick or postgres.missing():
        return figures
    with postgres.cluster() as url:
        return [*figures, *await measured(Case("postgres", 1000, 1000, url))]


_SQLITE = [Case("sqlite", 1000, 1000), Case("sqlite", 10_000, 10_000), Case("sqlite", 1000, 1)]


async def measured(case: Case) -> Sequence[Figure]:
    """Play one morning."""
    morning = await in_warped_time(lambda: _morning(case))
    name = f"delivery_{case.tasks}_in_{case.chats}_{case.name}"
    best = ideal([morning.ends[number] for number in range(case.tasks)]) if case.chats > 1 else None
    figures = [_last(name, case, morning, best)]
    if best:
        delays = [morning.seen[number] - end for number, end in morning.ends.items()]
        baseline = Baseline("the same ends, delivered as well as the limits allow", best.delays_s)
        figures.append(Figure(f"{name}_delay", "s", delays, baseline, compared_at=0.99))
    return figures


def _last(name: str, case: Case, morning: Morning, best: Ideal | None) -> Figure:
    """Compare with the limits for the calls that were made, or the end of the last run if that is later."""
    made = morning.made()
    in_chat = one_chat_s(made[Api.CREATE] + made[Api.REPLY]) if case.chats == 1 else 0.0
    last_end = max(morning.ends.values())
    bound = max(*map(window_s, made.values()), in_chat, last_end)
    facts: Mapping[str, Any] = {
        "calls": {api.value: count for api, count in made.items()},
        "refused_for_the_rate": morning.refused(),
        "last_run_ended_s": round(last_end, 1),
        "bound_bucket_s": round(max(*map(bucket_s, made.values()), in_chat, last_end), 1),
        "bound_window_s": round(bound, 1),
        "ideal_last_s": round(best.last_s, 1) if best else None,
    }
    baseline = Baseline("Lark's limits for the calls made", [bound])
    return Figure(f"{name}_last_result", "s", [morning.last_s()], baseline, facts)


async def _morning(case: Case) -> Morning:
    morning = Morning()
    clock = WarpedClock(NINE)
    with tempfile.TemporaryDirectory() as folder:
        database = await WatchedDatabase.open(case.url, Path(folder))
        try:
            await database.upgrade()
            async with running_sandbox(clock=SandboxClock(clock)) as lark:
                await _Play(case, morning, database, clock).run(lark)
        finally:
            await database.close()
    return morning


class _Play:
    def __init__(self, case: Case, morning: Morning, database: WatchedDatabase, clock: WarpedClock) -> None:
        self._case, self._morning, self._database, self._clock = case, morning, database, clock
        self._ids = Ids()
        self._stores = Stores.over(database, lambda: self._ids("token_"), Allowance())
        self._bell = Bell()
        self._random = random.Random(7)
        self._numbers: dict[str, int] = {}

    async def run(self, lark: RunningSandbox) -> None:
        await self._set_up(lark)
        async with self._delivering(lark) as deliveries, asyncio.TaskGroup() as group:
            jobs = [group.create_task(deliveries.run(self._bell)), group.create_task(self._watch(lark))]
            began = await self._begin()
            await self._end(began)
            await deliveries.drain(ENDLESS)
            for job in jobs:
                job.cancel()

    async def _set_up(self, lark: RunningSandbox) -> None:
        chats = [new_chat_id() for _ in range(self._case.chats)]
        for chat in chats:
            lark.sandbox.tenant.put_chat(
                SandboxChat(chat, ChatType.GROUP, "Team", NINE, members=(), bot_member=True)
            )
        known = [Chat(id=ChatId(chat), tenant=TENANT, is_group=True, name="Team") for chat in chats]
        async with self._database.write() as session:
            await insert_all(session, ChatRow, [chat_values(chat) for chat in known])
        tasks = [_task(number, chats[number % len(chats)]) for number in range(self._case.tasks)]
        self._numbers = {task.id: number for number, task in enumerate(tasks)}
        await store(self._database, tasks)

    @asynccontextmanager
    async def _delivering(self, lark: RunningSandbox) -> AsyncIterator[DeliveryLoop]:
        loop = asyncio.get_running_loop()
        app = Credentials(lark.app.app_id, lark.app.app_secret)
        client = LarkClient(
            app, address_of(lark.url), WatchedPacing(loop), monotonic=loop.time, count=self._count
        )
        stores, clock = self._stores, self._clock
        async with client:
            planner = Planner(stores.tasks, clock, self._ids)
            unreachable = Unreachable(stores.tasks, stores.runs, stores.chats, clock, planner.settle)
            sender = Sender(stores.outbox, client, Renderer(self._sources(client)), unreachable, clock)
            yield DeliveryLoop(stores.outbox, stores.quiet, sender, clock, nudge=self._bell.ring)

    def _sources(self, client: LarkClient) -> Sources:
        stores = self._stores
        return Sources(
            tasks=stores.tasks,
            drafts=stores.drafts,
            runs=stores.runs,
            sheets=stores.sheets,
            templates=stores.templates,
            incidents=stores.incidents,
            monitors=stores.monitors,
            outbox=stores.outbox,
            quiet=stores.quiet,
            directory=Directory(stores.people, stores.chats, client, locale=Locale.EN, zone="Asia/Shanghai"),
            clock=self._clock,
            links=AppLinks("https://open.feishu.cn"),
            feedback_url="",
            has_agent=True,
            installation=_unasked,
        )

    def _count(self, api: Api, code: int | None) -> None:
        self._morning.calls[api, code] += 1

    def _since_nine(self) -> float:
        return (self._clock() - NINE).total_seconds()

    async def _begin(self) -> Sequence[Claimed]:
        """Plan and claim what is due at nine, as planner and worker do it side by side."""
        self._clock.begin()
        planner = Planner(self._stores.tasks, self._clock, self._ids)
        claimed: list[Claimed] = []
        while len(claimed) < self._case.tasks:
            await planner.tick()
            self._bell.ring()
            now = self._clock()
            claimed += await self._stores.runs.claim("bench", now, now + ENDLESS, 250)
        return claimed

    async def _end(self, began: Sequence[Claimed]) -> None:
        """End each run when its model is done."""
        for ends_at, number, claimed in sorted(self._times(began), key=lambda one: one[:2]):
            await asyncio.sleep(max(0.0, ends_at - self._since_nine()))
            text = f"R-{number}- " + (LONG_TEXT if number % LONG_EVERY == 0 else SHORT_TEXT)
            ending = Ending(RunState.SUCCEEDED, text)
            closing = closing_of(claimed, ending, self._clock(), 0.5, lambda text: len(split_result(text)))
            lease = claimed.run.lease
            assert lease is not None
            assert await self._stores.runs.close(claimed.run, lease.token, closing, self._clock())
            self._morning.ends[number] = self._since_nine()
            self._bell.ring()

    def _times(self, began: Sequence[Claimed]) -> Sequence[tuple[float, int, Claimed]]:
        return [
            (self._begun(one) + self._thought_s(), self._numbers[one.task.id], one)
            for one in sorted(began, key=lambda one: self._numbers[one.task.id])
        ]

    def _begun(self, claimed: Claimed) -> float:
        started = claimed.run.started_at
        assert started is not None
        return (started - NINE).total_seconds()

    def _thought_s(self) -> float:
        return min(LONGEST_S, max(3.0, self._random.lognormvariate(math.log(MEDIAN_S), SPREAD)))

    async def _watch(self, lark: RunningSandbox) -> None:
        """Note when a result is first there to be seen, and a long one as a whole."""
        async for news in lark.sandbox.feed.watch(lark.sandbox.feed.last_id, ENDLESS.total_seconds()):
            if news is not None and news.name == "message":
                self._note(news.data)

    def _note(self, message: Mapping[str, Any]) -> None:
        _, found, after = message["content"].partition("R-")
        if not found:
            return
        number = int(after.split("-", 1)[0])
        at = datetime.fromisoformat(message["updated"])
        self._morning.seen.setdefault(number, (at - NINE).total_seconds())
        if message["msg_type"] == "post" and number % LONG_EVERY == 0:
            self._morning.whole.setdefault(number, (at - NINE).total_seconds())


def _task(number: int, chat: str) -> Task:
    spec = a_spec(
        title=f"Tickets of last night, {number}",
        action=AgentPrompt("Summarise the tickets of last night."),
        trigger=At(NINE, "Asia/Shanghai"),
        chat_id=chat,
    )
    return a_task(number, spec=spec, next_fire_time=NINE, owner=PersonId(f"ou_{number}"))


async def _unasked() -> Any:
    raise AssertionError("nobody asks for the status here")
