"""What quiet hours hold, and until when."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.days import EveryDays
from scheduler.errors import Refused
from scheduler.model import RunKind
from scheduler.quiet import QuietHours, held_until, is_unasked, names_instants, quiet_until
from scheduler.triggers import At, Calendar, Cron, Every, TimesOn, WeekdayTimes, Window
from tests.builders import NOW, a_run, a_spec, a_task
from tests.scheduler.strategies import instants, minutes_of_day, zones

ZONE = "Asia/Shanghai"
NIGHT = QuietHours(time(22), time(8), ZONE)
MIDNIGHT = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)  # of 3 March in Shanghai
HOUR = timedelta(hours=1)

hours = st.builds(
    lambda start, end, zone: (
        QuietHours(start, end, zone) if start != end else QuietHours(time(22), time(8), zone)
    ),
    minutes_of_day,
    minutes_of_day,
    zones,
)


def shown(instant, zone):
    return instant.astimezone(ZoneInfo(zone)).time()


def by_the_clock(quiet, of_day):
    """Whether a clock that shows this is inside: told apart from days and instants."""
    if quiet.start < quiet.end:
        return quiet.start <= of_day < quiet.end
    return of_day >= quiet.start or of_day < quiet.end


def clock_is_changed_around(instant, zone):
    offsets = {
        (instant + timedelta(hours=step)).astimezone(ZoneInfo(zone)).utcoffset() for step in range(-50, 51)
    }
    return len(offsets) > 1


@given(hours, instants, st.booleans())
def test_a_post_is_held_just_when_it_is_unasked_and_the_clock_is_inside(quiet, now, unasked):
    assume(not clock_is_changed_around(now, quiet.zone))

    held = held_until(quiet, now, unasked=unasked)

    assert (held is not None) == (unasked and by_the_clock(quiet, shown(now, quiet.zone)))


@given(hours, instants)
def test_what_is_held_goes_out_at_the_end_by_the_clock_and_within_a_day(quiet, now):
    until = quiet_until(quiet, now)
    assume(until is not None)

    assert now < until <= now + timedelta(hours=25, minutes=30)
    if not clock_is_changed_around(now, quiet.zone):
        assert shown(until, quiet.zone) == quiet.end
        assert quiet_until(quiet, until) is None


@given(hours, instants, st.floats(0, 1))
def test_the_end_is_the_same_for_all_that_is_held_meanwhile(quiet, now, part):
    until = quiet_until(quiet, now)
    assume(until is not None)

    assert quiet_until(quiet, now + (until - now) * part * 0.999) == until


@given(instants, st.booleans())
def test_without_quiet_hours_nothing_is_held(now, unasked):
    assert held_until(None, now, unasked=unasked) is None


def test_a_night_runs_over_midnight():
    for inside in (MIDNIGHT - 2 * HOUR, MIDNIGHT, MIDNIGHT + 7 * HOUR):
        assert quiet_until(NIGHT, inside) == MIDNIGHT + 8 * HOUR
    assert quiet_until(NIGHT, MIDNIGHT - 2 * HOUR - timedelta(microseconds=1)) is None
    assert quiet_until(NIGHT, MIDNIGHT + 8 * HOUR) is None


@pytest.mark.parametrize(
    ("day", "length"),
    [((2026, 3, 8), 9), ((2026, 11, 1), 11), ((2026, 6, 1), 10)],
    ids=["spring", "autumn", "plain"],
)
def test_a_night_on_which_the_clock_is_changed_ends_by_the_clock(day, length):
    new_york = ZoneInfo("America/New_York")
    night = QuietHours(time(22), time(8), "America/New_York")
    end = datetime(*day, 8, tzinfo=new_york).astimezone(UTC)

    assert quiet_until(night, end - length * HOUR) == end
    assert quiet_until(night, end - length * HOUR - timedelta(seconds=1)) is None


def test_an_end_that_the_clock_leaves_out_is_the_first_instant_after_it():
    night = QuietHours(time(22), time(2, 30), "America/New_York")

    assert quiet_until(night, datetime(2026, 3, 8, 6, 59, tzinfo=UTC)) == datetime(2026, 3, 8, 7, tzinfo=UTC)


def test_hours_that_end_where_they_begin_are_refused():
    with pytest.raises(Refused):
        QuietHours(time(22), time(22), ZONE)


NAMED = [
    At(NOW, ZONE),
    Cron("0 3 * * *", ZONE),
    Cron("*/10 3 * * *", ZONE),  # every ten minutes, but from three o'clock: that was named
    Cron("30 9,12,18 * * 1,5", ZONE),
    Calendar(EveryDays(), (time(3),), ZONE),
    Calendar(EveryDays(), WeekdayTimes((TimesOn(1, (time(3),)),)), ZONE),
]
UNNAMED = [
    Every(HOUR, NOW, ZONE),
    Cron("0 * * * *", ZONE),
    Cron("0 0-6 * * *", ZONE),
    Cron("*/10 3-4 * * *", ZONE),
    Calendar(EveryDays(), Window(time(0), time(6), HOUR), ZONE),
]


@pytest.mark.parametrize("trigger", NAMED + UNNAMED, ids=repr)
def test_a_run_is_unasked_where_nobody_named_its_time(trigger):
    assert names_instants(trigger) is (trigger in NAMED)
    assert is_unasked(a_task(spec=a_spec(trigger=trigger)), a_run()) is (trigger in UNNAMED)


@pytest.mark.parametrize("kind", [kind for kind in RunKind if kind is not RunKind.SCHEDULED])
def test_what_a_person_asked_for_is_never_unasked(kind):
    assert not is_unasked(a_task(spec=a_spec(trigger=UNNAMED[0])), a_run(kind=kind))
