"""Clock changes, against an oracle that walks through them minute by minute."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise, takewhile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scheduler.days import EveryDays
from scheduler.fires import fires, upcoming
from scheduler.triggers import Calendar, Cron, Every, Window, zone_of
from tests.scheduler import strategies as some
from tests.scheduler.oracle import CHANGES, noon_of, walk

DAY = timedelta(days=1)
changes = st.sampled_from(CHANGES)
# Times at which clocks change somewhere, and any other.
near_change = st.integers(0, 239).map(lambda m: time(m // 60, m % 60)) | st.integers(0, 59).map(
    lambda m: time(23, m)
)
times = st.lists(near_change | some.minutes_of_day, min_size=1, max_size=4, unique=True).map(tuple)
numbers = st.lists(st.integers(0, 59), min_size=1, max_size=3, unique=True)
hours = st.lists(st.integers(0, 4) | st.just(23), min_size=1, max_size=3, unique=True)


def fires_between(trigger, noon, zone):
    """What the scheduler says for three days from the noon before the change."""
    begin = noon.replace(tzinfo=zone_of(zone)).astimezone(UTC)
    return list(takewhile(lambda fire: fire <= begin + 3 * DAY, fires(trigger, begin)))


def only_between(instants, noon, zone):
    begin = noon.replace(tzinfo=zone_of(zone)).astimezone(UTC)
    return sorted({instant for instant in instants if begin < instant <= begin + timedelta(days=3)})


def midnights(noon):
    return [noon.replace(hour=0) + timedelta(days=day) for day in range(-1, 4)]


def on(midnight, clock):
    return midnight + timedelta(hours=clock.hour, minutes=clock.minute)


def by_pattern(change, matches):
    """Whenever the clock shows what matches; for what it does not show, the first instant after the gap."""
    minutes = walk(*change)
    walls = [midnight + timedelta(minutes=n) for midnight in midnights(change[1]) for n in range(1440)]
    lost = [minutes.first_showing(wall) for wall in walls if matches(wall) and wall not in minutes.first]
    return minutes.all_showing(matches) + lost


@given(changes, times)
def test_a_fixed_time_fires_once_a_day_first_in_a_fold_and_right_after_a_gap(change, clocks):
    zone, noon = change
    minutes = walk(zone, noon)
    expected = [
        minutes.first_showing(on(midnight, clock)) for midnight in midnights(noon) for clock in clocks
    ]

    assert fires_between(Calendar(EveryDays(), clocks, zone), noon, zone) == only_between(
        expected, noon, zone
    )


@given(changes, numbers, hours)
def test_a_cron_line_of_plain_numbers_fires_like_fixed_times(change, in_hour, of_day):
    zone, noon = change
    cron = Cron(f"{','.join(map(str, in_hour))} {','.join(map(str, of_day))} * * *", zone)
    clocks = tuple(time(hour, minute) for hour in of_day for minute in in_hour)

    assert fires_between(cron, noon, zone) == fires_between(Calendar(EveryDays(), clocks, zone), noon, zone)


@given(changes, st.integers(0, 59), st.integers(1, 5))
def test_a_cron_pattern_fires_whenever_the_clock_shows_it_and_right_after_a_gap(change, minute, step):
    zone, noon = change
    expected = by_pattern(change, lambda wall: wall.minute == minute and wall.hour % step == 0)

    assert fires_between(Cron(f"{minute} */{step} * * *", zone), noon, zone) == only_between(
        expected, noon, zone
    )


@given(changes, st.integers(1, 40), st.integers(2, 30))
def test_a_cron_range_with_a_step_fires_in_both_hours_of_a_fold(change, first, step):
    zone, noon = change
    shown = range(first, 60, step)
    expected = by_pattern(change, lambda wall: wall.minute in shown)

    assert fires_between(Cron(f"{first}-59/{step} * * * *", zone), noon, zone) == only_between(
        expected, noon, zone
    )


@given(changes, near_change, near_change, st.integers(1, 200))
@example(("America/Sao_Paulo", noon_of("2018-02-17")), time(23, 10), time(23, 5), 17)  # meets the next day
def test_a_window_goes_on_in_elapsed_time_from_its_first_minute(change, start, end, step):
    (zone, noon), step = change, timedelta(minutes=step)
    minutes, expected = walk(zone, noon), []
    for midnight in midnights(noon):
        until = on(midnight, end) + (0 if end > start else 1) * DAY
        moment, tomorrow = (minutes.first_showing(on(midnight, start) + day * DAY) for day in (0, 1))
        last = min(minutes.last_showing(until), tomorrow)
        expected += [moment + n * step for n in range((last - moment) // step + 1)]

    trigger = Calendar(EveryDays(), Window(start, end, step), zone)
    assert fires_between(trigger, noon, zone) == only_between(expected, noon, zone)


@given(changes, st.integers(1, 600))
def test_every_does_not_notice_the_clock(change, minutes):
    zone, noon = change
    anchor = noon.replace(tzinfo=zone_of(zone))
    moments = fires_between(Every(timedelta(minutes=minutes), anchor, zone), noon, zone)

    assert all(later - sooner == timedelta(minutes=minutes) for sooner, later in pairwise(moments))


def local(trigger, after, count):
    moments = upcoming(trigger, datetime.fromisoformat(after), count)
    return [moment.astimezone(zone_of(trigger.zone)).strftime("%d %H:%M %z") for moment in moments]


NEW_YORK = "America/New_York"
SPRING, AUTUMN = "2026-03-07T12:00-05:00", "2026-10-31T12:00-04:00"


@pytest.mark.parametrize(
    ("expression", "after", "expected"),
    [
        ("30 2 * * *", SPRING, ["08 03:00 -0400", "09 02:30 -0400"]),
        ("15,45 2 * * *", SPRING, ["08 03:00 -0400", "09 02:15 -0400"]),
        ("30 1 * * *", AUTUMN, ["01 01:30 -0400", "02 01:30 -0500"]),
        ("30 * 1 11 *", "2026-11-01T00:00-04:00", ["01 00:30 -0400", "01 01:30 -0400", "01 01:30 -0500"]),
        ("30 * 8 3 *", "2026-03-08T01:00-05:00", ["08 01:30 -0500", "08 03:00 -0400", "08 03:30 -0400"]),
        ("0 */2 * * *", "2026-03-08T00:00-05:00", ["08 03:00 -0400", "08 04:00 -0400", "08 06:00 -0400"]),
        ("*/20 * * * *", "2026-03-08T01:30-05:00", ["08 01:40 -0500", "08 03:00 -0400", "08 03:20 -0400"]),
        # Nothing fires more often than once a minute: 03:00:00 would be half a minute before the next.
        ("30 * * 8 3 *", "2026-03-08T01:59:00-05:00", ["08 01:59 -0500", "08 03:00 -0400", "08 03:01 -0400"]),
        ("*/20 2 * * *", SPRING, ["08 03:00 -0400", "09 02:00 -0400", "09 02:20 -0400"]),
        ("0 1-2 * * *", AUTUMN, ["01 01:00 -0400", "01 01:00 -0500", "01 02:00 -0500"]),
        ("0 30 1 * * *", AUTUMN, ["01 01:30 -0400", "02 01:30 -0500"]),
    ],
)
def test_cron_lines_on_the_days_of_the_change(expression, after, expected):
    assert local(Cron(expression, NEW_YORK), after, len(expected)) == expected


def test_a_day_that_a_country_skipped_fires_at_the_next_valid_instant():
    trigger = Calendar(EveryDays(), (time(9),), "Pacific/Apia")  # Samoa had no 30 December 2011

    expected = ["29 09:00 -1000", "31 00:00 +1400", "31 09:00 +1400"]
    assert local(trigger, "2011-12-29T00:00-10:00", 3) == expected
