"""Which phrases of a stretch belong together: what no longer fits is part of what is to be done."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.language.clock_phrases import Clocks, DayPart, Hours, VagueTime
from bot.chat.language.day_phrases import Cycle, InDays, Missing, OnDate, OnNth, OnWeekday, OpenDay, is_past
from bot.chat.language.phrases import (
    Delay,
    Early,
    End,
    Interval,
    Lasting,
    Legal,
    Phrase,
    Restated,
    Start,
    Times,
    Without,
    Zone,
)
from bot.chat.language.plan import DAYS
from bot.chat.language.spans import pattern
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


_A_DAY = (Cycle, Delay, Interval, InDays, OnDate, OnNth, OpenDay)
_NEVER_WITH: Mapping[type[Phrase], tuple[type, ...]] = {
    InDays: _A_DAY,
    OnDate: _A_DAY,
    OnNth: _A_DAY,
    OpenDay: _A_DAY,
    Clocks: (Delay, Interval),
    Hours: (Delay, Hours),
    VagueTime: (Clocks, Delay, Interval, Hours),
    Interval: (Delay, Interval, Clocks),
    Early: (Delay, Interval, Early),
    Delay: (Cycle, *DAYS, Delay, Interval, Clocks, Hours, Early),
}
"""Beside which other phrases one cannot stand in one schedule; those that are missing fit with all."""


def _fits(kept: list[Phrase], phrase: Phrase, following: Phrase | None, text: str) -> bool:
    if _is_apart(kept, phrase, text):
        return False
    if _is_told_closer(kept, phrase, following):
        return True
    match phrase:
        case OnWeekday():
            return _fits_weekday(kept, following)
        case Cycle():
            return _is_free(kept, phrase) and _fits_cycle(kept, phrase, following)
        case DayPart():
            is_of_clock = _has(kept, Clocks) and not text[phrase.span.start].isascii()
            return not is_of_clock and not _has(kept, Delay, Interval)
    return not _has(kept, *_NEVER_WITH.get(type(phrase), ()))


def _has(kept: list[Phrase], *kinds: type) -> bool:
    return any(isinstance(one, kinds) for one in kept)


def _is_apart(kept: list[Phrase], phrase: Phrase, text: str) -> bool:
    """Say whether a phrase begins something else, whatever it is: a time that is over, another date."""
    if is_past(phrase) and any(not isinstance(one, Clocks | Zone) for one in kept):
        return True
    if _has(kept, Restated) and not isinstance(phrase, _LIMITS):
        return True
    return isinstance(phrase, DAYS) and _is_listed(kept, phrase, text)


def _is_told_closer(kept: list[Phrase], phrase: Phrase, following: Phrase | None) -> bool:
    """Say whether a day is one of a pair with its own time, or a day of what came before."""
    if isinstance(phrase, OpenDay) and phrase.is_bare and _opens_a_pair(kept, following):
        return True
    return isinstance(phrase, OnDate) and any(_is_of(one, phrase) for one in kept)


def _is_free(kept: list[Phrase], cycle: Cycle) -> bool:
    """Say whether days that recur may follow: behind an end, behind no day, or to a weekday alone."""
    is_range = _has(kept, End) and not _has(kept, Cycle)
    is_month = any(isinstance(one, OnDate) and _is_of(cycle, one) for one in kept)
    is_week = cycle.is_weekly_only and _has(kept, OnWeekday)
    return is_month or is_range or is_week or not _has(kept, *DAYS, Delay)


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
