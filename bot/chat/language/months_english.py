# ruff: noqa: E501 - a pattern is easier to read on one line
"""Days of the month, the quarter and the year in English: last Friday of every month, on the 1st and 15th."""

import re
from datetime import date

from bot.chat.language.day_names import MONTH, WEEKDAY, month_of, weekday_of
from bot.chat.language.day_phrases import Cycle
from bot.chat.language.months import anchor_of, missing_day, yearly
from bot.chat.language.numbers import ORDINALS, WORD, number
from bot.chat.language.phrases import Phrase, Wrong
from bot.chat.language.spans import Found, pattern, span_of
from scheduler.days import EPOCH, MonthDays, MonthWeekdays, MonthWorkingDays
from scheduler.errors import Reason, Refused


def month_cycle_in_english_at(text: str, place: int) -> Phrase | None:
    for regex, step_of, build in _EN_RULES:
        found = regex.match(text, place)
        if found:
            return build(found, step_of)
    return None


def _en_days(found: Found, step: int) -> Phrase:
    step = _en_step(found, step)
    places = tuple(_en_day(word) for word in _DAY_WORDS.findall(found["days"]))
    anchor = anchor_of(step, is_last=-1 in places)
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
    """Read "the first day of every quarter", "end of every month", "the middle of each month"."""
    step = _en_step(found, step)
    day = _PLACES.get(found["place"], -1)
    return Cycle(MonthDays((day,), step, anchor_of(step, is_last=day < 0)), span_of(found))


def _en_weekday(found: Found, step: int) -> Phrase:
    step = _en_step(found, step)
    nths = [ORDINALS[word] for word in re.findall("|".join(ORDINALS), found["nth"])]
    weekdays = tuple(weekday_of(word) for word in re.findall(WEEKDAY, found["weekdays"]))
    return Cycle(
        MonthWeekdays(tuple(nths), weekdays, step, anchor_of(step, is_last=-1 in nths)), span_of(found)
    )


def _en_working(found: Found, step: int) -> Phrase:
    step = _en_step(found, step)
    position = ORDINALS[found["nth"]]
    legal = bool(found["legal"])
    return Cycle(
        MonthWorkingDays((position,), legal, step, anchor_of(step, is_last=position < 0)), span_of(found)
    )


def _en_year(found: Found, _: int) -> Phrase:
    groups = found.groupdict()
    month = groups.get("month") or groups["month_after"]
    day = int(groups.get("day") or groups["day_after"])
    return yearly([(month_of(month), day)], span_of(found), "every year on December 31")


def _en_dates(found: Found, _: int) -> Phrase:
    dates = []
    for words in re.findall(_DATE_EN, found["dates"]):
        month = re.search(MONTH, words)
        day = re.search(r"\d{1,2}", words)
        assert month is not None, "a date has a month"
        assert day is not None, "and a day"
        dates.append((month_of(month.group()), int(day.group())))
    return yearly(dates, span_of(found), "every year on December 31")


def _en_months(found: Found, _: int) -> Phrase:
    """Read "on the 1st of January, April and July": so many dates are those of every year."""
    dates = [(month_of(month), int(found["day"])) for month in re.findall(MONTH, found["months"])]
    return yearly(dates, span_of(found), "every year on December 31")


def _en_from_end(found: Found, step: int) -> Phrase:
    step = _en_step(found, step)
    place = -3 if found["from_end"].startswith("third") else -2
    return Cycle(MonthDays((place,), step, anchor_of(step, is_last=True)), span_of(found))


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
    return missing_day(span_of(found), step)


_PLACES = {"first": 1, "start": 1, "beginning": 1, "middle": 15}
_FROM_END = r"(?:second[ -]to[ -]last|second last|next[ -]to[ -]last|penultimate|third[ -]to[ -]last)"
_DAY_WORD = r"(?:(?:the |day )?\d{1,2}(?:st|nd|rd|th)?(?! ?(?:am|pm)|[:\d])|(?:the )?last day|(?:the )?(?:first|second|third|fourth|fifth)(?= of|,? and |$))"
_DAY_WORDS = pattern(r"last day|\d{1,2}|first|second|third|fourth|fifth")
_DAYS = rf"(?P<days>{_DAY_WORD}(?:(?:,? and |, ?| & )(?:the )?{_DAY_WORD})*)"
_UNIT = rf"(?:(?:every|each|the) (?P<unit>month|quarter|year)|every (?P<other>other) month|every (?P<n>\d{{1,2}}|{WORD}) months)\b"
_EVERY = rf"(?:monthly|(?:every|each) (?P<unit>month|quarter)|every (?P<other>other) month|every (?P<n>\d{{1,2}}|{WORD}) months|quarterly)\b"
_NTH = "|".join(ORDINALS)
_NTHS = rf"(?:{_NTH})(?:(?:,? and |, | ?& ?)(?:the )?(?:{_NTH}))*"
_NTHS_MANY = _NTHS[:-1] + "+"
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
    (pattern(rf"(?:on |every |each )?(?:the )?(?P<nth>{_NTHS}) (?P<weekdays>{WEEKDAY})s? (?:of|in) {_UNIT}"), 1, _en_weekday),
    (pattern(rf"{_EVERY},? (?:on )?(?:the )?(?P<nth>{_NTHS}) (?P<weekdays>{WEEKDAY})s?\b"), 1, _en_weekday),
    (pattern(rf"(?:on |every |each )?(?P<nth>last) (?P<weekdays>{WEEKDAY})\b(?= monthly)"), 1, _en_weekday),
    (pattern(rf"(?:on )?(?:every|each) (?P<nth>first|1st|last|{_NTHS_MANY}) (?P<weekdays>{WEEKDAY})s?\b(?! (?:of|in)\b)"), 1, _en_weekday),
    (pattern(rf"(?:twice a month|semi-?monthly),? (?:on )?{_DAYS}"), 1, _en_days),
    (pattern(r"(?:on |at )?(?:the )?(?P<place>first|last|final)(?: day) of (?:every|each) (?P<unit>month|quarter|year)\b"), 1, _en_place),
    (pattern(r"(?:on |at )?(?:the )?(?P<place>start|beginning|end) of (?:every|each) (?P<unit>month|quarter|year)\b"), 1, _en_place),
    (pattern(r"(?:on |at |in )?(?:the )?(?P<place>middle) of (?:every|each) (?P<unit>month)\b"), 1, _en_place),
    (pattern(r"(?:at |on )?(?:every|each) (?P<unit>month|quarter|year)[ -](?P<place>end)\b"), 1, _en_place),
    (pattern(r"(?:on )?(?P<place>last)(?: day) of the (?P<unit>month|quarter)\b"), 1, _en_place),
    (pattern(r"(?P<half>every half[ -](?:a )?year|each half[ -]?year|half[ -]yearly|every half),? (?:on )?(?:the )?(?P<place>first|last) day\b"), 6, _en_place),
    (pattern(r"(?P<unit>every quarter|quarterly|each quarter),? (?:on )?(?:the |its )?(?P<place>first|last) day\b"), 3, _en_place),
    (pattern(r"(?:on |at )?(?:every|each) (?P<unit>month|quarter|year)'s (?P<place>first|last|final) day\b"), 1, _en_place),
    (pattern(rf"(?:on |every |each )?{_DAYS} of {_UNIT}"), 1, _en_days),
    (pattern(rf"(?:on )?(?:the )?(?P<nth>{_NTH}) (?P<weekdays>{WEEKDAY}) (?:monthly|every month|each month)\b"), 1, _en_weekday),
    (pattern(rf"(?:on )?{_DAYS}(?= .{{0,30}}\b(?:every month|each month|monthly)\b)(?! of)"), 1, _en_days),
    (pattern(rf"{_EVERY},? (?:on )?(?:day )?{_DAYS}"), 1, _en_days),
    (pattern(rf"(?:every year|yearly|annually|each year),? (?:on )?(?:the )?(?:(?P<month>{MONTH}) (?:the )?(?P<day>\d{{1,2}})|(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month_after>{MONTH}))(?:st|nd|rd|th)?\b"), 12, _en_year),
    (pattern(rf"(?:on )?(?:every|each) (?P<month>{MONTH}),? (?:on )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?! ?[ap]\.?m|:)"), 12, _en_year),
    (pattern(rf"(?:every|each) (?P<month>{MONTH}),? on the (?P<nth>{_NTH}) (?P<weekday>{WEEKDAY})\b"), 12, _en_month_place),
    (pattern(rf"(?:on )?(?:the )?(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?every year\b"), 12, _en_year),
    (pattern(rf"(?:every|each) (?P<unit>month|quarter|year)\b|every (?P<other>other) month\b|every (?P<n>\d{{1,2}}|{WORD}) months\b"), 1, _en_missing),
    (pattern(r"(?:on )?(?:every|each) (?P<days>\d{1,2}(?:st|nd|rd|th)(?:(?:,? and |, | ?& ?)(?:the |every )?\d{1,2}(?:st|nd|rd|th))*)(?! week)(?: day)?(?: (?:of )?(?:the |every |each )?month)?\b"), 1, _en_days),
    (pattern(r"monthly\b"), 1, _en_missing),
    (pattern(r"quarterly\b"), 3, _en_missing),
    (pattern(r"(?:every (?:half[ -](?:a )?year|six months)|half[ -]yearly|semi-?annually|twice (?:a|per) year|every half)\b"), 6, _en_missing),
    (pattern(r"once (?:a|per|each|every) (?P<unit>month|quarter|year)\b"), 1, _en_missing),
    (pattern(r"(?:yearly|annually)\b"), 12, _en_missing),
)  # fmt: skip
