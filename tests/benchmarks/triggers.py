"""Next fire times computed a second, by kind of trigger, beside plain croniter.

Each call is given an instant that it was not given before, as happens when tasks come due one by one.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from itertools import count
from zoneinfo import ZoneInfo

from croniter import croniter

from scheduler.days import EveryDays, EveryWeeks, LegalDay, LegalDays, MonthDays
from scheduler.fires import next_fire_time
from scheduler.triggers import At, Calendar, Cron, Every, Trigger, Window
from tests.benchmarks.figures import Baseline, Figure

ZONE = "America/New_York"
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
STEP = timedelta(hours=7, minutes=13)  # walks through days, hours and both changes of the clock
YEAR = timedelta(days=365)

_NINE = (clock_time(9),)

TRIGGERS: dict[str, Trigger] = {
    "at": At(START + 400 * YEAR, ZONE),
    "every_30_minutes": Every(timedelta(minutes=30), START, ZONE),
    "cron_daily": Cron("0 9 * * *", ZONE),
    "cron_weekdays": Cron("30 9 * * 1-5", ZONE),
    "cron_every_15_minutes": Cron("*/15 * * * *", ZONE),
    "calendar_daily": Calendar(EveryDays(), _NINE, ZONE),
    "calendar_weekly": Calendar(EveryWeeks((1, 4)), _NINE, ZONE),
    "calendar_monthly": Calendar(MonthDays((1, 15)), _NINE, ZONE),
    "calendar_workdays": Calendar(LegalDays(LegalDay.WORKING), _NINE, "Asia/Shanghai"),
    "calendar_window": Calendar(
        EveryDays(), Window(clock_time(9), clock_time(18), timedelta(minutes=30)), ZONE
    ),
}


async def measure(*, quick: bool) -> Sequence[Figure]:
    rounds, seconds = (1, 0.02) if quick else (5, 0.2)
    walks = {name: _walk_of(trigger) for name, trigger in TRIGGERS.items()}
    rates: dict[str, list[float]] = {name: [] for name in [*walks, "croniter"]}
    for _ in range(rounds):  # in turns, so that a noisy moment hits all of them alike
        for name, walk in walks.items():
            rates[name].append(_rate(walk, seconds))
        rates["croniter"].append(_rate(_plain_croniter, seconds))
    baseline = Baseline("croniter('0 9 * * *', instant).get_next()", rates["croniter"])
    return [Figure(f"next_fire_time_{name}", "calls/s", rates[name], baseline) for name in walks]


def _walk_of(trigger: Trigger) -> Callable[[datetime], object]:
    return lambda after: next_fire_time(trigger, after)


def _plain_croniter(after: datetime) -> object:
    return croniter("0 9 * * *", after.astimezone(ZoneInfo(ZONE))).get_next(datetime)


def _rate(call: Callable[[datetime], object], seconds: float) -> float:
    instants = _instants()
    calls, began = 0, time.perf_counter()
    while (taken := time.perf_counter() - began) < seconds:
        for _ in range(20):  # looking at the clock costs as much as the quickest of these calls
            call(next(instants))
        calls += 20
    return calls / taken


def _instants() -> Iterator[datetime]:
    return (START + (step * STEP) % (4 * YEAR) for step in count())
