# ruff: noqa: E501 - a pattern is easier to read on one line
"""Which stretch of days a question about runs is for: tonight, tomorrow, this week, the last three days."""

from datetime import date, datetime, time, timedelta

from bot.chat.language.meaning import DayWindow
from bot.chat.language.numbers import NUMBER, number
from bot.chat.language.once import Moment
from bot.chat.language.spans import Found, pattern
from scheduler.triggers import zone_of
from scheduler.walltime import resolve

_DAY = timedelta(days=1)
_TONIGHT = pattern(r".*(?:今晚|今天晚上|今夜|\btonight\b|\bthis evening\b)")
_LAST_NIGHT = pattern(r".*(?:昨晚|昨夜|昨天晚上|\blast night\b)")
_MORNING = pattern(r".*(?:今早|今天早上|今天上午|\bthis morning\b)")
_TOMORROW_MORNING = pattern(r".*(?:明早|明天早上|明天上午|\btomorrow morning\b)")
_DAYS = (
    (pattern(r".*(?:大后天)"), 3),
    (pattern(r".*(?:后天|\bday after tomorrow\b)"), 2),
    (pattern(r".*(?:明天|明日|明晚|\btomorrow\b)"), 1),
    (pattern(r".*(?:前天|\bday before yesterday\b)"), -2),
    (pattern(r".*(?:昨天|昨日|\byesterday)"), -1),
    (pattern(r".*(?:今天|今日|\btoday\b)"), 0),
)
_WEEKEND = pattern(r".*(?P<next>下)?(?:这|本)?周末|.*\b(?:this|the|next) weekend\b")
_WEEK = pattern(
    r".*(?:(?P<next>下个?(?:周|星期|礼拜)|\bnext week\b)|(?P<last>上个?(?:周|星期|礼拜)|\blast week\b)|(?P<this>[这本]个?(?:周|星期|礼拜)|\bthis week\b))"
)
_MONTH = pattern(
    r".*(?:(?P<next>下个?月|\bnext month\b)|(?P<last>上个?月|\blast month\b)|(?P<this>[这本]个?月|\bthis month\b))"
)
_SPAN = pattern(
    rf".*?(?:(?P<past>过去|最近|近|之前|(?:the )?(?:last|past) )|(?P<ahead>接下来|未来|今后|往后|之后|(?:the )?(?:next|coming|following) |in |within ))(?:的)?(?P<n>{NUMBER}|two|three|four|five|six|seven|a few) ?(?:个)?(?P<unit>小时|天|周|星期|hours?|days?|weeks?)(?!次)|.*?(?P<alone>\d{{1,3}}) ?(?P<unit2>小时|天)(?:之?内|里)"
)
_UNITS = {
    "小": timedelta(hours=1),
    "h": timedelta(hours=1),
    "天": _DAY,
    "d": _DAY,
    "周": 7 * _DAY,
    "星": 7 * _DAY,
    "w": 7 * _DAY,
}


def window_in(words: str, moment: Moment) -> DayWindow | None:
    """Return the stretch of time that some words name; None when they name none."""
    part = _part_of_day(words, moment)
    if part:
        return part
    for regex, days in _DAYS:
        if regex.match(words):
            return _whole(moment.today + days * _DAY, 1, moment)
    return _weeks(words, moment) or _months(words, moment) or _span(words, moment)


def _part_of_day(words: str, moment: Moment) -> DayWindow | None:
    today = moment.today
    if _TONIGHT.match(words):
        return _between(today, 18, today + _DAY, 4, moment)
    if _LAST_NIGHT.match(words):
        return _between(today - _DAY, 18, today, 6, moment)
    if _TOMORROW_MORNING.match(words):
        return _between(today + _DAY, 0, today + _DAY, 12, moment)
    return _between(today, 0, today, 12, moment) if _MORNING.match(words) else None


def _weeks(words: str, moment: Moment) -> DayWindow | None:
    monday = moment.today - timedelta(days=moment.today.weekday())
    weekend = _WEEKEND.match(words)
    if weekend:
        is_next = bool(weekend["next"]) or "next" in words
        return _whole(monday + (12 if is_next else 5) * _DAY, 2, moment)
    week = _WEEK.match(words)
    return _whole(monday + 7 * _step(week) * _DAY, 7, moment) if week else None


def _months(words: str, moment: Moment) -> DayWindow | None:
    found = _MONTH.match(words)
    if found is None:
        return None
    first = _first_of_month(moment.today, _step(found))
    return _whole(first, (_first_of_month(first, 1) - first).days, moment)


def _first_of_month(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _step(found: Found) -> int:
    return 1 if found["next"] else -1 if found["last"] else 0


def _span(words: str, moment: Moment) -> DayWindow | None:
    found = _SPAN.match(words)
    if found is None:
        return None
    said = found["n"] or found["alone"]
    count = 3 if said == "a few" else number(said)
    unit = _UNITS[(found["unit"] or found["unit2"])[0]]
    length = min(count, 400) * unit
    return (
        DayWindow(moment.now - length, moment.now)
        if found["past"]
        else DayWindow(moment.now, moment.now + length)
    )


def _whole(first: date, days: int, moment: Moment) -> DayWindow:
    return _between(first, 0, first + days * _DAY, 0, moment)


def _between(first: date, start: int, last: date, end: int, moment: Moment) -> DayWindow:
    return DayWindow(_at(first, start, moment), _at(last, end, moment))


def _at(day: date, hour: int, moment: Moment) -> datetime:
    return resolve(datetime.combine(day, time(hour)), zone_of(moment.zone))
