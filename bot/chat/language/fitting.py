"""Which phrases of a stretch belong together: what no longer fits is part of what is to be done."""

from dataclasses import replace

from bot.chat.language.phrases import (
    Clocks,
    Cycle,
    DayPart,
    Delay,
    Early,
    End,
    Hours,
    InDays,
    Interval,
    Lasting,
    Legal,
    Missing,
    OnDate,
    OnNth,
    OnWeekday,
    OpenDay,
    Phrase,
    Restated,
    Start,
    Times,
    VagueTime,
    Without,
    Zone,
    is_past,
    pattern,
)
from bot.chat.language.plan import DAYS
from bot.chat.language.stretch import Stretch
from scheduler.days import EveryDays, EveryWeeks

_AND = pattern(r"[和与跟及、&/]|还有|\band\b")
_LIMITS = (Zone, Start, End, Times, Lasting, Without, Legal)
LIMITING = (*_LIMITS, Early)
"""What bounds a schedule, and says neither on which days nor when."""


def coherent(stretch: Stretch, text: str) -> Stretch:
    """Cut a stretch where the next phrase no longer fits: what follows belongs to the prompt."""
    kept: list[Phrase] = []
    for place, phrase in enumerate(stretch.phrases):
        following = stretch.phrases[place + 1] if place + 1 < len(stretch.phrases) else None
        if not _fits(kept, phrase, following, text):
            break
        kept.append(phrase)
    return replace(stretch, phrases=tuple(kept), end=kept[-1].span.end if kept else stretch.start)


def _fits(kept: list[Phrase], phrase: Phrase, following: Phrase | None, text: str) -> bool:
    if is_past(phrase) and any(not isinstance(one, Clocks | Zone) for one in kept):
        return False

    def has(*kinds: type) -> bool:
        return any(isinstance(one, kinds) for one in kept)

    if has(Restated) and not isinstance(phrase, _LIMITS):
        return False
    if isinstance(phrase, DAYS) and _is_listed(kept, phrase, text):
        return False
    match phrase:
        case OpenDay() if phrase.is_bare and _opens_a_pair(kept, following):
            return True
        case OnDate() if any(_is_of(one, phrase) for one in kept):
            return True
        case InDays() | OnDate() | OnNth() | OpenDay():
            return not has(Cycle, Delay, Interval, InDays, OnDate, OnNth, OpenDay)
        case OnWeekday():
            return _fits_weekday(kept, following)
        case Cycle():
            is_range = has(End) and not has(Cycle)
            is_free = (
                any(isinstance(one, OnDate) and _is_of(phrase, one) for one in kept)
                or is_range
                or not has(*DAYS, Delay)
                or (phrase.is_weekly_only and has(OnWeekday))
            )
            return is_free and _fits_cycle(kept, phrase, following)
        case Clocks():
            return not has(Delay, Interval)
        case Hours():
            return not has(Delay, Hours)
        case DayPart():
            return not has(Delay, Interval) and (not has(Clocks) or text[phrase.span.start].isascii())
        case VagueTime():
            return not has(Clocks, Delay, Interval, Hours)
        case Interval():
            return not has(Delay, Interval, Clocks)
        case Early():
            return not has(Delay, Interval, Early)
        case Delay():
            return not has(Cycle, *DAYS, Delay, Interval, Clocks, Hours, Early)
        case _:
            return True


def _is_listed(kept: list[Phrase], phrase: Phrase, text: str) -> bool:
    """Say whether a date is another one in a list, and does not say the first again: 周三和明天."""
    dates = [one for one in kept if isinstance(one, DAYS)]
    if not dates or isinstance(dates[-1], OnWeekday) is isinstance(phrase, OnWeekday):
        return False
    return _AND.search(text, kept[-1].span.end, phrase.span.start) is not None


def _opens_a_pair(kept: list[Phrase], following: Phrase | None) -> bool:
    """Say whether other days with their own time may follow: 工作日9点,周末 10点."""
    is_weekly = any(isinstance(one, Cycle) and isinstance(one.days, EveryWeeks) for one in kept)
    return is_weekly and isinstance(kept[-1], Clocks) and isinstance(following, Clocks)


def _is_of(cycle: Phrase, day: OnDate) -> bool:
    """Say whether a date is the day that a cycle lacks: 每年 … 7月1号, every month … on the 5th."""
    if not isinstance(cycle, Cycle):
        return False
    if day.month is not None:
        return cycle.missing is Missing.YEAR_DAY and day.year is None and day.years is None and day.day > 0
    return cycle.missing is Missing.MONTH_DAY and day.months is None


def _fits_weekday(kept: list[Phrase], following: Phrase | None) -> bool:
    """Let a weekday stand beside its date, open the next pair of a list, or complete a cycle."""
    if any(isinstance(one, Delay | Interval) for one in kept):
        return False
    cycles = [one for one in kept if isinstance(one, Cycle)]
    if any(one.missing is Missing.WEEKDAY for one in cycles):
        return True
    is_pair = isinstance(following, Clocks) and any(isinstance(one, Clocks) for one in kept)
    weekly = [one for one in cycles if isinstance(one.days, EveryWeeks)]
    if cycles:
        return bool(weekly) and is_pair
    if any(isinstance(one, OnWeekday) and one.weeks is None for one in kept) and is_pair:
        return True
    if any(isinstance(one, Clocks) for one in kept):
        return not any(isinstance(one, DAYS) for one in kept)
    return not any(isinstance(one, OnWeekday | OpenDay) for one in kept)


def _fits_cycle(kept: list[Phrase], phrase: Cycle, following: Phrase | None) -> bool:
    before = [one for one in kept if isinstance(one, Cycle)]
    if not before or phrase.is_weekly_only or before[-1].is_weekly_only:
        return True
    after_times = any(isinstance(one, Clocks) for one in kept)
    if phrase.days == EveryDays() or any(one.days == EveryDays() for one in before):
        # "Every day at 9, weekends at 11" are two schedules.
        return not (after_times and isinstance(following, Clocks)) or phrase.days == before[-1].days
    is_same = type(before[-1].days) is type(phrase.days) and before[-1].days is not None
    return is_same and (not after_times or isinstance(following, Clocks | DayPart))
