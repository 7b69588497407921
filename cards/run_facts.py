"""What else to know about a run: how often it was tried, what became of its result, when the next is."""

from datetime import datetime
from typing import Final

from cards.absence import absence_facts
from cards.elements import Element, Fact, Markdown, Text, facts
from cards.markup import cut, escape, one_line
from cards.reader import Reader
from cards.texts import say
from cards.times import moment, sentence
from scheduler.model import (
    FAILURE_STATES,
    OPEN_STATES,
    DeliveryState,
    Run,
    RunKind,
    RunState,
    Task,
    TaskStatus,
)

_NOTE: Final = 200  # characters
_MAY_BE_TRIED_AGAIN: Final = FAILURE_STATES | OPEN_STATES
_UNDELIVERED: Final = {DeliveryState.PARTIAL, DeliveryState.FAILED, DeliveryState.UNKNOWN}


def run_facts(
    run: Run, task: Task, following: datetime | None, reader: Reader, more: tuple[Fact | None, ...] = ()
) -> tuple[Element, ...]:
    """Return the facts that this state gives reason to tell, with `more` before when the next is."""
    return facts(
        _note(run, reader),
        _tried(run, reader),
        _delivery(run, reader),
        *absence_facts(run, reader),
        *more,
        _next(run, task, following, reader),
    )


def _note(run: Run, reader: Reader) -> Fact | None:
    """Say what was added for this run alone."""
    if not run.note or run.kind is RunKind.REPLY:
        return None
    return Fact(say("label.run_note", reader.locale), Text(cut(one_line(run.note), _NOTE)))


def _tried(run: Run, reader: Reader) -> Fact | None:
    if run.attempt < (1 if run.state is RunState.FAILED else 2) or run.state not in _MAY_BE_TRIED_AGAIN:
        return None
    code = "run.tried_once" if run.attempt == 1 else "run.tried"
    words = say(code, reader.locale, count=run.attempt)
    return Fact(say("label.tried", reader.locale), Text(words))


def _delivery(run: Run, reader: Reader) -> Fact | None:
    if run.state is not RunState.SUCCEEDED or run.delivery not in _UNDELIVERED:
        return None
    words = say(f"delivery.{run.delivery}", reader.locale)
    return Fact(
        say("label.delivery", reader.locale), Markdown(f"<font color='orange'>{escape(words)}</font>")
    )


def _next(run: Run, task: Task, following: datetime | None, reader: Reader) -> Fact | None:
    if run.state in FAILURE_STATES and task.status is TaskStatus.FINISHED:
        return Fact(say("label.next", reader.locale), Text(say("run.no_next", reader.locale)))
    if run.state in OPEN_STATES or following is None or task.status is not TaskStatus.ACTIVE:
        return None
    words = sentence(moment(following, reader, task.spec.trigger.zone))
    return Fact(say("label.next", reader.locale), Text(words))
