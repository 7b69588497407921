"""The difference card: what a change does to a task, old and new, before it is saved."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cards.actions import Press, Verb
from cards.assumed import assumptions
from cards.contents import icon_of
from cards.controls import Button, Look, button_row
from cards.differences import Places, difference_line, differences
from cards.elements import Card, Element, Fact, Header, Note, Rule, Text, Tone, name_of
from cards.reader import Reader
from cards.texts import say
from cards.times import moment, sentence
from scheduler.drafts import DRAFT_LIFE, Draft, DraftState
from scheduler.model import TaskSpec, TaskStatus

_TONES: Final = {
    DraftState.OPEN: Tone.ORANGE,
    DraftState.SAVED: Tone.GREEN,
    DraftState.CANCELLED: Tone.GREY,
    DraftState.EXPIRED: Tone.GREY,
}
_MINUTES: Final = DRAFT_LIFE // timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """`before` is the task as it was looked at; `next_run` is the first one after saving."""

    draft: Draft
    before: TaskSpec
    asker: str
    places: Places
    status: TaskStatus
    next_run: datetime | None
    has_twin: bool = False  # another task of the owner has the new name
    closed_by: str = ""


def change_card(view: ChangeView, reader: Reader) -> Card:
    """Draw the draft of a change: open, or closed with who or what closed it."""
    draft, locale = view.draft, reader.locale
    is_late = draft.state is DraftState.OPEN and draft.expires_at <= reader.now
    state = DraftState.EXPIRED if is_late else draft.state
    words = say(f"change.{state}", locale)
    title = name_of(view.before.title)
    return Card(
        header=Header(title, _TONES[state], (words,), icon_of(draft.spec.action)),
        elements=_open(view, reader) if state is DraftState.OPEN else _closed(view, state, reader),
        summary=say("task.summary", locale, title=title, state=words),
    )


def _open(view: ChangeView, reader: Reader) -> tuple[Element, ...]:
    lines = [
        difference_line(one, reader) for one in differences(view.before, view.draft.spec, view.places, reader)
    ]
    first = "change.will_be" if lines else "change.nothing"
    return (
        Text(say(first, reader.locale)),
        *lines,
        *assumptions(view.draft, reader),
        Fact(say("label.next", reader.locale), Text(_next(view, reader))),
        *((Note(say("change.twin", reader.locale)),) if view.has_twin else ()),
        Rule(),
        button_row(*_buttons(view.draft, reader)),
        Note(_footer(view, reader)),
    )


def _next(view: ChangeView, reader: Reader) -> str:
    if view.status is TaskStatus.PAUSED:
        return say("change.paused", reader.locale)
    if view.next_run is None:
        return say("change.never", reader.locale)
    return sentence(moment(view.next_run, reader, view.draft.spec.trigger.zone))


def _buttons(draft: Draft, reader: Reader) -> tuple[Button, ...]:
    return (
        _button(Verb.DRAFT_SAVE, "button.draft.save", draft, reader, Look.PRIMARY),
        _button(Verb.DRAFT_CHANGE, "button.change.more", draft, reader),
        _button(Verb.DRAFT_CANCEL, "button.change.drop", draft, reader, Look.TEXT),
    )


def _button(verb: Verb, label: str, draft: Draft, reader: Reader, look: Look = Look.DEFAULT) -> Button:
    key = verb.value.replace(".", "_")
    return Button(key=key, label=say(label, reader.locale), press=Press(verb, draft.id), look=look)


def _footer(view: ChangeView, reader: Reader) -> str:
    if view.before.destination.in_group and view.asker:
        return say("draft.by", reader.locale, asker=name_of(view.asker), minutes=_MINUTES)
    return say("draft.valid", reader.locale, minutes=_MINUTES)


def _closed(view: ChangeView, state: DraftState, reader: Reader) -> tuple[Element, ...]:
    locale = reader.locale
    match state:
        case DraftState.CANCELLED:
            said = say("change.was_cancelled", locale, name=name_of(view.closed_by))
        case DraftState.EXPIRED:
            said = say("change.has_expired", locale, minutes=_MINUTES)
        case _:
            said = say("change.was_saved", locale)
    assert view.draft.amends is not None, "only changes are drawn here"
    press = Press(Verb.TASK_SHOW, view.draft.amends.task_id)
    show = Button(key="task_show", label=say("button.task.show", locale), press=press)
    return (Text(said), Rule(), button_row(show))
