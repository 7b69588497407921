"""Which task was meant, or whether it was this one."""

from collections.abc import Sequence

from cards.actions import Press, Verb
from cards.controls import Button, Choice, Look, button_row
from cards.elements import Card, Element, Header, Note, Rule, Text, Tone, name_of
from cards.reader import Reader
from cards.task_buttons import delete_question
from cards.task_card import schedule_for
from cards.task_list import ListRow, numbered
from cards.texts import is_known, say

_MOST = 5


def pick_card(verb: str, tasks: Sequence[ListRow], reader: Reader) -> Card:
    """Offer at most five candidates for `verb` (`task.pause`); a single one is asked about."""
    return _one(verb, tasks[0], reader) if len(tasks) == 1 else _several(verb, tasks, reader)


def _several(verb: str, tasks: Sequence[ListRow], reader: Reader) -> Card:
    question = _known("pick", verb, reader)
    choices = [
        Choice(key=f"pick_{row.number}", elements=_named(row, reader), press=_choose(verb, row))
        for row in tasks[:_MOST]
    ]
    return Card(
        header=Header(question, Tone.WATHET),
        elements=(*choices, Note(say("pick.none", reader.locale))),
        summary=question,
    )


def _one(verb: str, row: ListRow, reader: Reader) -> Card:
    """Ask about the one task: what it is, and a button that says what happens."""
    task = row.task
    deletes = verb == Verb.TASK_DELETE
    when = Note(_when_and_where(row, reader))
    button = Button(
        key="pick_it",
        label=say(f"button.{verb}" if is_known(f"button.{verb}") else "button.task.show", reader.locale),
        press=_choose(verb, row),
        look=Look.DANGER if deletes else Look.PRIMARY,
    )
    keep = Button(key="keep_it", label=say("pick.keep", reader.locale), press=_choose(Verb.TASK_SHOW, row))
    question = _known("sure", verb, reader)
    more: tuple[Element, ...] = (Note(delete_question(task, reader.locale).text),) if deletes else ()
    return Card(
        header=Header(name_of(task.spec.title), Tone.ORANGE),
        elements=(Text(question), when, *more, Rule(), button_row(button, keep)),
        summary=f"{name_of(task.spec.title)} · {question}",
    )


def _named(row: ListRow, reader: Reader) -> tuple[Element, ...]:
    return (numbered(row), Note(_when_and_where(row, reader)))


def _when_and_where(row: ListRow, reader: Reader) -> str:
    """Tell tasks of one name apart by when they run and where they post."""
    where = name_of(row.place)
    return " · ".join(filter(None, (schedule_for(row.task, reader), where)))


def _choose(verb: str, row: ListRow) -> Press:
    return Press(Verb.PICK_CHOOSE, row.task.id, row.task.revision, {"verb": verb})


def _known(kind: str, verb: str, reader: Reader) -> str:
    code = f"{kind}.{verb}"
    return say(code if is_known(code) else f"{kind}.any", reader.locale)
