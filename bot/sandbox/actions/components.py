"""Finding an interactive component in a card, and the form around it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# Fields whose value goes into `form_value`.
TEXT_FIELDS = frozenset({"input"})
CHOICES = frozenset({"select_static", "select_person", "select_img", "overflow"})
MULTI_CHOICES = frozenset({"multi_select_static", "multi_select_person"})
MOMENTS = frozenset({"date_picker", "picker_time", "picker_datetime"})
CHECKS = frozenset({"checker"})
FIELDS = TEXT_FIELDS | CHOICES | MULTI_CHOICES | MOMENTS | CHECKS
INTERACTIVE = FIELDS | {"button", "interactive_container"}

JsonObject = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Component:
    """One interactive component, with the form that holds it."""

    json: JsonObject
    form: JsonObject | None = None

    @property
    def tag(self) -> str:
        return str(self.json["tag"])

    @property
    def name(self) -> str:
        return str(self.json.get("name") or "")

    @property
    def is_disabled(self) -> bool:
        return self.json.get("disabled") is True

    @property
    def form_action(self) -> str | None:
        """`submit`, `reset`, or None; the older `action_type` is still read."""
        action = self.json.get("form_action_type") or self.json.get("action_type")
        return str(action).removeprefix("form_") if action else None

    @property
    def behaviors(self) -> list[JsonObject]:
        return list(self.json.get("behaviors") or [])

    @property
    def has_callback(self) -> bool:
        """True when using it calls the bot. Without behaviors all components do, but checkers."""
        if self.behaviors:
            return any(each.get("type") == "callback" for each in self.behaviors)
        if self.tag in CHECKS:
            return False
        is_link = any(self.json.get(key) for key in ("url", "multi_url"))
        return "value" in self.json or not is_link

    @property
    def value(self) -> object | None:
        """What the callback carries back: of the behavior, or of the older `value` property."""
        values = [
            each["value"] for each in self.behaviors if each.get("type") == "callback" and "value" in each
        ]
        return values[0] if values else self.json.get("value")


def find_component(card: JsonObject, key: str) -> Component | None:
    """Return the interactive component whose `name` or `element_id` is `key`."""
    found = (each for each in walk(card) if key in (each.json.get("name"), each.json.get("element_id")))
    return next(found, None)


def fields_of(form: JsonObject) -> list[Component]:
    return [each for each in walk(form) if each.tag in FIELDS and each.tag != "overflow"]


def walk(part: object, form: JsonObject | None = None) -> Iterator[Component]:
    """Yield every interactive component below `part`, in the order of the card."""
    if isinstance(part, list):
        for each in part:
            yield from walk(each, form)
    elif isinstance(part, dict):
        if part.get("tag") in INTERACTIVE:
            yield Component(part, form)
        inner = part if part.get("tag") == "form" else form
        for value in part.values():
            yield from walk(value, inner)


def card_of(content: str) -> JsonObject | None:
    """Return the card that a message's content holds; None for a template or an entity."""
    card = json.loads(content)
    is_card = isinstance(card, dict) and card.get("type") not in ("template", "card")
    return card if is_card else None
