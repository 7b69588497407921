# ruff: noqa: E501 - a pattern is easier to read on one line
"""Days told from today: 明天, 下周三, 周末, tomorrow, next Friday, a week from Monday, in 3 days."""

import re

from bot.chat.language.clock_phrases import Part
from bot.chat.language.day_names import HAN_WEEKDAY, HAN_WEEKDAYS, WEEK, WEEKDAY, weekday_of
from bot.chat.language.day_phrases import InDays, OnWeekday, OpenDay
from bot.chat.language.durations import length_at
from bot.chat.language.numbers import WORD, number
from bot.chat.language.phrases import Phrase, Rule, Wrong, first_match
from bot.chat.language.spans import Found, Span, pattern, span_of
from scheduler.errors import Reason

_DAY_WORDS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_HAN_PARTS = {"早": Part.MORNING, "晨": Part.MORNING, "晚": Part.EVENING, "夜": Part.NIGHT, "午": Part.NOON}
_WEEKS = {
    "上": -1,
    "上个": -1,
    "上上": -2,
    "": None,
    "这": 0,
    "本": 0,
    "这个": 0,
    "今": 0,
    "下": 1,
    "下个": 1,
    "下下": 2,
    "下下个": 2,
}
_EN_DAYS = {
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}


def near_day_at(text: str, place: int) -> Phrase | None:
    return first_match(_RULES, text, place)


def days_ahead_at(text: str, place: int) -> Phrase | None:
    """Read 3天后, 两周后, in 3 days, a week from now."""
    opening = _OPENING.match(text, place)
    begin = opening.end() if opening else place
    length = length_at(text, begin)
    if length is None or length[0].seconds or length[0].days % 1 or length[0].months % 1:
        return None
    closing = _CLOSING.match(text, length[1])
    if opening is None and closing is None:
        return None
    if opening is not None and not opening.group().startswith("in") and closing is None:
        return None
    end = closing.end() if closing else length[1]
    return InDays(int(length[0].days), Span(place, end), months=int(length[0].months))


def _relative(found: Found) -> Phrase:
    part = _HAN_PARTS.get(found["part"] or "")
    return InDays(_DAY_WORDS[found["day"]], span_of(found), part)


def _relative_en(found: Found) -> Phrase:
    word = re.sub(r"^t\w*m\w*r\w*w?$", "tomorrow", found["day"])
    part = Part.LATE if word in {"tonight", "last night"} else None
    return InDays(_EN_DAYS.get(word, 1), span_of(found), part)  # every other spelling is of "tomorrow"


def _this_part(found: Found) -> Phrase:
    return InDays(0, span_of(found), Part.DUSK if found["part"] == "evening" else Part(found["part"]))


def _weekday(found: Found) -> Phrase | None:
    return OnWeekday(HAN_WEEKDAYS[found["weekday"]], _WEEKS[found["week"] or ""], span_of(found))


def _weekday_en(found: Found) -> Phrase | None:
    which = found["which"] or ""
    weeks = {"last ": -1, "this ": 0, "next ": 1}.get(which)
    return OnWeekday(weekday_of(found["weekday"]), weeks, span_of(found), is_next=which == "next ")


def _weekday_of_week(found: Found) -> Phrase:
    """Read "Wednesday next week", "next week on Wednesday": the week is named, so nothing is open."""
    weeks = {"this week": 0, "next week": 1}.get(found["which"], 2)
    return OnWeekday(weekday_of(found["weekday"]), weeks, span_of(found))


def _weeks_from(found: Found) -> Phrase:
    """Read "a week from Friday": so many weeks after the Friday that comes next."""
    more = 1 if found["which"] == "next " else 0
    weeks = number(found["n"] or "one")
    return OnWeekday(weekday_of(found["weekday"]), None, span_of(found), later=weeks + more)


def _weeks_on(found: Found) -> Phrase:
    """Read "a week today", "two weeks tomorrow"."""
    return InDays(7 * number(found["n"]) + _EN_DAYS.get(found["day"], 1), span_of(found))


def _no_such_weekday(found: Found) -> Phrase:
    return Wrong(Reason.IMPOSSIBLE_DATE, span_of(found), found["head"] + "日")


def _weekend(found: Found) -> Phrase | None:
    words = found.groupdict().get("week") or ""
    return OpenDay((6, 7), 1 if words in {"下", "下个", "next"} else 0, span_of(found), is_bare=not words)


def _end_of_week(found: Found) -> Phrase:
    """Ask which day ends a week: that of the work or that of the calendar."""
    return OpenDay((5, 7), 1 if found["next"] else 0, span_of(found))


def _some_week(found: Found) -> Phrase | None:
    return OpenDay((1, 3, 5), 1, span_of(found))


_TOMORROW = r"(?:tomorr?ow|tommorr?ow|tomorow|tmrw|tmr|tmw|tomoz)"
_WEEKS_ON = r"(?:next week|the week after next|this week)"
_RULES: tuple[Rule, ...] = (
    (pattern(r"(?P<day>大后|大前|前|昨|今|明|后)(?:天|日|儿个?)(?P<part>)"), _relative),
    (pattern(r"(?P<day>大后|昨|今|明|后)(?P<part>早|晨|晚|夜)(?!会|报|餐|饭|点名|自习)上?"), _relative),
    (pattern(r"(?P<day>this) (?P<part>morning|afternoon|evening)\b"), _this_part),
    (pattern(rf"(?P<day>today|tonight|yesterday|last night|{_TOMORROW})\b(?!'s)"), _relative_en),
    (pattern(r"(?:the )?(?P<day>day after tomorrow)\b"), _relative_en),
    (pattern(rf"(?P<head>{WEEK})(?:[八九十](?!点)|[089](?![\d点:]))"), _no_such_weekday),
    (pattern(rf"(?:on )?(?P<weekday>{WEEKDAY}),? (?:of )?(?P<which>{_WEEKS_ON})\b"), _weekday_of_week),
    (pattern(rf"(?:on )?(?:the )?(?P<weekday>{WEEKDAY}) (?P<which>after next)\b"), _weekday_of_week),
    (pattern(rf"(?P<which>{_WEEKS_ON}),? (?:on )?(?P<weekday>{WEEKDAY})\b"), _weekday_of_week),
    (pattern(rf"(?P<n>\d{{1,2}}|{WORD}|a) weeks? (?:from|after|on) (?P<which>this |next )?(?P<weekday>{WEEKDAY})\b"), _weeks_from),
    (pattern(rf"(?P<n>\d{{1,2}}|{WORD}|a) weeks? (?:from )?(?P<day>today|tomorrow|tmrw)\b"), _weeks_on),
    (
        pattern(
            rf"(?P<week>上上|上个|上|这个|这|本|今|下下个|下下|下个|下)?{WEEK}(?:(?<=[上这本下个].)的?{WEEK}|(?<=[上这本下个].期)的?{WEEK}|(?<=[上这本下个]礼拜)的?{WEEK})?(?P<weekday>{HAN_WEEKDAY})(?!报)"
        ),
        _weekday,
    ),
    (pattern(r"(?P<week>这个|这|本|下个|下)?(?:周末|双休日)(?:里|的时候)?"), _weekend),
    (pattern(r"下个?(?:周|星期|礼拜)(?![一二三四五六日天末]|[1-9](?![\d:点]))"), _some_week),
    (pattern(rf"(?P<weekday>{WEEKDAY}) (?P<n>)week\b(?P<which>)"), _weeks_from),
    (pattern(rf"(?:on |(?:(?:the|this) )?coming )?(?P<which>last |this |next |coming )?(?P<weekday>{WEEKDAY})\b(?!-|s\b)"), _weekday_en),
    (pattern(r"(?:on |at )?(?:(?P<week>this|next|the) )weekend\b"), _weekend),
    (pattern(r"(?:early |late(?:r)? |mid |middle of |sometime |some time )?next week\b"), _some_week),
    (pattern(r"(?:at |by |towards? )?(?:the )?end of (?:the |this |(?P<next>next ))?week\b|\beow\b"), _end_of_week),
)  # fmt: skip
_OPENING = pattern(r"(?:in |再?过)")
_CLOSING = pattern(r"(?:以后|之后|后|过后)(?!台)| (?:from now|later|hence)\b| from today\b")
