from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from croniter import croniter
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.cron import parse_cron
from scheduler.errors import Reason, Refused
from scheduler.fires import next_fire_time, upcoming
from scheduler.triggers import Cron
from tests.scheduler import strategies as some

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def days(expression, count=4, after=NEW_YEAR):
    return [fire.strftime("%a %m-%d %H:%M:%S") for fire in upcoming(Cron(expression, "UTC"), after, count)]


@given(some.expressions, some.instants)
def test_where_the_clock_never_changes_it_agrees_with_croniter(expression, after):
    day, weekday = expression.split()[2::2]
    assume(day == "*" or not {"#", "l"} & set(weekday))  # croniter asks for both, crontab for either
    other = croniter(
        expression, after, implement_cron_bug=True
    )  # what its author calls a bug is crontab's rule

    assert upcoming(Cron(expression, "UTC"), after, 5) == [other.get_next(datetime) for _ in range(5)]


@given(st.text("0123456789*/,-?#lLwWhHrR()@ monfrijandaily", max_size=30))
def test_any_text_is_a_cron_line_or_refused(text):
    with suppress(Refused):
        assert next_fire_time(Cron(text, "UTC"), NEW_YEAR) is not None


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("", Reason.BAD_CRON),
        ("every day", Reason.BAD_CRON),
        ("0 9 * *", Reason.BAD_CRON),
        ("0 0 9 * * * 2026", Reason.BAD_CRON),
        ("60 9 * * *", Reason.BAD_CRON),
        ("0 24 * * *", Reason.BAD_CRON),
        ("0 9 0 * *", Reason.BAD_CRON),
        ("0 9 * * 8", Reason.BAD_CRON),
        ("0 9 15w * *", Reason.BAD_CRON),
        ("r 9 * * *", Reason.BAD_CRON),
        ("h h * * *", Reason.BAD_CRON),
        ("0 9 * * 1,5#2", Reason.BAD_CRON),
        ("@reboot", Reason.BAD_CRON),
        ("0 9 * * *" + " " * 200, Reason.BAD_CRON),
        ("* * * * * *", Reason.INTERVAL_TOO_SHORT),
        ("*/10 * * * * *", Reason.INTERVAL_TOO_SHORT),
        ("0,30 0 9 * * *", Reason.INTERVAL_TOO_SHORT),
        ("0 0 30 2 *", Reason.NEVER_FIRES),
        ("0 0 31 4,6,9,11 *", Reason.NEVER_FIRES),
    ],
)
def test_what_is_no_schedule_is_refused_with_its_reason(expression, reason):
    with pytest.raises(Refused) as refusal:
        parse_cron(expression)

    assert refusal.value.reason is reason


def test_with_six_fields_the_seconds_come_first():
    assert days("15 30 9 * * *", 1) == ["Thu 01-01 09:30:15"]


@pytest.mark.parametrize("sunday", ["0", "7", "sun", "SUN", "7-7", "07-7"])
def test_sunday_has_two_numbers_and_a_name(sunday):
    assert days(f"0 9 * * {sunday}", 2) == ["Sun 01-04 09:00:00", "Sun 01-11 09:00:00"]


def test_weekday_ranges_may_end_on_the_second_sunday():
    assert days("0 9 * * 5-7", 4) == [
        "Fri 01-02 09:00:00",
        "Sat 01-03 09:00:00",
        "Sun 01-04 09:00:00",
        "Fri 01-09 09:00:00",
    ]


def test_with_both_day_fields_either_will_do():
    assert days("0 0 13 * 1", 4) == [
        "Mon 01-05 00:00:00",
        "Mon 01-12 00:00:00",
        "Tue 01-13 00:00:00",
        "Mon 01-19 00:00:00",
    ]


@pytest.mark.parametrize("expression", ["0 0 */2 * 1", "0 0 1-31/2 * */7", "0 0 */2 * mon"])
def test_where_one_day_field_begins_with_a_star_both_are_needed(expression):
    named = days(expression, 3)

    weekday = "Sun" if "/7" in expression else "Mon"
    assert all(day.startswith(weekday) and int(day[7:9]) % 2 for day in named)


def test_a_range_of_one_is_one():
    assert days("30-30 9-9 * * *", 2) == ["Thu 01-01 09:30:00", "Fri 01-02 09:30:00"]


def test_last_days_and_nth_weekdays_are_understood():
    assert days("0 9 l * *", 2) == ["Sat 01-31 09:00:00", "Sat 02-28 09:00:00"]
    assert days("0 9 * * 5#2", 2) == ["Fri 01-09 09:00:00", "Fri 02-13 09:00:00"]
    assert days("0 9 * * L5", 2) == ["Fri 01-30 09:00:00", "Fri 02-27 09:00:00"]


@pytest.mark.parametrize(("word", "same"), [("@daily", "0 0 * * *"), ("@Weekly", "0 0 * * 0")])
def test_the_words_of_crontab_are_understood(word, same):
    assert days(word) == days(same)


def test_the_rarest_days_are_found():
    assert next_fire_time(Cron("0 0 29 2 *", "UTC"), datetime(2096, 3, 1, tzinfo=UTC)).year == 2104
    assert next_fire_time(Cron("0 0 * 2 5#5", "UTC"), datetime(2036, 3, 1, tzinfo=UTC)).year == 2064


@given(some.cron_clocks, some.instants)
def test_a_line_never_fires_more_often_than_every_minute(clock, after):
    first, second = upcoming(Cron(f"30 {clock} * * *", "America/New_York"), after, 2)

    assert second - first >= timedelta(minutes=1)
