"""Runs within one process: its worker takes what is due straight from the table."""

from collections.abc import Sequence
from datetime import datetime

from scheduler.ports import Claimed, RunStore


class InProcess:
    """Implements `scheduler.ports.Dispatcher`."""

    is_shared = False

    def __init__(self, runs: RunStore) -> None:
        self._runs = runs

    async def hand_over(self, _now: datetime, /) -> int:
        """There is nobody to hand anything to."""
        return 0

    async def take(self, owner: str, now: datetime, until: datetime, limit: int) -> Sequence[Claimed]:
        return await self._runs.claim(owner, now, until, limit)

    async def leave(self) -> None:
        """Nothing is on its way."""
