"""Days of the month, the quarter and the year: 每月1号和15号, 每季度最后一天, 每年3月8号."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from bot.chat.language.day_names import HAN_WEEKDAY, HAN_WEEKDAYS, WEEK
from bot.chat.language.day_phrases import Cycle, Missing
from bot.chat.language.numbers import NUMBER, SMALL, number
from bot.chat.language.phrases import Phrase, Wrong
from bot.chat.language.spans import Found, Span, pattern, span_of
from scheduler.days import EPOCH, Days, MonthDays, MonthRule, MonthWeekdays, MonthWorkingDays, YearDates
from scheduler.errors import Reason, Refused

# (months apart, what is missing when no day is said)
SPANS = {1: Missing.MONTH_DAY, 3: Missing.QUARTER_DAY, 6: Missing.HALF_YEAR_DAY, 12: Missing.YEAR_DAY}


def month_cycle_at(text: str, place: int) -> Phrase | None:
    opening = _HAN_EVERY.match(text, place)
    if opening is None:
        return None
    step = _step_of(opening)
    if not 1 <= step <= 120:
        return Wrong(Reason.BAD_TIME, span_of(opening), "每月")
    apart = _ONCE.match(text, opening.end()) if step in SPANS and step > 1 else None
    dates = _HAN_DATES.match(text, apart.end()) if apart else None
    if dates and (step == 12 or dates["dates"]):
        return _dates(dates, place)
    if step == 12:
        month = _HAN_MONTH.match(text, opening.end())
        spec = _HAN_SPEC.match(text, month.end()) if month else None
        if month and spec:
            return _in_one_month(spec, number(month["month"]), Span(place, spec.end()))
    rounded = bool(opening["apart"]) and step > 2
    spec = _HAN_SPEC.match(text, opening.end())
    if spec is None:
        once = _ONCE_SAID.match(text, opening.end())
        return missing_day(Span(place, once.end() if once else opening.end()), step)
    anchored = step > 1 and "季" not in opening.group() and "年" not in opening.group()
    build = partial(_han_days, spec, step, anchored=anchored, month=_month_of_step(opening))
    return _cycle(build, Span(place, spec.end()), anchored=anchored, is_rounded=rounded)


def _in_one_month(spec: Found, month: int, span: Span) -> Phrase:
    """Read 每年12月最后一个工作日: a step of a year, counted from that month."""
    if not 1 <= month <= 12:
        return Wrong(Reason.IMPOSSIBLE_DATE, span, "每年12月31号")
    return _cycle(partial(_han_days, spec, 12, month=month), span)


def _step_of(opening: Found) -> int:
    words = opening.group()
    if "季" in words:
        return 3
    if "半年" in words:
        return 6
    if "年" in words:
        return 12
    count = number(opening["n"]) if opening["n"] else 2 if opening["skip"] else 1
    return 2 if opening["apart"] and count == 1 else count


def _month_of_step(opening: Found) -> int | None:
    """Return which month of the quarter or half-year is named: 每季度第二个月."""
    return number(opening["month"]) if opening["month"] else None


def _han_days(spec: Found, step: int, *, anchored: bool = False, month: int | None = None) -> MonthRule:
    is_last = bool(spec["end"] or spec["from_end"] or spec["last"] or spec["last_weekday"])
    anchor = date(EPOCH.year, month, 1) if month else anchor_of(step, is_last=is_last and not anchored)
    if spec["nth_weekday"]:
        words = spec["nth_weekday"].replace("首", "一")
        nths = (-1,) if spec["last_weekday"] else tuple(map(number, re.findall("[一二两三四五1-5]", words)))
        return MonthWeekdays(nths, _weekdays(spec["weekday"]), step, anchor)
    if spec["nth_work"]:
        position = -1 if spec["last"] else number(spec["nth_work"].strip("倒数第个").replace("首", "一"))
        position = -position if spec["from_end_work"] else position
        return MonthWorkingDays((position,), bool(spec["legal"]), step, anchor)
    return MonthDays(_places(spec), step, anchor)


def _places(spec: Found) -> tuple[int, ...]:
    if spec["end"]:
        return (-1,)
    if spec["from_end"]:
        return (-number(spec["from_end"]),)
    if spec["middle"]:
        return (15,)
    if spec["begin"]:
        return (1,)
    if spec["nth_day"]:
        return (number(spec["nth_day"]),)
    return _listed(spec["days"])


def _listed(words: str) -> tuple[int, ...]:
    """Read days with ranges: 1、3、5号, 10号到15号."""
    days: list[int] = []
    for joint, word in re.findall(rf"([到至~-]?)(最后一天|月底|{NUMBER})", words):
        day = _day(word)
        days += range(days[-1] + 1, day + 1) if joint and days and 0 < days[-1] < day <= 31 else [day]
    return tuple(days)


def _day(words: str) -> int:
    return -1 if words in {"最后一天", "月底"} else number(words)


def _weekdays(words: str) -> tuple[int, ...]:
    return tuple(HAN_WEEKDAYS[character] for character in words if character in HAN_WEEKDAYS)


def anchor_of(step: int, *, is_last: bool) -> date:
    """Return a month from which quarters, halves and years are counted; their last days lie at their end."""
    if not is_last or step not in SPANS or step == 1:
        return EPOCH
    return date(EPOCH.year, step, 1)


def _cycle(
    build: Callable[[], Days], span: Span, *, anchored: bool = False, is_rounded: bool = False
) -> Phrase:
    try:
        days = build()
    except Refused:
        return Wrong(Reason.IMPOSSIBLE_DATE, span, "每月最后一天")
    return Cycle(days, span, is_rounded=is_rounded, anchored=anchored)


def _dates(found: Found, place: int) -> Phrase:
    """Read the dates of every year: 3月8号和9月10号, 最后一天."""
    span = Span(place, found.end())
    if found["end"] or found["begin"]:
        return Cycle(YearDates(((12, 31) if found["end"] else (1, 1),)), span)
    pairs = re.findall(rf"({SMALL})月份?的?({SMALL})", found["dates"])
    return yearly([(number(month), number(day)) for month, day in pairs], span, "每年12月31号")


def yearly(dates: list[tuple[int, int]], span: Span, instead: str) -> Phrase:
    try:
        return Cycle(YearDates(tuple(dates)), span)
    except Refused:
        return Wrong(Reason.IMPOSSIBLE_DATE, span, instead)


def missing_day(span: Span, step: int) -> Cycle:
    """Return a cycle whose day is asked for; the step is kept for the answer."""
    return Cycle(MonthDays((1,), step), span, missing=SPANS.get(step, Missing.MONTH_DAY))


_HAN_EVERY = pattern(
    rf"(?:每(?P<apart>隔)?(?P<n>{NUMBER})个月|(?P<skip>每?隔一?个?月)|每(?:个|一个)?(?:季度|季(?!节))|每半年|每(?:一)?年|每(?:个|一个)?月份?|每?逢(?=[\d一二三十]{{1,3}}[号日]))(?:的|逢)?(?:在)?(?:第(?P<month>[一二三四五六123456])个月的?)?"
)
# Between how often and the dates: 每半年一次,1月10号和7月10号.
_ONCE = pattern(r"(?:[一1]次)?[,:(]?(?:的|在|分别是?)?(?=[\d一二三四五六七八九十年最第])|")
_ONCE_SAID = pattern(r"[一1]次(?=,)")
_HAN_DAY = rf"(?:{NUMBER}[号日]?|最后一天|月底)"
_HAN_SPEC = pattern(
    rf"(?:(?P<end>(?:的)?(?:最后[一1]?[天日]|最末一?[天日]|末日|月?[底末](?!考)(?:最后一天)?))"
    rf"|倒数第(?P<from_end>{SMALL})(?:天|日)"
    rf"|(?P<nth_weekday>第?(?P<last_weekday>最后一?个?)|(?:第[一二两三四五1-5](?:个?(?:和|、|,|及)第?[一二两三四五1-5])*|首)个?)(?:{WEEK}|(?:周))(?P<weekday>{HAN_WEEKDAY}(?:[、和]{WEEK}?{HAN_WEEKDAY})*)"
    rf"|(?P<nth_work>(?P<last>最后一?个?)|首个?|(?P<from_end_work>倒数)?第{SMALL}个)(?P<legal>法定)?工作日"
    rf"|(?:第(?P<nth_day>{SMALL})(?:天|日))"
    rf"|(?P<begin>月?初|首[日天]|头一?天)|(?P<middle>月?中(?:旬)?(?!午))"
    rf"|(?P<days>{_HAN_DAY}(?:[、,和及与跟到至~-]{_HAN_DAY})*(?<=[号日天底])))"
)
_HAN_MONTH = pattern(rf"(?P<month>{SMALL})月份?的?")
_HAN_DATES = pattern(
    rf"(?:(?P<end>最后一天|年?[底末])|(?P<begin>第一天|年?初)"
    rf"|(?P<dates>{SMALL}月份?的?{SMALL}[号日]?(?:[、,和及与跟]{SMALL}月份?的?{SMALL}[号日]?)*))(?:(?<=[号日天末底初])|(?![点:\d个]))"
)
