from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.reader import Reader
from cards.times import clock, day_words, duration, moment, short_moment
from cards.zones import same_clock, zone_name
from scheduler.model import Locale

NOW = datetime(2024, 3, 4, 1, 30, tzinfo=UTC)  # Monday 4 March, 09:30 in Shanghai
ZH = Reader(Locale.ZH, "Asia/Shanghai", NOW)
EN = Reader(Locale.EN, "Asia/Shanghai", NOW)


def at(day, hour, minute=0, second=0, month=3, year=2024):
    """An instant by the clock of Shanghai."""
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC) - timedelta(hours=8)


@pytest.mark.parametrize(
    ("instant", "chinese", "english"),
    [
        (at(4, 18), "今天 周一 3月4日 18:00", "today Mon 4 Mar 18:00"),
        (at(5, 9), "明天 周二 3月5日 09:00", "tomorrow Tue 5 Mar 09:00"),
        (at(6, 9), "后天 周三 3月6日 09:00", "Wed 6 Mar 09:00"),
        (at(3, 9), "昨天 周日 3月3日 09:00", "yesterday Sun 3 Mar 09:00"),
        (at(20, 9, 0, 15), "周三 3月20日 09:00:15", "Wed 20 Mar 09:00:15"),
        (at(1, 0, year=2025, month=1), "周三 2025年1月1日 00:00", "Wed 1 Jan 2025 00:00"),
    ],
)
def test_a_moment_names_the_day_first_then_date_and_clock(instant, chinese, english):
    assert moment(instant, ZH) == chinese
    assert moment(instant, EN) == english


@pytest.mark.parametrize(
    ("instant", "chinese", "english"),
    [
        (at(5, 9), "明天 09:00", "tomorrow 09:00"),
        (at(10, 9), "周日 09:00", "Sun 09:00"),
        (at(11, 9), "3月11日 09:00", "11 Mar 09:00"),
        (at(1, 9), "3月1日 09:00", "1 Mar 09:00"),
    ],
)
def test_a_short_moment_says_no_more_than_is_needed(instant, chinese, english):
    assert short_moment(instant, ZH) == chinese
    assert short_moment(instant, EN) == english


def test_the_zone_and_the_readers_own_time_are_named_where_the_clocks_differ():
    first = at(5, 9)

    assert moment(first, ZH, "America/New_York") == "明天 周一 3月4日 20:00（纽约时间，你这里 周二 09:00）"
    assert moment(first, EN, "Asia/Tokyo") == "tomorrow Tue 5 Mar 10:00 (Tokyo time, 09:00 for you)"
    assert moment(first, EN, "Asia/Tokyo", brief=True) == "tomorrow Tue 5 Mar 10:00"


def test_two_names_for_one_clock_are_no_news():
    assert moment(at(5, 9), ZH, "Asia/Singapore") == "明天 周二 3月5日 09:00"
    assert not same_clock("Europe/London", "UTC", NOW)  # alike in winter only


def test_a_zone_without_a_common_name_keeps_its_own():
    assert zone_name("America/Havana", Locale.ZH) == "America/Havana 时间"


@pytest.mark.parametrize(
    ("seconds", "chinese", "english"),
    [
        (0.4, "不到 1 秒", "under 1 s"),
        (42, "42 秒", "42 s"),
        (60, "1 分", "1 m"),
        (72, "1 分 12 秒", "1 m 12 s"),
        (3600 + 5 * 60 + 9, "1 小时 5 分", "1 h 5 m"),
        (3600 + 9, "1 小时", "1 h"),
        (2 * 86_400 + 3 * 3600, "2 天 3 小时", "2 d 3 h"),
    ],
)
def test_a_duration_is_said_in_its_two_largest_units(seconds, chinese, english):
    assert duration(timedelta(seconds=seconds), Locale.ZH) == chinese
    assert duration(timedelta(seconds=seconds), Locale.EN) == english


@given(st.timedeltas(timedelta(0), timedelta(days=400)))
def test_every_duration_has_words(length):
    assert all(duration(length, locale) for locale in Locale)


def test_a_date_names_its_year_unless_it_is_this_one():
    day = at(5, 9).date()

    assert day_words(day, Locale.ZH) == "2024年3月5日"
    assert day_words(day, Locale.EN, NOW.date()) == "5 Mar"
    assert clock(at(5, 9, 0, 1).time()) == "01:00:01"
