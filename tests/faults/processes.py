"""Three bots on one PostgreSQL, clocks half a minute apart: killed, frozen, and the server stopped hard."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.commands.local_lark import LocalLark
from bot.main import utc_now
from scheduler.closing import ATTEMPTS_BEGUN_AT_MOST
from scheduler.leases import Leases
from scheduler.model import AgentPrompt, ChatId, NotifyMode, Policies, Task
from scheduler.triggers import At
from tests.faults.form import Form, Told
from tests.faults.ground import ZONE, a_lark, a_reminder, groups, planted
from tests.faults.machines import Machine, Records, machines
from tests.journeys.cast import Cast
from tests.journeys.stage import serve_environment
from tests.postgres import Server, server

CLOCKS = tuple(timedelta(seconds=seconds) for seconds in (-30, 0, 30))
STALL = Leases().stall
NOT_HEARD_FOR = timedelta(seconds=3)  # who has not renewed a lease for so long is gone
QUIET = Policies(notify=NotifyMode.ON_FAILURE)

HOLDER = "SELECT max(holder) FROM role"

Orphan = tuple[str, int]
"""A run, and the attempt that lost its worker."""


async def measure(form: Form, folder: Path) -> Told:
    with server() as postgres:
        async with a_lark() as (lark, cast):
            return await shared(lark, cast, form, folder, postgres)


async def shared(lark: LocalLark, cast: Cast, form: Form, folder: Path, postgres: Server) -> Told:
    """Let processes and server come and go while tasks are due; then look at what people see."""
    environment = serve_environment(lark, folder) | {
        "AIME_DATABASE_URL": postgres.url,
        "AIME_LOG_FORMAT": "json",
        "AIME_RUNS_PER_DAY": "0",
        "AIME_RUNS_AT_ONCE_PER_OWNER": "0",
    }
    engine = create_async_engine(postgres.url, poolclass=NullPool)
    async with machines(folder, environment, CLOCKS) as bots:
        scene = Scene(bots, postgres, Records(engine), Random(form.shared_kills))
        tasks = await scene.set_up(cast, form)
        began = time.monotonic()
        for number in range(form.shared_kills):
            await scene.kill_one()
            if number == form.shared_kills // 2:
                await scene.freeze_the_sender()
        for _ in range(form.server_stops):
            await scene.stop_the_server()
        await scene.is_over(len(tasks), within_s=120 + form.shared_runs / 5)
        scene.figures["seconds_to_the_end"] = round(time.monotonic() - began, 1)
        await scene.check(cast, tasks)
    return scene.told()


@dataclass
class Scene:
    bots: Sequence[Machine]
    postgres: Server
    records: Records
    chance: Random
    orphans: list[tuple[datetime, Orphan]] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=Counter)
    heals: list[float] = field(default_factory=list)
    owned_up: set[str] = field(default_factory=set)

    async def set_up(self, cast: Cast, form: Form) -> list[Task]:
        """Store tasks that are due while all this happens; of the many most are not heard of."""
        over_s = 5 * form.shared_kills + 20 + 7 * form.server_stops
        chats = await groups(cast, 3 + form.shared_runs // 250)
        begin = utc_now()
        due = [begin + timedelta(seconds=self.chance.uniform(0, over_s)) for _ in range(form.shared_runs)]
        tasks = [self._task(cast, n, self.chance.choice(chats), at) for n, at in enumerate(due)]
        await planted(Path(), tasks, self.postgres.url)
        return tasks

    def _task(self, cast: Cast, number: int, chat: ChatId, at: datetime) -> Task:
        """One in ten is heard of, and of the first twenty each; every other one of these is an agent's."""
        speaks = number % 10 == 0 or number < 20
        more: dict[str, Any] = {} if speaks else {"policies": QUIET}
        if number % 20 == 0 or number < 10:
            more["action"] = AgentPrompt("Say what time it is")
        return a_reminder(cast, number, chat, At(at, ZONE), **more)

    async def kill_one(self) -> None:
        victim = self.chance.choice(self.bots)
        await victim.kill()
        at = await self._now()
        await victim.start()
        await self._note_orphans(at)
        self.figures["kills"] += 1
        await victim.ready()

    async def freeze_the_sender(self) -> None:
        """Stop whoever sends for twice its lease, and wake it."""
        sender = max(self.bots, key=lambda bot: bot.last_said("sender.taken"))
        holder = await self.records.one(HOLDER)
        sender.freeze()
        at, began = await self._now(), time.monotonic()
        await self._note_orphans(at)
        await self.records.until(lambda now: now not in (None, holder), HOLDER, within_s=60)
        self.figures["seconds_to_another_sender"] = round(time.monotonic() - began, 1)
        await asyncio.sleep(2 * STALL.total_seconds() - (time.monotonic() - began))
        sender.thaw()
        await sender.ready()

    async def stop_the_server(self) -> None:
        await asyncio.to_thread(self.postgres.stop_hard)
        await asyncio.to_thread(self.postgres.start)
        began = time.monotonic()
        await asyncio.gather(*(bot.ready() for bot in self.bots))
        self.heals.append(time.monotonic() - began)
        await asyncio.sleep(max(0, 5 - self.heals[-1]))

    async def is_over(self, runs: int, within_s: float) -> None:
        ended = "SELECT count(*) FROM run WHERE finished_at IS NOT NULL"
        owed = "SELECT count(*) FROM delivery WHERE live AND posted < wanted"
        await self.records.until(lambda count: count == runs, ended, within_s)
        await self.records.until(lambda count: count == 0, owed, within_s=300)

    async def check(self, cast: Cast, tasks: Sequence[Task]) -> None:
        await self._check_runs(tasks)
        await self._check_timelines()
        await self._check_messages(cast, tasks)
        self.figures["seconds_to_restart_an_orphan"] = round(await self._longest_orphaned(), 1)

    def told(self) -> Told:
        self.figures["server_stops"] = len(self.heals)
        self.figures["seconds_to_heal"] = round(max(self.heals, default=0), 1)
        limits = {"seconds_to_restart_an_orphan": 10, "seconds_to_heal": 10, "seconds_to_another_sender": 10}
        return Told(dict(self.figures), at_most=limits)

    async def _check_runs(self, tasks: Sequence[Task]) -> None:
        stored = await self.records.rows("SELECT task_id, state, delivery, attempt FROM run")
        assert sorted(row.task_id for row in stored) == sorted(task.id for task in tasks), "missed, or twice"
        # What lost its worker again and again is not begun anew, and says so.
        owned_up = [row for row in stored if row.state == "unknown" and row.attempt == ATTEMPTS_BEGUN_AT_MOST]
        states = Counter((row.state, row.delivery) for row in stored if row not in owned_up)
        assert set(states) <= {("succeeded", "delivered"), ("succeeded", "none")}, states
        self.owned_up = {row.task_id for row in owned_up}
        self.figures["owned_up_to"] = len(owned_up)
        self.figures["occurrences"] = len(stored)
        self.figures["runs_begun_anew"] = sum(row.attempt > 1 for row in stored)

    async def _check_timelines(self) -> None:
        """Each run ends once, and nothing happens to it after: who had lost it did not finish it."""
        late = await self.records.rows(
            "SELECT run_id FROM run_event GROUP BY run_id HAVING sum((kind = 'finished')::int) <> 1"
            " OR max(id) FILTER (WHERE kind = 'started') > max(id) FILTER (WHERE kind = 'finished')"
        )
        assert not late, f"ended by somebody who had lost it: {late}"
        self.figures["outcomes_refused"] = sum(bot.said("run.outcome_refused") for bot in self.bots)
        self.figures["leases_lost"] = sum(bot.said("run.lease_lost") for bot in self.bots)

    async def _check_messages(self, cast: Cast, tasks: Sequence[Task]) -> None:
        seen = [message for message in await cast.messages() if not message["root_id"]]
        answers = Counter(message["root_id"] for message in await cast.messages())
        for task in tasks:
            cards = [message for message in seen if task.spec.title in message["content"]]
            speaks = task.spec.policies.notify is NotifyMode.ALWAYS
            assert len(cards) == (speaks or task.id in self.owned_up), (
                f"{len(cards)} cards of {task.spec.title}"
            )
            for card in cards:
                assert answers[card["message_id"]] <= 1, f"answered twice: {task.spec.title}"
        self.figures["messages_seen"] = len(seen) + sum(n for root, n in answers.items() if root)

    async def _longest_orphaned(self) -> float:
        """Return how long at most a run was without a worker; one that was not begun anew had its own."""
        begun_anew = [
            (again - gone_at).total_seconds()
            for gone_at, (run_id, attempt) in self.orphans
            if (again := await self._begun(run_id, attempt + 1)) is not None
        ]
        self.figures["orphans"] = len(begun_anew)
        return max(begun_anew, default=0)

    async def _begun(self, run_id: str, attempt: int) -> datetime | None:
        query = "SELECT min(at) FROM run_event WHERE run_id = :run AND kind = 'started' AND text = :attempt"
        begun: datetime | None = await self.records.one(query, run=run_id, attempt=str(attempt))
        return begun

    async def _note_orphans(self, gone_at: datetime) -> None:
        """Remember the runs whose worker has not been heard of since then."""
        await asyncio.sleep(NOT_HEARD_FOR.total_seconds())
        left = await self.records.rows(
            "SELECT id, attempt FROM run WHERE state = 'running' AND lease_until <= :until",
            until=gone_at + STALL,
        )
        self.orphans += [(gone_at, (row.id, row.attempt)) for row in left]

    async def _now(self) -> datetime:
        now: datetime = await self.records.one("SELECT clock_timestamp()")
        return now
