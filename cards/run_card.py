"""The one card of a run: queued, running, then one final form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cards.actions import Verb
from cards.contents import icon_of
from cards.controls import Look
from cards.elements import Card, Element, Header, Note, Text, name_of
from cards.markup import one_line
from cards.reader import Reader
from cards.run_buttons import beside, run_buttons, unsnooze_button
from cards.run_facts import run_facts
from cards.run_incident import Told, incident_facts, incident_lines, incident_note, tags_of, tone_of
from cards.run_result import artifact_lines, preview
from cards.run_sentence import first_line
from cards.run_trail import trail
from cards.run_words import TONES, state_words
from cards.task_buttons import task_button
from cards.texts import say
from cards.times import clock, short_moment
from scheduler.model import (
    OPEN_STATES,
    Artifact,
    DeliveryState,
    Run,
    RunKind,
    RunState,
    StaticText,
    Task,
    TaskStatus,
)
from scheduler.placeholders import names_in
from scheduler.run_requests import can_be_snoozed
from scheduler.triggers import zone_of

_FULL_STOPS: Final = " 。.！!"


@dataclass(frozen=True, slots=True)
class RunView:
    """`requested_by` is the person's name, "" for a scheduled run; so is `stopped_by`, who
    stopped it, or left it at that it was missed.

    `snoozed` is the run that is to repeat this one, as `snoozed_by` wanted.
    """

    run: Run
    task: Task
    requested_by: str
    artifacts: Sequence[Artifact]
    next_fire_time: datetime | None
    stopped_by: str = ""
    snoozed: Run | None = None
    snoozed_by: str = ""
    told: Told | None = None  # of a failure that is counted
    is_folded: bool = False  # the result stands here alone


def run_card(view: RunView, reader: Reader) -> Card:
    """Draw a run as it stands."""
    run, task, told = view.run, view.task, view.told
    over = tags_of(told, reader) if told else ()
    return Card(
        header=Header(
            name_of(task.spec.title),
            tone_of(told) if told else TONES[run.state],
            (*_trial(task, reader), state_words(run, reader), *over),
            icon_of(task.spec.action),
        ),
        elements=(
            *_body(view, reader),
            *run_facts(run, task, view.next_fire_time, reader, incident_facts(told, reader)),
            *run_buttons(run, task, reader, told),
            *_foot(view, reader),
        ),
        summary=_summary(view, reader),
    )


def _trial(task: Task, reader: Reader) -> tuple[str, ...]:
    return (say("task.trial", reader.locale),) if task.status is TaskStatus.TRIAL else ()


def _body(view: RunView, reader: Reader) -> tuple[Element, ...]:
    run = view.run
    if run.state is RunState.SUCCEEDED and _is_title(run.result, view.task):
        return ()
    if run.state is RunState.SUCCEEDED and run.result.strip():
        shown = preview(run.result, view.task.spec.action, reader)
        return (*shown, *artifact_lines(view.artifacts, run.result, reader))
    said = Text(first_line(run, view.task, reader, view.stopped_by))
    below = incident_lines(view.told, reader) if view.told else trail(run, view.task, reader)
    return (said, *below)


def _is_title(text: str, task: Task) -> bool:
    """Tell whether the header says it all: a reminder that nobody named is called what it says."""
    words = one_line(text).strip(_FULL_STOPS).casefold()
    return isinstance(task.spec.action, StaticText) and words == task.spec.title.casefold()


def _foot(view: RunView, reader: Reader) -> tuple[Element, ...]:
    """Say where it came from. A reminder's buttons put it off: the others stand here, small."""
    note = Note(_footer(view, reader))
    if view.told:
        return (*incident_note(view.told, reader), note)
    if not can_be_snoozed(view.run, view.task):
        return (note,)
    lines = [beside(note, task_button(Verb.TASK_SHOW, view.task, reader.locale, look=Look.LINK, tiny=True))]
    if view.snoozed:
        when, name = short_moment(view.snoozed.due_at, reader), name_of(view.snoozed_by)
        again = Text(say("run.comes_again", reader.locale, when=when, name=name if view.snoozed_by else ""))
        lines.insert(0, beside(again, unsnooze_button(view.run, reader)))
    return tuple(lines)


def _footer(view: RunView, reader: Reader) -> str:
    """Say what began the run, and where its result is once that has arrived; a reminder stands here whole."""
    run = view.run
    arrived = (
        run.state is RunState.SUCCEEDED
        and run.delivery is DeliveryState.DELIVERED
        and run.result.strip()
        and not isinstance(view.task.spec.action, StaticText)
        and not view.is_folded
    )
    where = say("run.in_thread", reader.locale) if arrived else ""
    return " · ".join(filter(None, (_trigger(view, reader), where)))


def _trigger(view: RunView, reader: Reader) -> str:
    run = view.run
    if run.kind is RunKind.SCHEDULED:
        return say("run.scheduled", reader.locale, when=_clock(run.fire_time, reader))
    if run.kind is RunKind.SNOOZED:
        name, when = name_of(view.requested_by), _clock(run.fire_time, reader)
        return say("run.snoozed_by", reader.locale, name=name, when=when)
    return say("run.by", reader.locale, name=name_of(view.requested_by), when=_clock(run.created_at, reader))


def _clock(instant: datetime, reader: Reader) -> str:
    return clock(instant.astimezone(zone_of(reader.zone)).time())


def _summary(view: RunView, reader: Reader) -> str:
    """Return what a notification says: of a reminder its text, which is all that anybody wants of it."""
    text = one_line(_reminder(view))
    if not text:
        return _state_in_short(view, reader)
    if _is_title(text, view.task):
        return text
    return say("run.reminds", reader.locale, title=name_of(view.task.spec.title), text=text)


def _reminder(view: RunView) -> str:
    """Return what the run posts as it was written; "" where that is not known, or not what it does."""
    run, action = view.run, view.task.spec.action
    if not isinstance(action, StaticText) or run.state not in {*OPEN_STATES, RunState.SUCCEEDED}:
        return ""
    return run.result or ("" if names_in(action.text) else action.text)


def _state_in_short(view: RunView, reader: Reader) -> str:
    count = len(view.artifacts)
    code = "run.one_result" if count == 1 else "run.results"
    is_done = view.run.state is RunState.SUCCEEDED and count
    what = say(code, reader.locale, count=count) if is_done else ""
    return say(
        "run.summary",
        reader.locale,
        title=name_of(view.task.spec.title),
        state=say(f"state.{view.run.state}", reader.locale),
        what=what,
    )
