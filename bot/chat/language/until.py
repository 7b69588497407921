"""When a pause ends, wherever that is said: until Monday at the end, 下周三之前 in front, 今天 within."""

from collections.abc import Iterator
from dataclasses import replace

from bot.chat.language.dates import date_at
from bot.chat.language.day_phrases import InDays, OpenDay
from bot.chat.language.phrases import End, Wrong
from bot.chat.language.spans import Span, pattern
from bot.chat.language.utterance import Utterance

_DAY = pattern(r"(?:在|到|直到|截至)?(?=[今明后大下这本周星礼月\d])")
_BEFORE = pattern(r"(?:之前|以前|前)(?:[ ,]*(?:都|就|先|暂时|请|麻烦))*[ ,]*")
_BEFORE_EN = pattern(r"(?:until|till|til|before) (?=[a-z\d])")
_ON = pattern(r"(?P<today>今天|今晚|今日|今儿)|(?P<tomorrow>明天|明早|明晚|明儿)|(?P<after>后天)")
_NOT_THEN = pattern(r"(?:就|都|先|也|的话|暂时|可以)*(?:不用|不要|不必|别|不|停|暂停|免)")
_CLOSING = pattern(r"[ ,]*")


def ends_within(said: Utterance) -> Iterator[tuple[Utterance, End]]:
    """Yield what is left of a pause with its end taken out of the middle or the front, and that end."""
    for place in range(said.begin, said.end):
        yield from _before_day(said, place)
        yield from _on_day(said, place)
    yield from _in_front(said)


def _before_day(said: Utterance, place: int) -> Iterator[tuple[Utterance, End]]:
    opening = _DAY.match(said.text, place, said.end)
    day = date_at(said.text[: said.end], opening.end()) if opening else None
    before = _BEFORE.match(said.text, day.span.end, said.end) if day and not isinstance(day, Wrong) else None
    if day is None or before is None or isinstance(day, OpenDay | Wrong):
        return
    yield _without(said, place, before.end()), End(day, None, Span(place, before.end()))


def _on_day(said: Utterance, place: int) -> Iterator[tuple[Utterance, End]]:
    """Read a day on which it shall not run: it does again on the day after."""
    found = _ON.match(said.text, place, said.end)
    if found is None or not _NOT_THEN.match(said.text, found.end(), said.end):
        return
    days = 1 if found["today"] else 2 if found["tomorrow"] else 3
    span = Span(*found.span())
    yield _without(said, place, found.end()), End(InDays(days, span), None, span)


def _in_front(said: Utterance) -> Iterator[tuple[Utterance, End]]:
    opening = _BEFORE_EN.match(said.text, said.begin, said.end)
    day = date_at(said.text[: said.end], opening.end()) if opening else None
    if day is None or isinstance(day, OpenDay | Wrong):
        return
    closing = _CLOSING.match(said.text, day.span.end, said.end)
    end = closing.end() if closing else day.span.end
    yield said.part(end, said.end), End(day, None, Span(said.begin, day.span.end))


def _without(said: Utterance, begin: int, end: int) -> Utterance:
    """Return it with some words blanked out; every place stays where it is."""
    if begin == said.begin:
        return said.part(end, said.end)
    return replace(said, text=said.text[:begin] + " " * (end - begin) + said.text[end:])
