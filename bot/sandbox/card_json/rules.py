"""Lark's rules about a card as a whole, beyond the shape of each object.

Each rule yields what it finds; the first problem of the first rule is what the API answers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.sandbox.card_json.lookup import CONTAINER_TAGS, FIELD_TAGS, Component, listed
from bot.sandbox.card_json.markdown import tables_in, unsafe_link_in
from bot.sandbox.card_json.problems import CardCode, CardRefusedError, Place, malformed, refusal

MOST_ELEMENTS: Final = 200
MOST_TABLES: Final = 5
DEEPEST_CONTAINER: Final = 5

ROOT_ONLY: Final = frozenset({"form", "table"})
ROWS_INVALID: Final = "table rows is invalid"
FORM_ONLY: Final = frozenset({"multi_select_static", "multi_select_person"})


@dataclass(frozen=True, slots=True)
class Outline:
    """A card whose objects all have the right shape, and its components in drawing order."""

    data: Mapping[str, object]
    components: Sequence[Component]


Column = Mapping[str, object]
Rule = Callable[[Outline], Iterable[CardRefusedError]]


def placement(card: Outline) -> Iterator[CardRefusedError]:
    """Forms and tables stand in the body only; multi selects only in forms."""
    for component in card.components:
        if component.tag in ROOT_ONLY and component.ancestors:
            yield malformed(component.place, f"type of element is not supported tag: {component.tag}")
        if needs_form(component) and component.form is None:
            yield malformed(component.place, f"{component.tag} only in form")


def needs_form(component: Component) -> bool:
    several = component.tag == "select_img" and component.data.get("multi_select") is True
    return component.tag in FORM_ONLY or several


def depth(card: Outline) -> Iterator[CardRefusedError]:
    """Containers nest five deep; a column counts with its column set."""
    for component in card.components:
        outer = [ancestor for ancestor in component.ancestors if ancestor.tag in CONTAINER_TAGS]
        if component.tag in CONTAINER_TAGS and len(outer) >= DEEPEST_CONTAINER:
            message = "the nesting of containers exceeds the limit"
            yield refusal(CardCode.ELEMENT_LIMIT, component.place, message, component.tag)


def element_count(card: Outline) -> Iterator[CardRefusedError]:
    """Everything with a tag counts, texts and icons too."""
    if len(card.components) > MOST_ELEMENTS:
        yield refusal(CardCode.ELEMENT_LIMIT, WHOLE_CARD, "element exceeds the limit")


def table_count(card: Outline) -> Iterator[CardRefusedError]:
    """Tables of Markdown texts count like table components."""
    tables = sum(component.tag == "table" for component in card.components)
    texts = (component for component in card.components if component.tag == "markdown")
    drawn = sum(tables_in(text.text("content")) for text in texts)
    if tables + drawn > MOST_TABLES:
        yield refusal(CardCode.ELEMENT_LIMIT, WHOLE_CARD, "card table number over limit", "table")


def element_ids(card: Outline) -> Iterator[CardRefusedError]:
    """An element_id names one thing in the card."""
    for component in repeated(card.components, "element_id"):
        message = "Duplicate element_id in card component."
        yield refusal(CardCode.ELEMENT_ID_REPEATED, component.place, message, component.element_id)


def form_names(card: Outline) -> Iterator[CardRefusedError]:
    """Forms have names, and so have the fields in them; each name stands for one of them.

    A button may go without: Lark sends the card, and answers the press with 200530.
    """
    named = [component for component in card.components if sends_value(component) or component.tag == "form"]
    for component in named:
        if not component.name:
            message = "the name of an interactive component in a form is empty"
            yield refusal(CardCode.NAME_MISSING, component.place, message, component.tag)
    buttons = (component for component in card.components if component.form_action and component.form)
    for component in repeated([*named, *buttons], "name"):
        yield malformed(component.place, f"duplicate name: {component.name}")


def sends_value(component: Component) -> bool:
    return component.tag in FIELD_TAGS and component.form is not None


def submit_buttons(card: Outline) -> Iterator[CardRefusedError]:
    """A form can be submitted, and nothing outside one submits."""
    buttons = (component for component in card.components if component.submits)
    submitted = {button.form.place for button in buttons if button.form is not None}
    for component in card.components:
        if component.tag == "form" and component.place not in submitted:
            message = "there is no submit button in the form container, at least one"
            yield refusal(CardCode.SUBMIT_BUTTON_MISSING, component.place, message)
        if component.form_action and component.form is None:
            yield malformed(component.place, "formActionType only in form")


def links(card: Outline) -> Iterator[CardRefusedError]:
    """Links in Markdown may be odd, but not dangerous."""
    for component in card.components:
        address = unsafe_link_in(component.text("content"))
        if component.tag in ("markdown", "lark_md") and address is not None:
            yield malformed(component.place.key("content"), f"scheme not in white list: {address}")


def chart_specs(card: Outline) -> Iterator[CardRefusedError]:
    """A chart says of what type it is, or which series it is made of; functions are not JSON."""
    for component in card.components:
        spec = component.data.get("chart_spec")
        if component.tag == "chart" and isinstance(spec, dict) and not ("type" in spec or "series" in spec):
            value = "- (root): Must validate at least one schema (anyOf)"
            yield refusal(CardCode.CHART_SPEC, component.place, "chart spec is invalid", value)


def table_rows(card: Outline) -> Iterator[CardRefusedError]:
    """Rows are objects; their keys name columns, their values are of the columns' data types."""
    for component in card.components:
        if component.tag == "table":
            yield from rows_of(component)


def rows_of(table: Component) -> Iterator[CardRefusedError]:
    place = table.place.key("rows")
    rows = table.data.get("rows")
    if not isinstance(rows, list):
        yield refusal(CardCode.TABLE_ROWS, place, ROWS_INVALID, rows)
        return
    columns = {column.get("name"): column for column in listed(table.data.get("columns"))}
    for index, row in enumerate(rows):
        yield from cells_of(row, columns, place.item(index))


def cells_of(row: object, columns: Mapping[object, Column], place: Place) -> Iterator[CardRefusedError]:
    if not isinstance(row, dict):
        yield refusal(CardCode.TABLE_ROWS, place, ROWS_INVALID, row)
        return
    for name, value in row.items():
        if name not in columns:
            yield refusal(CardCode.TABLE_ROW_NAMES, place, "table rows name is invalid", name)
        elif not is_cell(value, columns[name].get("data_type", "text")):
            yield refusal(CardCode.TABLE_ROWS, place.key(name), ROWS_INVALID, value)


def is_cell(value: object, data_type: object) -> bool:
    match data_type:
        case "number" | "date":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "options":
            return isinstance(value, list) and len(listed(value)) == len(value)
        case "persons":
            return isinstance(value, str) or (
                isinstance(value, list) and all(isinstance(one, str) for one in value)
            )
        case _:
            return isinstance(value, str)


def audio(card: Outline) -> Iterator[CardRefusedError]:
    """A card with sound cannot be forwarded, and no sound plays twice."""
    sounds = [component for component in card.components if component.tag == "audio"]
    if sounds and config_of(card.data).get("enable_forward") is not False:
        yield refusal(CardCode.AUDIO_FORWARDED, sounds[0].place, "audio elem don't support forward")
    for component in repeated(sounds, "audio_id"):
        yield refusal(CardCode.AUDIO_ID_REPEATED, component.place, "duplicate audio id")


def shared(card: Outline) -> Iterator[CardRefusedError]:
    """2.0 cards look the same to everybody."""
    if config_of(card.data).get("update_multi") is False:
        yield refusal(CardCode.NOT_SHARED, WHOLE_CARD, "update_multi is false")


WHOLE_CARD: Final = Place(())

RULES: Final[tuple[Rule, ...]] = (
    placement,
    depth,
    element_count,
    table_count,
    element_ids,
    submit_buttons,
    form_names,
    links,
    chart_specs,
    table_rows,
    audio,
    shared,
)


def config_of(card: Mapping[str, object]) -> Mapping[str, object]:
    config = card.get("config")
    return config if isinstance(config, dict) else {}


def repeated(components: Iterable[Component], key: str) -> Iterator[Component]:
    """Yield each component whose text at `key` an earlier one has, too."""
    seen: set[str] = set()
    for component in components:
        text = component.text(key)
        if text and text in seen:
            yield component
        seen.add(text)
