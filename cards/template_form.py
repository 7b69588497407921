"""The form in which somebody fills in a template, on its way to a task."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cards.actions import Press, Verb
from cards.contents import icon_of
from cards.controls import Button, Form, Input, Look, button_row
from cards.elements import Card, Column, Columns, Element, Header, Text, Tone, name_of
from cards.fields import DatePicker, Select, labelled
from cards.limits import INPUT_TEXT
from cards.markup import cut, one_line
from cards.reader import Reader
from cards.texts import say
from scheduler.model import TITLE_LIMIT
from scheduler.templates import SCHEDULE_LIMIT, Parameter, ParameterKind, Template

HERE: Final = "here"
OWN: Final = "own"
NAMED: Final = "named"
"""Where the task posts: the group in which the template was asked for, one's own chat, or what was named."""

_LONG: Final = 40  # characters of a default that wants more than one line
_QUESTION: Final = 60


@dataclass(frozen=True, slots=True)
class TemplateFormView:
    """`group` is the name of the group it was asked for in, "" where it was one's own chat.

    `place` is where the sentence said it shall post, by name; `in_person` where that is one's own chat.
    """

    template: Template
    schedule: str
    in_group: bool
    group: str
    title: str = ""
    place: str = ""
    in_person: bool = False


def template_form(view: TemplateFormView, reader: Reader) -> Card:
    spec, locale = view.template.spec, reader.locale
    state = say("template.using", locale)
    form = Form("template", (*_fields(view, reader), _buttons(view.template, reader)))
    return Card(
        header=Header(name_of(spec.title), Tone.ORANGE, (state,), icon_of(spec.action)),
        elements=(Text(say("template.use", locale)), form),
        summary=say("task.summary", locale, title=name_of(spec.title), state=state),
    )


def field_name(place: int) -> str:
    """Return what the field of a parameter is called; its own name may be in any script."""
    return f"value_{place}"


def _fields(view: TemplateFormView, reader: Reader) -> tuple[Element, ...]:
    spec, locale = view.template.spec, reader.locale
    asked = [_field(place, parameter, reader) for place, parameter in enumerate(spec.parameters)]
    title = Input(
        name="title",
        label=say("form.title", locale),
        value=view.title or spec.title,
        most=TITLE_LIMIT,
        required=False,
    )
    when = Input(
        name="schedule",
        label=say("form.schedule", locale),
        value=view.schedule or spec.schedule,
        placeholder=say("form.schedule_hint", locale),
        most=SCHEDULE_LIMIT,
    )
    return (*asked, when, *_place(view, reader), title)


def _field(place: int, parameter: Parameter, reader: Reader) -> Element:
    name, label = field_name(place), _question(parameter, reader)
    match parameter.kind:
        case ParameterKind.CHOICE:
            hint = say("form.choose", reader.locale)
            options = tuple((choice, choice) for choice in parameter.choices)
            field = Select(name=name, options=options, value=parameter.default, placeholder=hint)
            return _alone(label, field)
        case ParameterKind.DATE:
            hint = say("form.choose_date", reader.locale)
            return _alone(label, DatePicker(name=name, placeholder=hint, value=parameter.default))
        case ParameterKind.NUMBER:
            hint = say("form.number", reader.locale)
            return _input(name, label, parameter, hint)
        case ParameterKind.TEXT:
            return _input(name, label, parameter)


def _input(name: str, label: str, parameter: Parameter, placeholder: str = "") -> Input:
    rows = 3 if len(parameter.default) > _LONG else 1
    return Input(
        name=name,
        label=label,
        value=parameter.default,
        placeholder=placeholder,
        most=INPUT_TEXT,
        rows=rows,
        required=parameter.required,
    )


def _question(parameter: Parameter, reader: Reader) -> str:
    label = cut(one_line(parameter.label), _QUESTION)
    if parameter.required:
        return label
    return say("template.optional", reader.locale, label=label)


def _place(view: TemplateFormView, reader: Reader) -> tuple[Element, ...]:
    if not view.in_group and not view.place:
        return ()
    options = tuple(_places(view, reader))
    chosen = OWN if view.in_person else options[0][0]
    return (_alone(say("form.place", reader.locale), Select(name="place", options=options, value=chosen)),)


def _places(view: TemplateFormView, reader: Reader) -> Iterator[tuple[str, str]]:
    if view.place:
        yield NAMED, name_of(view.place)
    if view.in_group:
        yield HERE, name_of(view.group) or say("place.group", reader.locale)
    yield OWN, say("template.place_own", reader.locale)


def _alone(label: str, field: Element) -> Element:
    column: Column = labelled(label, field)
    return Columns((column,))


def _buttons(template: Template, reader: Reader) -> Element:
    return button_row(
        _button(Verb.TEMPLATE_APPLY, template, reader, look=Look.PRIMARY, submits=True),
        _button(Verb.TEMPLATE_SHOW, template, reader),
    )


def _button(
    verb: Verb, template: Template, reader: Reader, *, look: Look = Look.DEFAULT, submits: bool = False
) -> Button:
    return Button(
        key=verb.value.replace(".", "_"),
        label=say(f"button.{verb}", reader.locale),
        press=Press(verb, template.id, template.revision),
        look=look,
        in_form=True,
        submits=submits,
    )
