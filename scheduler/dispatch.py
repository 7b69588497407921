"""How runs come to workers: by the kind of their action, and within one process straight from the table."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from scheduler.decided import Claimed
from scheduler.run_ports import RunStore


class QueueName(StrEnum):
    """Workers may take the runs of some kinds of actions only; the words are those of the actions."""

    AGENT = "agent"
    WEBHOOK = "webhook"
    STATIC = "static"


class InProcess:
    """Implements `scheduler.ports.Dispatcher`."""

    is_shared = False

    def __init__(self, runs: RunStore) -> None:
        self._runs = runs

    async def hand_over(self, _now: datetime, /) -> int:
        """There is nobody to hand anything to."""
        return 0

    async def recover(self, _now: datetime, /) -> int:
        """Nothing is on its way that could get lost."""
        return 0

    async def live(self) -> None:
        """Nobody asks."""

    async def take(self, owner: str, now: datetime, until: datetime, limit: int) -> Sequence[Claimed]:
        return await self._runs.claim(owner, now, until, limit)

    async def leave(self) -> None:
        """Nothing is on its way."""
