"""The forms of one who writes a template: its content, then its questions, and where to share it."""

from collections.abc import Iterator
from typing import Final

from cards.actions import Press, Verb
from cards.controls import Button, Form, Input, Look, button_row
from cards.elements import Card, Column, Columns, Element, Header, Note, Panel, Text, Tone, name_of
from cards.fields import Options, Select, labelled
from cards.form_fields import split_content
from cards.markup import cut, one_line
from cards.reader import Reader
from cards.texts import say
from scheduler.filling import text_of
from scheduler.model import TITLE_LIMIT, AgentPrompt
from scheduler.placeholders import braced, computed_names
from scheduler.templates import (
    CHOICES_AT_MOST,
    CHOICES_LIMIT,
    DEFAULT_LIMIT,
    DESCRIPTION_LIMIT,
    EXAMPLE_LIMIT,
    LABEL_LIMIT,
    SCHEDULE_LIMIT,
    Parameter,
    ParameterKind,
    Template,
    Visibility,
)

AGENT: Final = "agent"
STATIC: Final = "static"
MUST: Final = "must"
MAY: Final = "may"
"""What the fields of choice send."""

_GROUP_NAME: Final = 60
_NAME_SHOWN: Final = 30


def content_form(template: Template | None, reader: Reader) -> Card:
    """Draw the form for what a template says; empty for a new one."""
    fields = (*_content_fields(template, reader), _buttons(Verb.TEMPLATE_STORE, template, reader))
    state = say("template.editing" if template else "template.draft", reader.locale)
    hint = say(
        "template.write", reader.locale, placeholder=braced(say("template.placeholder", reader.locale))
    )
    return _card(template, state, (Text(hint), Form("template", fields)), reader)


def parameters_form(template: Template, reader: Reader) -> Card:
    """Draw the form for what a template asks: one group of fields a placeholder."""
    groups = [
        element
        for place, parameter in enumerate(template.spec.parameters)
        for element in _parameter_fields(place, parameter, reader)
    ]
    form = Form("parameters", (*groups, _buttons(Verb.TEMPLATE_SETTLE, template, reader)))
    intro = Text(say("template.explain_parameters", reader.locale))
    return _card(template, say("template.step", reader.locale, step=2), (intro, form), reader)


def share_form(template: Template, reader: Reader) -> Card:
    """Draw the question which group a template shall be posted to."""
    locale = reader.locale
    name = Input(name="group", label=say("form.group", locale), value="", most=_GROUP_NAME)
    form = Form("share", (name, _buttons(Verb.TEMPLATE_POST, template, reader)))
    return _card(
        template, say("template.sharing", locale), (Text(say("template.share", locale)), form), reader
    )


def _card(template: Template | None, state: str, elements: tuple[Element, ...], reader: Reader) -> Card:
    title = name_of(template.spec.title) if template else say("template.new", reader.locale)
    return Card(
        header=Header(title, Tone.ORANGE, (state,), "edit_outlined"),
        elements=elements,
        summary=say("task.summary", reader.locale, title=title, state=state),
    )


def _content_fields(template: Template | None, reader: Reader) -> Iterator[Element]:
    spec, locale = template.spec if template else None, reader.locale
    yield _input("title", "form.title", spec.title if spec else "", TITLE_LIMIT, reader)
    yield _input(
        "description", "form.description", spec.description if spec else "", DESCRIPTION_LIMIT, reader
    )
    for place, part in enumerate(split_content(text_of(spec.action) if spec else "")):
        yield Input(
            name=f"prompt_{place}",
            label=say("form.prompt", locale) if place == 0 else "",
            value=part,
            rows=5,
            required=place == 0,
        )
    names = " ".join(braced(name) for name in computed_names(locale))
    yield Note(say("template.dates", locale, names=names))
    yield _input(
        "schedule", "form.suggested", spec.schedule if spec else "", SCHEDULE_LIMIT, reader, must=False
    )
    yield Input(
        name="example",
        label=say("form.example", locale),
        value=spec.example if spec else "",
        most=EXAMPLE_LIMIT,
        rows=3,
        required=False,
    )
    yield Columns(tuple(_choices(template, reader)), stacks=True)


def _choices(template: Template | None, reader: Reader) -> Iterator[Column]:
    locale = reader.locale
    kind = AGENT if template is None or isinstance(template.spec.action, AgentPrompt) else STATIC
    kinds: Options = (
        (AGENT, say("template.kind_agent", locale)),
        (STATIC, say("template.kind_static", locale)),
    )
    yield labelled(say("template.kind", locale), Select(name="kind", options=kinds, value=kind))
    visibility = template.visibility if template else Visibility.TENANT
    people: Options = tuple((each.value, say(f"template.for_{each}", locale)) for each in Visibility)
    yield labelled(say("form.for_whom", locale), Select(name="visibility", options=people, value=visibility))


def _parameter_fields(place: int, parameter: Parameter, reader: Reader) -> Iterator[Element]:
    locale = reader.locale
    name = cut(one_line(parameter.name), _NAME_SHOWN)
    question = say("form.question", locale, name=braced(name))
    yield Input(
        name=f"label_{place}", label=question, value=parameter.label, most=LABEL_LIMIT, required=False
    )
    kinds: Options = tuple((kind.value, say(f"kind.{kind}", locale)) for kind in ParameterKind)
    needs: Options = ((MUST, say("form.must", locale)), (MAY, say("form.may", locale)))
    yield Columns(
        (
            labelled(
                say("form.answer", locale), Select(name=f"kind_{place}", options=kinds, value=parameter.kind)
            ),
            labelled(
                say("form.required", locale),
                Select(name=f"must_{place}", options=needs, value=MUST if parameter.required else MAY),
            ),
        )
    )
    yield _parameter_more(place, parameter, reader)


def _parameter_more(place: int, parameter: Parameter, reader: Reader) -> Element:
    """Fold away default and choices, unless there are any."""
    locale = reader.locale
    separator = "，" if locale.value == "zh" else ", "
    default = Input(
        name=f"default_{place}",
        label=say("form.default", locale),
        value=parameter.default,
        most=DEFAULT_LIMIT,
        required=False,
    )
    choices = Input(
        name=f"choices_{place}",
        label=say("form.choices", locale),
        value=separator.join(parameter.choices),
        most=CHOICES_LIMIT + 2 * CHOICES_AT_MOST,
        required=False,
    )
    return Panel(
        say("panel.default", locale),
        (default, choices),
        f"more_{place}",
        expanded=bool(parameter.default or parameter.choices),
    )


def _input(name: str, code: str, value: str, most: int, reader: Reader, *, must: bool = True) -> Input:
    return Input(name=name, label=say(code, reader.locale), value=value, most=most, required=must)


def _buttons(verb: Verb, template: Template | None, reader: Reader) -> Element:
    back = Press(Verb.TEMPLATE_SHOW, template.id) if template else Press(Verb.TEMPLATE_LIST)
    return button_row(
        Button(
            key=verb.value.replace(".", "_"),
            label=say(f"button.{verb}", reader.locale),
            press=Press(verb, template.id if template else "", template.revision if template else 0),
            look=Look.PRIMARY,
            submits=True,
        ),
        Button(key="back", label=say("button.template.show", reader.locale), press=back, in_form=True),
    )
