# ruff: noqa: E501 - a pattern is easier to read on one line
"""Days said once: those near today, and dates in a month or a year: 月底, 4月8号, July 4th, 2026-04-08."""

import re

from bot.chat.language.day_names import (
    HAN_WEEKDAY,
    HAN_WEEKDAYS,
    MONTH,
    MONTHS,
    WEEK,
    WEEKDAY,
    month_of,
    weekday_of,
)
from bot.chat.language.day_phrases import Day, InDays, OnDate, OnNth, OnWeekday, OpenDay
from bot.chat.language.festivals import festival_at
from bot.chat.language.near_days import days_ahead_at, near_day_at
from bot.chat.language.numbers import ORDINALS, SMALL, number
from bot.chat.language.phrases import Phrase, Rule, Wrong, first_match
from bot.chat.language.spans import Found, Span, pattern, span_of
from scheduler.errors import Reason

_MONTHS_AHEAD = {"这个": 0, "这": 0, "本": 0, "当": 0, "下": 1, "下个": 1, "下下": 2, "下下个": 2}
_YEARS = {"this year": 0, "next year": 1, "今年": 0, "明年": 1, "后年": 2}
_PLACES = {
    "初": 1, "第一天": 1, "first": 1, "first day": 1, "start": 1, "beginning": 1, "中": 15, "中旬": 15, "middle": 15,
    "mid": 15,
}  # fmt: skip


def day_at(text: str, place: int) -> Phrase | None:
    phrase = _said_at(text, place)
    deadline = _DEADLINE.match(text, phrase.span.end) if isinstance(phrase, _DATES) else None
    if deadline and isinstance(phrase, _DATES):
        return OpenDay((), 0, Span(place, deadline.end()), before=phrase)
    return phrase


def date_at(text: str, place: int) -> Day | Wrong | None:
    """Read a day for "from" and "until"; None for anything else."""
    phrase = day_at(text, place)
    return phrase if isinstance(phrase, InDays | OnWeekday | OnDate | OpenDay | Wrong) else None


def _said_at(text: str, place: int) -> Phrase | None:
    return (
        near_day_at(text, place)
        or first_match(_RULES, text, place)
        or days_ahead_at(text, place)
        or festival_at(text, place)
    )


def _nth(found: Found) -> Phrase:
    """Read 下个月最后一个周五, "the first Monday of May", "the last Friday of this month"."""
    groups = found.groupdict()
    word = groups["nth"].strip("第个").replace("首", "一")
    position = -1 if "最后" in word or word == "last" else ORDINALS.get(word) or number(word)
    weekday = HAN_WEEKDAYS.get(groups["weekday"]) or weekday_of(groups["weekday"])
    if groups.get("month"):
        month = groups["month"]
        named = month_of(month) if month.isascii() and month.isalpha() else number(month)
        return OnNth(position, weekday, span_of(found), month=named)
    months = {"this": 0, "the": 0, "next": 1}.get(groups["months"], _MONTHS_AHEAD.get(groups["months"]))
    return OnNth(position, weekday, span_of(found), months=months)


def _some_month(found: Found) -> Phrase:
    months = (
        0 if found["months"] == "this" else 1 if found["months"] == "next" else _MONTHS_AHEAD[found["months"]]
    )
    return OpenDay((), 0, span_of(found), months=months)


def _day_next_month(found: Found) -> Phrase:
    day = int(found["day"])
    return OnDate(day, span_of(found), months=1) if 1 <= day <= 31 else _wrong_day(found, day)


def _wrong_day(found: Found, day: int) -> Phrase:
    return Wrong(Reason.IMPOSSIBLE_DATE, span_of(found), "next month on the 28th" if day else "tomorrow")


def _place_in_named_month(found: Found) -> Phrase | None:
    """Read 6月底, end of June."""
    words = found["month"]
    month = month_of(words) if words.isascii() and words.isalpha() else number(words)
    day = _PLACES.get(found["place"], -1)
    if not 1 <= month <= 12:
        return Wrong(Reason.IMPOSSIBLE_DATE, span_of(found), "12月底")
    years = _YEARS.get(found.groupdict().get("years") or "")
    return OnDate(day, span_of(found), month=month, years=years, assumed=day == 15)


def _month_day(found: Found) -> Phrase | None:
    groups = found.groupdict()
    word = groups["month"]
    month = month_of(word) if word.isascii() and word.isalpha() else number(word)
    return _date(found, month, number(groups["day"]))


def _date(found: Found, month: int, day: int) -> Phrase | None:
    groups = found.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    years = _YEARS.get(groups.get("years") or "")
    span = span_of(found)
    if not 1 <= month <= 12:
        return Wrong(Reason.IMPOSSIBLE_DATE, span, _other_month(found.group(), day))
    most = 29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31
    if not 1 <= day <= most:
        instead = _other_day(found.group(), month, 28 if month == 2 else most)
        return Wrong(Reason.IMPOSSIBLE_DATE, span, instead)
    return OnDate(day, span, month=month, year=year, years=years)


def _slashed(found: Found) -> Phrase | None:
    """Read 4/8 as the month first, and 20/4 as the day first, since nothing else it can be."""
    first, second = int(found["first"]), int(found["second"])
    return _date(found, second, first) if first > 12 >= second else _date(found, first, second)


def _other_month(words: str, day: int) -> str:
    return f"12月{min(max(day, 1), 31)}号" if "月" in words else f"December {min(max(day, 1), 31)}"


def _other_day(words: str, month: int, day: int) -> str:
    return f"{month}月{day}号" if not re.search("[a-z]", words) else f"{MONTHS[month - 1].title()} {day}"


def _day_of_month(found: Found) -> Phrase | None:
    groups = found.groupdict()
    day = number(groups["day"])
    months = _MONTHS_AHEAD.get(groups.get("months") or "")
    if groups.get("which"):
        months = 0 if groups["which"] == "this" else 1
    if not 1 <= day <= 31:
        instead = "1号" if re.search("[号日]", found.group()) else "the 1st"
        return Wrong(Reason.IMPOSSIBLE_DATE, span_of(found), (groups.get("head") or "") + instead)
    return OnDate(day, span_of(found), months=months)


def _place_in_month(found: Found) -> Phrase | None:
    """Read 月底, 下个月初, 本月最后一天, end of the month."""
    groups = found.groupdict()
    months = _MONTHS_AHEAD.get(groups.get("months") or "")
    if groups.get("which"):
        months = 1 if groups["which"] == "next" else 0
    day = _PLACES.get(groups["place"] or groups.get("mid") or "", -1)
    return OnDate(day, span_of(found), months=months, assumed=day == 15)


def _place_in_year(found: Found) -> Phrase | None:
    years = _YEARS.get(found["years"] or "", 0)
    is_end = found["place"] in {"底", "末", "最后一天"}
    if "年" not in found.group():
        return OnDate(-1 if is_end else 1, span_of(found))
    return OnDate(31 if is_end else 1, span_of(found), month=12 if is_end else 1, years=years)


_ON = r"(?:on )?(?:the )?"
_NTH = r"(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)"
_RULES: tuple[Rule, ...] = (
    (pattern(rf"(?:(?P<months>这个|这|本|当|下下个|下下|下个|下)月份?|(?P<month>{SMALL})月份?)的?(?P<nth>第[一二三四五1-5]个|最后一个|首个)(?:{WEEK})(?P<weekday>{HAN_WEEKDAY})"), _nth),
    (pattern(rf"(?:on )?(?:the )?{_NTH} (?P<weekday>{WEEKDAY}) (?:of|in) (?:(?P<months>this|next|the) month|(?P<month>{MONTH}))\b(?! (?:of )?(?:every|each))"), _nth),
    (pattern(r"next month,? (?:on )?(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)\b"), _day_next_month),
    (pattern(rf"(?:(?P<years>今年|明年|后年)的?)?(?P<month>{SMALL})月份?的?(?P<place>底|末|初|中旬?|最后一天|第一天)(?!午)"), _place_in_named_month),
    (pattern(rf"(?:on |at )?(?:the )?(?P<place>end|last day|first day|start|beginning|middle) of (?P<month>{MONTH})\b"), _place_in_named_month),
    (pattern(rf"(?:in )?(?P<place>mid)[ -](?P<month>{MONTH})\b"), _place_in_named_month),
    (pattern(rf"(?P<years>next year|this year),? (?:on )?(?P<month>{MONTH})\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"), _month_day),
    (pattern(rf"{_ON}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH}),? (?P<years>next year|this year)\b"), _month_day),
    (pattern(rf"(?:on )?(?P<month>{MONTH})\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<years>next year|this year)\b"), _month_day),
    (pattern(r"(?P<months>这个|这|本|下下个|下下|下个|下)月份?(?!的?\d{1,2}(?![\d:点])|[底末初中一二三四五六七八九十廿卅最第])"), _some_month),
    (pattern(r"(?P<months>this|next) month\b(?! on)"), _some_month),
    (pattern(r"(?:on )?(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d./-])"), _month_day),
    (
        pattern(
            rf"(?:(?P<year>\d{{4}})年|(?P<years>今年|明年|后年)的?)?(?P<month>{SMALL})月份?的?(?P<day>{SMALL})"
            r"(?:[号日]|(?=到\d{{1,2}}[号日])|(?![个天月年点时到:\d]))"
        ),
        _month_day,
    ),
    (
        pattern(rf"(?P<head>(?P<months>这个|这|本|当|下下个|下下|下个|下)月份?的?)(?P<day>{SMALL})[号日](?!报)"),
        _day_of_month,
    ),
    (
        pattern(
            r"(?:(?P<months>这个|这|本|当|下下个|下下|下个|下)?月份?的?)(?P<place>底|末|初|中旬?|最后一天|第一天)"
            r"(?!考|报|总结|盘点)"
        ),
        _place_in_month,
    ),
    (pattern(r"(?P<years>今年|明年|后年)?年?的?(?P<place>底|末|初|最后一天|第一天)(?<=年.|一天)(?!终)"), _place_in_year),
    (pattern(rf"(?P<day>{SMALL})(?:号|日(?!报|志|程|常|用|元))(?!线|楼|机|店|院|门|房|任务|提醒)"), _day_of_month),
    (
        pattern(rf"{_ON}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH})\b\.?(?:,? (?P<year>\d{{4}})\b)?"),
        _month_day,
    ),
    (
        pattern(rf"(?:on )?(?P<month>{MONTH})\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d)(?:,? (?P<year>20\d{{2}})\b)?"),
        _month_day,
    ),
    (pattern(r"(?:on )?(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>20\d{2}))?(?![\d/])"), _slashed),
    (pattern(rf"{_ON}(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b(?: of (?P<which>this|next) month)?(?! of)"), _day_of_month),
    (
        pattern(
            r"(?:at |on |by )?(?:the )?(?P<place>end|last day|first|first day|start|beginning|middle) of (?:(?P<which>the|this|next) )?month\b|(?:at |on |by |in )?(?P<mid>mid)[ -]month\b|(?:at |on |by )?(?:the )?month[ -]end\b"
        ),
        _place_in_month,
    ),
)  # fmt: skip
_DATES = (InDays, OnWeekday, OnDate)
_DEADLINE = pattern(
    r"(?:之前|以前|前)(?=,?(?:记得|请|麻烦你?|务必|一定|千万|都|再|要|得|帮我|给我)*(?:提醒|叫我|叫大家|通知|催|喊我|督促))"
)
