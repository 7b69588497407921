"""Components that a person can press, choose from or write into."""

from collections.abc import Mapping
from typing import Final

from bot.sandbox.card_json.display import COMMON
from bot.sandbox.card_json.kinds import ByTag, Flag, Kind, ListOf, Number, Shape, Text, words
from bot.sandbox.card_json.parts import (
    BEHAVIOURS,
    CALLBACK_VALUE,
    CONFIRM,
    ICON,
    LINKS,
    PLAIN,
    PLAIN_OR_MARKDOWN,
    SHORT_PLAIN,
    TRANSLATIONS,
)
from bot.sandbox.card_json.values import CONTROL_WIDTH, DATE, DATE_TIME, LINK_TARGET, PADDING, TIME

# What every component has that sends something to the bot.
CONTROL: Final[Mapping[str, Kind]] = {
    **COMMON,
    "name": Text(),
    "behaviors": BEHAVIOURS,
    "confirm": CONFIRM,
    "disabled": Flag(),
    "disabled_tips": PLAIN,
    # Of 1.0; Lark still takes it, and hands it to the bot like a behaviour's value.
    "value": CALLBACK_VALUE,
}
FIELD: Final[Mapping[str, Kind]] = {
    **CONTROL,
    "required": Flag(),
    "width": CONTROL_WIDTH,
    "placeholder": SHORT_PLAIN,
}

BUTTON: Final = Shape(
    {
        **CONTROL,
        "text": SHORT_PLAIN,
        "type": words(
            *("default", "primary", "danger", "text", "primary_text", "danger_text"),
            *("primary_filled", "danger_filled", "laser"),
        ),
        "size": words("tiny", "small", "medium", "large"),
        "width": CONTROL_WIDTH,
        "icon": ICON,
        "hover_tips": PLAIN,
        "form_action_type": words("submit", "reset"),
        # Of 1.0, still read.
        "action_type": words("link", "request", "multi", "form_submit", "form_reset"),
        "required": Flag(),
        "url": LINK_TARGET,
        "multi_url": LINKS,
        "complex_interaction": Flag(),
    },
    tag="button",
)

INPUT: Final = Shape(
    {
        **FIELD,
        "default_value": Text(),
        "i18n_default_value": TRANSLATIONS,
        "label": PLAIN,
        "label_position": words("top", "left"),
        "max_length": Number(1, 1000),
        "input_type": words("text", "multiline_text", "password"),
        "rows": Number(1),
        "auto_resize": Flag(),
        "max_rows": Number(whole=False),
        "show_icon": Flag(),
        "hover_tips": PLAIN,
    },
    tag="input",
)

SELECT_STYLE: Final = words("default", "text")
CHOICE: Final = Shape({"text": PLAIN, "value": Text(), "icon": ICON}, frozenset({"text", "value"}))
CANDIDATE: Final = Shape({"value": Text(), "text": PLAIN, "icon": ICON})

SELECT: Final[Mapping[str, Kind]] = {**FIELD, "type": SELECT_STYLE, "options": ListOf(CHOICE)}
SELECT_STATIC: Final = Shape(
    {**SELECT, "initial_option": Text(), "initial_index": Number(0)}, tag="select_static"
)
MULTI_SELECT_STATIC: Final = Shape({**SELECT, "selected_values": ListOf(Text())}, tag="multi_select_static")

SELECT_PEOPLE: Final[Mapping[str, Kind]] = {**FIELD, "type": SELECT_STYLE, "options": ListOf(CANDIDATE)}
SELECT_PERSON: Final = Shape({**SELECT_PEOPLE, "initial_option": Text()}, tag="select_person")
MULTI_SELECT_PERSON: Final = Shape(
    {**SELECT_PEOPLE, "selected_values": ListOf(Text())}, tag="multi_select_person"
)

DATE_PICKER: Final = Shape({**FIELD, "initial_date": DATE}, tag="date_picker")
PICKER_TIME: Final = Shape({**FIELD, "initial_time": TIME}, tag="picker_time")
PICKER_DATETIME: Final = Shape({**FIELD, "initial_datetime": DATE_TIME}, tag="picker_datetime")

PICTURE: Final = Shape(
    {
        "img_key": Text(),
        "i18n_img_key": TRANSLATIONS,
        "value": Text(),
        "disabled": Flag(),
        "disabled_tips": PLAIN,
        "hover_tips": PLAIN,
    },
    frozenset({"img_key"}),
)
SELECT_IMG: Final = Shape(
    {
        **CONTROL,
        "required": Flag(),
        "options": ListOf(PICTURE),
        "multi_select": Flag(),
        "layout": words("stretch", "bisect", "trisect"),
        "aspect_ratio": words("1:1", "16:9", "4:3"),
        "can_preview": Flag(),
        "style": words("normal", "laser"),
    },
    frozenset({"options"}),
    "select_img",
)

BUTTON_AREA: Final = Shape(
    {
        "pc_display_rule": words("always", "on_hover"),
        "buttons": ListOf(ByTag({"button": BUTTON}), most=3),
    }
)
CHECKER: Final = Shape(
    {
        **CONTROL,
        "required": Flag(),
        "checked": Flag(),
        "text": PLAIN_OR_MARKDOWN,
        "overall_checkable": Flag(),
        "button_area": BUTTON_AREA,
        "checked_style": Shape({"show_strikethrough": Flag(), "opacity": Number(0, 1, whole=False)}),
        "padding": PADDING,
        "hover_tips": PLAIN,
    },
    tag="checker",
)

OVERFLOW: Final = Shape(
    {
        **CONTROL,
        "width": CONTROL_WIDTH,
        "options": ListOf(
            Shape(
                {
                    "text": SHORT_PLAIN,
                    "value": CALLBACK_VALUE,
                    "multi_url": LINKS,
                    "url": LINK_TARGET,
                }
            )
        ),
    },
    frozenset({"options"}),
    "overflow",
)
