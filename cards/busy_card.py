"""A run of the task is open already: shall another follow it?"""

from dataclasses import dataclass

from cards.actions import Press, Verb
from cards.controls import Button, Look, button_row
from cards.elements import Card, Element, Header, Note, Rule, Text, Tone, name_of
from cards.reader import Reader
from cards.texts import say
from scheduler.model import OPEN_STATES, Run, RunState, Task


@dataclass(frozen=True, slots=True)
class BusyView:
    """`choice` is "after" or "left" once `asker`, a name, has said so."""

    task: Task
    run: Run
    asker: str
    note: str = ""
    choice: str = ""


def busy_card(view: BusyView, reader: Reader) -> Card:
    """Say what is going on, and ask; once it was answered, say how."""
    asked = _first_line(view, reader)
    tone = Tone.GREY if view.choice else Tone.ORANGE
    # Without how long it takes: nothing draws this card anew while it does.
    state = () if view.choice else (say(f"state.{view.run.state}", reader.locale),)
    return Card(
        header=Header(name_of(view.task.spec.title), tone, state),
        elements=(Text(asked), *_question(view, reader)),
        summary=f"{name_of(view.task.spec.title)} · {asked}",
    )


def _first_line(view: BusyView, reader: Reader) -> str:
    if view.choice:
        return say(f"busy.{view.choice}", reader.locale, name=name_of(view.asker) if view.asker else "")
    if view.run.state not in OPEN_STATES:
        return say("busy.over", reader.locale)
    code = "busy.queued" if view.run.state is RunState.QUEUED else "busy.running"
    return say(code, reader.locale, title=name_of(view.task.spec.title))


def _question(view: BusyView, reader: Reader) -> tuple[Element, ...]:
    if view.choice:
        return ()
    after = _button(Verb.RUN_AFTER, view, reader, Look.PRIMARY)
    return (
        Note(say("busy.ask", reader.locale)),
        Rule(),
        button_row(after, _button(Verb.RUN_LEAVE, view, reader)),
    )


def _button(verb: Verb, view: BusyView, reader: Reader, look: Look = Look.DEFAULT) -> Button:
    key = verb.value.replace(".", "_")
    press = Press(verb, view.task.id)
    return Button(key=key, label=say(f"button.{verb}", reader.locale), press=press, look=look)
