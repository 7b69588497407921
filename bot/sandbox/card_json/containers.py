"""Components that hold other components."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.sandbox.card_json.display import COMMON
from bot.sandbox.card_json.kinds import (
    ByTag,
    Flag,
    Kind,
    ListOf,
    Number,
    NumberIn,
    Shape,
    Spot,
    Text,
    words,
)
from bot.sandbox.card_json.parts import (
    BEHAVIOURS,
    BORDER,
    CONFIRM,
    ICON,
    LINK_ACTION,
    NEEDS_CONTENT,
    PLAIN,
    TEXT_PROPERTIES,
)
from bot.sandbox.card_json.problems import CardCode, malformed, refusal, shown
from bot.sandbox.card_json.values import (
    COLOUR,
    CORNER,
    LEVEL,
    MARGIN,
    PADDING,
    SIDE,
    SPACING,
    Colour,
    Length,
)


@dataclass(frozen=True, slots=True)
class Component:
    """Any component that JSON 2.0 knows; where it may stand is for `rules.placement` to say."""

    def check(self, spot: Spot) -> None:
        tag = spot.mapping().get("tag")
        if not isinstance(tag, str) or not tag:
            raise malformed(spot.place, "tag is required")
        shape = spot.reading.components.get(tag)
        if shape is None:
            message = "cards of schema V2 no longer support this capability"
            value = f"unsupported tag {shown(tag)}"
            raise refusal(CardCode.TAG_UNSUPPORTED, spot.place.tagged(shown(tag)), message, value)
        shape.check(spot)


ELEMENTS: Final = ListOf(Component())

# How a container lays out what it holds.
LAYOUT: Final[Mapping[str, Kind]] = {
    "direction": words("vertical", "horizontal"),
    "padding": PADDING,
    "horizontal_spacing": SPACING,
    "horizontal_align": SIDE,
    "vertical_spacing": SPACING,
    "vertical_align": LEVEL,
}

COLUMN: Final = Shape(
    {
        **COMMON,
        **LAYOUT,
        "elements": ELEMENTS,
        # Documented from 16px; the card editor writes less.
        "width": Length(0, 600, ("auto", "weighted")),
        "weight": Number(1, 5),
        "background_style": COLOUR,
        "corner_radius": CORNER,
        "action": LINK_ACTION,
    },
    tag="column",
)

COLUMN_SET: Final = Shape(
    {
        **COMMON,
        "columns": ListOf(ByTag({"column": COLUMN})),
        "flex_mode": words("none", "stretch", "flow", "bisect", "trisect"),
        "horizontal_spacing": SPACING,
        "horizontal_align": SIDE,
        "background_style": COLOUR,
        "corner_radius": CORNER,
        "action": LINK_ACTION,
    },
    frozenset({"columns"}),
    "column_set",
)

FORM: Final = Shape(
    {**COMMON, **LAYOUT, "name": Text(), "elements": ELEMENTS}, frozenset({"name", "elements"}), "form"
)

INTERACTIVE_CONTAINER: Final = Shape(
    {
        **COMMON,
        **LAYOUT,
        "elements": ELEMENTS,
        "behaviors": BEHAVIOURS,
        "width": Length(16, 999, ("fill", "auto")),
        "height": Length(10, 999, ("auto",)),
        "background_style": Colour(("laser",)),
        "has_border": Flag(),
        "border_color": COLOUR,
        "corner_radius": CORNER,
        "disabled": Flag(),
        "disabled_tips": PLAIN,
        "hover_tips": PLAIN,
        "confirm": CONFIRM,
    },
    frozenset({"elements"}),
    "interactive_container",
)

PANEL_HEADER: Final = Shape(
    {
        "title": ByTag(
            {tag: Shape(TEXT_PROPERTIES, NEEDS_CONTENT, tag) for tag in ("plain_text", "markdown", "lark_md")}
        ),
        "background_color": COLOUR,
        "vertical_align": LEVEL,
        "padding": PADDING,
        "margin": MARGIN,
        "position": words("top", "bottom"),
        "width": Length(16, 999, ("fill", "auto", "auto_when_fold")),
        "icon": ICON,
        "icon_position": words("left", "right", "follow_text"),
        "icon_expanded_angle": NumberIn((-180, -90, 90, 180)),
    }
)

COLLAPSIBLE_PANEL: Final = Shape(
    {
        **COMMON,
        **LAYOUT,
        "elements": ELEMENTS,
        "expanded": Flag(),
        "header": PANEL_HEADER,
        "background_color": COLOUR,
        "border": BORDER,
    },
    frozenset({"header"}),
    "collapsible_panel",
)

# The card editor's loop over a template variable.
REPEAT: Final = Shape(
    {**COMMON, **LAYOUT, "variable": Text(), "elements": ELEMENTS}, frozenset({"elements"}), "repeat"
)
