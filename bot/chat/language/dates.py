# ruff: noqa: E501 - a pattern is easier to read on one line
"""Days said once: 明天, 下周三, 月底, 4月8号, tomorrow, next Friday, July 4th, 2026-04-08, in 3 days."""

import re

from bot.chat.language.durations import length_at
from bot.chat.language.festivals import festival_at
from bot.chat.language.numbers import ORDINALS, SMALL, WORD, number
from bot.chat.language.phrases import (
    Day,
    Found,
    InDays,
    OnDate,
    OnNth,
    OnWeekday,
    OpenDay,
    Part,
    Phrase,
    Rule,
    Span,
    Wrong,
    first_match,
    pattern,
    span_of,
)
from scheduler.errors import Reason

HAN_WEEKDAYS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}
HAN_WEEKDAYS |= {str(number): number for number in range(1, 8)}
WEEK = r"(?:周|星期|礼拜)"
HAN_WEEKDAY = r"(?:[一二三四五六日天](?![点时刻次])|[1-7](?![\d:点时个刻]| ?[ap]\.?m))"
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
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
_MONTHS_AHEAD = {"这个": 0, "这": 0, "本": 0, "当": 0, "下": 1, "下个": 1, "下下": 2, "下下个": 2}
_YEARS = {"this year": 0, "next year": 1, "今年": 0, "明年": 1, "后年": 2}
_PLACES = {
    "初": 1, "第一天": 1, "first": 1, "first day": 1, "start": 1, "beginning": 1, "中": 15, "中旬": 15, "middle": 15,
    "mid": 15,
}  # fmt: skip
_EN_DAYS = {
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}


def weekday_of(word: str) -> int:
    """Return ISO's number of an English weekday, whatever its length."""
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(word[:3]) + 1


def month_of(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1


def day_at(text: str, place: int) -> Phrase | None:
    phrase = first_match(_RULES, text, place) or _days_ahead(text, place) or festival_at(text, place)
    deadline = _DEADLINE.match(text, phrase.span.end) if isinstance(phrase, _DATES) else None
    if deadline and isinstance(phrase, _DATES):
        return OpenDay((), 0, Span(place, deadline.end()), before=phrase)
    return phrase


def date_at(text: str, place: int) -> Day | Wrong | None:
    """Read a day for "from" and "until"; None for anything else."""
    phrase = day_at(text, place)
    return phrase if isinstance(phrase, InDays | OnWeekday | OnDate | OpenDay | Wrong) else None


def _days_ahead(text: str, place: int) -> Phrase | None:
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


def _no_such_weekday(found: Found) -> Phrase:
    return Wrong(Reason.IMPOSSIBLE_DATE, span_of(found), found["head"] + "日")


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
    return f"{month}月{day}号" if not re.search("[a-z]", words) else f"{_MONTHS[month - 1].title()} {day}"


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


def _weekend(found: Found) -> Phrase | None:
    words = found.groupdict().get("week") or ""
    return OpenDay((6, 7), 1 if words in {"下", "下个", "next"} else 0, span_of(found), is_bare=not words)


def _end_of_week(found: Found) -> Phrase:
    """Ask which day ends a week: that of the work or that of the calendar."""
    return OpenDay((5, 7), 1 if found["next"] else 0, span_of(found))


def _some_week(found: Found) -> Phrase | None:
    return OpenDay((1, 3, 5), 1, span_of(found))


_TOMORROW = r"(?:tomorr?ow|tommorr?ow|tomorow|tmrw|tmr|tmw|tomoz)"
_ON = r"(?:on )?(?:the )?"
_WEEKS_ON = r"(?:next week|the week after next|this week)"
_NTH = r"(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)"
_RULES: tuple[Rule, ...] = (
    (pattern(rf"(?:(?P<months>这个|这|本|当|下下个|下下|下个|下)月份?|(?P<month>{SMALL})月份?)的?(?P<nth>第[一二三四五1-5]个|最后一个|首个)(?:{WEEK})(?P<weekday>{HAN_WEEKDAY})"), _nth),
    (pattern(rf"(?:on )?(?:the )?{_NTH} (?P<weekday>{WEEKDAY}) (?:of|in) (?:(?P<months>this|next|the) month|(?P<month>{MONTH}))\b(?! (?:of )?(?:every|each))"), _nth),
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
    (pattern(r"next month,? (?:on )?(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)\b"), _day_next_month),
    (pattern(rf"(?:(?P<years>今年|明年|后年)的?)?(?P<month>{SMALL})月份?的?(?P<place>底|末|初|中旬?|最后一天|第一天)(?!午)"), _place_in_named_month),
    (pattern(rf"(?:on |at )?(?:the )?(?P<place>end|last day|first day|start|beginning|middle) of (?P<month>{MONTH})\b"), _place_in_named_month),
    (pattern(rf"(?:in )?(?P<place>mid)[ -](?P<month>{MONTH})\b"), _place_in_named_month),
    (pattern(rf"(?P<years>next year|this year),? (?:on )?(?P<month>{MONTH})\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"), _month_day),
    (pattern(rf"{_ON}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH}),? (?P<years>next year|this year)\b"), _month_day),
    (pattern(rf"(?:on )?(?P<month>{MONTH})\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<years>next year|this year)\b"), _month_day),
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
_OPENING = pattern(r"(?:in |再?过)")
_CLOSING = pattern(r"(?:以后|之后|后|过后)(?!台)| (?:from now|later|hence)\b| from today\b")
