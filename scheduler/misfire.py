"""What becomes of the occurrences whose time passed while nobody was there.

Pure: the caller says what is due and what time it is, and gets back which occurrences run, which
are recorded as missed, and when the task fires next.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain, islice, takewhile

from scheduler.absence import Absence
from scheduler.calendars import PUBLISHED, LegalCalendar
from scheduler.fires import fires, next_fire_time, period_around
from scheduler.triggers import Trigger

PUNCTUAL = timedelta(minutes=2)  # later than this is late; also the least catch-up window
_DAILY_AT_MOST = timedelta(hours=2)
_WEEKLY = timedelta(hours=12)
_RARER = timedelta(days=3)
_ONCE = timedelta(hours=24)

LISTED = 100  # missed occurrences that get a row of their own
COUNTED = 10_000  # occurrences looked at: a week of one a minute
_LATEST_STRETCH = timedelta(days=7)  # holds at most COUNTED occurrences, give or take a clock change


class Missed(StrEnum):
    """Which of the missed occurrences are made up for."""

    LATEST = "latest"  # the newest one, when it is within its catch-up window
    NONE = "none"
    ALL = "all"  # every one, the newest `cap` of them, however late


@dataclass(frozen=True, slots=True)
class MisfirePolicy:
    """What a person wants when the bot was away; `cap` is for `ALL`."""

    missed: Missed = Missed.LATEST
    cap: int = 10

    def __post_init__(self) -> None:
        if not 1 <= self.cap <= LISTED:
            raise ValueError(f"the cap is between 1 and {LISTED}")


@dataclass(frozen=True, slots=True)
class Settlement:
    """What to do about everything that is due.

    `run` and `missed` are in order of time and share nothing. `missed` holds the newest, at most
    `LISTED`; `missed_count` counts all, and `first_missed` is the oldest. All of them use up a
    trigger's maximum (`used`), since the dates were promised to a person.
    """

    run: tuple[datetime, ...]
    missed: tuple[datetime, ...]
    missed_count: int
    first_missed: datetime | None
    following: datetime | None

    @property
    def used(self) -> int:
        return len(self.run) + self.missed_count

    def missed_before(self, moment: datetime) -> Absence:
        """Return what was missed before `moment`, one of `run` or `missed`, listed or not."""
        earlier = [other for other in self.missed if other < moment]
        count = self.missed_count - (len(self.missed) - len(earlier))
        if not earlier:
            return Absence()
        return Absence(count, self.first_missed, earlier[-1], is_more=self.used == COUNTED)


def settle(
    trigger: Trigger,
    due: datetime,
    now: datetime,
    policy: MisfirePolicy,
    calendar: LegalCalendar = PUBLISHED,
    *,
    fired: int = 0,
) -> Settlement:
    """Decide about the stored fire time `due` and every later one up to `now`.

    `due` itself counts as an occurrence even when the trigger would not name it any more. After an
    absence with more than `COUNTED` occurrences the count stops there and means "at least".
    """
    following = next_fire_time(trigger, due, calendar, fired=fired + 1)
    if now - due <= PUNCTUAL and (following is None or following > now):  # nearly always
        return Settlement((due,), (), 0, None, following)
    left = None if trigger.bounds.maximum is None else max(1, trigger.bounds.maximum - fired)
    recent, count = _due_until(trigger, due, now, calendar, left)
    run = _to_run(trigger, recent, now, policy, calendar)
    missed = tuple(moment for moment in recent if moment not in run)
    return Settlement(
        run=run,
        missed=missed[-LISTED:],
        missed_count=count - len(run),
        first_missed=None if count == len(run) else due if due not in run else missed[0],
        following=next_fire_time(trigger, max(now, due), calendar, fired=fired + count),
    )


def catch_up_window(trigger: Trigger, fire_time: datetime, calendar: LegalCalendar = PUBLISHED) -> timedelta:
    """Return how late an occurrence may still be made up for."""
    period = period_around(trigger, fire_time, calendar)
    if period is None:
        return _ONCE
    if period <= timedelta(days=1):
        return min(max(period / 2, PUNCTUAL), _DAILY_AT_MOST)
    return _WEEKLY if period <= timedelta(days=7) else _RARER


def _due_until(
    trigger: Trigger, due: datetime, now: datetime, calendar: LegalCalendar, left: int | None
) -> tuple[list[datetime], int]:
    """Return the newest occurrences from `due` to `now`, oldest first, and how many there were."""
    counted = COUNTED if left is None else min(left, COUNTED)
    all_due = list(islice(_between(trigger, due, now, calendar), counted))
    if len(all_due) == COUNTED:  # too many to look at: only the newest matter for what is run
        newest = _between(trigger, max(due, now - _LATEST_STRETCH), now, calendar)
        return list(deque(newest, maxlen=2 * LISTED)), COUNTED
    return all_due[-2 * LISTED :], len(all_due)


def _between(trigger: Trigger, due: datetime, now: datetime, calendar: LegalCalendar) -> Iterator[datetime]:
    return chain([due], takewhile(lambda moment: moment <= now, fires(trigger, due, calendar)))


def _to_run(
    trigger: Trigger, recent: list[datetime], now: datetime, policy: MisfirePolicy, calendar: LegalCalendar
) -> tuple[datetime, ...]:
    newest = recent[-1]
    lateness = now - newest
    match policy.missed:
        case Missed.ALL:
            return tuple(recent[-policy.cap :])
        case Missed.NONE:
            return (newest,) if lateness <= PUNCTUAL else ()
        case Missed.LATEST:
            return (newest,) if lateness <= catch_up_window(trigger, newest, calendar) else ()
