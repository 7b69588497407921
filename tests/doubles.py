"""Doubles of what we do not own: the clock and the source of ids."""

from collections import Counter
from datetime import UTC, datetime, timedelta


class ManualClock:
    """Stands still until it is told otherwise; call it as the real clock is called."""

    def __init__(self, now: datetime = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)) -> None:
        self.now = now  # Monday, nine o'clock in Shanghai

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> datetime:
        self.now += by
        return self.now


class Ids:
    """Counts: `run_1`, `run_2`, `task_1`; call it as the real source of ids is called."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def __call__(self, prefix: str = "id_") -> str:
        self._given[prefix] += 1
        return f"{prefix}{self._given[prefix]}"
