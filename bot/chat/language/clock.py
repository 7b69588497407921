# ruff: noqa: E501 - a pattern is easier to read on one line
"""Times of the day, as said: 下午3点半, 差五分六点, 9:30, half past nine, 7pm, 早8点到晚10点."""

import re
from dataclasses import replace

from bot.chat.language.clock_phrases import Clock, Clocks, Part, VagueTime
from bot.chat.language.dayparts import PART, PARTS
from bot.chat.language.numbers import SMALL, WORD, number
from bot.chat.language.phrases import Phrase, Rule, Wrong, first_match
from bot.chat.language.settle import settled
from bot.chat.language.spans import Found, Span, pattern, span_of
from scheduler.errors import Reason

_PART = rf"(?P<part>{PART})?(?:时分)?的?"
# What is counted in a prompt is no minute: 9点10条新闻.
_MINUTES = (
    r"(?:\d{2}(?!\d)|[零〇][一二三四五六七八九]|[一二三四五]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)"
)
_MINUTE_WORDS = r"(?:oh five|five|ten|fifteen|twenty(?:[ -]five)?|thirty(?:[ -]five)?|forty(?:[ -]five)?|fifty(?:[ -]five)?)"
_COUNTED = r"(?![个条篇次份名位只家天年月号日%点分件张句首道段款支种组])"
_AP = r" ?(?P<ap>a\.?m\.?|p\.?m\.?)(?![a-z])"
_TAIL = r"(?:(?:那种|这样|的样子)(?=[,.!~]|$)|(?:以后|之后)(?!,?(?:每|天天|隔|工作日|周一[到至]))|(?:左右|前后|钟)?的时候|左右|前后|钟|多(?![少个条次位份])|许(?!可)|[ -]?ish\b| (?:or so|on the dot|on the nose|exactly|precisely)\b| ?sharp\b| ?o'?clock\b)?"

# (time, words) that stand for one
_NAMED = {
    "noon": Clock(12, exact=True),
    "midday": Clock(12, exact=True),
    "midnight": Clock(24, exact=True),
    "午夜": Clock(24, exact=True),
    "正午": Clock(12, exact=True),
    "零点": Clock(0, exact=True),
}


# "Morning, noon and evening" before the times themselves says nothing more.
_ALL_DAY = pattern(r"早中晚(?:各|的|:|分别)*(?=\d{1,2}(?:点|:\d|[、,]))")


def clock_at(text: str, place: int, *, bare: bool = False) -> tuple[Clock, int] | Wrong | None:
    """Read one time; with `bare`, also a number alone, as in "between 9 and 5"."""
    for regex, build in _ONE if not bare else _ONE_OR_BARE:
        found = regex.match(text, place)
        if found:
            clock = build(found)
            return clock if isinstance(clock, Wrong) else (clock, found.end())
    return None


def clocks_at(text: str, place: int) -> Phrase | None:
    """Read one time or a list that shares a word for the hour: 8、12、20点, at 9, 12 and 18."""
    all_day = _ALL_DAY.match(text, place)
    times = clocks_at(text, all_day.end()) if all_day else None
    if isinstance(times, Clocks):
        return replace(times, span=Span(place, times.span.end))
    listed = first_match(_LISTS, text, place)
    if listed is not None:
        return listed
    until = _NOT_AFTER.match(text, place)
    one = clock_at(text, until.end() if until else place)
    if one is None or isinstance(one, Wrong):
        return one
    clock, end = one
    before = until or _BEFORE.match(text, end)
    if before:
        return VagueTime(Span(place, max(before.end(), end)), _ahead_of(clock))
    other = _other_time(text, end)
    if other:
        return VagueTime(Span(place, other[1]), (clock, other[0]))
    return Clocks((clock,), Span(place, end))


def _ahead_of(clock: Clock) -> tuple[Clock, ...]:
    """Return times that are before `clock`, for "before 5pm"; none where the day is too young."""
    by = settled(clock).time
    minutes = by.hour * 60 + by.minute
    early = [minutes - less for less in (120, 60, 30) if minutes - less >= 0]
    return tuple(Clock(one // 60, one % 60, exact=True) for one in early)


def _other_time(text: str, place: int) -> tuple[Clock, int] | None:
    """Read a second time that contradicts the first, with no word between that makes a list: 9am at 5pm."""
    again = _AGAIN.match(text, place)
    other = clock_at(text, again.end() - 3) if again else None
    return other if isinstance(other, tuple) else None


def _spoken(found: Found) -> Clock | Wrong:
    """Read a time whose hour has 点."""
    groups = found.groupdict()
    minute = number(groups["m"]) if groups.get("m") else 0
    if groups.get("half"):
        minute = 30
    if groups.get("quarter"):
        minute = 15 * number(groups["quarter"])
    if groups.get("less"):
        minute = -(15 if "刻" in groups["less"] else number(groups["less"].rstrip("分钟")))
    second = number(groups["s"]) if groups.get("s") else 0
    return _clock(found, number(groups["h"]), minute, second, PARTS.get(groups["part"] or ""))


def _minutes(words: str) -> int:
    """Return the value of minutes in digits or words: 30, thirty, forty-five, oh five."""
    return sum(number(word) for word in re.split("[ -]", words) if word != "oh")


def _written(found: Found) -> Clock | Wrong:
    """Read 9:30, 09:30:15, 9.30, 17h30, 0930, 9am."""
    groups = found.groupdict()
    part = PARTS.get(groups.get("part") or "")
    if groups.get("ap"):
        part = Part.AM if groups["ap"].startswith("a") else Part.PM
    if groups.get("in") or groups.get("at"):
        part = PARTS[groups["in"]] if groups.get("in") else Part.LATE
    hour = number(groups["h"])
    minute = _minutes(groups.get("m") or "0")
    second = number(groups.get("s") or "0")
    zero = groups["h"].startswith("0") and groups["h"].isdigit() and len(groups["h"]) == 2
    clock = _clock(found, hour, minute, second, part)
    return replace(clock, exact=True) if zero and part is None and isinstance(clock, Clock) else clock


def _worded(found: Found) -> Clock | Wrong:
    """Read "half past nine", "quarter to six", "ten past 9"."""
    minute = (
        30 if found["amount"] == "half" else 15 if "quarter" in found["amount"] else number(found["amount"])
    )
    ap = found["ap"] or ""
    part = (Part.AM if ap.startswith("a") else Part.PM) if ap else None
    signed = -minute if found["way"] in {"to", "before"} else minute
    return _clock(found, number(found["h"]), signed, 0, part)


def _clock(found: Found, hour: int, minute: int, second: int, part: Part | None) -> Clock | Wrong:
    if minute < 0:
        hour, minute = (hour - 1) or (12 if part is not None else 0), minute + 60
    if (
        hour > 24
        or minute > 59
        or second > 59
        or (hour == 24 and minute)
        or (part in _AP_PARTS and hour > 12)
    ):
        return Wrong(Reason.BAD_TIME, span_of(found), _nearest(found.group()))
    return Clock(hour, minute, second, part, exact=hour == 0 or (hour > 12))


_AP_PARTS = frozenset({Part.AM, Part.PM})


def _nearest(words: str) -> str:
    return "9点" if "点" in words else "at 09:00" if words.startswith("at") else "09:00"


def _list_of(found: Found) -> Phrase | None:
    """Read several hours that share one part and one word."""
    ap = found.groupdict().get("ap") or ""
    part = PARTS.get(found.groupdict().get("part") or "")
    if ap:
        part = Part.AM if ap.startswith("a") else Part.PM
    numbers = [
        number(words) for words in re.split(r"\s*(?:[、,和及与跟/&]|\band\b)\s*", found["hours"]) if words
    ]
    # "9 and 5pm" is nine in the morning; "3 and 5pm" are both in the afternoon.
    shared = [part if not ap or hour <= numbers[-1] < 12 else None for hour in numbers]
    times = [_clock(found, hour, 0, 0, half) for hour, half in zip(numbers, shared, strict=True)]
    wrong = next((time for time in times if isinstance(time, Wrong)), None)
    return wrong or Clocks(tuple(time for time in times if isinstance(time, Clock)), span_of(found))


def _both(found: Found) -> Phrase | None:
    """Read 早晚8点 and 早9晚6."""
    early, late = number(found["h"]), number(found["late"] or found["h"])
    groups = found.groupdict()
    minute = 30 if groups.get("half") else number(groups.get("m") or groups.get("minute") or "0")
    times = [_clock(found, early, minute, 0, Part.MORNING), _clock(found, late, minute, 0, Part.EVENING)]
    if any(isinstance(time, Wrong) for time in times):
        return times[0] if isinstance(times[0], Wrong) else None
    return Clocks(tuple(time for time in times if isinstance(time, Clock)), span_of(found))


_AT = r"(?:at |@ ?|by the clock at |on the stroke of )?(?:about |around |approx(?:imately)? |exactly |precisely |~ ?)?"
_ZH_CLOCKS = (
    rf"{_PART}差(?P<less>{SMALL}分钟?|一刻钟?)(?:到|不到)?(?P<h>{SMALL})点(?:钟|整)?",
    rf"{_PART}(?P<h>{SMALL})点(?:钟)?差(?P<less>{SMALL}分钟?|一刻钟?)",
    rf"{_PART}(?P<h>{SMALL})(?:点|时(?![间候区段不常而刻]))过?(?P<m>{SMALL})分(?!钟)(?:(?P<s>{SMALL})秒)?(?:整(?![理合改顿体个]))?",
    rf"{_PART}(?P<h>{SMALL})(?:点钟?|时(?![间候区段不常而刻]))"
    rf"(?:(?P<half>半)|过?(?P<quarter>[一二两三123])刻|[整零〇]?(?P<s>(?!零)(?!〇){SMALL})秒|整(?![理合改顿体个天])|过?(?P<m>{_MINUTES}){_COUNTED})?",
)
_BARE_HOUR = rf"(?:(?P<part>{PART}))?(?P<h>\d{{1,2}}|{WORD}\b)(?![\d:/.%])"
_EN_CLOCKS = (
    rf"{_AT}(?P<h>\d{{1,2}})(?:[:.](?P<m>\d{{2}})(?::(?P<s>\d{{2}}))?)?{_AP}",
    rf"{PART}的?(?P<h>\d{{1,2}})(?::(?P<m>\d{{2}}))?{_AP}",
    rf"{_AT}{_PART}(?P<h>\d{{1,2}}):(?P<m>\d{{2}})(?!\d)(?::(?P<s>\d{{2}}))?(?!\d|:\d)",
    rf"{_AT}(?P<h>\d{{1,2}}|{WORD})(?::(?P<m>\d{{2}}))? (?:in the (?P<in>morning|afternoon|evening)|at (?P<at>night))\b",
    rf"{_AT}(?P<h>\d{{1,2}})h(?P<m>\d{{2}})(?!\d)",
    rf"{_AT}(?P<h>\d{{1,2}}|{WORD}) ?o[' ]?clock\b(?:{_AP})?",
    rf"{_AT}(?P<h>1?\d)[:.;]?(?P<m>[0-5]\d){_AP}",
    r"(?:at |@ ?)(?P<h>[012]\d)(?P<m>[0-5]\d)(?: ?(?:hours|hrs|h))?(?![\d:/-])",
    rf"{_AT}(?P<h>\d{{1,2}})h(?![a-z\d])",
    rf"{_AT}(?P<h>{WORD})[ -](?P<m>{_MINUTE_WORDS})\b(?: in the (?P<in>morning|afternoon|evening)| at (?P<at>night)|{_AP})?",
    rf"{_AT}(?P<h>{WORD}){_AP}",
    r"(?<![\d-])(?P<h>0\d)(?P<m>[0-5]\d)(?: ?(?:hours|hrs|h))?(?![\d:/.-])",
    r"(?<=day )(?P<h>[12]\d)(?P<m>[0-5]\d)(?: ?(?:hours|hrs|h))?(?![\d:/.-])",
    r"(?<=[天日周月\d])(?P<h>\d{1,2})\.(?P<m>\d{2})(?![\d.%])",
    rf"(?P<part>{PART})的?(?P<h>\d{{1,2}})\.(?P<m>[0-5]\d)(?![\d.%]|公?里|[元块万亿米度折]|k[mg])",
    r"(?:at |@ ?)(?P<h>\d{1,2})\.(?P<m>\d{2})(?![\d.%])",
    rf"{_AT}(?P<h>\d{{1,2}}|{WORD})(?::(?P<m>\d{{2}}))?[ -]?ish\b",
    rf"around (?P<h>\d{{1,2}}|{WORD})(?=[ .!]*(?:$|,|\bon |every|each|tomorrow|today|remind|ping|post|send|tell))",
    r"(?:at |@ ?)(?P<h>\d{1,2}) (?P<m>[0-5]\d)(?=[ ,]*(?:$|[ap]\.?m\b|to(?:day|night|morrow)?\b|tmrw|every|each|daily|weekdays|on|in the|and|remind|ping))(?: ?(?P<ap>[ap]\.?m\.?)(?![a-z]))?",
)
_EN_BARE = rf"(?:at |@ ?)(?:about |around |exactly )?(?P<h>\d{{1,2}}|{WORD})\b(?!:\d|[/%]|\.\d| ?(?:per|percent|people|st\b|%)| (?:minutes? )?(?:past|to|before|after) (?:the|every|each) hour)"
_WORDED = (
    rf"(?<!from )(?<!between ){_AT}(?P<amount>half|(?:a )?quarter|{WORD}|5|10|20|25) (?:minutes? )?(?P<way>past|after|to|before) "
    rf"(?P<h>{WORD}|\d{{1,2}})\b(?:{_AP})?"
)
_HALF = rf"at (?P<amount>half)(?P<way>) (?P<h>{WORD}|\d{{1,2}})\b(?!:)(?:{_AP})?"
_NAMES = rf"{_AT}(?:12 ?)?(?P<name>noon|midday|midnight)(?:ish)?\b|(?P<han>午夜|零点(?!过?[\d一二三四五六七八九十]|[零〇整][零〇一二三四五六七八九\d分]|半(?!夜)))(?:12点|十二点|零点)?|(?P<high>正午)(?:12点|十二点)?"


def _named(found: Found) -> Clock | Wrong:
    return _NAMED[found["name"] or found["han"] or found["high"]]


_ONE = (
    (pattern(rf"(?:{_NAMES}){_TAIL}"), _named),
    *((pattern(rf"(?:at ?)?{words}{_TAIL}"), _spoken) for words in _ZH_CLOCKS),
    *((pattern(words + _TAIL), _written) for words in _EN_CLOCKS),
    (pattern(_WORDED + _TAIL), _worded),
    (pattern(_HALF + _TAIL), _worded),
    (pattern(_EN_BARE + _TAIL), _written),
)
_ONE_OR_BARE = (*_ONE, (pattern(_BARE_HOUR), _written))
_LISTS: tuple[Rule, ...] = (
    (pattern(rf"早上?(?P<h>{SMALL})点?晚上?(?P<late>{SMALL})点?(?:各|都)?(?![个条篇次天])"), _both),
    (
        pattern(
            rf"(?:早上?(?:和|、)晚上?各?|早晚上?各?|早上晚上各)(?P<h>{SMALL})(?:点(?:钟|整)?(?P<half>半)?(?P<m>{_MINUTES})?|:(?P<minute>\d\d))(?P<late>)"
        ),
        _both,
    ),
    (pattern(rf"{_PART}(?P<hours>{SMALL}(?:[、,和及与跟]{SMALL})+)点(?:钟|整)?(?![半一三\d])"), _list_of),
    (
        pattern(
            r"(?:at )(?P<hours>\d{1,2}(?:(?:, ?(?:and )?| and | ?& ?|/)\d{1,2}(?![\d:.]| (?:times|runs|people|minutes)\b))+)"
            rf"(?:{_AP})?(?! ?(?:am|pm|:))"
        ),
        _list_of,
    ),
    (
        pattern(r"(?:at )?(?P<hours>\d{1,2}(?:(?:, ?(?:and )?| and | ?& ?|/)\d{1,2}(?![\d:.]))+)" + _AP),
        _list_of,
    ),
)
_BEFORE = pattern(r"(?:之|以)?前(?!后|端|台|面)")
_NOT_AFTER = pattern(r"(?:(?:by|before|no later than|not later than|ahead of) )")
_AGAIN = pattern(r" at (?=\d|noon|mid|half|quarter)")
