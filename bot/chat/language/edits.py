"""The edit of a task, whatever the language: one clause or several, with the task in front or within."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.chat.language.changes import Spoken, joined, schedule_in
from bot.chat.language.edit_patterns import AND_THEN
from bot.chat.language.meaning import Changes
from bot.chat.language.once import Moment
from bot.chat.language.references import Referred, referred
from bot.chat.language.topics import topic_of
from bot.chat.language.utterance import Utterance

_NO_TASK_NAMED = Referred()
_NOTHING_CHANGED = Changes()


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one task; `referred` is empty where none was named."""

    referred: Referred = _NO_TASK_NAMED
    changes: Changes = _NOTHING_CHANGED
    lasting: bool = False
    unknown_zone: str = ""


Clause = Callable[[Utterance, Moment], Edit | None]
"""Reads the edit that a single clause is, in one language."""


def clauses_of(said: Utterance) -> list[Utterance]:
    """Cut a message where a further change may begin; what is quoted is never cut."""
    clauses, begin = [], said.begin
    for found in AND_THEN.finditer(said.text, said.begin, said.end):
        clauses.append(said.part(begin, found.start()))
        begin = found.end()
    return [clause for clause in (*clauses, said.part(begin, said.end)) if clause.begin < clause.end]


def composed(said: Utterance, moment: Moment, clause: Clause) -> Edit | None:
    """Return the edit that a message is: one clause or several, with the task named in front or within."""
    topic = topic_of(said)
    edit = _of_all(topic[1], moment, clause) if topic else None
    if topic and edit and edit.changes and (edit.referred.ref is None or edit.referred.ref.it):
        return replace(edit, referred=referred(topic[0]))
    return _of_all(said, moment, clause)


def _of_all(said: Utterance, moment: Moment, clause: Clause) -> Edit | None:
    return _of_clauses(clauses_of(said), moment, clause) or clause(said, moment)


def _of_clauses(clauses: Sequence[Utterance], moment: Moment, clause: Clause) -> Edit | None:
    """Join what several clauses change; None where one of them is no change, or of another task."""
    edit = clause(clauses[0], moment) if len(clauses) > 1 else None
    for further in clauses[1:]:
        more = (clause(further, moment) or spoken_edit(schedule_in(further, moment))) if edit else None
        if edit is None or more is None or (more.referred.ref and not more.referred.ref.it):
            return None
        edit = replace(edit, changes=joined(edit.changes, more.changes, moment))
    return edit


def spoken_edit(spoken: Spoken | None) -> Edit | None:
    """Return the edit of a schedule or a zone that was read."""
    if spoken is None:
        return None
    return Edit(changes=Changes(schedule=spoken.schedule, zone=spoken.zone), unknown_zone=spoken.unknown_zone)
