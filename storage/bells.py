"""Bells that are heard in every process on the same PostgreSQL, by NOTIFY and LISTEN.

A ring is passed on after the change that it tells of was committed, in a transaction of its own: PostgreSQL
lets those that notify commit only one after the other, and the changes themselves shall not stand in that
queue. One that is lost on the way costs time and nothing else, since everybody looks again unasked.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.sql import func

from scheduler.beat import Bell
from scheduler.errors import TransientError
from storage.database import Database
from storage.engines import PostgresConnection

log = structlog.get_logger()

CHANNEL = "aime_bells"

TOGETHER = timedelta(milliseconds=50)
"""What rings within it is passed on at once."""

ECHO_WITHIN = timedelta(seconds=5)
"""Our own echo is to be heard again and again: where it is not, nobody else is heard, either."""

AGAIN_AFTER = timedelta(seconds=1)


class Bells:
    """The bells of one process. On SQLite there is no other: there they ring here alone."""

    def __init__(
        self,
        database: Database,
        name: str,
        *,
        echo_within: timedelta = ECHO_WITHIN,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._name = name  # a word, by which our own rings are known when they come back
        self._echo_within = echo_within
        self._sleep = sleep
        self._bells: dict[str, Bell] = {}
        self._rung: set[str] = set()
        self._has_rung = asyncio.Event()

    def bell(self, name: str) -> Bell:
        """Return the bell of this name, a word; rung in one process it sounds in all."""
        return self._bells.setdefault(name, Bell(lambda: self._note(name)))

    async def run(self) -> None:
        """Pass on and listen until cancelled; returns at once where there is nobody else."""
        if not self._database.is_shared:
            return
        async with asyncio.TaskGroup() as group:
            group.create_task(self._pass_on(), name="bells rung")
            group.create_task(self._listen(), name="bells heard")

    def _note(self, *names: str) -> None:
        self._rung.update(names)
        self._has_rung.set()

    async def _pass_on(self) -> None:
        while True:
            await self._has_rung.wait()
            self._has_rung.clear()
            names, self._rung = self._rung, set()
            try:
                await self._notify(" ".join([self._name, *sorted(names)]))
            except TransientError as error:
                log.warning("bells.not_passed_on", error=str(error))
            await self._sleep(TOGETHER.total_seconds())

    async def _notify(self, said: str) -> None:
        # There is nothing to be lost that would be worth waiting for the disk.
        hastily = func.set_config("synchronous_commit", "off", True)  # for this transaction
        async with self._database.write() as session:
            await session.execute(select(hastily, func.pg_notify(CHANNEL, said)))

    async def _listen(self) -> None:
        while True:
            try:
                async with self._database.apart() as connection:
                    await self._hear(connection)
            except Exception as error:  # noqa: BLE001 - the boundary: a server that is away comes back
                log.warning("bells.deaf", error=type(error).__name__, why=str(error))
            await self._sleep(AGAIN_AFTER.total_seconds())

    async def _hear(self, connection: PostgresConnection) -> None:
        """Listen for as long as we hear ourselves."""
        await connection.execute(f"LISTEN {CHANNEL}")
        for bell in self._bells.values():
            bell.sound()  # what rang while nobody listened here is not known
        while await self._hears_itself(connection):
            pass
        log.warning("bells.deaf", error="no echo")

    async def _hears_itself(self, connection: PostgresConnection) -> bool:
        """Sound what is heard for a while; False when our own echo was not among it."""
        self._note()
        has_echoed = False
        async for notice in connection.notifies(timeout=self._echo_within.total_seconds()):
            who, *names = notice.payload.split()
            has_echoed = has_echoed or who == self._name
            for name in names if who != self._name else ():
                self.bell(name).sound()
        return has_echoed
