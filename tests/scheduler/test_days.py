"""Calendar rules, each against a test of one day that knows nothing of steps through a calendar."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import islice, takewhile

from hypothesis import given
from hypothesis import strategies as st

from scheduler.calendars import PUBLISHED
from scheduler.days import (
    EveryDays,
    EveryWeeks,
    LegalDay,
    LegalDays,
    MonthDays,
    MonthWeekdays,
    MonthWorkingDays,
    YearDates,
    days_from,
)
from tests.scheduler import strategies as some

SPAN = timedelta(days=500)
DAY = timedelta(days=1)


def month_of(day, works=lambda day: True):
    """The days of the month of `day` that `works` lets through."""
    length = monthrange(day.year, day.month)[1]
    return [each for each in (day.replace(day=number + 1) for number in range(length)) if works(each)]


def holds_place(day, days, places):
    return day in days and (days.index(day) + 1 in places or days.index(day) - len(days) in places)


def in_step(day, rule):
    return ((day.year - rule.anchor.year) * 12 + day.month - rule.anchor.month) % rule.step == 0


def monday(day):
    return day - timedelta(days=day.weekday())


def names(rule, day):
    """Say whether `rule` names `day`, by the definition."""
    if day < getattr(rule, "anchor", day):
        return False
    match rule:
        case EveryDays(step, anchor):
            return (day - anchor).days % step == 0
        case EveryWeeks(weekdays, step, anchor):
            return day.isoweekday() in weekdays and (monday(day) - monday(anchor)).days // 7 % step == 0
        case MonthDays(days):
            return in_step(day, rule) and holds_place(day, month_of(day), days)
        case MonthWeekdays(positions, weekdays):
            alike = month_of(day, lambda other: other.weekday() == day.weekday())
            return in_step(day, rule) and day.isoweekday() in weekdays and holds_place(day, alike, positions)
        case MonthWorkingDays(positions, legal):
            works = PUBLISHED.is_working_day if legal else lambda other: other.weekday() < 5
            return in_step(day, rule) and holds_place(day, month_of(day, works), positions)
        case YearDates(dates):
            return (day.month, day.day) in dates
        case LegalDays(LegalDay.WORKING):
            return PUBLISHED.is_working_day(day)
        case LegalDays(LegalDay.HOLIDAY):
            return PUBLISHED.is_day_off(day)
    return not PUBLISHED.is_working_day(day)


@given(some.days, some.dates)
def test_a_rule_names_the_days_of_its_definition(rule, first):
    span = [first + n * DAY for n in range(SPAN.days)]

    named = takewhile(lambda day: day < first + SPAN, days_from(rule, first))
    assert list(named) == [day for day in span if names(rule, day)]


@given(some.days, st.dates(date(2000, 1, 1), date(9999, 12, 31)))
def test_a_rule_has_an_end_even_at_the_end_of_time(rule, first):
    for day in islice(days_from(rule, first), 3):
        assert day >= first


def listed(rule, first, count):
    return [day.isoformat() for day in islice(days_from(rule, first), count)]


def test_places_from_the_end_count_backwards():
    assert listed(MonthDays((-1, -2)), date(2026, 2, 1), 3) == ["2026-02-27", "2026-02-28", "2026-03-30"]


def test_a_month_without_the_day_is_skipped():
    assert listed(MonthDays((31,)), date(2026, 1, 1), 3) == ["2026-01-31", "2026-03-31", "2026-05-31"]


def test_a_leap_day_waits_for_its_year():
    assert listed(YearDates(((2, 29),)), date(2026, 1, 1), 2) == ["2028-02-29", "2032-02-29"]


def test_legal_working_days_move_the_first_of_the_month():
    rule = MonthWorkingDays((1, -1), legal=True)

    assert listed(rule, date(2026, 2, 1), 3) == ["2026-02-02", "2026-02-28", "2026-03-02"]
    assert listed(rule, date(2026, 10, 1), 1) == ["2026-10-08"]
