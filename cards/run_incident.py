"""What the card of a failed run tells of its incident: how often, who looks after it, and how it ended."""

from dataclasses import dataclass
from datetime import datetime

from cards.actions import Press, Verb
from cards.controls import BUTTONS_IN_VIEW, Button, Look, button_row
from cards.elements import Element, Fact, Markdown, Note, Rule, Text, Tone, name_of
from cards.markup import escape
from cards.reader import Reader
from cards.run_words import TONES
from cards.task_buttons import task_button
from cards.texts import say
from cards.times import clock, sentence, short_moment
from scheduler.incidents import Incident, IncidentEnd
from scheduler.model import PauseReason, Run, Task, TaskStatus
from scheduler.triggers import zone_of


@dataclass(frozen=True, slots=True)
class Told:
    """An incident as the card of `run` tells it; `looks_after` is the name of whoever acknowledged it.

    The card of the run that failed first tells all of it, that of a repeat only where to look.
    """

    run: Run
    task: Task
    incident: Incident
    looks_after: str = ""

    @property
    def is_first(self) -> bool:
        return self.incident.run_id == self.run.id


def tone_of(told: Told) -> Tone:
    """A failure that is over needs nobody any more."""
    return TONES[told.run.state] if told.incident.is_open or not told.is_first else Tone.GREY


def tags_of(told: Told, reader: Reader) -> tuple[str, ...]:
    is_back = told.is_first and told.incident.end is IncidentEnd.RECOVERED
    return (say("incident.is_back", reader.locale),) if is_back else ()


def incident_lines(told: Told, reader: Reader) -> tuple[Element, ...]:
    """Return what stands below the cause: what became of it, or where its repeats are counted."""
    if not told.is_first:
        when = _when(told.incident.opened_at, reader)
        return (Note(say("incident.repeat", reader.locale, when=when)),)
    return (*_ending(told.incident, reader), *_stopped(told.task, reader))


def incident_facts(told: Told | None, reader: Reader) -> tuple[Fact | None, ...]:
    if told is None or not told.is_first:
        return ()
    return (_times(told.incident, reader), _looked_after(told, reader))


def incident_note(told: Told, reader: Reader) -> tuple[Element, ...]:
    """Say what it means that somebody looks after it."""
    is_quiet = told.is_first and told.incident.is_open and told.incident.acknowledged_at is not None
    return (Note(say("incident.quiet", reader.locale)),) if is_quiet else ()


def incident_buttons(
    told: Told, again: Button, reader: Reader, *, edit_first: bool = False
) -> tuple[Element, ...]:
    """Return three things to do about it as buttons, and the rest small below them."""
    task, locale = told.task, reader.locale
    show, history = (task_button(verb, task, locale) for verb in (Verb.TASK_SHOW, Verb.TASK_HISTORY))
    if not told.incident.is_open:
        return (Rule(), button_row(again, show, history))
    edit = task_button(Verb.TASK_EDIT, task, locale, look=Look.PRIMARY if edit_first else Look.DEFAULT)
    take, switch = _take(told, reader), _switch(task, reader)
    ordered: tuple[Button | None, ...]
    if edit_first:
        ordered = (edit, again, take, switch)
    else:  # a task that was stopped waits to be resumed
        ordered = (again, switch, take, edit) if is_stopped(task) else (again, take, edit, switch)
    shown = [button for button in ordered if button]
    small = [_small(button) for button in (*shown[BUTTONS_IN_VIEW:], show, history)]
    return (Rule(), button_row(*shown[:BUTTONS_IN_VIEW]), button_row(*small))


def _take(told: Told, reader: Reader) -> Button | None:
    if told.incident.acknowledged_at is not None:
        return None
    return Button(
        key="incident_take",
        label=say(f"button.{Verb.INCIDENT_TAKE}", reader.locale),
        press=Press(Verb.INCIDENT_TAKE, told.incident.run_id),
    )


def _switch(task: Task, reader: Reader) -> Button | None:
    match task.status:
        case TaskStatus.ACTIVE:
            return task_button(Verb.TASK_PAUSE, task, reader.locale)
        case TaskStatus.PAUSED:
            return task_button(Verb.TASK_RESUME, task, reader.locale)
        case _:
            return None


def _small(button: Button) -> Button:
    return Button(key=button.key, label=button.label, press=button.press, look=Look.TEXT, tiny=True)


def _ending(incident: Incident, reader: Reader) -> tuple[Element, ...]:
    if incident.end is None or incident.closed_at is None:
        return ()
    words = say(f"incident.over.{incident.end}", reader.locale, when=_when(incident.closed_at, reader))
    if incident.end is IncidentEnd.RECOVERED:
        return (Markdown(f"<font color='green'>{escape(sentence(words))}</font>", "ending"),)
    return (Text(sentence(words), "ending"),)


def is_stopped(task: Task) -> bool:
    """Tell whether failures have paused the task."""
    return task.status is TaskStatus.PAUSED and task.pause_reason is PauseReason.FAILURES


def _stopped(task: Task, reader: Reader) -> tuple[Element, ...]:
    """Say that, and what follows."""
    if not is_stopped(task):
        return ()
    return (Text(say("incident.stopped", reader.locale, count=task.failures_in_row), "stopped"),)


def _times(incident: Incident, reader: Reader) -> Fact | None:
    if incident.count < 2:
        return None
    since, last = _when(incident.opened_at, reader), _when(incident.last_at, reader)
    words = say("incident.times", reader.locale, count=incident.count, since=since, last=last)
    return Fact(say("label.failures", reader.locale), Text(words))


def _looked_after(told: Told, reader: Reader) -> Fact | None:
    at = told.incident.acknowledged_at
    if at is None:
        return None
    name = name_of(told.looks_after) if told.looks_after else ""
    words = say("incident.taken", reader.locale, name=name, when=_when(at, reader))
    return Fact(say("label.looks_after", reader.locale), Text(words))


def _when(instant: datetime, reader: Reader) -> str:
    """Say when, of today by the clock alone: it is told in one line with other times."""
    zone = zone_of(reader.zone)
    minute = instant.replace(second=0, microsecond=0)
    local = minute.astimezone(zone)
    is_today = local.date() == reader.now.astimezone(zone).date()
    return clock(local.time()) if is_today else short_moment(minute, reader)
