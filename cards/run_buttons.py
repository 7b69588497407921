"""What can be done about a run, by its state."""

from typing import Final

from cards.actions import Press, Verb
from cards.controls import Button, Look, button_row
from cards.elements import Element, Rule
from cards.reader import Reader
from cards.task_buttons import task_button
from cards.texts import say
from scheduler.model import Run, RunState, Task, TaskStatus

_AGAIN: Final = {
    RunState.SUCCEEDED: ("button.run.again", Look.DEFAULT),
    RunState.CANCELLED: ("button.run.again", Look.DEFAULT),
    RunState.SKIPPED: ("button.run.catch_up", Look.DEFAULT),
    RunState.FAILED: ("button.run.retry", Look.PRIMARY),
    RunState.TIMED_OUT: ("button.run.retry", Look.PRIMARY),
    RunState.MISSED: ("button.run.catch_up", Look.PRIMARY),
    RunState.UNKNOWN: ("button.run.again", Look.DEFAULT),  # checking comes first
}
_TROUBLED: Final = {RunState.FAILED, RunState.TIMED_OUT}


def run_buttons(run: Run, task: Task, reader: Reader) -> tuple[Element, ...]:
    """Return the row of buttons; an open run, and one of a deleted task, has none."""
    if run.state not in _AGAIN or task.status is TaskStatus.DELETED:
        return ()
    code, look = _AGAIN[run.state]
    again = Button(
        key="run_again", label=say(code, reader.locale), press=Press(Verb.RUN_AGAIN, run.id), look=look
    )
    show = task_button(Verb.TASK_SHOW, task, reader.locale)
    can_pause = run.state in _TROUBLED and task.status is TaskStatus.ACTIVE
    pause = task_button(Verb.TASK_PAUSE, task, reader.locale) if can_pause else None
    return (Rule(), button_row(again, show, pause))
