"""Every trigger has words in both languages, and no two triggers share them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.words import schedule_in_words
from scheduler.days import (
    EveryDays,
    EveryWeeks,
    LegalDay,
    LegalDays,
    MonthDays,
    MonthWeekdays,
    MonthWorkingDays,
    YearDates,
)
from scheduler.fires import upcoming
from scheduler.model import Locale
from scheduler.triggers import At, Bounds, Calendar, Cron, Every, TimesOn, WeekdayTimes, Window
from tests.scheduler.strategies import calendars, triggers

CST = "Asia/Shanghai"
NOW = datetime(2026, 4, 22, 6, 5, tzinfo=UTC)  # Wednesday, 14:05 in Shanghai
NINE = (time(9),)
WEEKDAYS = EveryWeeks((1, 2, 3, 4, 5))


def on(days, times=NINE, **bounds):
    return Calendar(days, times, CST, Bounds(**bounds))


def local(*parts):
    return datetime(*parts, tzinfo=UTC) - timedelta(hours=8)


def each(period):
    return Every(period, NOW, CST)


@pytest.mark.parametrize(
    ("trigger", "chinese", "english"),
    [
        (At(local(2026, 4, 23, 9), CST), "4月23日 周四 09:00", "on Thu 23 Apr at 09:00"),
        (At(local(2027, 1, 1, 9, 0, 5), CST), "2027年1月1日 周五 09:00:05", "on Fri 1 Jan 2027 at 09:00:05"),
        (each(timedelta(minutes=1)), "每分钟", "every minute"),
        (each(timedelta(minutes=20)), "每 20 分钟", "every 20 minutes"),
        (each(timedelta(seconds=90)), "每 90 秒", "every 90 seconds"),
        (each(timedelta(hours=1)), "每小时", "every hour"),
        (each(timedelta(hours=3)), "每 3 小时", "every 3 hours"),
        (on(EveryDays()), "每天 09:00", "every day at 09:00"),
        (
            on(EveryDays(3, date(2026, 4, 23))),
            "从 4月23日 起，每 3 天 09:00",
            "every 3 days at 09:00, from 23 Apr",
        ),
        (on(WEEKDAYS), "每个工作日 09:00", "every weekday at 09:00"),
        (on(EveryWeeks((1,))), "每周一 09:00", "every Monday at 09:00"),
        (on(EveryWeeks((1, 3))), "每周一、周三 09:00", "every Monday and Wednesday at 09:00"),
        (on(EveryWeeks((2, 3, 4))), "每周二到周四 09:00", "every Tuesday to Thursday at 09:00"),
        (on(EveryWeeks((6, 7))), "每周六、周日 09:00", "every Saturday and Sunday at 09:00"),
        (
            on(EveryWeeks((1,), 2, date(2026, 4, 22))),
            "从 5月4日 起，每 2 周的周一 09:00",
            "every 2 weeks on Monday at 09:00, from 4 May",
        ),
        (on(MonthDays((1, 15))), "每月 1 日、15 日 09:00", "on the 1st and 15th of every month at 09:00"),
        (on(MonthDays((-1,))), "每月最后一天 09:00", "on the last day of every month at 09:00"),
        (on(MonthDays((-2,))), "每月倒数第二天 09:00", "on the 2nd to last day of every month at 09:00"),
        (
            on(MonthDays((-1,), 3, date(2026, 3, 1))),
            "每年 3、6、9、12 月的最后一天 09:00",
            "on the last day of March, June, September and December at 09:00",
        ),
        (
            on(MonthWeekdays((2,), (3,))),
            "每月第二个周三 09:00",
            "on the second Wednesday of every month at 09:00",
        ),
        (
            on(MonthWeekdays((-1,), (7,), 12, date(2026, 3, 1))),
            "每年 3 月的最后一个周日 09:00",
            "on the last Sunday of every March at 09:00",
        ),
        (
            on(MonthWorkingDays((1,))),
            "每月第一个工作日 09:00",
            "on the first weekday of every month at 09:00",
        ),
        (
            on(MonthWorkingDays((-1,), legal=True)),
            "每月最后一个法定工作日 09:00",
            "on the last Chinese working day of every month at 09:00",
        ),
        (
            on(YearDates(((3, 8), (9, 10)))),
            "每年 3月8日、9月10日 09:00",
            "every year on 8 March and 10 September at 09:00",
        ),
        (on(LegalDays()), "每个法定工作日 09:00", "every Chinese working day at 09:00"),
        (on(LegalDays(LegalDay.HOLIDAY)), "每个法定节假日 09:00", "every Chinese public holiday at 09:00"),
        (
            on(EveryDays(), (time(8), time(12), time(20, 0, 30))),
            "每天 08:00、12:00、20:00:30",
            "every day at 08:00, 12:00 and 20:00:30",
        ),
        (
            on(WEEKDAYS, Window(time(9, 30), time(17, 30), timedelta(minutes=30))),
            "每个工作日 09:30 到 17:30 之间每 30 分钟",
            "every weekday, every 30 minutes from 09:30 to 17:30",
        ),
        (
            on(EveryDays(), Window(time(20), time(2), timedelta(hours=1))),
            "每天 20:00 到次日 02:00 之间每小时",
            "every day, every hour from 20:00 to 02:00 the next day",
        ),
        (
            on(EveryWeeks((1, 4)), WeekdayTimes((TimesOn(1, NINE), TimesOn(4, (time(15), time(16)))))),
            "每周一 09:00；周四 15:00、16:00",
            "every Monday at 09:00; Thursday at 15:00 and 16:00",
        ),
        (
            on(EveryDays(), skip_holidays=True),
            "每天 09:00，法定节假日除外",
            "every day at 09:00, except Chinese public holidays",
        ),
        (on(EveryDays(), maximum=7), "每天 09:00，共 7 次", "every day at 09:00, 7 times in all"),
        (
            on(EveryDays(), start=local(2026, 5, 6), end=local(2026, 5, 12, 23, 59, 59)),
            "从 5月6日 起，每天 09:00，到 5月12日 为止",
            "every day at 09:00, from 6 May, until 12 May",
        ),
        (
            on(EveryDays(), exclude=(date(2026, 5, 1), date(2027, 1, 1))),
            "每天 09:00，5月1日、2027年1月1日除外",
            "every day at 09:00, except 1 May and 1 Jan 2027",
        ),
        (Cron("0 9 * * 1-5", CST), "每个工作日 09:00", "every weekday at 09:00"),
        (Cron("30 0 9 l * *", CST), "每月最后一天 09:00:30", "on the last day of every month at 09:00:30"),
        (Cron("0 18 * * 5#2", CST), "每月第二个周五 18:00", "on the second Friday of every month at 18:00"),
        (Cron("0 9 8 3 *", CST), "每年 3月8日 09:00", "every year on 8 March at 09:00"),
        (
            on(EveryDays(), Window(time(0, 5), time(23, 59, 59), timedelta(hours=1))),
            "每小时第 5 分钟",
            "every hour at :05",
        ),
        (Cron("0 * * * *", CST), "每个整点", "every hour on the hour"),
        (
            on(
                EveryDays(),
                Window(time(15), time(18), timedelta(minutes=30)),
                start=local(2026, 4, 23),
                end=local(2026, 4, 23, 23, 59, 59),
            ),
            "4月23日 周四 15:00 到 18:00 之间每 30 分钟",
            "on Thu 23 Apr, every 30 minutes from 15:00 to 18:00",
        ),
        (
            on(MonthDays((5,), 2, date(2026, 5, 5))),
            "每年 1、3、5、7、9、11 月的 5 日 09:00",
            "on the 5th of January, March, May, July, September and November at 09:00",
        ),
        (
            Cron("*/15 * * * *", CST),
            "每天 00:00 起全天每 15 分钟",
            "every day, every 15 minutes around the clock from 00:00",
        ),
        (
            Cron("5,25 * * * 1", CST),
            "每周一，时间按 cron 5,25 * * * 1",
            "every Monday, times by cron 5,25 * * * 1",
        ),
        (Cron("0 9 1 * 1", CST), "按 cron 0 9 1 * 1", "by cron 0 9 1 * 1"),
    ],
)
def test_a_trigger_is_said_as_people_say_it(trigger, chinese, english):
    assert schedule_in_words(trigger, Locale.ZH, now=NOW) == chinese
    assert schedule_in_words(trigger, Locale.EN, now=NOW) == english


def test_the_zone_follows_the_rule_when_it_is_asked_for():
    trigger = on(WEEKDAYS, maximum=3)

    assert schedule_in_words(trigger, Locale.ZH, with_zone=True) == "每个工作日 09:00（北京时间），共 3 次"
    assert schedule_in_words(trigger, Locale.EN, with_zone=True) == (
        "every weekday at 09:00 (Beijing time), 3 times in all"
    )


def test_a_start_that_has_passed_is_not_said():
    trigger = on(EveryDays(1, date(2026, 4, 1)), start=local(2026, 4, 2))

    assert schedule_in_words(trigger, Locale.EN, now=NOW) == "every day at 09:00"


@given(triggers, st.sampled_from(Locale), st.booleans())
def test_every_trigger_has_words_on_one_line(trigger, locale, with_zone):
    words = schedule_in_words(trigger, locale, now=NOW, with_zone=with_zone)

    assert words
    assert "\n" not in words
    assert "  " not in words


@given(st.lists(calendars, min_size=2, max_size=2), st.sampled_from(Locale))
def test_rules_that_are_said_alike_fire_alike(pair, locale):
    first, second = (schedule_in_words(trigger, locale, with_zone=True) for trigger in pair)

    assert first != second or fires_alike(*pair)


def test_elapsed_time_says_from_when_on_it_counts_while_that_is_to_come():
    later = Every(timedelta(hours=3), local(2026, 4, 23, 10), CST)

    assert schedule_in_words(later, Locale.ZH, now=NOW) == "从 4月23日 10:00 起，每 3 小时"
    assert schedule_in_words(later, Locale.ZH, now=NOW + timedelta(days=1)) == "每 3 小时"


def fires_alike(one, other):
    return upcoming(one, NOW, 5) == upcoming(other, NOW, 5)


def test_a_daily_rule_with_one_day_is_that_day_wherever_it_counts_from():
    a_day = {"start": local(2026, 4, 23), "end": local(2026, 4, 23, 23, 59, 59)}
    said = [
        schedule_in_words(on(EveryDays(1, anchor), **a_day), Locale.ZH, now=NOW)
        for anchor in (date(1970, 1, 1), date(2026, 4, 23))
    ]

    assert said == ["4月23日 周四 09:00"] * 2
