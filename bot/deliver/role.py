"""Which process sends: of several on one database only one, so that Lark's limits are kept.

The role is a lease. Its holder has to know that it still holds it before each message, also after it was
frozen for a while: it reckons the end of the lease from before it asked, by a clock that goes on meanwhile.
"""

from collections.abc import Callable
from contextlib import suppress
from math import inf

import structlog

from scheduler.beat import Beat
from scheduler.errors import TransientError
from scheduler.leases import Leases
from scheduler.ports import Clock
from storage.clock import elapsed
from storage.roles import Roles

log = structlog.get_logger()


class SenderRole:
    """`is_held` may be asked at any time and asks nobody; without `roles` there is nobody to share with."""

    def __init__(
        self,
        roles: Roles | None,
        app_id: str,
        process: str,
        leases: Leases,
        *,
        taken: Callable[[], None],
        seconds: Callable[[], float] = elapsed,
    ) -> None:
        self._roles = roles
        self._name = f"sender:{app_id}"
        self._process = process
        self._leases = leases  # asked for with every heartbeat, and lost to another after a stall
        self._taken = taken  # called when the role has come to this process: there may be messages to send
        self._seconds = seconds
        self._ends = -inf if roles else inf

    def is_held(self) -> bool:
        return self._seconds() < self._ends

    async def run(self, clock: Clock) -> None:
        """Take the role whenever nobody has it, until cancelled; then leave it to the others."""
        if self._roles is None:
            return
        try:
            await Beat("sender", self.tick, clock, every=self._leases.heartbeat).run()
        finally:
            await self._let_go(self._roles)

    async def tick(self) -> bool:
        """Take the role, or keep it, where nobody else has it."""
        if self._roles is None:
            return False
        had_it, asked = self.is_held(), self._seconds()
        try:
            has_it = await self._roles.hold(self._name, self._process, self._leases.stall)
        except TransientError as error:  # what is left of the lease still holds
            log.warning("sender.not_asked", error=str(error))
            return False
        self._ends = asked + self._leases.stall.total_seconds() if has_it else -inf
        if has_it and not had_it:
            log.info("sender.taken")
            self._taken()
        if had_it and not has_it:
            log.warning("sender.lost")
        return False

    async def _let_go(self, roles: Roles) -> None:
        self._ends = -inf
        with suppress(TransientError):  # it ends by itself
            await roles.let_go(self._name, self._process)
