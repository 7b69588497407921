"""What can be done about a run, by its state."""

from typing import Final

from cards.actions import Press, Snooze, Verb
from cards.controls import Button, Look, button_row
from cards.elements import Column, Columns, Element, Rule
from cards.reader import Reader
from cards.run_incident import Told, incident_buttons
from cards.task_buttons import task_button
from cards.texts import say
from scheduler.filling import missing_in
from scheduler.model import OPEN_STATES, Cause, Run, RunState, Task, TaskStatus
from scheduler.run_requests import can_be_snoozed

_AGAIN: Final = {
    RunState.SUCCEEDED: ("button.run.again", Look.DEFAULT),
    RunState.CANCELLED: ("button.run.again", Look.DEFAULT),
    RunState.SKIPPED: ("button.run.catch_up", Look.DEFAULT),
    RunState.FAILED: ("button.run.retry", Look.PRIMARY),
    RunState.TIMED_OUT: ("button.run.retry", Look.PRIMARY),
    RunState.MISSED: ("button.run.catch_up", Look.PRIMARY),
    RunState.UNKNOWN: ("button.run.again", Look.DEFAULT),  # checking comes first
}
_CAN_BE_STOPPED: Final = OPEN_STATES
_GONE: Final = {TaskStatus.DELETED, TaskStatus.TRIAL}
_TROUBLED: Final = {RunState.FAILED, RunState.TIMED_OUT}


def run_buttons(run: Run, task: Task, reader: Reader, told: Told | None = None) -> tuple[Element, ...]:
    """Return the row of buttons; one that is being stopped has none, nor has one of a task that is gone."""
    if can_be_snoozed(run, task):
        return (Rule(), button_row(*(_snooze_button(run, how, reader) for how in Snooze)))
    if run.state in _CAN_BE_STOPPED and run.cancel_requested_at is None:
        return (Rule(), button_row(_run_button(Verb.RUN_STOP, run, reader)))
    if run.state not in _AGAIN or task.status in _GONE:
        return ()
    if told and told.is_first:
        return _about_incident(told, reader)
    can_pause = run.state in _TROUBLED and task.status is TaskStatus.ACTIVE
    pause = task_button(Verb.TASK_PAUSE, task, reader.locale) if can_pause else None
    if run.cause is Cause.MISSING_VALUE and missing_in(task.spec.action):
        # As it is, it would fail again: giving the value comes first.
        edit = task_button(Verb.TASK_EDIT, task, reader.locale, look=Look.PRIMARY)
        return (Rule(), button_row(edit, _again(run, reader, Look.DEFAULT), pause))
    show = task_button(Verb.TASK_SHOW, task, reader.locale)
    if run.state is RunState.MISSED:
        skip = _run_button(Verb.RUN_SKIP, run, reader) if run.is_unanswered_miss else None
        again = _again(run, reader, None if skip else Look.DEFAULT)
        return (Rule(), button_row(again, skip, show))
    return (Rule(), button_row(_again(run, reader), show, pause))


def _about_incident(told: Told, reader: Reader) -> tuple[Element, ...]:
    # As it is, it would fail again: giving the value comes first.
    lacks = told.run.cause is Cause.MISSING_VALUE and bool(missing_in(told.task.spec.action))
    is_main = told.incident.is_open and not lacks
    again = _again(told.run, reader, None if is_main else Look.DEFAULT)
    return incident_buttons(told, again, reader, edit_first=lacks)


def _again(run: Run, reader: Reader, look: Look | None = None) -> Button:
    code, usual = _AGAIN[run.state]
    press = Press(Verb.RUN_AGAIN, run.id)
    return Button(key="run_again", label=say(code, reader.locale), press=press, look=look or usual)


def unsnooze_button(run: Run, reader: Reader) -> Button:
    """A small button that takes back what was put off."""
    return _run_button(Verb.RUN_UNSNOOZE, run, reader, look=Look.LINK, tiny=True)


def beside(element: Element, button: Button) -> Element:
    """Return a small button at the end of a line."""
    return Columns((Column((element,), weight=1, centred=True), Column((button,), centred=True)))


def _snooze_button(run: Run, how: Snooze, reader: Reader) -> Button:
    return Button(
        key=f"snooze_{how}",
        label=say(f"button.snooze.{how}", reader.locale),
        press=Press(Verb.RUN_SNOOZE, run.id, args={"for": how.value}),
    )


def _run_button(
    verb: Verb, run: Run, reader: Reader, *, look: Look = Look.DEFAULT, tiny: bool = False
) -> Button:
    return Button(
        key=verb.value.replace(".", "_"),
        label=say(f"button.{verb}", reader.locale),
        press=Press(verb, run.id),
        look=look,
        tiny=tiny,
    )
