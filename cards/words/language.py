"""What a language must be able to say about a schedule."""

from datetime import time, timedelta
from typing import Protocol

from scheduler.days import Days
from scheduler.triggers import WeekdayTimes, Window


class Language(Protocol):
    def no_holidays(self, *, abroad: bool) -> str:
        """Say that the Chinese legal holidays are left out; `abroad` they are not simply "the holidays"."""
        ...

    def sentence(self, core: str, start: str, limits: list[str]) -> str:
        """Join the rule with from when on it counts ("" for always) and its limits."""
        ...

    def once(self, day: str, weekday: int, at: str) -> str: ...

    def period(self, length: timedelta) -> str:
        """Say "every 20 minutes"."""
        ...

    def days(self, rule: Days) -> str:
        """Say which days, without from when on they are counted."""
        ...

    def on_date(self, day: str, weekday: int, times: tuple[time, ...] | Window) -> str:
        """Say several times of one day."""
        ...

    def hourly(self, minute: int) -> str:
        """Say "every hour on the hour": at this minute of every hour of every day."""
        ...

    def at_times(self, days: str, times: tuple[time, ...] | Window) -> str: ...

    def by_weekday(self, days: str, times: WeekdayTimes) -> str:
        """Say each weekday with its times; `days` is "" for every week."""
        ...

    def by_cron(self, days: str, expression: str) -> str:
        """Show what has no words, after the days where they are known."""
        ...

    def not_before(self, moment: str) -> str: ...

    def until(self, moment: str) -> str: ...

    def times_in_all(self, count: int) -> str: ...

    def without(self, days: list[str]) -> str: ...
