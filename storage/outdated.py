"""Notices that a newer version has brought the database up to date under a process that works on it."""

import asyncio
from datetime import timedelta

import structlog

from scheduler.beat import Beat
from scheduler.errors import PermanentError
from scheduler.ports import Clock
from storage.database import Database

log = structlog.get_logger()

LOOK_EVERY = timedelta(seconds=5)


class Outdated:
    """What a process does not know it must not work on: it ends as if it were asked to, and says why."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._found: PermanentError | None = None

    async def watch(self, stop: asyncio.Event) -> None:
        """Set `stop` when there is a newer version; goes on until cancelled."""
        await Beat("schema", lambda: self.look(stop), self._clock, every=LOOK_EVERY).run()

    async def look(self, stop: asyncio.Event) -> bool:
        try:
            await self._database.refuse_newer()
        except PermanentError as error:
            log.error("schema.newer", error=str(error))  # noqa: TRY400 - the sentence says it all
            self._found = error
            stop.set()
        return False

    def check(self) -> None:
        """Raise what was found, when all that was at work has ended."""
        if self._found is not None:
            raise self._found
