"""Cards of version 1.0, which Lark reads leniently: what it does not know, it ignores.

Only what no client could draw is refused here, so that bots that still speak 1.0 can be tried.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.sandbox.card_json.lookup import components
from bot.sandbox.card_json.problems import CardCode, CardRefusedError, Place, malformed, refusal

# A card without any of these is none: most often it is wrapped in its message, or lacks its version.
CONTENT: Final = frozenset({"elements", "i18n_elements", "header", "i18n_header"})

# Blocks, and the texts and icons in them.
TAGS: Final = frozenset(
    {
        *("div", "hr", "img", "markdown", "note", "action", "column_set", "column", "form", "chart", "table"),
        *("button", "input", "overflow", "select_static", "select_person", "multi_select_static"),
        *("multi_select_person", "date_picker", "picker_time", "picker_datetime", "select_img", "checker"),
        *("interactive_container", "collapsible_panel", "person", "person_list", "img_combination", "repeat"),
        *("plain_text", "lark_md", "text_tag", "standard_icon", "custom_icon", "fallback_text", "audio"),
    }
)


def check_legacy(card: Mapping[str, object]) -> None:
    """Raise CardRefusedError when `card` is not even roughly a 1.0 card; `{}` is an empty one."""
    if card and not CONTENT & card.keys():
        raise malformed(Place(), f"unknown property, property: {sorted(card)[0]}")
    for problem in problems_of(card):
        raise problem


def problems_of(card: Mapping[str, object]) -> Iterator[CardRefusedError]:
    root = Place()
    if not isinstance(card.get("elements", []), list):
        yield malformed(root.key("elements"), "expected array for elements")
    for key in ("i18n_elements", "header", "i18n_header", "config", "card_link"):
        if not isinstance(card.get(key, {}), dict):
            yield malformed(root.key(key), f"expected object for {key}")
    for component in components(card):
        if component.tag not in TAGS:
            message = "unsupported type of block"
            yield refusal(CardCode.ELEMENT_LIMIT, component.place, message, component.tag)
    yield from untagged(card.get("elements"), root.key("elements"))


def untagged(elements: object, place: Place) -> Iterator[CardRefusedError]:
    for index, element in enumerate(elements if isinstance(elements, list) else []):
        if not isinstance(element, dict) or not isinstance(element.get("tag"), str):
            yield malformed(place.item(index), "tag is required")
