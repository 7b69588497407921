"""The card of a task: what it does, when next, and the buttons that its state allows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cards.absence import missed_line
from cards.actions import Verb
from cards.behaviour import behaviour
from cards.contents import icon_of, shortly, whole_content
from cards.controls import Button, Look, button_row
from cards.elements import Card, Element, Fact, Header, Markdown, Rule, Text, Tone, facts, name_of
from cards.holidays import provisional_note
from cards.markup import bold, cut, escape, one_line
from cards.places import place_of
from cards.reader import Reader
from cards.run_buttons import beside
from cards.run_words import last_run_words
from cards.task_buttons import rights_button, task_button
from cards.texts import say
from cards.times import moment, needs_zone, sentence
from cards.words import schedule_in_words
from scheduler.model import UNDO_FOR, Locale, PauseReason, Run, Task, TaskStatus

_NOTE: Final = 200  # characters
TONES: Final = {
    TaskStatus.ACTIVE: Tone.GREEN,
    TaskStatus.PAUSED: Tone.GREY,
    TaskStatus.FINISHED: Tone.GREY,
    TaskStatus.DELETED: Tone.GREY,
    TaskStatus.TRIAL: Tone.GREY,
}
_MORE: Final = (Verb.TASK_HISTORY, Verb.TEMPLATE_FROM_TASK, Verb.TASK_DELETE)


@dataclass(frozen=True, slots=True)
class TaskView:
    """`owner` is the person's name or "", `chat` the group's name, "" for a personal chat."""

    task: Task
    owner: str
    chat: str
    last_run: Run | None
    elsewhere: bool = False  # it posts to another chat than the card stands in


def task_card(view: TaskView, reader: Reader) -> Card:
    """Draw a task as it stands."""
    task, locale = view.task, reader.locale
    state = say(f"task.{task.status}", locale)
    return Card(
        header=Header(name_of(task.spec.title), TONES[task.status], (state,), icon_of(task.spec.action)),
        elements=(
            Markdown(bold(_first_line(task, reader))),
            *_pause_note(task, reader),
            *_missed(view, reader),
            *_facts(view, reader),
            *_owner(view, reader),
            *behaviour(task.spec.policies, reader),
            *whole_content(task.spec.action, reader),
            *_buttons(task, reader),
        ),
        summary=say("task.summary", locale, title=name_of(task.spec.title), state=state),
    )


def schedule_for(task: Task, reader: Reader) -> str:
    """Say when the task runs."""
    trigger = task.spec.trigger
    with_zone = needs_zone(trigger.zone, reader)
    return schedule_in_words(trigger, reader.locale, now=reader.now, with_zone=with_zone)


def _first_line(task: Task, reader: Reader) -> str:
    match task.status:
        case TaskStatus.PAUSED:
            return _why_paused(task, reader)
        case TaskStatus.FINISHED:
            return say("task.is_finished", reader.locale)
        case TaskStatus.DELETED:
            until = moment(_last_chance(task), reader)
            return say("task.is_deleted", reader.locale, until=until)
        case _:
            return sentence(schedule_for(task, reader))


def _last_chance(task: Task) -> datetime:
    """Return until when a deleted task can be restored; the seconds say nothing."""
    deleted_at = task.deleted_at or task.updated_at
    return deleted_at.replace(second=0, microsecond=0) + UNDO_FOR


def _why_paused(task: Task, reader: Reader) -> str:
    if task.pause_reason is PauseReason.FAILURES:
        return say("task.is_stopped", reader.locale, count=task.failures_in_row)
    if task.pause_reason is PauseReason.UNREACHABLE:
        return say("task.is_unreachable", reader.locale)
    if task.paused_until is not None:
        return say("task.is_paused_until", reader.locale, until=moment(task.paused_until, reader))
    return say("task.is_paused", reader.locale)


def _pause_note(task: Task, reader: Reader) -> tuple[Element, ...]:
    """Say why it is paused, in the words of whoever paused it."""
    if task.status is not TaskStatus.PAUSED or not task.pause_note:
        return ()
    why = say("list.paused_for", reader.locale, note=cut(one_line(task.pause_note), _NOTE))
    return (Text(sentence(why)),)


def _missed(view: TaskView, reader: Reader) -> tuple[Element, ...]:
    """Say that the last run was missed, until one follows or somebody leaves it at that."""
    run = view.last_run
    if run is None or not run.is_unanswered_miss:
        return ()
    return (Markdown(f"<font color='orange'>{escape(missed_line(run, view.task, reader))}</font>"),)


def _facts(view: TaskView, reader: Reader) -> tuple[Element, ...]:
    task, locale = view.task, reader.locale
    place = place_of(task.spec.destination, view.chat, reader, elsewhere="place.owner")
    return facts(
        _when(task, reader),
        _provisional(task, reader),
        _last(view, reader),
        _content(task, reader),
        Fact(say("label.to", locale), Text(place)) if _is_told(view) else None,
    )


def _is_told(view: TaskView) -> bool:
    """Tell whether to say where it posts and whose it is: otherwise it is one's own, and posts here."""
    return view.task.spec.destination.in_group or view.elsewhere


def _owner(view: TaskView, reader: Reader) -> tuple[Element, ...]:
    """Say whose it is; in a group what one may do oneself is a tap away."""
    if not (view.owner and _is_told(view)):
        return ()
    owner = Fact(say("label.owner", reader.locale), Text(name_of(view.owner)))
    if not view.task.spec.destination.in_group:
        return (owner,)
    rights = rights_button(view.task.id, reader.locale, look=Look.LINK, tiny=True)
    return (beside(owner, rights),)


def _content(task: Task, reader: Reader) -> Fact | None:
    """Say what it does, where its name does not say it already."""
    content = shortly(task.spec.action)
    if content.casefold() == task.spec.title.casefold():
        return None
    return Fact(say("label.content", reader.locale), Text(content))


def _when(task: Task, reader: Reader) -> Fact:
    """Say when next, or for a task that is not on, by which rule it runs."""
    if task.status is TaskStatus.ACTIVE:
        return Fact(say("label.next", reader.locale), Text(_next(task, reader)))
    return Fact(say("label.schedule", reader.locale), Text(sentence(schedule_for(task, reader))))


def _provisional(task: Task, reader: Reader) -> Fact | None:
    """Say that the next run may still move, while the holidays of its year are not published."""
    words = provisional_note(task.spec.trigger, reader) if task.status is TaskStatus.ACTIVE else ""
    return Fact(say("label.holidays", reader.locale), Text(words)) if words else None


def _next(task: Task, reader: Reader) -> str:
    if task.next_fire_time is None:
        return say("task.no_next", reader.locale)
    return sentence(moment(task.next_fire_time, reader, task.spec.trigger.zone))


def _last(view: TaskView, reader: Reader) -> Fact | None:
    if view.last_run is None or view.last_run.is_unanswered_miss:
        return None
    words = sentence(last_run_words(view.last_run, reader))
    return Fact(say("label.last", reader.locale), Text(words))


def _buttons(task: Task, reader: Reader) -> tuple[Element, ...]:
    """Return what is done often as buttons, and the rest small below them."""
    locale = reader.locale
    match task.status:
        case TaskStatus.ACTIVE:
            shown = [_main(Verb.TASK_RUN, task, locale), task_button(Verb.TASK_PAUSE, task, locale)]
        case TaskStatus.PAUSED:
            shown = [_main(Verb.TASK_RESUME, task, locale), task_button(Verb.TASK_RUN, task, locale)]
        case TaskStatus.FINISHED:
            shown = [task_button(Verb.TASK_RUN, task, locale)]
        case TaskStatus.DELETED:
            return (Rule(), button_row(_main(Verb.TASK_RESTORE, task, locale)))
        case TaskStatus.TRIAL:
            return ()
    more = [task_button(verb, task, locale, look=Look.TEXT, tiny=True) for verb in _MORE]
    return (Rule(), button_row(*shown, task_button(Verb.TASK_EDIT, task, locale)), button_row(*more))


def _main(verb: Verb, task: Task, locale: Locale) -> Button:
    return task_button(verb, task, locale, look=Look.PRIMARY)
