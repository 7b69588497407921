"""From one time of the day to another: 9点到18点, between 9 and 5, 8 to 10pm."""

import re
from dataclasses import replace

from bot.chat.language.clock import clock_at
from bot.chat.language.clock_phrases import Clock, Hours, Part
from bot.chat.language.day_names import MONTH, WEEKDAY
from bot.chat.language.phrases import Phrase
from bot.chat.language.spans import Found, Span, pattern


def hours_at(text: str, place: int) -> Phrase | None:
    """Read a window: 9点到18点, between 9 and 5."""
    opening = _OPENING.match(text, place)
    start = clock_at(text, opening.end() if opening else place, bare=True)
    if not isinstance(start, tuple):
        return None
    between = (_AND if opening and opening.group().startswith("between") else _TO).match(text, start[1])
    following = _FOLLOWING_DAY.match(text, between.end()) if between else None
    end = clock_at(text, following.end(), bare=True) if following else None
    if not isinstance(end, tuple) or _is_no_window(text, place, bool(opening), end[1]):
        return None
    if not opening and between and _is_end(text, place, between, end[1]):
        return None
    closing = _CLOSING.match(text, end[1])
    stop = closing.end() if closing else end[1]
    return Hours(*_window(start[0], end[0]), Span(place, stop))


def _is_no_window(text: str, place: int, opened: bool, stop: int) -> bool:
    """Two bare numbers are a window only when something else says so, as an interval beside them does."""
    if opened or _has_step(text, place, stop):
        return False
    return re.fullmatch(r"[\d\s-]+|\d+ to \d+", text[place:stop]) is not None


def _has_step(text: str, place: int, stop: int) -> bool:
    return bool(_STEP_AFTER.match(text, stop) or _STEP_BEFORE.search(text, max(0, place - _NEAR), place))


def _is_end(text: str, place: int, between: Found, stop: int) -> bool:
    """Say whether the second time is that of a day on which all ends: every day at 9am until 5pm Friday."""
    has_day = between.group().strip() in _UNTIL and _OF_DAY.match(text, stop) is not None
    return has_day and not _has_step(text, place, stop)


def _window(start: Clock, end: Clock) -> tuple[Clock, Clock]:
    """Let each end help the other: 8 to 10pm, 下午2点到6点, 晚上10点到6点."""
    if (
        end.part in {Part.PM, Part.AM}
        and start.part is None
        and not start.exact
        and start.hour < end.hour < 12
    ):
        start = replace(start, part=end.part)
    if end.part is None and not end.exact and start.part is not None and start.hour < end.hour < 12:
        end = replace(end, part=start.part)
    if end.part is None and not end.exact and end.hour < 12 and _is_late(start):
        end = replace(end, exact=True)
    return start, end


def _is_late(clock: Clock) -> bool:
    return clock.hour >= 18 or (clock.part in {Part.EVENING, Part.DUSK, Part.PM} and clock.hour >= 6)


_OPENING = pattern(r"(?:between |from |在|从)")
_TO = pattern(r"(?: ?(?:到|至|~|-+) ?| (?:to|till|until|through) )")
_NEAR = 24  # characters
_STEP = r"(?:every|each) (?:[\w.]+ ){0,3}?(?:hours?|minutes?|mins?|half[ -]hour)|hourly|on the (?:half )?hour"
_STEP_AFTER = pattern(rf",? (?:{_STEP})\b")
_STEP_BEFORE = pattern(rf"\b(?:{_STEP})(?: on)?(?: weekdays)?,? $")
_UNTIL = frozenset({"until", "till"})
_OF_DAY = pattern(rf" (?:on |this |next )?(?:{WEEKDAY}|to(?:day|morrow)|{MONTH})\b")
_FOLLOWING_DAY = pattern(r"(?:次日|第二天|翌日|隔天|转天|the next day )?的?")
_AND = pattern(r" (?:and|to) | ?-+ ?")
_CLOSING = pattern(r"(?:之间|期间|这段时间|为止)")
