"""A time that contradicts itself: 上午晚上9点, 明早晚上8点, 上午15点, tomorrow morning at 9pm."""

from dataclasses import replace

from bot.chat.language.clock_phrases import Clock, Clocks, DayPart, Part, VagueTime
from bot.chat.language.day_phrases import Cycle, InDays
from bot.chat.language.phrases import Phrase
from bot.chat.language.settle import by_default, settled
from bot.chat.language.spans import Span, pattern

_MORNINGS = frozenset({Part.SMALL_HOURS, Part.DAYBREAK, Part.MORNING})
# The small hours belong to the night before them: 今晚凌晨1点.
_EVENINGS = frozenset({Part.DUSK, Part.EVENING, Part.LATE, Part.NIGHT, Part.MIDNIGHT})
_BY_NIGHT = frozenset({Part.SMALL_HOURS, Part.NIGHT, Part.LATE, Part.MIDNIGHT, Part.AM})

_OR = pattern(r"或|还是|\bor\b")
_LISTED = pattern(r"[、,和与跟及]|还有")
_ASKED = pattern(r",?(?:各|都|再|请|帮我|给我)*(?:提醒|叫|通知|发|推|汇总|总结|播报)")


def doubted(last: Phrase | None, phrase: Phrase, between: str) -> VagueTime | None:
    """Return what to ask about in the place of a time that says two things; None where it says one.

    It takes the place of `last`, too, where that is the other half of the day.
    """
    if not isinstance(phrase, Clocks) or len(phrase.times) != 1:
        return None
    clock = phrase.times[0]
    if isinstance(last, Clocks) and _OR.search(between):
        return VagueTime(Span(last.span.start, phrase.span.end), (*last.times, _like(clock, last.times[-1])))
    if clock.part in _MORNINGS and 12 < clock.hour < 24:
        return VagueTime(phrase.span, (replace(clock, part=None), replace(clock, hour=clock.hour - 12)))
    part = _part_of(last) if not between.strip(" ,的") else None
    if part is None or clock.part is None or not _differ(part, clock):
        return None
    start = last.span.start if isinstance(last, DayPart) else phrase.span.start
    return VagueTime(Span(start, phrase.span.end), (replace(clock, part=part), clock))


def time_of(last: Phrase | None, phrase: Phrase, between: str, after: str) -> Clocks | None:
    """Return the usual time of a part of the day that is listed behind another time: 早上8点,晚上."""
    if not (isinstance(last, Clocks) and isinstance(phrase, DayPart) and _LISTED.search(between)):
        return None
    times = tuple(map(by_default, phrase.parts))
    if not _ASKED.match(after) or not all(times):
        return None
    clocks = (Clock(one.time.hour, part=part) for one, part in zip(times, phrase.parts, strict=True) if one)
    return Clocks(tuple(clocks), phrase.span)


def _like(clock: Clock, before: Clock) -> Clock:
    """Return the time in the half of the day of the one before, where its own is not said: 下午3点或4点."""
    return clock if clock.part or clock.exact else replace(clock, part=before.part)


def _part_of(phrase: Phrase | None) -> Part | None:
    match phrase:
        case DayPart((part,)):
            return part
        case InDays() | Cycle():
            return phrase.part
        case _:
            return None


def _differ(part: Part, clock: Clock) -> bool:
    if part in _EVENINGS and clock.part in _BY_NIGHT and clock.hour in {12, 1, 2, 3, 4, 5}:
        return False
    return settled(replace(clock, part=part)).time != settled(clock).time
