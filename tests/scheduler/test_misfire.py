from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import islice, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.days import EveryDays, EveryWeeks, MonthDays
from scheduler.fires import fires, next_fire_time, period_around
from scheduler.misfire import (
    COUNTED,
    LISTED,
    PUNCTUAL,
    MisfirePolicy,
    Missed,
    catch_up_window,
    settle,
)
from scheduler.triggers import At, Bounds, Calendar, Cron, Every
from tests.scheduler import strategies as some

NOON = datetime(2026, 4, 22, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NINE = (time(9),)
CST = "Asia/Shanghai"
NEW_YORK = "America/New_York"
LATEST, NONE, ALL = (MisfirePolicy(missed) for missed in Missed)
policies = st.builds(MisfirePolicy, st.sampled_from(Missed), st.integers(1, 20))


def every(period, **bounds):
    return Every(period, NOON, CST, Bounds(**bounds))


@pytest.mark.parametrize(
    ("trigger", "window"),
    [
        (every(MINUTE), 2 * MINUTE),
        (every(10 * MINUTE), 5 * MINUTE),
        (every(HOUR), 30 * MINUTE),
        (every(12 * HOUR), 2 * HOUR),
        (Calendar(EveryDays(), NINE, CST), 2 * HOUR),
        (Calendar(EveryDays(), NINE, NEW_YORK), 2 * HOUR),
        (Calendar(EveryWeeks((1, 2, 3, 4, 5)), NINE, CST), 2 * HOUR),
        (Calendar(EveryDays(2), NINE, CST), 12 * HOUR),
        (Cron("0 9 * * 1", CST), 12 * HOUR),
        (Calendar(EveryWeeks((1,), 2), NINE, CST), 3 * DAY),
        (Calendar(MonthDays((1,)), NINE, CST), 3 * DAY),
        (At(NOON, CST), 24 * HOUR),
    ],
)
def test_the_catch_up_window_follows_the_period(trigger, window):
    fire_time = next_fire_time(trigger, NOON - MINUTE)

    assert catch_up_window(trigger, fire_time) == window


def test_the_window_of_a_daily_task_is_not_stretched_by_the_autumn_change():
    daily = Calendar(EveryDays(), NINE, NEW_YORK, Bounds(end=datetime(2026, 11, 3, tzinfo=UTC)))

    assert catch_up_window(daily, datetime(2026, 10, 31, 13, tzinfo=UTC)) == 2 * HOUR


@given(some.triggers, some.instants, policies, st.timedeltas(timedelta(0), 40 * DAY))
def test_every_due_occurrence_is_run_or_missed_once(trigger, after, policy, late):
    due = next_fire_time(trigger, after)
    if due is None:
        return
    settlement = settle(trigger, due, due + late, policy)
    later = takewhile(lambda fire: fire <= due + late, fires(trigger, due))

    expected = [due, *islice(later, COUNTED - 1)]
    assert settlement.used == len(expected)
    if len(expected) <= LISTED:
        assert sorted((*settlement.run, *settlement.missed)) == expected
    assert settlement.following == next_fire_time(trigger, due + late)


@given(some.triggers, some.instants, policies, st.timedeltas(timedelta(0), PUNCTUAL))
def test_what_is_on_time_runs_whatever_the_policy(trigger, after, policy, late):
    due = next_fire_time(trigger, after)
    if due is None:
        return

    assert settle(trigger, due, due + late, policy).run


@given(some.triggers, some.instants)
def test_the_catch_up_window_is_half_the_period_within_its_bounds(trigger, after):
    due = next_fire_time(trigger, after)
    if due is None or next_fire_time(trigger, due) is None:
        return
    period, window = period_around(trigger, due), catch_up_window(trigger, due)

    if period <= DAY:
        assert window == min(max(period / 2, 2 * MINUTE), 2 * HOUR)
    else:
        assert window == (12 * HOUR if period <= 7 * DAY else 3 * DAY)


@given(some.triggers, some.instants, policies, st.timedeltas(timedelta(0), 2 * DAY), st.integers(1, 30))
def test_no_more_are_used_up_than_the_maximum_and_what_is_spent_ends(trigger, after, policy, late, maximum):
    trigger = replace(trigger, bounds=replace(trigger.bounds, maximum=maximum))
    due, fired = next_fire_time(trigger, after), maximum // 2
    if due is None:
        return
    settlement = settle(trigger, due, due + late, policy, fired=fired)

    assert 1 <= settlement.used <= maximum - fired
    if settlement.used == maximum - fired:
        assert settlement.following is None


@given(some.triggers, some.instants, policies, st.timedeltas(timedelta(0), 2 * DAY))
def test_what_begins_is_chosen_by_the_policy_alone(trigger, after, policy, late):
    due = next_fire_time(trigger, after)
    if due is None:
        return
    settlement = settle(trigger, due, due + late, policy)
    newest = max((*settlement.run, *settlement.missed))
    lateness = due + late - newest

    if policy.missed is Missed.ALL:
        assert len(settlement.run) == min(policy.cap, settlement.used)
    else:
        in_time = PUNCTUAL if policy.missed is Missed.NONE else catch_up_window(trigger, newest)
        assert settlement.run == ((newest,) if lateness <= in_time else ())
    assert not settlement.run or settlement.run[-1] == newest


@given(some.triggers, some.instants, policies, st.timedeltas(timedelta(0), 2 * DAY))
def test_what_is_told_of_the_missed_counts_every_one_of_them(trigger, after, policy, late):
    due = next_fire_time(trigger, after)
    if due is None:
        return
    settlement = settle(trigger, due, due + late, policy)

    if settlement.run:
        told = settlement.missed_before(settlement.run[0])
        assert (told.count, told.first) == (settlement.missed_count, settlement.first_missed)
    if settlement.missed:
        assert settlement.missed_before(settlement.missed[-1]).count == settlement.missed_count - 1


def test_latest_runs_the_newest_within_its_window():
    settlement = settle(every(HOUR), NOON, NOON + 5 * HOUR + 29 * MINUTE, LATEST)

    assert settlement.run == (NOON + 5 * HOUR,)
    assert settlement.missed == tuple(NOON + n * HOUR for n in range(5))
    assert settlement.first_missed == NOON
    assert settlement.following == NOON + 6 * HOUR


def test_latest_runs_nothing_outside_the_window():
    settlement = settle(every(HOUR), NOON, NOON + 5 * HOUR + 31 * MINUTE, LATEST)

    assert settlement.run == ()
    assert settlement.missed_count == 6


@pytest.mark.parametrize(("late", "runs"), [(24 * HOUR, 1), (24 * HOUR + MINUTE, 0)])
def test_a_one_shot_waits_a_day_for_the_bot(late, runs):
    settlement = settle(At(NOON, CST), NOON, NOON + late, LATEST)

    assert len(settlement.run) == runs
    assert settlement.missed_count == 1 - runs
    assert settlement.following is None


def test_none_makes_up_for_nothing():
    assert settle(every(DAY), NOON, NOON + 3 * MINUTE, NONE).missed == (NOON,)


def test_all_runs_the_newest_up_to_its_cap_in_order():
    settlement = settle(every(DAY), NOON, NOON + 9 * DAY, MisfirePolicy(Missed.ALL, cap=3))

    assert settlement.run == tuple(NOON + n * DAY for n in (7, 8, 9))
    assert settlement.missed_count == 7


def test_a_long_absence_lists_the_newest_and_counts_a_bounded_number():
    settlement = settle(every(MINUTE), NOON, NOON + 365 * DAY, LATEST)

    assert settlement.run == (NOON + 365 * DAY,)
    assert len(settlement.missed) == LISTED
    assert settlement.missed[-1] == NOON + 365 * DAY - MINUTE
    assert settlement.used == COUNTED


def test_an_edge_of_the_schedule_ends_the_absence():
    assert settle(every(DAY, maximum=3), NOON, NOON + 9 * DAY, ALL).used == 3
    assert settle(every(DAY, maximum=3), NOON, NOON + 9 * DAY, ALL).following is None
    assert settle(every(DAY, maximum=3), NOON, NOON + 9 * DAY, ALL, fired=2).run == (NOON,)
    assert settle(every(DAY, end=NOON + DAY), NOON, NOON + 9 * DAY, ALL).used == 2


def test_a_cap_has_bounds():
    with pytest.raises(ValueError, match="cap"):
        MisfirePolicy(Missed.ALL, cap=0)
