"""A worker's rhythm: when it takes runs, renews their leases, and heeds that one is to be stopped."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta

from scheduler.beat import AT_LEAST_EVERY, Beat
from scheduler.errors import TransientError
from scheduler.leases import Leases
from scheduler.ports import Clock
from scheduler.run_ports import Dispatcher
from scheduler.worker import Worker

HEED_EVERY = timedelta(seconds=2)
"""How soon a worker learns that a run is to be stopped, should no bell be heard."""

POLL_EVERY = timedelta(seconds=5)
"""How often it looks for what another process handed over, should no bell be heard."""


class Shift:
    def __init__(
        self,
        worker: Worker,
        dispatcher: Dispatcher,
        clock: Clock,
        leases: Leases,
        *,
        begun: Callable[[], None],
        waits: Callable[[], bool],
    ) -> None:
        self._worker = worker
        self._dispatcher = dispatcher
        self._leases = leases
        self._begun = begun  # called when runs have begun
        self._waits = waits  # tells whether nothing may begin just now; whoever says so lets us look again
        self._group: asyncio.TaskGroup | None = None
        poll, beat = POLL_EVERY if dispatcher.is_shared else AT_LEAST_EVERY, leases.heartbeat
        self._take = Beat("worker", self._take_once, clock, every=poll)
        self._heed = Beat("stops", self._heed_once, clock, every=HEED_EVERY)
        self._renew = Beat("leases", self._renew_once, clock, every=beat, patience=beat / 4)
        self._give_up = Beat("fence", self._give_up_once, clock, every=beat / 4)

    def look(self) -> None:
        """There is something to take, or a slot is free."""
        self._take.nudge()

    def heed(self) -> None:
        """Something may be to be stopped."""
        self._heed.nudge()

    def begin(self, group: asyncio.TaskGroup) -> Sequence[Beat]:
        """Return the loops; `group` holds every run that is worked on."""
        self._group = group
        return (self._take, self._heed, self._renew, self._give_up)

    async def drain(self, grace: timedelta) -> None:
        """Take no more and let open runs end within `grace`."""
        await self._worker.drain(grace)
        await self._dispatcher.leave()

    async def _take_once(self) -> bool:
        assert self._group is not None, "it has begun"
        if not self._waits() and await self._worker.tick(self._group):
            self._begun()
        return False  # a free slot nudges; a full worker has nothing to claim with

    async def _heed_once(self) -> bool:
        await self._worker.heed()
        return False

    async def _renew_once(self) -> bool:
        try:
            async with asyncio.timeout(self._leases.stall.total_seconds()):  # a connection may hang for ever
                await self._worker.renew()
                await self._dispatcher.live()
        except TimeoutError as error:
            raise TransientError("database: no answer in time") from error
        return False

    async def _give_up_once(self) -> bool:
        self._worker.give_up()
        return False
