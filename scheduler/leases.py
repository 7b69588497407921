"""How a worker's right to a run is kept up, and when it is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Leases:
    """A lease lasts for `stall`: whoever was not heard of for so long is gone.

    `stall` is more than two heartbeats, so that one that was lost costs nothing. With these defaults
    the run of a process that was killed is begun anew within ten seconds.
    """

    heartbeat: timedelta = timedelta(seconds=2)  # how often a worker renews the leases of what it works on
    stall: timedelta = timedelta(seconds=6)
    sweep: timedelta = timedelta(seconds=1)  # how often is looked for leases that ran out

    def until(self, now: datetime) -> datetime:
        """Return when a lease that is taken or renewed now runs out."""
        return now + self.stall

    def is_spent(self, safe_at: datetime, now: datetime) -> bool:
        """Tell whether work under a lease that began then must stop: a little before it is over."""
        return now - safe_at >= self.stall - self.heartbeat / 2

    def is_blind(self, looked_at: datetime | None, now: datetime) -> bool:
        """Tell whether, for all that one knows, leases ran out because nobody could renew them."""
        return looked_at is None or now - looked_at >= self.stall / 2
