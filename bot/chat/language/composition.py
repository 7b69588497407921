"""Messages in which every word is known: what the words add up to, in whatever order they stand.

These readings ask nothing of the order of the words, and much of the words: a task named beyond doubt,
or by a name that can hardly be anything else, and not a word besides that is not known.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.chat.language.cues import ALL, SURE, WORDS, Cue, any_of
from bot.chat.language.meaning import Intent
from bot.chat.language.references import referred
from bot.chat.language.spans import pattern
from bot.chat.language.task_names import TASKS_EN, TASKS_HAN, is_task_like
from bot.chat.language.utterance import Utterance

_SURE = pattern(SURE)
_ALL = pattern(ALL)
_LIKELY = pattern(rf"{TASKS_HAN}|{TASKS_EN}")
_SPACE = pattern(r"[\s,.;:!?~…、&+-]+|(?<=[\d号个])(?:和|跟|到| and )(?=[第\d ])")
_WORD = pattern(r"[a-z0-9'’-]+|.")
_NEWS = pattern(r".*(?<![吧别])了[\s.!~]*$")
_OF_A_NAME = pattern(r"的?(?:任务|提醒|日志|记录|推送)| ?\b(?:task|reminder|job|log|post)\b")

_ORDERS = frozenset({Cue.PAUSE, Cue.HALT, Cue.ABORT, Cue.RESUME, Cue.DELETE, Cue.CANCEL, Cue.RUN})
_OWN_PLAN = pattern(
    r"\b(?:i|we)(?:'ll|'m|'re)?\b(?! (?:want|need|would|don't need|no longer need))"
    r"|(?<![帮给替让])我(?:们|自己|先|去|来|.{0,3}把)"
)
_ORDER = any_of(*_ORDERS)
_QUESTIONS = frozenset({Cue.WHAT, Cue.HOW, Cue.WHERE, Cue.WHEN, Cue.WHY, Cue.WHETHER, Cue.DID})
_AS = {Cue.SEND: Cue.RUN, Cue.PROMPT: Cue.DETAIL}
_LOOKS = frozenset({Intent.SHOW, Intent.HISTORY, Intent.UPCOMING})
_TASKS = frozenset({Cue.TASK, Cue.NAME})


@dataclass(frozen=True, slots=True)
class Piece:
    """A word and what it hints at; its place is that of the text."""

    cue: Cue
    begin: int
    end: int


Reader = Callable[[Utterance, int], Piece | None]
"""Reads something longer than a word that begins at a place."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """`needed` cues together are `intent`, whatever else is said except `never`."""

    intent: Intent
    needed: frozenset[Cue]
    never: frozenset[Cue]


def _sums(intent: Intent, *ways: set[Cue], never: frozenset[Cue]) -> tuple[_Sum, ...]:
    return tuple(_Sum(intent, frozenset(way), never | {Cue.CHANGE, Cue.LASTING}) for way in ways)


def _all_but(*cues: Cue) -> frozenset[Cue]:
    return (_QUESTIONS | _ORDERS | {Cue.NOT}) - frozenset(cues)


_DONE_TO_IT = _ORDERS - {Cue.RUN}
_SUMS = (
    *_sums(
        Intent.HISTORY,
        {Cue.WHY},
        {Cue.RESULT},
        {Cue.LAST, Cue.RUN},
        {Cue.LAST, Cue.WHAT},
        {Cue.LAST, Cue.HOW},
        {Cue.DID, Cue.RUN},
        {Cue.WHETHER, Cue.RUN},
        never=_DONE_TO_IT | {Cue.NEXT},
    ),
    *_sums(
        Intent.UPCOMING,
        {Cue.NEXT, Cue.RUN},
        {Cue.NEXT, Cue.WHEN},
        {Cue.WHEN, Cue.RUN},
        never=_DONE_TO_IT | {Cue.LAST, Cue.DID},
    ),
    *_sums(
        Intent.STOP,
        {Cue.ABORT},
        {Cue.HALT, Cue.CURRENT},
        {Cue.CANCEL, Cue.CURRENT},
        never=_QUESTIONS | {Cue.NOT},
    ),
    *_sums(Intent.RESUME, {Cue.RESUME}, never=_all_but(Cue.RESUME, Cue.RUN)),
    *_sums(Intent.DELETE, {Cue.DELETE}, {Cue.CANCEL}, never=_all_but(Cue.DELETE, Cue.CANCEL)),
    *_sums(Intent.PAUSE, {Cue.PAUSE}, {Cue.HALT}, never=_all_but(Cue.PAUSE, Cue.HALT, Cue.RUN)),
    *_sums(Intent.PAUSE, {Cue.NOT, Cue.RUN}, never=_QUESTIONS | _DONE_TO_IT | {Cue.RESULT}),
    *_sums(Intent.RUN, {Cue.RUN}, never=_all_but(Cue.RUN) | {Cue.NEXT, Cue.LAST}),
    *_sums(
        Intent.SHOW,
        {Cue.SHOW},
        {Cue.DETAIL},
        {Cue.WHAT},
        {Cue.HOW},
        {Cue.WHERE},
        never=_DONE_TO_IT | {Cue.NOT},
    ),
)


@dataclass(frozen=True, slots=True)
class Composed:
    """What the words add up to, and those among them that name the task or tasks."""

    intent: Intent
    task: Utterance


def composed_of(said: Utterance, *, by_name: bool = False) -> Composed | None:
    """Return what a message adds up to; None unless it is known to the last word.

    Only where a task is named beyond doubt, or, with `by_name`, by words that sound like one.
    """
    looks = (_LIKELY, _ORDER) if by_name else (_SURE,)  # quick ones, before every word is read
    if not said or not all(look.search(said.text, said.begin, said.end) for look in looks):
        return None
    pieces = pieces_of(said)
    task = task_of(said, pieces)
    if task is None:
        return None
    cues = frozenset(_AS.get(piece.cue, piece.cue) for piece in pieces)
    intent = next((one.intent for one in _SUMS if one.needed <= cues and not one.never & cues), None)
    if intent is None or (intent in _LOOKS | {Intent.RUN} and _ALL.fullmatch(task.words)):
        return None
    if _is_news(said, intent) or (Cue.NAME in cues and _is_talk(said, pieces, intent)):
        return None
    return Composed(intent, task)


def pieces_of(said: Utterance, readers: Sequence[Reader] = ()) -> list[Piece]:
    """Cut a message into its words; of what is not known all that stands together is one `NAME`."""
    pieces: list[Piece] = []
    for piece in _pieces(said, readers):
        last = pieces[-1] if pieces else None
        if last and last.cue is Cue.NAME and _goes_on(said, last, piece):
            pieces[-1] = Piece(Cue.NAME, last.begin, piece.end)
        else:
            pieces.append(piece)
    return pieces


def task_of(said: Utterance, pieces: Sequence[Piece]) -> Utterance | None:
    """Return the words that name the task or tasks; None where none does, or two places do."""
    places = [index for index, piece in enumerate(pieces) if piece.cue in _TASKS]
    if not places or places[-1] - places[0] != len(places) - 1:
        return None
    named = said.part(pieces[places[0]].begin, pieces[places[-1]].end)
    if len(places) > 1 and any(pieces[place].cue is Cue.NAME for place in places):
        return None
    if pieces[places[0]].cue is Cue.TASK:
        return named
    found = referred(named)
    return named if found.ref and found.ref.name and is_task_like(named.words, found) else None


def _pieces(said: Utterance, readers: Sequence[Reader]) -> Iterator[Piece]:
    place = said.begin
    while place < said.end:
        space = _SPACE.match(said.text, place, said.end)
        if space:
            place = space.end()
            continue
        piece = _longest(said, place, readers)
        yield piece
        place = piece.end


def _longest(said: Utterance, place: int, readers: Sequence[Reader]) -> Piece:
    words = ((cue, regex.match(said.text, place, said.end)) for cue, regex in WORDS)
    found = [Piece(cue, place, word.end()) for cue, word in words if word]
    found += [piece for read in readers if (piece := read(said, place))]
    unknown = _WORD.match(said.text, place, said.end)
    assert unknown, "one character at least"
    return max(found, key=lambda piece: piece.end, default=Piece(Cue.NAME, place, unknown.end()))


def _goes_on(said: Utterance, name: Piece, piece: Piece) -> bool:
    """Say whether a word belongs to the name before it."""
    between = said.text[name.end : piece.begin]
    if between.strip():
        return False
    is_part = _OF_A_NAME.fullmatch(said.text, piece.begin, piece.end)
    return piece.cue is Cue.NAME or is_part is not None


def _is_news(said: Utterance, intent: Intent) -> bool:
    """Say whether something is told rather than wanted: 3号停了."""
    return intent not in _LOOKS and _NEWS.match(said.source.text) is not None


def _is_talk(said: Utterance, pieces: Sequence[Piece], intent: Intent) -> bool:
    """Say whether what may be a task's name is as likely a thing of the world."""
    cues = {piece.cue for piece in pieces}
    is_of_much = Cue.CANCEL in cues or (intent is Intent.RUN and Cue.SEND in cues)
    return intent in _LOOKS or is_of_much or _OWN_PLAN.search(said.source.text) is not None
