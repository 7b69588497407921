from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scheduler.days import EveryDays, EveryWeeks, LegalDay, LegalDays, YearDates
from scheduler.fires import fires_per_month, next_fire_time, period_around, upcoming
from scheduler.triggers import At, Bounds, Calendar, Cron, Every, Window, zone_of
from tests.scheduler import strategies as some

NOON = datetime(2026, 4, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CST = "Asia/Shanghai"
DAILY = Calendar(EveryDays(), (time(9),), CST)
SECOND = timedelta(seconds=1)


def daily(**bounds):
    return Calendar(EveryDays(), (time(9),), CST, Bounds(**bounds))


@given(some.triggers, some.instants)
def test_fires_come_strictly_one_after_the_other(trigger, after):
    moments = [after, *upcoming(trigger, after, 12)]

    assert all(later > sooner for sooner, later in pairwise(moments))
    assert all(moment.tzinfo is UTC for moment in moments)


@given(some.triggers, some.instants, st.integers(0, 5))
def test_the_next_fire_is_the_same_wherever_one_asks_before_it(trigger, after, seconds):
    for fire in upcoming(trigger, after, 3):
        assert next_fire_time(trigger, max(after, fire - seconds * SECOND - SECOND)) == fire


@given(some.everies, some.instants)
def test_every_lands_on_its_grid_and_never_before_its_anchor(trigger, after):
    for fire in upcoming(trigger, after, 5):
        assert fire >= trigger.anchor
        assert (fire - trigger.anchor) % trigger.period == timedelta(0)


@given(some.triggers, some.instants)
def test_an_excluded_day_does_not_fire_and_takes_nothing_else_away(trigger, after):
    moments = upcoming(trigger, after, 6)
    if not moments or isinstance(getattr(trigger, "times", None), Window):
        return
    zone = zone_of(trigger.zone)
    out = moments[0].astimezone(zone).date()
    limits = Bounds(exclude=(*trigger.bounds.exclude, out), skip_holidays=trigger.bounds.skip_holidays)
    fewer = type(trigger)(**{**_fields(trigger), "bounds": limits})

    kept = [moment for moment in moments if moment.astimezone(zone).date() != out]

    assert upcoming(fewer, after, len(kept)) == kept


def _fields(trigger):
    return {name: getattr(trigger, name) for name in trigger.__slots__}


@given(some.triggers, some.instants, some.instants, some.instants)
def test_start_and_end_are_both_inside(trigger, after, one, other):
    start, end = sorted((one.replace(microsecond=0), other.replace(microsecond=0)))
    limits = Bounds(start=start, end=end)
    bounded = type(trigger)(**{**_fields(trigger), "bounds": limits})

    assert all(start <= fire <= end for fire in upcoming(bounded, after, 3))


def test_a_fire_exactly_at_start_or_end_happens():
    nine = datetime(2026, 4, 23, 1, tzinfo=UTC)

    assert upcoming(daily(start=nine, end=nine), NOON, 5) == [nine]
    assert upcoming(daily(start=nine + SECOND, end=nine + DAY - SECOND), NOON, 5) == []


def test_a_maximum_counts_what_was_fired():
    assert len(upcoming(daily(maximum=3), NOON, 5)) == 3
    assert len(upcoming(daily(maximum=3), NOON, 5, fired=2)) == 1
    assert next_fire_time(daily(maximum=3), NOON, fired=3) is None


def test_one_shots_fire_once():
    assert next_fire_time(At(NOON, CST), NOON - SECOND) == NOON
    assert next_fire_time(At(NOON, CST), NOON) is None


def test_a_distant_anchor_or_start_is_waited_for():
    far = datetime(2190, 1, 1, tzinfo=UTC)

    assert next_fire_time(Every(DAY, far, CST), NOON) == far
    assert next_fire_time(daily(start=far), NOON) == far.replace(hour=1)


def test_a_day_of_many_fires_is_passed_over_whole():
    holiday = datetime(2026, 9, 30, 15, 59, tzinfo=UTC)  # 23:59, and seven days off begin
    minutely = Every(timedelta(minutes=1), NOON, CST, Bounds(skip_holidays=True))

    assert next_fire_time(minutely, holiday) == datetime(2026, 10, 7, 16, tzinfo=UTC)


def test_holidays_are_taken_away_and_make_up_days_not_added():
    thursdays = Calendar(EveryWeeks((4,)), (time(10),), CST, Bounds(skip_holidays=True))
    september = datetime(2026, 9, 27, tzinfo=UTC)

    assert next_fire_time(thursdays, september) == datetime(2026, 10, 8, 2, tzinfo=UTC)


def test_a_window_over_midnight_belongs_to_the_day_of_its_start():
    night = Window(time(22), time(2), timedelta(hours=2))
    without = Calendar(EveryDays(), night, CST, Bounds(exclude=(date(2026, 4, 24),)))
    hours = [fire.astimezone(zone_of(CST)).strftime("%d %H") for fire in upcoming(without, NOON, 6)]

    assert hours == ["22 22", "23 00", "23 02", "23 22", "24 00", "24 02"]


def test_a_window_round_the_clock_meets_itself_without_repeating():
    whole_day = Calendar(EveryDays(), Window(time(0), time(0), timedelta(hours=8)), CST)
    moments = upcoming(whole_day, NOON, 7)

    assert {later - sooner for sooner, later in pairwise(moments)} == {timedelta(hours=8)}


def test_a_rule_that_is_all_excluded_ends_instead_of_searching_for_ever():
    national_day = Calendar(YearDates(((10, 1),)), (time(9),), CST, Bounds(skip_holidays=True))
    holidays = Calendar(LegalDays(LegalDay.HOLIDAY), (time(9),), CST, Bounds(skip_holidays=True))

    assert next_fire_time(national_day, NOON) is None
    assert next_fire_time(holidays, NOON) is None


def test_runs_a_month_are_counted_for_the_confirm_card():
    assert fires_per_month(DAILY, NOON) == 30
    assert fires_per_month(daily(maximum=3), NOON) == 3
    assert fires_per_month(Every(timedelta(minutes=15), NOON, CST), NOON) == 4 * 24 * 30
    assert fires_per_month(At(NOON, CST), NOON) == 0


def test_the_period_of_a_rule_is_its_shortest_gap_and_knows_no_end():
    friday = datetime(2026, 4, 24, 1, tzinfo=UTC)
    weekdays = Cron("0 9 * * 1-5", CST, Bounds(end=friday))

    assert period_around(weekdays, friday) == DAY
    assert period_around(At(NOON, CST), NOON) is None
    assert period_around(Every(timedelta(hours=3), NOON, CST), NOON) == timedelta(hours=3)


@given(some.triggers, some.instants, st.integers(1, 5))
def test_a_trigger_with_a_maximum_fires_so_often_and_is_spent(trigger, after, maximum):
    limited = replace(trigger, bounds=replace(trigger.bounds, maximum=maximum))
    told, moment = [], after
    while (moment := next_fire_time(limited, moment, fired=len(told))) is not None:
        told.append(moment)

    assert told == upcoming(trigger, after, maximum) == upcoming(limited, after, maximum + 1)
