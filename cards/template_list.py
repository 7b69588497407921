"""The library of templates: search, and one box a template to tap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cards.actions import Press, Verb
from cards.controls import Button, Choice, Form, Input, button_row
from cards.elements import Card, Column, Columns, Element, Header, Markdown, Note, Text, Tone, name_of
from cards.markup import bold, cut, one_line
from cards.reader import Reader
from cards.texts import say
from scheduler.templates import Template, TemplateState

TEMPLATES_A_PAGE: Final = 7
QUERY_LIMIT: Final = 40  # characters
_ABOUT: Final = 90
_ARG_PAGE: Final = "page"
_ARG_QUERY: Final = "query"


@dataclass(frozen=True, slots=True)
class TemplateListView:
    """`templates` are all that fit `query`, in order; the card shows page `page`, counted from 0."""

    templates: Sequence[Template]
    query: str
    page: int
    in_group: bool


def template_list(view: TemplateListView, reader: Reader) -> Card:
    """Draw one page; a page that is not there is the nearest that is."""
    locale = reader.locale
    title = say("templates.title", locale)
    count = say("templates.count", locale, count=len(view.templates))
    return Card(
        header=Header(title, Tone.WATHET, (count,), "file-link-docx_outlined"),
        elements=tuple(_elements(view, reader)),
        summary=say("task.summary", locale, title=title, state=count),
    )


def _elements(view: TemplateListView, reader: Reader) -> Iterator[Element]:
    page, pages = _page(view)
    yield Text(_intro(view, reader))
    yield _search(view, reader)
    for place, template in enumerate(view.templates[page * TEMPLATES_A_PAGE :][:TEMPLATES_A_PAGE]):
        yield _box(place, template, reader)
    yield Note(_hint(page, pages, reader))
    buttons = [each for each in _buttons(view, page, pages, reader) if each]
    if buttons:
        yield button_row(*buttons)


def _page(view: TemplateListView) -> tuple[int, int]:
    pages = max(1, -(-len(view.templates) // TEMPLATES_A_PAGE))
    return min(max(view.page, 0), pages - 1), pages


def _intro(view: TemplateListView, reader: Reader) -> str:
    if not view.templates:
        return say("templates.none", reader.locale)
    if view.query:
        return say("templates.found", reader.locale, query=view.query, count=len(view.templates))
    return say("templates.intro", reader.locale)


def _search(view: TemplateListView, reader: Reader) -> Element:
    locale = reader.locale
    field = Input(
        name="query",
        label="",
        value=view.query,
        placeholder=say("templates.search", locale),
        most=QUERY_LIMIT,
        required=False,
    )
    label = say("button.template.search", locale)
    button = Button(key="search", label=label, press=Press(Verb.TEMPLATE_SEARCH), submits=True)
    return Form("search_form", (Columns((Column((field,), weight=1), Column((button,)))),))


def _box(place: int, template: Template, reader: Reader) -> Element:
    title = bold(name_of(template.spec.title))
    tag = _tag(template, reader)
    return Choice(
        key=f"template_{place}",
        elements=(
            Markdown(f"{title}  {tag}" if tag else title),
            Note(cut(one_line(template.spec.description), _ABOUT)),
        ),
        press=Press(Verb.TEMPLATE_SHOW, template.id, template.revision),
    )


def _tag(template: Template, reader: Reader) -> str:
    """Mark what is not everybody's to use."""
    if template.state is TemplateState.PUBLISHED:
        return "" if template.is_shared else _text_tag(say("template.for_author", reader.locale), "neutral")
    colour = "orange" if template.state is TemplateState.DRAFT else "neutral"
    return _text_tag(say(f"template.{template.state}", reader.locale), colour)


def _text_tag(text: str, colour: str) -> str:
    return f"<text_tag color='{colour}'>{text}</text_tag>"


def _hint(page: int, pages: int, reader: Reader) -> str:
    said = say("templates.say", reader.locale)
    if pages == 1:
        return said
    return f"{say('list.pages', reader.locale, page=page + 1, pages=pages)} · {said}"


def _buttons(view: TemplateListView, page: int, pages: int, reader: Reader) -> Iterator[Button | None]:
    locale = reader.locale
    yield _turn("previous", page - 1, view.query, reader) if page > 0 else None
    yield _turn("next", page + 1, view.query, reader) if page + 1 < pages else None
    if view.query:
        yield Button(
            key="all_templates", label=say("button.template.list", locale), press=Press(Verb.TEMPLATE_LIST)
        )
    elif not view.in_group and page == 0:
        yield Button(
            key="new_template", label=say("button.template.new", locale), press=Press(Verb.TEMPLATE_NEW)
        )


def _turn(name: str, page: int, query: str, reader: Reader) -> Button:
    press = Press(Verb.TEMPLATE_LIST, args={_ARG_PAGE: str(page), _ARG_QUERY: query})
    return Button(key=f"page_{name}", label=say(f"button.list.{name}", reader.locale), press=press)
