from datetime import date, timedelta

import pytest

from scheduler.calendars import PUBLISHED, Holiday, LegalCalendar, Override

# As the State Council published it for 2026.
OFF = [
    "01-01 01-03",
    "02-15 02-23",
    "04-04 04-06",
    "05-01 05-05",
    "06-19 06-21",
    "09-25 09-27",
    "10-01 10-07",
]
MADE_UP = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
EVERY_DAY = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]


def day_of(text):
    return date.fromisoformat(f"2026-{text}")


def days_off():
    spans = (map(day_of, span.split()) for span in OFF)
    return {day for first, last in spans for day in EVERY_DAY if first <= day <= last}


def test_the_days_off_of_2026_are_those_published():
    assert {day for day in EVERY_DAY if PUBLISHED.is_day_off(day)} == days_off()


def test_the_working_days_of_2026_are_those_published():
    worked = {day for day in EVERY_DAY if day.isoweekday() < 6} - days_off() | set(map(day_of, MADE_UP))

    assert {day for day in EVERY_DAY if PUBLISHED.is_working_day(day)} == worked


def test_every_holiday_of_the_library_has_a_key():
    assert PUBLISHED.holiday_name(day_of("02-17")) == Holiday.SPRING_FESTIVAL
    assert PUBLISHED.holiday_name(day_of("02-14")) is None
    assert PUBLISHED.holiday_name(date(2015, 9, 3)) == Holiday.VICTORY_DAY


@pytest.mark.parametrize("year", [1999, 2099])
def test_an_unknown_year_works_monday_to_friday_but_for_the_fixed_days(year):
    off = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)]

    assert PUBLISHED.is_provisional(year)
    assert all(PUBLISHED.is_day_off(date(year, *day)) for day in off)
    assert not any(PUBLISHED.is_working_day(date(year, *day)) for day in off)
    assert PUBLISHED.is_working_day(date(year, 2, 17)) is (date(year, 2, 17).isoweekday() < 6)


def test_a_published_year_is_not_provisional():
    assert not PUBLISHED.is_provisional(2026)


def test_a_loaded_row_overrules_the_published_list():
    calendar = LegalCalendar([Override(day_of("05-04"), True, ""), Override(day_of("06-22"), False, "Fair")])

    assert calendar.is_working_day(day_of("05-04"))
    assert not calendar.is_day_off(day_of("05-04"))
    assert calendar.holiday_name(day_of("06-22")) == "Fair"
    assert not calendar.is_working_day(day_of("06-22"))


def test_a_loaded_list_ends_the_provisional_year_and_a_correction_does_not():
    correction = [Override(date(2099, 2, 2), False, "Spring Festival")]
    whole_list = [Override(date(2099, 2, day), False, "Spring Festival") for day in range(2, 15)]

    assert LegalCalendar(correction).is_provisional(2099)
    assert not LegalCalendar(whole_list).is_provisional(2099)


def test_a_loaded_row_may_make_a_fixed_day_worked():
    calendar = LegalCalendar([Override(date(2099, 5, 1), True, "")])

    assert calendar.is_working_day(date(2099, 5, 1))
    assert not calendar.is_day_off(date(2099, 5, 1))
    assert calendar.is_day_off(date(2099, 1, 1))
