from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from scheduler.days import (
    EveryDays,
    EveryWeeks,
    LegalDays,
    MonthDays,
    MonthWeekdays,
    MonthWorkingDays,
    YearDates,
)
from scheduler.errors import Reason, Refused
from scheduler.triggers import At, Bounds, Calendar, Cron, Every, TimesOn, Trigger, WeekdayTimes, Window
from tests.scheduler.strategies import triggers

TRIGGER = TypeAdapter(Trigger)
NOON = datetime(2026, 4, 22, 12, tzinfo=UTC)
NINE = (time(9),)
CST = "Asia/Shanghai"


@given(triggers)
def test_a_trigger_comes_back_from_json_as_it_went(trigger):
    assert TRIGGER.validate_json(TRIGGER.dump_json(trigger)) == trigger


@given(triggers)
def test_a_trigger_comes_back_from_plain_data_as_it_went(trigger):
    assert TRIGGER.validate_python(TRIGGER.dump_python(trigger, mode="json")) == trigger


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (lambda: At(NOON, "Mars/Base"), Reason.UNKNOWN_ZONE),
        (lambda: Cron("0 9 * * *", ""), Reason.UNKNOWN_ZONE),
        (lambda: Cron("0 9 * * *", "../etc/passwd"), Reason.UNKNOWN_ZONE),
        (lambda: Cron("0 9 * * *", "localtime"), Reason.UNKNOWN_ZONE),
        (lambda: Cron("0 9 * * *", "right/UTC"), Reason.UNKNOWN_ZONE),
        (lambda: At(datetime(9999, 12, 31, tzinfo=UTC), CST), Reason.BAD_TIME),
        (lambda: Every(timedelta(seconds=59), NOON, CST), Reason.INTERVAL_TOO_SHORT),
        (lambda: Every(timedelta(days=4000), NOON, CST), Reason.BAD_TIME),
        (lambda: Window(time(9), time(18), timedelta(seconds=20)), Reason.INTERVAL_TOO_SHORT),
        (lambda: Window(time(9), time(18), timedelta(days=2)), Reason.BAD_TIME),
        (lambda: Calendar(EveryDays(), (), CST), Reason.BAD_TIME),
        (lambda: Calendar(EveryDays(), (time(9), time(9, 0, 30)), CST), Reason.INTERVAL_TOO_SHORT),
        (lambda: Calendar(EveryDays(), (time(0), time(23, 59, 30)), CST), Reason.INTERVAL_TOO_SHORT),
        (lambda: Calendar(MonthDays((31,), 12, date(2026, 2, 1)), NINE, CST), Reason.NEVER_FIRES),
        (lambda: TimesOn(8, NINE), Reason.IMPOSSIBLE_DATE),
        (lambda: WeekdayTimes(()), Reason.BAD_TIME),
        (lambda: WeekdayTimes((TimesOn(1, NINE), TimesOn(1, NINE))), Reason.BAD_TIME),
        (lambda: Bounds(start=NOON, end=NOON - timedelta(seconds=1)), Reason.NEVER_FIRES),
        (lambda: Bounds(maximum=0), Reason.NEVER_FIRES),
        (lambda: EveryDays(0), Reason.INTERVAL_TOO_SHORT),
        (lambda: EveryWeeks((0,)), Reason.IMPOSSIBLE_DATE),
        (lambda: EveryWeeks(()), Reason.IMPOSSIBLE_DATE),
        (lambda: MonthDays((32,)), Reason.IMPOSSIBLE_DATE),
        (lambda: MonthDays((0,)), Reason.IMPOSSIBLE_DATE),
        (lambda: MonthWeekdays((6,), (1,)), Reason.IMPOSSIBLE_DATE),
        (lambda: MonthWorkingDays((24,)), Reason.IMPOSSIBLE_DATE),
        (lambda: YearDates(((2, 30),)), Reason.IMPOSSIBLE_DATE),
        (lambda: YearDates(((13, 1),)), Reason.IMPOSSIBLE_DATE),
        (lambda: YearDates(()), Reason.BAD_TIME),
    ],
)
def test_what_a_person_can_get_wrong_is_refused_with_its_reason(build, reason):
    with pytest.raises(Refused) as refusal:
        build()

    assert refusal.value.reason is reason


def test_a_refused_zone_is_named():
    with pytest.raises(Refused) as refusal:
        At(NOON, "Mars/Base")

    assert refusal.value.facts == {"zone": "Mars/Base"}


def test_a_moment_without_an_offset_is_no_instant():
    with pytest.raises(ValueError, match="offset"):
        At(datetime(2026, 4, 22, 12), CST)  # noqa: DTZ001
    with pytest.raises(ValidationError):
        TRIGGER.validate_python({"kind": "at", "instant": "2026-04-22T12:00:00", "zone": CST})


def test_weekly_times_must_be_those_of_the_weekdays():
    with pytest.raises(ValueError, match="weekday"):
        Calendar(EveryWeeks((1, 2)), WeekdayTimes((TimesOn(1, NINE),)), CST)


def test_what_means_the_same_is_the_same():
    untidy = Calendar(EveryWeeks((5, 1, 5)), (time(15, 0, 0, 5), time(9), time(9)), CST)

    assert untidy == Calendar(EveryWeeks((1, 5)), (time(9), time(15)), CST)
    assert Cron(" 0  9 * * * ", CST) == Cron("0 9 * * *", CST)
    assert MonthDays((-1, 15, 1)) == MonthDays((1, 15, -1))


def test_instants_are_kept_in_utc_to_the_second():
    there = datetime.fromisoformat("2026-04-22T20:00:00.5+08:00")

    assert At(there, CST).instant.isoformat() == "2026-04-22T12:00:00+00:00"


def test_every_kind_can_be_a_key():
    assert len({At(NOON, CST), Cron("0 9 * * *", CST), Calendar(LegalDays(), NINE, CST)}) == 3
