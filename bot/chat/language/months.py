# ruff: noqa: E501 - a pattern is easier to read on one line
"""Days of the month, the quarter and the year: 每月1号和15号, 每季度最后一天, last Friday of every month."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from bot.chat.language.dates import HAN_WEEKDAY, HAN_WEEKDAYS, MONTH, WEEK, WEEKDAY, month_of, weekday_of
from bot.chat.language.numbers import NUMBER, ORDINALS, SMALL, WORD, number
from bot.chat.language.phrases import (
    Cycle,
    Found,
    Missing,
    Phrase,
    Span,
    Wrong,
    pattern,
    span_of,
)
from scheduler.days import EPOCH, Days, MonthDays, MonthRule, MonthWeekdays, MonthWorkingDays, YearDates
from scheduler.errors import Reason, Refused

# (months apart, what is missing when no day is said)
_SPANS = {1: Missing.MONTH_DAY, 3: Missing.QUARTER_DAY, 6: Missing.HALF_YEAR_DAY, 12: Missing.YEAR_DAY}


def month_cycle_at(text: str, place: int) -> Phrase | None:
    return _han(text, place) or _english(text, place)


def _han(text: str, place: int) -> Phrase | None:
    opening = _HAN_EVERY.match(text, place)
    if opening is None:
        return None
    step = _step_of(opening)
    if not 1 <= step <= 120:
        return Wrong(Reason.BAD_TIME, span_of(opening), "每月")
    if step == 12:
        dates = _HAN_DATES.match(text, opening.end())
        if dates:
            return _dates(dates, place)
        month = _HAN_MONTH.match(text, opening.end())
        spec = _HAN_SPEC.match(text, month.end()) if month else None
        if month and spec:
            return _in_one_month(spec, number(month["month"]), Span(place, spec.end()))
    rounded = bool(opening["apart"]) and step > 2
    spec = _HAN_SPEC.match(text, opening.end())
    if spec is None:
        return _missing(span_of(opening), step)
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
    anchor = date(EPOCH.year, month, 1) if month else _anchor(step, is_last=is_last and not anchored)
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


def _anchor(step: int, *, is_last: bool) -> date:
    """Return a month from which quarters, halves and years are counted; their last days lie at their end."""
    if not is_last or step not in _SPANS or step == 1:
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
    return _yearly([(number(month), number(day)) for month, day in pairs], span, "每年12月31号")


def _yearly(dates: list[tuple[int, int]], span: Span, instead: str) -> Phrase:
    try:
        return Cycle(YearDates(tuple(dates)), span)
    except Refused:
        return Wrong(Reason.IMPOSSIBLE_DATE, span, instead)


def _english(text: str, place: int) -> Phrase | None:
    for regex, step_of, build in _EN_RULES:
        found = regex.match(text, place)
        if found:
            return build(found, step_of)
    return None


def _en_days(found: Found, step: int) -> Phrase:
    step = _en_step(found, step)
    places = tuple(_en_day(word) for word in _DAY_WORDS.findall(found["days"]))
    anchor = _anchor(step, is_last=-1 in places)
    try:
        days = MonthDays(places, step, anchor)
    except Refused:
        return Wrong(Reason.IMPOSSIBLE_DATE, span_of(found), "on the last day of every month")
    return Cycle(
        days, span_of(found), anchored=bool(found.groupdict().get("n") or found.groupdict().get("other"))
    )


def _en_day(word: str) -> int:
    return -1 if "last" in word else int(word) if word.isdigit() else ORDINALS[word]


def _en_step(found: Found, step: int) -> int:
    groups = found.groupdict()
    if groups.get("n"):
        return min(max(number(groups["n"]), 1), 120)
    word = groups.get("unit") or ""
    if groups.get("other"):
        return 2
    if found.group().startswith("quarterly"):
        return 3
    return 3 if "quarter" in word else 12 if word.startswith("year") else step


def _en_place(found: Found, step: int) -> Phrase:
    """Read "the first day of every quarter", "end of every month"."""
    step = _en_step(found, step)
    is_last = found["place"] in {"last", "end", "final"}
    return Cycle(MonthDays((-1 if is_last else 1,), step, _anchor(step, is_last=is_last)), span_of(found))


def _en_weekday(found: Found, step: int) -> Phrase:
    step = _en_step(found, step)
    nths = [ORDINALS[word] for word in re.findall("|".join(ORDINALS), found["nth"])]
    weekdays = tuple(weekday_of(word) for word in re.findall(WEEKDAY, found["weekdays"]))
    return Cycle(
        MonthWeekdays(tuple(nths), weekdays, step, _anchor(step, is_last=-1 in nths)), span_of(found)
    )


def _en_working(found: Found, step: int) -> Phrase:
    step = _en_step(found, step)
    position = ORDINALS[found["nth"]]
    legal = bool(found["legal"])
    return Cycle(
        MonthWorkingDays((position,), legal, step, _anchor(step, is_last=position < 0)), span_of(found)
    )


def _en_year(found: Found, _: int) -> Phrase:
    groups = found.groupdict()
    month = groups.get("month") or groups["month_after"]
    day = int(groups.get("day") or groups["day_after"])
    return _yearly([(month_of(month), day)], span_of(found), "every year on December 31")


def _en_dates(found: Found, _: int) -> Phrase:
    dates = []
    for words in re.findall(_DATE_EN, found["dates"]):
        month = re.search(MONTH, words)
        day = re.search(r"\d{1,2}", words)
        assert month is not None, "a date has a month"
        assert day is not None, "and a day"
        dates.append((month_of(month.group()), int(day.group())))
    return _yearly(dates, span_of(found), "every year on December 31")


def _en_months(found: Found, _: int) -> Phrase:
    """Read "on the 1st of January, April and July": so many dates are those of every year."""
    dates = [(month_of(month), int(found["day"])) for month in re.findall(MONTH, found["months"])]
    return _yearly(dates, span_of(found), "every year on December 31")


def _en_from_end(found: Found, step: int) -> Phrase:
    step = _en_step(found, step)
    place = -3 if found["from_end"].startswith("third") else -2
    return Cycle(MonthDays((place,), step, _anchor(step, is_last=True)), span_of(found))


def _en_month_end(found: Found, step: int) -> Phrase:
    anchor = date(EPOCH.year, month_of(found["month"]), 1)
    return Cycle(MonthDays((1 if found["day"] == "first day" else -1,), step, anchor), span_of(found))


def _en_month_place(found: Found, step: int) -> Phrase:
    """Read "the last working day of December every year": a step of a year from that month."""
    groups = found.groupdict()
    anchor = date(EPOCH.year, month_of(found["month"]), 1)
    position = ORDINALS.get(found["nth"], -2)
    if groups.get("weekday"):
        return Cycle(
            MonthWeekdays((position,), (weekday_of(found["weekday"]),), step, anchor), span_of(found)
        )
    return Cycle(MonthWorkingDays((position,), bool(groups.get("legal")), step, anchor), span_of(found))


def _en_missing(found: Found, step: int) -> Phrase:
    step = _en_step(found, step)
    return _missing(span_of(found), step)


def _missing(span: Span, step: int) -> Cycle:
    """Return a cycle whose day is asked for; the step is kept for the answer."""
    return Cycle(MonthDays((1,), step), span, missing=_SPANS.get(step, Missing.MONTH_DAY))


_HAN_EVERY = pattern(
    rf"(?:每(?P<apart>隔)?(?P<n>{NUMBER})个月|(?P<skip>每?隔一?个?月)|每(?:个|一个)?(?:季度|季(?!节))|每半年|每(?:一)?年|每(?:个|一个)?月份?|每?逢(?=[\d一二三十]{{1,3}}[号日]))(?:的|逢)?(?:在)?(?:第(?P<month>[一二三四五六123456])个月的?)?"
)
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
_FROM_END = r"(?:second[ -]to[ -]last|second last|next[ -]to[ -]last|penultimate|third[ -]to[ -]last)"
_DAY_WORD = r"(?:(?:the )?\d{1,2}(?:st|nd|rd|th)?(?! ?(?:am|pm)|[:\d])|(?:the )?last day|(?:the )?(?:first|second|third|fourth|fifth)(?= of|,? and |$))"
_DAY_WORDS = pattern(r"last day|\d{1,2}|first|second|third|fourth|fifth")
_DAYS = rf"(?P<days>{_DAY_WORD}(?:(?:,? and |, ?| & )(?:the )?{_DAY_WORD})*)"
_UNIT = rf"(?:(?:every|each|the) (?P<unit>month|quarter|year)|every (?P<other>other) month|every (?P<n>\d{{1,2}}|{WORD}) months)\b"
_EVERY = rf"(?:monthly|(?:every|each) (?P<unit>month|quarter)|every (?P<other>other) month|every (?P<n>\d{{1,2}}|{WORD}) months|quarterly)\b"
_NTH = "|".join(ORDINALS)
_DATE_EN = (
    rf"(?:the )?(?:{MONTH}\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH})\b"
)
_WORKING = r"(?P<legal>legal |statutory )?(?:working|work|business|week) ?day"
_EN_RULES = (
    (pattern(rf"(?:on |every )?(?:the )?(?P<nth>{_NTH}|{_FROM_END}) {_WORKING} of (?P<month>{MONTH}) (?:of )?(?:every|each) year\b"), 12, _en_month_place),
    (pattern(rf"(?:(?:every|each|once a) year|yearly|annually),? (?:on )?(?:the )?(?P<nth>{_NTH}|{_FROM_END}) {_WORKING} (?:of|in) (?P<month>{MONTH})\b"), 12, _en_month_place),
    (pattern(rf"(?:(?:every|each|once a) year|yearly|annually),? (?:on )?(?:the )?(?P<nth>{_NTH}) (?P<weekday>{WEEKDAY}) (?:of|in) (?P<month>{MONTH})\b"), 12, _en_month_place),
    (pattern(rf"(?:on )?(?:every )?(?:the )?(?P<nth>{_NTH}) (?P<weekday>{WEEKDAY}) (?:of|in) (?P<month>{MONTH}),? (?:every|each) year\b"), 12, _en_month_place),
    (pattern(rf"(?:on |at )?(?:the )?(?P<day>last day|first day|end) of (?P<month>{MONTH}),? (?:of )?(?:every|each) year\b"), 12, _en_month_end),
    (pattern(rf"(?:(?:every|each|once a) year|yearly|annually),? (?:on |at )?(?:the )?(?P<day>last day|first day|end) of (?P<month>{MONTH})\b"), 12, _en_month_end),
    (pattern(rf"(?:on )?(?:every|each) (?P<dates>\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH})\b"), 12, _en_dates),
    (pattern(rf"(?:on )?(?:the )?(?P<from_end>{_FROM_END}) day of {_UNIT}"), 1, _en_from_end),
    (pattern(rf"{_EVERY},? (?:on )?(?:the )?(?P<from_end>{_FROM_END}) day\b"), 1, _en_from_end),
    (pattern(rf"(?:(?:every|each) year|yearly|annually|twice a year|once a year|semi-?annually|half[ -]yearly|every (?:six|6) months),? (?:on )?(?P<dates>{_DATE_EN}(?:(?:,? and |, | ?& ?)(?:on )?{_DATE_EN})+)"), 12, _en_dates),
    (pattern(rf"(?:on )?(?P<dates>{_DATE_EN}(?:(?:,? and |, | ?& ?)(?:on )?{_DATE_EN})*) (?:of )?(?:every|each) year\b"), 12, _en_dates),
    (pattern(rf"(?:on )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? of (?P<months>{MONTH}(?:(?:,? and |, ){MONTH})+)\b"), 12, _en_months),
    (pattern(rf"(?:every|each) (?P<dates>{_DATE_EN}(?:(?:,? and |, | ?& ?)(?:every )?{_DATE_EN})+)"), 12, _en_dates),
    (pattern(rf"(?:on |every |each )?(?:the )?(?P<nth>{_NTH}) {_WORKING} of {_UNIT}"), 1, _en_working),
    (pattern(rf"{_EVERY},? (?:on )?(?:the )?(?P<nth>{_NTH}) {_WORKING}\b"), 1, _en_working),
    (pattern(rf"(?:on |every |each )?(?:the )?(?P<nth>(?:{_NTH})(?: and (?:the )?(?:{_NTH}))?) (?P<weekdays>{WEEKDAY})s? (?:of|in) {_UNIT}"), 1, _en_weekday),
    (pattern(rf"{_EVERY},? (?:on )?(?:the )?(?P<nth>(?:{_NTH})(?: and (?:the )?(?:{_NTH}))?) (?P<weekdays>{WEEKDAY})s?\b"), 1, _en_weekday),
    (pattern(rf"(?:on |every |each )?(?P<nth>last) (?P<weekdays>{WEEKDAY})\b(?= monthly)"), 1, _en_weekday),
    (pattern(r"(?:on |at )?(?:the )?(?P<place>first|last|final)(?: day) of (?:every|each) (?P<unit>month|quarter|year)\b"), 1, _en_place),
    (pattern(r"(?:on |at )?(?:the )?(?P<place>start|beginning|end) of (?:every|each) (?P<unit>month|quarter|year)\b"), 1, _en_place),
    (pattern(r"(?:on )?(?P<place>last)(?: day) of the (?P<unit>month|quarter)\b"), 1, _en_place),
    (pattern(r"(?P<half>every half[ -](?:a )?year|each half[ -]?year|half[ -]yearly|every half),? (?:on )?(?:the )?(?P<place>first|last) day\b"), 6, _en_place),
    (pattern(r"(?P<unit>every quarter|quarterly|each quarter),? (?:on )?(?:the |its )?(?P<place>first|last) day\b"), 3, _en_place),
    (pattern(r"(?:on |at )?(?:every|each) (?P<unit>month|quarter|year)'s (?P<place>first|last|final) day\b"), 1, _en_place),
    (pattern(rf"(?:on )?{_DAYS} of {_UNIT}"), 1, _en_days),
    (pattern(rf"(?:on )?(?:the )?(?P<nth>{_NTH}) (?P<weekdays>{WEEKDAY}) (?:monthly|every month|each month)\b"), 1, _en_weekday),
    (pattern(rf"(?:on )?{_DAYS}(?= .{{0,30}}\b(?:every month|each month|monthly)\b)(?! of)"), 1, _en_days),
    (pattern(rf"{_EVERY},? (?:on )?(?:day )?{_DAYS}"), 1, _en_days),
    (pattern(rf"(?:every year|yearly|annually|each year),? (?:on )?(?:the )?(?:(?P<month>{MONTH}) (?:the )?(?P<day>\d{{1,2}})|(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month_after>{MONTH}))(?:st|nd|rd|th)?\b"), 12, _en_year),
    (pattern(rf"(?:on )?(?:every|each) (?P<month>{MONTH}) (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"), 12, _en_year),
    (pattern(rf"(?:on )?(?:the )?(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?every year\b"), 12, _en_year),
    (pattern(rf"(?:every|each) (?P<unit>month|quarter|year)\b|every (?P<other>other) month\b|every (?P<n>\d{{1,2}}|{WORD}) months\b"), 1, _en_missing),
    (pattern(r"(?:on )?(?:every|each) (?P<days>\d{1,2}(?:st|nd|rd|th)(?:(?:,? and |, | ?& ?)(?:the |every )?\d{1,2}(?:st|nd|rd|th))*)(?: day)?(?: (?:of )?(?:the |every |each )?month)?\b"), 1, _en_days),
    (pattern(r"monthly\b"), 1, _en_missing),
    (pattern(r"quarterly\b"), 3, _en_missing),
    (pattern(r"(?:every (?:half[ -](?:a )?year|six months)|half[ -]yearly|semi-?annually|twice (?:a|per) year|every half)\b"), 6, _en_missing),
    (pattern(r"once (?:a|per|each|every) (?P<unit>month|quarter|year)\b"), 1, _en_missing),
    (pattern(r"(?:yearly|annually)\b"), 12, _en_missing),
)  # fmt: skip
