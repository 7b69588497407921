"""Two tasks in one message: each as a sentence of its own."""

from bot.chat.language.create import Request, request_of
from bot.chat.language.day_phrases import Cycle, InDays, OnDate, OnWeekday
from bot.chat.language.phrases import Phrase
from bot.chat.language.plan import plan_of
from bot.chat.language.spans import pattern
from bot.chat.language.text import Source, source_of

_MOST = 4
_BETWEEN = pattern(
    r" ?[,;、\n] ?(?:(?:并且?|而且|同时|然后|再|另外|还有|以及|and(?: also)?|also|then|plus) ?)?"
    r"|[.。] ?| [-*•] "
    r"| (?:and|and also|and then|plus) (?=(?:every|each|on|at|daily|weekly|tomorrow|next|remind)\b)"
    r"|(?:,)?(?:并且|另外|还有|同时|然后再?)(?=每|周|工作日|下午|上午|晚上|早上|明天|\d)"
)
_ITEM = pattern(r"^(?:\d{1,2}[.、)）] ?(?!\d)|[-*•] )|[ .。;；]+$")
_DAYS = (Cycle, InDays, OnDate, OnWeekday)


def parts_of(source: Source) -> tuple[str, ...]:
    """Return the sentences of a message that asks for several tasks, each with its own time and wish."""
    pieces = _pieces(source)
    if not 2 <= len(pieces) <= _MOST:
        return ()
    sentences: list[str] = []
    first: tuple[Source, Request] | None = None
    for piece in pieces:
        own = source_of(piece)
        request = request_of(own)
        plan = plan_of(request.phrases) if request and request.prompt else None
        if request is None or plan is None or not (plan.is_timed or plan.is_dated):
            return ()
        sentences.append(_with_days(piece, request, first))
        first = first or (own, request)
    return tuple(sentences)


def _pieces(source: Source) -> list[str]:
    pieces, begin = [], 0
    for found in _BETWEEN.finditer(source.text):
        pieces.append(source.cut(begin, found.start()).strip())
        begin = found.end()
    whole = (*pieces, source.cut(begin, len(source.text)).strip())
    return [piece for one in whole if (piece := _ITEM.sub("", one)) and not piece.isdigit()]


def _with_days(piece: str, request: Request, first: tuple[Source, Request] | None) -> str:
    """Lend a sentence that names a time alone the days of the first one."""
    if first is None or plan_of(request.phrases).is_dated:
        return piece
    own, before = first
    days = [_typed(own, phrase) for phrase in before.phrases if isinstance(phrase, _DAYS)]
    blank = " " if piece[:1].isascii() and not piece[:1].isdigit() else ""
    return f"{''.join(days)}{blank}{piece}" if days else piece


def _typed(source: Source, phrase: Phrase) -> str:
    return source.cut(*phrase.span).strip()
