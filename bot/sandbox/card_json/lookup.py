"""The components of a card, found and asked: what the validator's rules and the simulated client need.

Works on any card, valid or not, of either version; nothing here refuses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.sandbox.card_json.problems import Place

# A bot's own data: what looks like a component in there is none.
OPAQUE: Final = frozenset({"chart_spec", "rows", "value"})

# What a person fills in; each sends a value under its name when its form is submitted.
FIELD_TAGS: Final = frozenset(
    {
        *("input", "select_static", "multi_select_static", "select_person", "multi_select_person"),
        *("date_picker", "picker_time", "picker_datetime", "select_img", "checker"),
    }
)
CONTAINER_TAGS: Final = frozenset(
    {"column_set", "form", "interactive_container", "collapsible_panel", "repeat"}
)


@dataclass(frozen=True, slots=True)
class Component:
    """An object with a tag: a component, or one of the texts, icons and columns inside one."""

    tag: str
    data: Mapping[str, object]
    place: Place
    ancestors: tuple["Component", ...]
    """Outermost first."""

    @property
    def name(self) -> str:
        """Empty when the component has none."""
        return self.text("name")

    @property
    def element_id(self) -> str:
        """Empty when the component has none."""
        return self.text("element_id")

    @property
    def form(self) -> "Component | None":
        """The form around this component."""
        return next((outer for outer in reversed(self.ancestors) if outer.tag == "form"), None)

    @property
    def required(self) -> bool:
        """Whether the client refuses to submit the form while this is empty."""
        return self.data.get("required") is True

    @property
    def submits(self) -> bool:
        """Whether a press sends the form's values."""
        return self.form_action == "submit"

    @property
    def form_action(self) -> str:
        """`submit`, `reset` or empty, in any of the three ways in which it may be written."""
        action = self.text("form_action_type") or self.text("action_type").removeprefix("form_")
        for behaviour in listed(self.data.get("behaviors")):
            if behaviour.get("type") == "form_action":
                action = str(behaviour.get("behavior"))
        return action if action in ("submit", "reset") else ""

    def text(self, key: str) -> str:
        value = self.data.get(key)
        return value if isinstance(value, str) else ""


def components(card: Mapping[str, object]) -> Iterator[Component]:
    """Yield everything in `card` that has a tag, outermost first, in the order in which it is drawn."""
    return tagged_in(card, Place(), ())


def find_component(card: Mapping[str, object], key: str) -> Component | None:
    """Return the component with the element_id or else the name `key`; None for an empty key."""
    found = list(components(card)) if key else []
    by_id = (component for component in found if component.element_id == key)
    by_name = (component for component in found if component.name == key)
    return next(by_id, None) or next(by_name, None)


def components_of_form(card: Mapping[str, object], name: str) -> tuple[Component, ...]:
    """Return the fields of the form called `name` in their order: what it submits and may require."""
    return tuple(
        component
        for component in components(card)
        if component.tag in FIELD_TAGS and component.form is not None and component.form.name == name
    )


def tagged_in(value: object, place: Place, ancestors: tuple[Component, ...]) -> Iterator[Component]:
    if isinstance(value, dict):
        yield from tagged_in_object(value, place, ancestors)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from tagged_in(item, place.item(index), ancestors)


def tagged_in_object(
    value: Mapping[str, object], place: Place, ancestors: tuple[Component, ...]
) -> Iterator[Component]:
    tag = value.get("tag")
    if isinstance(tag, str):
        place = place.tagged(tag)
        component = Component(tag, value, place, ancestors)
        yield component
        ancestors = (*ancestors, component)
    for key, item in value.items():
        if key not in OPAQUE:
            yield from tagged_in(item, place.key(key), ancestors)


def listed(value: object) -> list[Mapping[str, object]]:
    """The objects of a list, whatever else `value` may be."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
