# ruff: noqa: E501 - a pattern is easier to read on one line
"""Every so long, and after so long: 每15分钟, 每个整点, every 2 hours, 半小时后, in 20 minutes."""

from datetime import timedelta
from itertools import pairwise

from bot.chat.language.durations import length_at
from bot.chat.language.numbers import ORDINALS, SMALL, WORD, number
from bot.chat.language.phrases import Delay, Interval, Phrase, Restated, Rule, Wrong, first_match
from bot.chat.language.spans import Found, Span, pattern, span_of
from scheduler.errors import Reason

_HOUR = timedelta(hours=1)
SHORTEST, LONGEST = timedelta(seconds=60), timedelta(days=3660)


def interval_at(text: str, place: int) -> Phrase | None:
    bound = first_match(_BOUND, text, place)
    if bound is not None:
        return bound
    opening = _EVERY.match(text, place)
    if opening is None:
        return None
    length = length_at(text, opening.end(), counted=False)
    if length is None or length[0].days or length[0].months:
        return None
    closing = _ONCE.match(text, length[1])
    sharp = _ON_THE_HOUR.match(text, length[1])
    if sharp and length[0].elapsed % _HOUR == timedelta():
        return Interval(length[0].elapsed, Span(place, sharp.end()), at_minute=0)
    return _interval(text, length[0].elapsed, Span(place, closing.end() if closing else length[1]))


def delay_at(text: str, place: int) -> Phrase | None:
    same = _SAME_TIME.match(text, place)
    if same:
        return Delay(timedelta(weeks=1) if same["week"] else timedelta(days=1), span_of(same))
    opening = _IN.match(text, place)
    length = length_at(text, opening.end() if opening else place)
    if length is None or not length[0].seconds or length[0].days or length[0].months:
        return None
    closing = _AFTER.match(text, length[1])
    if closing is None and opening is None:
        return None
    if closing is None and opening is not None and opening.group().startswith("等"):
        closing = _THEN.match(text, length[1])
        if closing is None:
            return None
    return Delay(length[0].elapsed, Span(place, closing.end() if closing else length[1]))


def _interval(text: str, period: timedelta, span: Span) -> Phrase:
    if period > LONGEST:
        return Wrong(Reason.BAD_TIME, span)
    if period >= SHORTEST:
        return Interval(period, span)
    instead = "every 1 minute" if text[span.start].isascii() else "每1分钟"
    return Wrong(Reason.INTERVAL_TOO_SHORT, span, instead)


def _on_the_hour(found: Found) -> Phrase:
    return Interval(_HOUR, span_of(found), at_minute=0)


def _at_minute(found: Found) -> Phrase:
    words = found.groupdict()
    minute = (
        30
        if words.get("half")
        else 15 * number(words["quarter"])
        if words.get("quarter")
        else number(words["m"])
    )
    if minute > 59:
        instead = "每小时第0分" if "时" in found.group() else "hourly at :00"
        return Wrong(Reason.BAD_TIME, span_of(found), instead)
    return Interval(_HOUR, span_of(found), at_minute=minute)


def _at_spoken_minute(found: Found) -> Phrase:
    """Read "at quarter past every hour", "ten minutes before each hour"."""
    words = found["amount"]
    minute = 30 if words == "half" else 15 if "quarter" in words else number(words)
    is_before = found["way"] in {"to", "before", "till"}
    return Interval(_HOUR, span_of(found), at_minute=(60 - minute if is_before else minute) % 60)


def _on_the_half_hour(found: Found) -> Phrase:
    return Interval(_HOUR, span_of(found), at_minute=30)


def _every_nth(found: Found) -> Phrase:
    """Read "every other hour", "every third hour"."""
    count = ORDINALS.get(found["nth"], 2)
    return Interval(count * (_HOUR if found["unit"] == "hour" else SHORTEST), span_of(found))


def _times_an_hour(found: Found) -> Phrase | None:
    """Read "twice an hour" as every 30 minutes, where the hour can be shared out so."""
    words = found["n"]
    count = {"once": 1, "twice": 2}.get(words) or number(words)
    return Interval(_HOUR / count, span_of(found)) if count and 60 % count == 0 else None


def _minutely(found: Found) -> Phrase:
    return Interval(SHORTEST, span_of(found))


def _each_second(found: Found) -> Phrase:
    instead = "every 1 minute" if found.group().isascii() else "每1分钟"
    return Wrong(Reason.INTERVAL_TOO_SHORT, span_of(found), instead)


def _hourly(found: Found) -> Phrase:
    return Interval(_HOUR, span_of(found))


def _at_minutes(found: Found) -> Phrase | None:
    """Read several minutes of every hour; those evenly spread are an interval, others a crontab line."""
    minutes = sorted({number(words) for words in _NUMBERS.findall(found["minutes"])})
    if minutes[-1] > 59 or len(minutes) < 2:
        return None
    steps = {(later - one) % 60 for one, later in pairwise([*minutes, minutes[0]])}
    if len(steps) == 1:
        return Interval(timedelta(minutes=steps.pop()), span_of(found), at_minute=minutes[0])
    return Restated(span_of(found), cron=f"{','.join(map(str, minutes))} * * * *")


_NUMBERS = pattern(SMALL)
_MINUTE = rf"第?(?:{SMALL})(?:分钟?)?"
_SPOKEN_MINUTE = (
    rf"(?P<amount>half|(?:a )?quarter|[1-5]?\d|{WORD})(?: minutes?)? (?P<way>past|after|to|before|till)"
)
_EVERY_HOUR = r"(?:every hour|hourly|each hour),?"
_BOUND: tuple[Rule, ...] = (
    (pattern(rf"(?:at )?{_SPOKEN_MINUTE} (?:every|each) hour\b"), _at_spoken_minute),
    (pattern(rf"{_EVERY_HOUR} at {_SPOKEN_MINUTE}(?: the hour)?\b"), _at_spoken_minute),
    (
        pattern(r"(?:at )?:(?P<m>\d{2}) (?:past )?(?:of )?(?:every|each) hour\b(?P<half>)(?P<quarter>)"),
        _at_minute,
    ),
    (
        pattern(
            rf"(?:at the top of (?:every|each) hour|{_EVERY_HOUR} (?:on the hour|at the top of the hour|on the dot)|on the hour(?:,? (?:every|each) hour)?)\b"
        ),
        _on_the_hour,
    ),
    (pattern(r"(?:(?:every|each) hour )?(?:on|at) the half[ -]hour\b"), _on_the_half_hour),
    (pattern(r"every (?P<nth>other|second|2nd|third|3rd|fourth|4th) (?P<unit>hour|minute)\b"), _every_nth),
    (
        pattern(rf"(?P<n>once|twice|(?:\d|{WORD})(?= times))(?: times)? (?:an|per|each|every) hour\b"),
        _times_an_hour,
    ),
    (
        pattern(
            rf"每(?:个)?(?:小时|钟头)的?在?(?P<minutes>{_MINUTE}(?:[、,和及与]{_MINUTE})+)(?<=[分钟])(?!一次)"
        ),
        _at_minutes,
    ),
    (
        pattern(rf"{_EVERY_HOUR} (?:at |on )?(?P<minutes>:\d{{2}}(?:(?:, (?:and )?| and | & ):\d{{2}})+)\b"),
        _at_minutes,
    ),
    (pattern(r"(?:每(?:个|到|逢|一个)?|逢)(?:小时的?)?整点(?:时)?"), _on_the_hour),
    (pattern(r"每(?:个)?(?:小时|钟头)的?(?:在)?整点"), _on_the_hour),
    (
        pattern(
            rf"每(?:个)?(?:小时|钟头)的?在?(?:第?过?(?P<m>{SMALL})(?:分钟?)(?!一次)|(?P<half>半点|半(?=的|时|$))|(?P<quarter>[一三])刻)"
            r"(?:的时候)?"
        ),
        _at_minute,
    ),
    (pattern(rf"{_EVERY_HOUR} at ?:(?P<m>\d{{2}})\b(?P<half>)(?P<quarter>)"), _at_minute),
    (
        pattern(
            rf"(?:{_EVERY_HOUR} )?at (?:minute )?(?P<m>\d{{1,2}}|{WORD})(?: minutes?)? past (?:the|every|each) hour"
            r"(?P<half>)(?P<quarter>)\b"
        ),
        _at_minute,
    ),
    (
        pattern(rf"{_EVERY_HOUR} at (?:minute )(?P<m>\d{{1,2}})\b(?P<half>)(?P<quarter>)"),
        _at_minute,
    ),
    (
        pattern(rf"{_EVERY_HOUR} (?:at |on the )(?P<half>half)(?: past| hour)?\b(?P<quarter>)(?P<m>)"),
        _at_minute,
    ),
    (pattern(r"每个?(?:小时|钟头)(?!工)"), _hourly),
    (pattern(r"每(?:一)?分钟"), _minutely),
    (
        pattern(r"每一?秒钟?|every second\b(?! (?:mon|tue|wed|thu|fri|sat|sun|day|week|month|year))"),
        _each_second,
    ),
    (pattern(r"hourly\b"), _hourly),
)
_EVERY = pattern(
    r"(?!every (?:second|2nd) (?:mon|tue|wed|thu|fri|sat|sun|day|week|month|year))(?:每(?:间?隔|过)?(?:个(?=小时|钟头|半))?|间?隔(?=[\d一二两三四五六七八九十半])|every |each )"
)
_ON_THE_HOUR = pattern(r",? (?:on the (?:hour|dot)|at the top of the hour)\b")
_ONCE = pattern(r"(?=一次|1次)")
_IN = pattern(
    r"(?:等(?:过|个)?(?=[\d一二两三四五六七八九十半])|(?:in|after) (?:about |around |another |the next )?|再?过)"
)
_THEN = pattern(r"(?=,?(?:再|就|请|麻烦)*(?:提醒|叫|喊|通知|告诉))")
_AFTER = pattern(r"(?:以后|之后|过后|后)(?!台)(?:的时候)?| (?:from now|later|hence)\b|'s? time\b")
_SAME_TIME = pattern(
    r"(?:at )?(?:about )?(?:this|the same|same) time (?:(?P<week>next week)|tomorrow|tmrw)\b"
)
