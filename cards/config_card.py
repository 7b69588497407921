"""The configuration card: what the members of a group are told when a task is set up there, or changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cards.contents import icon_of, shortly, whole_content
from cards.controls import button_row
from cards.differences import Places, difference_line, differences
from cards.elements import Card, Element, Fact, Header, Markdown, Rule, Text, Tone, name_of
from cards.markup import bold
from cards.reader import Reader
from cards.task_buttons import rights_button
from cards.texts import say
from cards.times import sentence
from cards.words import schedule_in_words
from scheduler.model import TaskId, TaskSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigView:
    """`spec` is the task as it was saved, `before` as it was before that; names are "" where not known."""

    task_id: TaskId
    spec: TaskSpec
    before: TaskSpec | None
    owner: str
    by: str
    places: Places = field(default_factory=Places)


def config_card(view: ConfigView, reader: Reader) -> Card:
    """Draw what holds since it was saved: all of it, or what differs from before."""
    title = name_of(view.spec.title)
    state = say("config.changed" if view.before else "config.set_up", reader.locale)
    told = _changed(view, view.before, reader) if view.before else _set_up(view, reader)
    return Card(
        header=Header(title, Tone.WATHET, (state,), icon_of(view.spec.action)),
        elements=(*told, *_rights(view, reader)),
        summary=say("task.summary", reader.locale, title=title, state=state),
    )


def _set_up(view: ConfigView, reader: Reader) -> Iterator[Element]:
    spec, locale = view.spec, reader.locale
    yield Text(_by("config.first", view, reader))
    schedule = sentence(schedule_in_words(spec.trigger, locale, now=reader.now, with_zone=True))
    yield Fact(say("label.schedule", locale), Markdown(bold(schedule)))
    yield Fact(say("label.content", locale), Text(shortly(spec.action)))
    yield from whole_content(spec.action, reader)


def _changed(view: ConfigView, before: TaskSpec, reader: Reader) -> Iterator[Element]:
    yield Text(_by("config.edit", view, reader))
    for one in differences(before, view.spec, view.places, reader):
        yield difference_line(one, reader)


def _by(code: str, view: ConfigView, reader: Reader) -> str:
    if not view.by:
        return say(f"{code}_unnamed", reader.locale)
    return say(code, reader.locale, name=name_of(view.by))


def _rights(view: ConfigView, reader: Reader) -> Iterator[Element]:
    """Say whose it is and what everybody here may do; what one may do oneself is a press away."""
    locale = reader.locale
    if view.owner:
        yield Fact(say("label.owner", locale), Text(name_of(view.owner)))
    yield Fact(say("config.members", locale), Text(say("config.may", locale)))
    yield Rule()
    yield button_row(rights_button(view.task_id, locale))
