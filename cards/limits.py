"""Lark's limits of a card in JSON 2.0, checked when a card is built.

Cards cut and fold what people wrote so that none of these is ever reached: one that is reached is a
defect. (Lark Open Platform, "Card JSON 2.0 structure" and the pages of the components.)
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

BYTES: Final = 30 * 1024
ELEMENTS: Final = 200
DEPTH: Final = 5
TABLES: Final = 5
BUTTON_TEXT: Final = 100
INPUT_TEXT: Final = 1000

_ELEMENT_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}")
_CONTAINERS: Final = frozenset({"column_set", "form", "interactive_container", "collapsible_panel"})
_ROOT_ONLY: Final = frozenset({"form", "table"})
_FIELDS: Final = frozenset({"input", "select_static", "multi_select_static", "date_picker", "picker_time"})
_TABLE_RULE: Final = re.compile(
    r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$", re.MULTILINE
)


class CardLimitError(ValueError):
    """A card that Lark would refuse."""


@dataclass(frozen=True, slots=True)
class Part:
    """An object with a tag, and the containers around it, outermost first."""

    tag: str
    data: Mapping[str, object]
    around: tuple["Part", ...]

    def text(self, key: str) -> str:
        value = self.data.get(key)
        return value if isinstance(value, str) else ""


def check(card: Mapping[str, object]) -> None:
    """Raise `CardLimitError` for the first limit that `card` exceeds."""
    size = len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())
    _require(size <= BYTES, f"{size} bytes of at most {BYTES}")
    parts = list(_parts(card, ()))
    _require(len(parts) <= ELEMENTS, f"{len(parts)} elements of at most {ELEMENTS}")
    tables = sum(part.tag == "table" or _draws_table(part) for part in parts)
    _require(tables <= TABLES, f"{tables} tables of at most {TABLES}")
    _check_ids(parts)
    for part in parts:
        _check_place(part)
        _check_control(part)
    _check_forms(parts)


def _parts(value: object, around: tuple[Part, ...]) -> Iterator[Part]:
    if isinstance(value, list):
        for item in value:
            yield from _parts(item, around)
    if not isinstance(value, dict):
        return
    if isinstance(tag := value.get("tag"), str):
        part = Part(tag, value, around)
        yield part
        around = (*around, part)
    for key, item in value.items():
        if key != "value":  # the bot's own data
            yield from _parts(item, around)


def _draws_table(part: Part) -> bool:
    return part.tag == "markdown" and _TABLE_RULE.search(part.text("content")) is not None


def _check_ids(parts: list[Part]) -> None:
    ids = [part.text("element_id") for part in parts if "element_id" in part.data]
    for name in ids:
        _require(_ELEMENT_ID.fullmatch(name) is not None, f"element_id {name!r} has the wrong shape")
        _require(ids.count(name) == 1, f"element_id {name!r} stands twice")


def _check_place(part: Part) -> None:
    containers = sum(outer.tag in _CONTAINERS for outer in part.around)
    _require(part.tag not in _CONTAINERS or containers < DEPTH, f"{part.tag} is nested too deep")
    _require(part.tag not in _ROOT_ONLY or not part.around, f"{part.tag} stands inside a container")


def _check_control(part: Part) -> None:
    if part.tag == "button":
        label = part.data.get("text")
        text = label.get("content") if isinstance(label, dict) else None
        _require(isinstance(text, str) and 0 < len(text) <= BUTTON_TEXT, f"a button says {text!r}")
    if part.tag == "input":
        _require(len(part.text("default_value")) <= INPUT_TEXT, "an input holds too much")


def _check_forms(parts: list[Part]) -> None:
    names = [part.text("name") for part in parts if _is_named(part)]
    _require("" not in names, "something in a form has no name")
    _require(len(names) == len(set(names)), "a name stands twice in a form")
    for form in (part for part in parts if part.tag == "form"):
        submits = any(part.text("form_action_type") == "submit" and form in part.around for part in parts)
        _require(submits, "a form cannot be submitted")


def _is_named(part: Part) -> bool:
    in_form = any(outer.tag == "form" for outer in part.around)
    return part.tag == "form" or (in_form and (part.tag in _FIELDS or part.tag == "button"))


def _require(holds: bool, problem: str) -> None:
    if not holds:
        raise CardLimitError(problem)
