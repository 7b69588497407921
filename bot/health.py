"""Whether the process is alive, and whether it is ready: three checks, one line each."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from scheduler.errors import AppError
from scheduler.ports import Clock
from scheduler.watching import TICK_WITHIN


@dataclass(frozen=True, slots=True)
class Check:
    """`hint` says what is wrong; empty when nothing is."""

    name: str
    ok: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    ping_database: Callable[[], Awaitable[None]]
    last_tick: Callable[[], datetime | None]
    lark: Callable[[], str]  # what is wrong with the connection, "" when it is up
    clock: Clock

    def is_ticking(self) -> bool:
        """Tell whether the scheduler looks for due tasks as often as it should."""
        return self._tick().ok

    async def checks(self) -> list[Check]:
        return [await self._database(), self._tick(), self._lark()]

    async def _database(self) -> Check:
        try:
            await self.ping_database()
        except (AppError, OSError) as error:
            return Check("database", ok=False, hint=str(error))
        return Check("database", ok=True)

    def _tick(self) -> Check:
        last = self.last_tick()
        if last is None:
            return Check("scheduler", ok=False, hint="has not looked for due tasks yet")
        age = self.clock() - last
        late = age > TICK_WITHIN
        return Check(
            "scheduler", ok=not late, hint=f"last looked {age.total_seconds():.0f} s ago" if late else ""
        )

    def _lark(self) -> Check:
        problem = self.lark()
        return Check("lark", ok=not problem, hint=problem)
