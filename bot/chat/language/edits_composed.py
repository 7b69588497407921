# ruff: noqa: E501 - a pattern is easier to read on one line
"""Edits in whatever order: the task, a word for change and the new value, and no word besides.

every Tuesday at 7pm please - change task 8 to that
第2个别发群里了，单独发我
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.language.changes import post_in, schedule_in, text_in
from bot.chat.language.composition import Piece, pieces_of, task_of
from bot.chat.language.cues import SURE, Cue, any_of
from bot.chat.language.edit_patterns import NO_EDIT
from bot.chat.language.edits import Edit, spoken_edit
from bot.chat.language.meaning import Changes, TaskRef
from bot.chat.language.once import Moment
from bot.chat.language.phrases import Delay
from bot.chat.language.references import Referred, referred
from bot.chat.language.spans import pattern
from bot.chat.language.stretch import stretch_at
from bot.chat.language.utterance import HIDDEN, Utterance

_SURE = pattern(SURE)
_PLACE = pattern(
    r"(?:(?:发|推送?|转)?(?:到|在|给|去)?(?:本群|这个群|当前群|群里|群内)|(?:单独|直接|私下|只|就)?(?:发|推送?|私聊|私信|私发)(?:给|到)?我(?:自己|本人|个人|私聊|私信)?(?!们)|私聊我|私信我)(?:里|中|内)?"
    rf"|(?:发|推送?|转)?(?:到|在|给)[\"《]{HIDDEN}+[\"》](?:群聊?)?(?:里|中|内)?|[\"《]{HIDDEN}+[\"》]群聊?"
    r"|\b(?:(?:in|to|into) )?(?:this|the current|our|the) (?:group|chat|channel)(?: chat)?\b|\b(?:to|in) (?:me|my dms?|my inbox)(?: (?:privately|directly|only|alone))?\b|\bmy dms?\b"
    rf"|\b(?:(?:in|to|into) )?(?:the )?\"{HIDDEN}+\"(?: (?:group|chat|channel)\b)|\b(?:in|to|into) (?:the )?\"{HIDDEN}+\""
)
_TO = pattern(r"(?:in|to|into) |(?:发|推送?|转|单独|直接|私下)*(?:到|在|给|去)?")
_IT = Referred(TaskRef(it=True), (TaskRef(it=True),))
_NEW = pattern(r"(?:a |an )?new (?:task|reminder|job)\b|新(?:任务|提醒)")
_ENDS = pattern(r"(?:to|until|till|到|至) ?")
_FROM_NOW = any_of(Cue.LASTING)
_CHANGES = frozenset({Cue.CHANGE, Cue.LASTING, Cue.INSTEAD})
_SURE_CHANGES = _CHANGES | {Cue.SET, Cue.NOT}
_VALUES = frozenset({Cue.SCHEDULE, Cue.PLACE})
_ANY_CHANGE = any_of(*_SURE_CHANGES, Cue.TITLE)
_TEXTS = frozenset({Cue.TITLE, Cue.PROMPT})
_WITH = frozenset({Cue.IT, Cue.KIND, Cue.RUN, Cue.SEND, Cue.TASK, Cue.NAME})
_OLD = frozenset({Cue.NOT, Cue.INSTEAD})


def composed_edit(said: Utterance, moment: Moment, *, by_name: bool = False) -> Edit | None:
    """Return the edit that a message adds up to; None unless it is known to the last word.

    Only where the task is named beyond doubt, or, with `by_name`, by words that sound like one.
    """
    if (
        not said
        or NO_EDIT.match(said.source.text)
        or not (by_name or _SURE.search(said.text, said.begin, said.end))
    ):
        return None
    if not _ANY_CHANGE.search(said.text, said.begin, said.end):
        return None
    return _worded(said) or _valued(said, moment)


def _valued(said: Utterance, moment: Moment) -> Edit | None:
    """Read a new schedule, zone or place."""
    pieces = _without_old(said, pieces_of(said, (_schedule_at, _place_at)))
    cues = {piece.cue for piece in pieces}
    values = [piece for piece in pieces if piece.cue in _VALUES]
    changes = _CHANGES if Cue.NAME in cues else _SURE_CHANGES
    if not cues & changes or len(values) != 1 or cues - _SURE_CHANGES - _VALUES - _WITH:
        return None
    return _of(said, pieces, _edit(said, values[0], moment))


def _worded(said: Utterance) -> Edit | None:
    """Read a new name or prompt: one that is quoted, or all that follows a colon."""
    if _NEW.match(said.text, said.begin):
        return None
    colon = said.words.find(":") + 1
    head = said.part(said.begin, said.begin + colon - 1) if colon else said
    pieces = pieces_of(head)
    value = said.part(said.begin + colon, said.end) if colon else _last_quoted(said, pieces)
    if not colon and value:
        pieces = [piece for piece in pieces if piece.begin != value.begin]
    cues = {piece.cue for piece in pieces}
    if value is None or not value.words or cues - _SURE_CHANGES - _WITH - _TEXTS or len(cues & _TEXTS) != 1:
        return None
    text = text_in(value)
    return _of(said, pieces, Edit(changes=Changes(name=text) if Cue.TITLE in cues else Changes(prompt=text)))


def _last_quoted(said: Utterance, pieces: Sequence[Piece]) -> Utterance | None:
    """Return what stands in the last quotes, where a task is named besides."""
    tasks = [piece for piece in pieces if piece.cue in {Cue.TASK, Cue.NAME, Cue.IT}]
    quoted = [piece for piece in tasks if HIDDEN in said.text[piece.begin : piece.end]]
    return said.part(quoted[-1].begin, quoted[-1].end) if quoted and len(tasks) > 1 else None


def _of(said: Utterance, pieces: Sequence[Piece], edit: Edit | None) -> Edit | None:
    """Return the edit of the task that is named among some words, or of the one talked about."""
    task = task_of(said, [piece for piece in pieces if piece.cue is not Cue.KIND])
    if edit is None or (task is None and any(piece.cue in {Cue.TASK, Cue.NAME} for piece in pieces)):
        return None
    if task is None and not any(piece.cue is Cue.IT for piece in pieces):
        return None
    return replace(edit, referred=referred(task) if task else _IT)


def _schedule_at(said: Utterance, place: int) -> Piece | None:
    if _ENDS.match(said.text, place):  # after a word for change "to 6" is no end
        return None
    lasting = _FROM_NOW.search(said.text, place, said.end)
    stretch = stretch_at(said.text[: lasting.start() if lasting else said.end], place)
    return Piece(Cue.SCHEDULE, place, stretch.end) if stretch and stretch.end > place else None


def _place_at(said: Utterance, place: int) -> Piece | None:
    found = _PLACE.match(said.text, place, said.end)
    return Piece(Cue.PLACE, place, found.end()) if found else None


def _without_old(said: Utterance, pieces: Sequence[Piece]) -> list[Piece]:
    """Leave out what it was until now: "instead of daily", 别发群里了."""
    kept: list[Piece] = []
    is_old = False
    for piece in pieces:
        if piece.cue in _OLD:
            is_old = True
            kept.append(piece)
        elif is_old and piece.cue in _VALUES:
            is_old = False
        else:
            is_old = is_old and (piece.cue in _WITH) and "," not in said.text[kept[-1].end : piece.begin]
            kept.append(piece)
    return kept


def _edit(said: Utterance, value: Piece, moment: Moment) -> Edit | None:
    part = said.part(value.begin, value.end)
    if value.cue is Cue.SCHEDULE:
        spoken = schedule_in(part, moment)
        phrases = spoken.schedule.phrases if spoken and spoken.schedule else ()
        is_shift = any(isinstance(phrase, Delay) for phrase in phrases)  # "make it half an hour later"
        return None if is_shift else spoken_edit(spoken)
    front = _TO.match(part.text, part.begin, part.end)
    post = post_in(said.part(front.end(), part.end) if front else part)
    return Edit(changes=Changes(post_to=post)) if post else None
