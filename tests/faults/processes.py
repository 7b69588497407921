"""Bots and workers on one PostgreSQL, clocks half a minute apart: killed, frozen, the server stopped hard."""

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
from scheduler.model import AgentPrompt, ChatId, NotifyMode, Policies, Task
from scheduler.triggers import At
from tests.faults.form import Form, Told
from tests.faults.ground import ZONE, a_lark, a_reminder, groups, planted
from tests.faults.machines import Machine, Records, machines
from tests.faults.pace import lasting
from tests.faults.verdict import Orphan, Verdict
from tests.journeys.cast import Cast
from tests.journeys.stage import serve_environment
from tests.postgres import Server, server

CLOCKS = tuple(timedelta(seconds=seconds) for seconds in (-30, 0, 30))
COMMANDS = ("serve", "worker")
QUIET = Policies(notify=NotifyMode.ON_FAILURE)
STOP_EVERY_S = 5

HOLDER = "SELECT max(holder) FROM role"


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
        "AIME_HEARTBEAT": str(form.stall_s / 3),
        "AIME_STALL": str(form.stall_s),
    }
    everyone = [
        Machine(command, clock, folder / f"{command}{number}.log", environment, form.is_fresh)
        for command in COMMANDS
        for number, clock in enumerate(CLOCKS)
    ]
    records = Records(create_async_engine(postgres.url, poolclass=NullPool))
    async with machines(everyone):
        scene = Scene(everyone, postgres, records, Random(form.shared_kills), form)
        tasks = await scene.set_up(cast)
        began = time.monotonic()
        await scene.play()
        await scene.is_over(len(tasks), within_s=120 + form.shared_runs / 5)
        seconds = time.monotonic() - began
        verdict = Verdict(records, everyone, tasks)
        await verdict.check(cast)
        orphaned = await verdict.longest_orphaned(scene.orphans)
    return Told(
        {
            "bots": len(CLOCKS),
            "workers": len(CLOCKS),
            **scene.figures,
            **verdict.figures,
            "seconds_to_restart_an_orphan": round(orphaned, 1),
            "seconds_to_the_end": round(seconds, 1),
            "occurrences_a_minute": round(60 * len(tasks) / seconds),
        },
        at_most={"seconds_to_restart_an_orphan": 10, "seconds_to_heal": 10, "seconds_to_another_sender": 10},
    )


@dataclass
class Scene:
    everyone: Sequence[Machine]
    postgres: Server
    records: Records
    chance: Random
    form: Form
    orphans: list[tuple[datetime, Orphan]] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=Counter)

    async def set_up(self, cast: Cast) -> list[Task]:
        """Store tasks that are due while all this happens; of the many most are not heard of."""
        form = self.form
        kill_s, freeze_s, stop_s = 1 + form.stall_s / 2, 1 + 2 * form.stall_s, 1 + STOP_EVERY_S
        over_s = 5 + kill_s * form.shared_kills + freeze_s * form.freezes + stop_s * form.server_stops
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

    async def play(self) -> None:
        """Kill one after the other, freeze some in between, and then stop the server again and again."""
        freezes = {self.form.shared_kills * n // self.form.freezes for n in range(self.form.freezes)}
        for number in range(self.form.shared_kills):
            await self._kill_one()
            if number in freezes:
                await self._freeze_two()
        for _ in range(self.form.server_stops):
            await self._stop_the_server()

    async def is_over(self, runs: int, within_s: float) -> None:
        ended = "SELECT count(*) FROM run WHERE finished_at IS NOT NULL"
        owed = "SELECT count(*) FROM delivery WHERE live AND posted < wanted"
        await self.records.until(lambda count: count == runs, ended, within_s)
        await self.records.until(lambda count: count == 0, owed, within_s=300)

    async def _kill_one(self) -> None:
        victim = self.chance.choice(self.everyone)
        await victim.kill()
        at = await self._now()
        await victim.start()
        await self._note_orphans(at)
        self.figures["kills"] += 1
        await victim.ready()

    async def _freeze_two(self) -> None:
        """Stop whoever sends, and a worker, for twice their lease, and wake them."""
        worker = self.chance.choice([machine for machine in self.everyone if machine.command == "worker"])
        sender = max(self.everyone, key=lambda machine: machine.last_said("sender.taken"))
        holder = await self.records.one(HOLDER)
        sender.freeze()
        worker.freeze()
        at, began = await self._now(), time.monotonic()
        await self._note_orphans(at)
        await self.records.until(lambda now: now not in (None, holder), HOLDER, within_s=60)
        self._note_longest("seconds_to_another_sender", time.monotonic() - began)
        await lasting(2 * self.form.stall_s - (time.monotonic() - began))
        sender.thaw()
        worker.thaw()
        self.figures["frozen"] += 2
        await asyncio.gather(sender.ready(), worker.ready())

    async def _stop_the_server(self) -> None:
        await asyncio.to_thread(self.postgres.stop_hard)
        await asyncio.to_thread(self.postgres.start)
        began = time.monotonic()
        await asyncio.gather(*(machine.ready() for machine in self.everyone))
        healed = time.monotonic() - began
        self.figures["server_stops"] += 1
        self._note_longest("seconds_to_heal", healed)
        await lasting(STOP_EVERY_S - healed)

    async def _note_orphans(self, gone_at: datetime) -> None:
        """Remember the runs whose worker has not been heard of since then: for half a lease, that is."""
        await lasting(self.form.stall_s / 2)
        left = await self.records.rows(
            "SELECT id, attempt FROM run WHERE state = 'running' AND lease_until <= :until",
            until=gone_at + timedelta(seconds=self.form.stall_s),
        )
        self.orphans += [(gone_at, (row.id, row.attempt)) for row in left]

    def _note_longest(self, figure: str, seconds: float) -> None:
        self.figures[figure] = max(self.figures[figure], round(seconds, 1))

    async def _now(self) -> datetime:
        now: datetime = await self.records.one("SELECT clock_timestamp()")
        return now
