"""The card of a template: what it is good for, what it asks, a worked case, and what can be done with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cards.actions import Press, Verb
from cards.agent_text import safe_markdown
from cards.contents import icon_of
from cards.controls import Button, Confirm, Look, button_row
from cards.elements import Card, Element, Fact, Header, Markdown, Panel, Rule, Text, Tone, facts, name_of
from cards.markup import clean, cut, cut_bytes, one_line
from cards.reader import Reader
from cards.texts import say
from scheduler.filling import text_of
from scheduler.model import AgentPrompt, StaticText
from scheduler.templates import Parameter, Template, TemplateState, Visibility

_LABEL: Final = 30  # characters of a question among the facts
_PROMPT_BYTES: Final = 9_000
_EXAMPLE_BYTES: Final = 6_000
_LOOKS: Final = {
    TemplateState.DRAFT: Tone.ORANGE,
    TemplateState.PUBLISHED: Tone.WATHET,
    TemplateState.WITHDRAWN: Tone.GREY,
}


@dataclass(frozen=True, slots=True)
class TemplateView:
    """`author` is a name, "" for what ships. `is_open`: whoever reads the card may use it.

    `manages`: the reader may change it; `in_group`: everybody of a group reads the card.
    """

    template: Template
    author: str
    is_open: bool
    manages: bool
    in_group: bool


def template_card(view: TemplateView, reader: Reader) -> Card:
    """Draw a template as it stands."""
    spec, locale = view.template.spec, reader.locale
    return Card(
        header=_header(view, reader),
        elements=tuple(_whole(view, reader) if view.is_open else _closed(reader)),
        summary=say("template.summary", locale, title=name_of(spec.title)),
    )


def _header(view: TemplateView, reader: Reader) -> Header:
    template = view.template
    state = template.state if view.is_open else TemplateState.WITHDRAWN
    code = "shipped" if state is TemplateState.PUBLISHED and not view.manages else state
    tags = (say(f"template.{code}", reader.locale),)
    return Header(name_of(template.spec.title), _LOOKS[state], tags, icon_of(template.spec.action))


def _closed(reader: Reader) -> Iterator[Element]:
    yield Text(say("template.is_withdrawn", reader.locale))


def _whole(view: TemplateView, reader: Reader) -> Iterator[Element]:
    template = view.template
    if template.spec.description:
        yield Text(one_line(template.spec.description))
    if template.state is not TemplateState.PUBLISHED:
        yield Text(say(f"template.is_{template.state}", reader.locale))
    yield from facts(*_facts(view, reader))
    yield from _panels(template, reader)
    yield Rule()
    yield button_row(*_buttons(view, reader))
    yield from _more(view, reader)


def _facts(view: TemplateView, reader: Reader) -> Iterator[Fact | None]:
    template, locale = view.template, reader.locale
    asked = " · ".join(_question(parameter, reader) for parameter in template.spec.parameters)
    author = view.author if template.tenant else say("template.by_us", locale)
    yield _fact("label.fill_in", asked, reader)
    yield _fact("label.suggested", one_line(template.spec.schedule), reader)
    yield _fact("label.author", name_of(author), reader)
    yield _fact("label.for_whom", _for_whom(template, reader) if view.manages else "", reader)


def _question(parameter: Parameter, reader: Reader) -> str:
    label = cut(one_line(parameter.label), _LABEL)
    return label if parameter.required else say("template.optional", reader.locale, label=label)


def _for_whom(template: Template, reader: Reader) -> str:
    shared = template.visibility is Visibility.TENANT
    return say("template.for_tenant" if shared else "template.for_author", reader.locale)


def _fact(label: str, value: str, reader: Reader) -> Fact | None:
    return Fact(say(label, reader.locale), Text(value)) if value else None


def _panels(template: Template, reader: Reader) -> Iterator[Element]:
    """Fold away the worked case and the text itself."""
    action, locale = template.spec.action, reader.locale
    example = clean(template.spec.example).strip()
    if example:
        yield Panel(say("panel.example", locale), (_example(example, action),), "example")
    title = say("panel.prompt" if isinstance(action, AgentPrompt) else "panel.text", locale)
    yield Panel(title, (Text(cut_bytes(clean(text_of(action)).strip(), _PROMPT_BYTES)),), "prompt")


def _example(example: str, action: AgentPrompt | StaticText) -> Element:
    if isinstance(action, StaticText):
        return Text(cut_bytes(example, _EXAMPLE_BYTES))
    return Markdown(cut_bytes(safe_markdown(example), _EXAMPLE_BYTES))


def _buttons(view: TemplateView, reader: Reader) -> tuple[Button, ...]:
    use = _button(Verb.TEMPLATE_USE, view, reader, look=Look.PRIMARY)
    edit = _button(Verb.TEMPLATE_EDIT, view, reader)
    every = _button(Verb.TEMPLATE_LIST, view, reader)
    publish = _button(Verb.TEMPLATE_PUBLISH, view, reader, look=Look.PRIMARY)
    match view.template.state:
        case TemplateState.DRAFT:
            return (publish, edit, _button(Verb.TEMPLATE_USE, view, reader))
        case TemplateState.WITHDRAWN:
            return (publish, edit, every)
        case TemplateState.PUBLISHED:
            return (use, edit, every) if view.manages else (use, every)


def _more(view: TemplateView, reader: Reader) -> Iterator[Element]:
    """Fold away what is seldom done."""
    if view.in_group or view.template.state is not TemplateState.PUBLISHED:
        return
    share = _button(Verb.TEMPLATE_SHARE, view, reader) if view.template.is_shared else None
    withdraw = _withdraw(view, reader) if view.manages else None
    if share or withdraw:
        yield Panel(say("panel.more", reader.locale), (button_row(share, withdraw),), "more")


def _withdraw(view: TemplateView, reader: Reader) -> Button:
    title = say("confirm.withdraw", reader.locale, title=name_of(view.template.spec.title))
    question = Confirm(title, say("confirm.withdraw.more", reader.locale))
    return _button(Verb.TEMPLATE_WITHDRAW, view, reader, look=Look.DANGER, confirm=question)


def _button(
    verb: Verb,
    view: TemplateView,
    reader: Reader,
    *,
    look: Look = Look.DEFAULT,
    confirm: Confirm | None = None,
) -> Button:
    return Button(
        key=verb.value.replace(".", "_"),
        label=say(f"button.{verb}", reader.locale),
        press=Press(verb, view.template.id, view.template.revision),
        look=look,
        confirm=confirm,
    )
