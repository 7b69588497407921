"""What people ask for, written as triggers by hand: every cycle that they name has one.

The clocks: a is Wednesday 2026-04-22 14:05 in Shanghai, b is Wednesday 2026-09-30 08:30 there,
c is Saturday 2026-03-07 20:00 in New York.
"""

from datetime import date, datetime, time, timedelta

import pytest

from scheduler.days import (
    EveryDays,
    EveryWeeks,
    LegalDays,
    MonthDays,
    MonthWeekdays,
    MonthWorkingDays,
    YearDates,
)
from scheduler.fires import upcoming
from scheduler.triggers import At, Bounds, Calendar, Cron, Every, TimesOn, WeekdayTimes, Window, zone_of

CST, NEW_YORK = "Asia/Shanghai", "America/New_York"
A = datetime.fromisoformat("2026-04-22T14:05+08:00")
B = datetime.fromisoformat("2026-09-30T08:30+08:00")
C = datetime.fromisoformat("2026-03-07T20:00-05:00")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NO_HOLIDAYS = Bounds(skip_holidays=True)
MONDAY_TO_FRIDAY = EveryWeeks((1, 2, 3, 4, 5))
WORK_TICKETS = Window(time(9, 30), time(17, 30), 30 * MINUTE)


def at(text, zone=CST):
    return At(datetime.fromisoformat(text).replace(tzinfo=zone_of(zone)), zone)


def calendar(days, *hours, bounds=None, zone=CST):
    clocks = tuple(time(int(hour), round(hour % 1 * 60)) for hour in hours)
    return Calendar(days, clocks, zone, bounds or Bounds())


def first_of(year, month):
    return date(year, month, 1)


def said(clock, trigger, count):
    zone = zone_of(CST if clock is not C else NEW_YORK)
    return [fire.astimezone(zone).strftime("%m-%d %H:%M") for fire in upcoming(trigger, clock, count)]


@pytest.mark.parametrize(
    ("clock", "trigger", "expected"),
    [
        pytest.param(A, calendar(EveryDays(), 6.5), "04-23 06:30, 04-24 06:30", id="每天早上6点半"),
        pytest.param(A, calendar(EveryWeeks((2,)), 15), "04-28 15:00, 05-05 15:00", id="每周二下午3点"),
        pytest.param(A, calendar(EveryWeeks((6, 7)), 8), "04-25 08:00, 04-26 08:00", id="每周六日早上8点"),
        pytest.param(A, calendar(MONDAY_TO_FRIDAY, 8.75), "04-23 08:45, 04-24 08:45", id="工作日早上8点45"),
        pytest.param(
            B,
            calendar(LegalDays(), 9.25),
            "09-30 09:15, 10-08 09:15, 10-09 09:15, 10-10 09:15",
            id="法定工作日上午9点15",
        ),
        pytest.param(
            B,
            calendar(EveryWeeks((4,)), 10, bounds=NO_HOLIDAYS),
            "10-08 10:00, 10-15 10:00",
            id="每周四上午10点，节假日除外",
        ),
        pytest.param(A, Every(20 * MINUTE, A, CST), "04-22 14:25, 04-22 14:45", id="每20分钟"),
        pytest.param(A, Every(3 * HOUR, A, CST), "04-22 17:05, 04-22 20:05", id="每隔3小时"),
        pytest.param(A, Cron("0 * * * *", CST), "04-22 15:00, 04-22 16:00", id="每个整点"),
        pytest.param(
            A,
            calendar(EveryWeeks((1,), 2, date(2026, 4, 27)), 10),
            "04-27 10:00, 05-11 10:00",
            id="每两周的周一上午10点",
        ),
        pytest.param(A, calendar(EveryDays(2, A.date()), 21), "04-22 21:00, 04-24 21:00", id="隔天晚上9点"),
        pytest.param(
            A, calendar(EveryDays(3, date(2026, 4, 23)), 9), "04-23 09:00, 04-26 09:00", id="每隔3天上午9点"
        ),
        pytest.param(A, calendar(MonthDays((6,)), 14), "05-06 14:00, 06-06 14:00", id="每月6号下午2点"),
        pytest.param(A, calendar(MonthDays((-1,)), 21), "04-30 21:00, 05-31 21:00", id="每月最后一天晚上9点"),
        pytest.param(
            A, calendar(MonthWorkingDays((-1,)), 17), "04-30 17:00, 05-29 17:00", id="每月最后一个工作日17点"
        ),
        pytest.param(
            A,
            calendar(MonthWeekdays((2,), (3,)), 10),
            "05-13 10:00, 06-10 10:00",
            id="每月第二个周三上午10点",
        ),
        pytest.param(A, calendar(MonthDays((30,)), 10), "04-30 10:00, 05-30 10:00", id="每月30号上午10点"),
        pytest.param(
            A,
            calendar(MonthDays((-1,), 3, first_of(2026, 3)), 18),
            "06-30 18:00, 09-30 18:00",
            id="每季度最后一天下午6点",
        ),
        pytest.param(A, calendar(YearDates(((9, 10),)), 9), "09-10 09:00", id="每年9月10号上午9点"),
        pytest.param(A, at("2026-04-22T14:30"), "04-22 14:30", id="25分钟后"),
        pytest.param(A, at("2026-04-23T00:00"), "04-23 00:00", id="今晚12点"),
        pytest.param(
            A,
            Calendar(MONDAY_TO_FRIDAY, WORK_TICKETS, CST),
            "04-22 14:30, 04-22 15:00, 04-22 15:30, 04-22 16:00, 04-22 16:30, 04-22 17:00, 04-22 17:30, "
            "04-23 09:30",
            id="工作日9点半到17点半每半小时",
        ),
        pytest.param(
            A,
            calendar(
                EveryDays(),
                21,
                bounds=Bounds(start=datetime.fromisoformat("2026-05-06T00:00+08:00"), maximum=7),
            ),
            "05-06 21:00, 05-07 21:00, 05-08 21:00, 05-09 21:00, 05-10 21:00, 05-11 21:00, 05-12 21:00",
            id="从5月6号开始每天晚上9点，坚持一周",
        ),
        pytest.param(
            A,
            calendar(EveryDays(), 13, bounds=Bounds(maximum=3)),
            "04-23 13:00, 04-24 13:00, 04-25 13:00",
            id="每天中午1点，3天",
        ),
        pytest.param(
            A, calendar(EveryWeeks((5,)), 17, zone="Europe/London"), "04-25 00:00", id="伦敦时间每周五下午5点"
        ),
        pytest.param(A, calendar(EveryDays(), 10, 22), "04-22 22:00, 04-23 10:00", id="每天10点和22点"),
        pytest.param(
            A,
            calendar(MonthWeekdays((3,), (4,)), 14),
            "05-21 14:00, 06-18 14:00",
            id="every third Thursday of the month at 2pm",
        ),
        pytest.param(
            A,
            calendar(
                EveryWeeks((2,)), 18, bounds=Bounds(end=datetime.fromisoformat("2026-05-12T23:59:59+08:00"))
            ),
            "04-28 18:00, 05-05 18:00, 05-12 18:00",
            id="every Tuesday at 6pm until May 12",
        ),
        pytest.param(
            A, at("2026-04-23T11:30", "Asia/Tokyo"), "04-23 10:30", id="tomorrow at 11:30 Tokyo time"
        ),
        pytest.param(
            C,
            calendar(EveryDays(), 2.25, zone=NEW_YORK),
            "03-08 03:00, 03-09 02:15",
            id="every day at 2:15am",
        ),
        pytest.param(C, Every(6 * HOUR, C, NEW_YORK), "03-08 03:00, 03-08 09:00", id="every 6 hours"),
        pytest.param(
            A,
            Calendar(
                EveryWeeks((1, 4)),
                WeekdayTimes((TimesOn(1, (time(9),)), TimesOn(4, (time(15),)))),
                CST,
            ),
            "04-23 15:00, 04-27 09:00, 04-30 15:00",
            id="周一9点和周四15点",
        ),
        pytest.param(
            A,
            Calendar(EveryDays(), Window(time(20), time(2), 3 * HOUR), CST),
            "04-22 20:00, 04-22 23:00, 04-23 02:00, 04-23 20:00",
            id="晚8点到凌晨2点每3小时",
        ),
        pytest.param(
            A, calendar(MonthDays((1,), 6, first_of(2026, 1)), 9), "07-01 09:00, 01-01 09:00", id="每半年1号"
        ),
        pytest.param(A, calendar(YearDates(((2, 29),)), 9), "02-29 09:00", id="每年2月29号"),
        pytest.param(
            B,
            calendar(EveryDays(), 9, bounds=NO_HOLIDAYS),
            "09-30 09:00, 10-08 09:00",
            id="每天9点，节假日不发",
        ),
        pytest.param(A, Every(90 * timedelta(seconds=1), A, CST), "04-22 14:06, 04-22 14:08", id="每90秒"),
    ],
)
def test_what_people_ask_for_fires_when_they_mean(clock, trigger, expected):
    assert said(clock, trigger, expected.count(",") + 1) == expected.split(", ")


def test_a_count_ends_the_schedule():
    three_days = calendar(EveryDays(), 13, bounds=Bounds(maximum=3))

    assert len(upcoming(three_days, A, 10)) == 3
