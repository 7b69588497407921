"""The card around its components: config, link, header, body. Start reading the tables here."""

from collections.abc import Mapping
from typing import Final

from bot.sandbox.card_json.containers import (
    COLLAPSIBLE_PANEL,
    COLUMN_SET,
    ELEMENTS,
    FORM,
    INTERACTIVE_CONTAINER,
    LAYOUT,
    REPEAT,
)
from bot.sandbox.card_json.display import (
    AUDIO,
    CHART,
    DIV,
    HR,
    IMG,
    IMG_COMBINATION,
    MARKDOWN,
    PERSON,
    PERSON_LIST,
    TABLE,
)
from bot.sandbox.card_json.interactive import (
    BUTTON,
    CHECKER,
    DATE_PICKER,
    INPUT,
    MULTI_SELECT_PERSON,
    MULTI_SELECT_STATIC,
    OVERFLOW,
    PICKER_DATETIME,
    PICKER_TIME,
    SELECT_IMG,
    SELECT_PERSON,
    SELECT_STATIC,
)
from bot.sandbox.card_json.kinds import (
    ByTag,
    Either,
    Flag,
    Kind,
    ListOf,
    MapOf,
    Number,
    Pattern,
    Shape,
    Text,
    words,
)
from bot.sandbox.card_json.parts import EMPTY, ICON, LINKS, PLAIN_OR_MARKDOWN, TRANSLATIONS
from bot.sandbox.card_json.values import (
    COLOUR,
    COLOUR_NOTATION,
    ELEMENT_ID,
    HEADER_PADDING,
    LOCALE,
    LOCALE_NAMES,
    TEXT_SIZE,
)

# Every tag that may stand in a list of elements.
COMPONENTS: Final = {
    "markdown": MARKDOWN,
    "div": DIV,
    "hr": HR,
    "img": IMG,
    "img_combination": IMG_COMBINATION,
    "person": PERSON,
    "person_list": PERSON_LIST,
    "chart": CHART,
    "table": TABLE,
    "audio": AUDIO,
    "column_set": COLUMN_SET,
    "form": FORM,
    "interactive_container": INTERACTIVE_CONTAINER,
    "collapsible_panel": COLLAPSIBLE_PANEL,
    "repeat": REPEAT,
    "button": BUTTON,
    "input": INPUT,
    "select_static": SELECT_STATIC,
    "multi_select_static": MULTI_SELECT_STATIC,
    "select_person": SELECT_PERSON,
    "multi_select_person": MULTI_SELECT_PERSON,
    "date_picker": DATE_PICKER,
    "picker_time": PICKER_TIME,
    "picker_datetime": PICKER_DATETIME,
    "select_img": SELECT_IMG,
    "checker": CHECKER,
    "overflow": OVERFLOW,
}

PER_PLATFORM: Final = Shape(
    {"default": Number(1), "android": Number(1), "ios": Number(1), "pc": Number(1)}, frozenset({"default"})
)

CONFIG: Final = Shape(
    {
        "streaming_mode": Flag(),
        "streaming_config": Shape(
            {
                "print_frequency_ms": PER_PLATFORM,
                "print_step": PER_PLATFORM,
                "print_strategy": words("fast", "delay"),
            }
        ),
        "summary": Shape({"content": Text(), "i18n_content": TRANSLATIONS}),
        "locales": ListOf(LOCALE),
        "enable_forward": Flag(),
        "update_multi": Flag(),
        "width_mode": words("default", "compact", "fill"),
        "use_custom_translation": Flag(),
        "enable_forward_interaction": Flag(),
        "style": Shape(
            {
                "text_size": MapOf(Shape({"default": TEXT_SIZE, "pc": TEXT_SIZE, "mobile": TEXT_SIZE})),
                "color": MapOf(
                    Shape(
                        {
                            "light_mode": Pattern(COLOUR_NOTATION.pattern, "rgba(r,g,b,a)"),
                            "dark_mode": Pattern(COLOUR_NOTATION.pattern, "rgba(r,g,b,a)"),
                        },
                        frozenset({"light_mode", "dark_mode"}),
                    )
                ),
            }
        ),
        # Of 1.0; the service takes it on 2.0 cards and ignores it.
        "wide_screen_mode": Flag(),
    }
)

HEADER_TAGS: Final = ListOf(
    ByTag(
        {
            "text_tag": Shape(
                {"text": PLAIN_OR_MARKDOWN, "color": COLOUR, "element_id": ELEMENT_ID},
                frozenset({"text"}),
                "text_tag",
            )
        }
    ),
    most=3,
)

HEADER_PROPERTIES: Final[Mapping[str, Kind]] = {
    "title": PLAIN_OR_MARKDOWN,
    "subtitle": PLAIN_OR_MARKDOWN,
    "template": words(
        *("blue", "wathet", "turquoise", "green", "yellow", "orange", "red", "carmine", "violet"),
        *("purple", "indigo", "grey", "default", ""),
    ),
    "text_tag_list": HEADER_TAGS,
    "i18n_text_tag_list": MapOf(HEADER_TAGS, LOCALE_NAMES),
    "icon": ICON,
    "padding": HEADER_PADDING,
}
# A subtitle alone is drawn as the title.
HEADER: Final = Either(
    (
        EMPTY,
        Shape(HEADER_PROPERTIES, frozenset({"subtitle"})),
        Shape(HEADER_PROPERTIES, frozenset({"title"})),
    )
)

BODY: Final = Shape({**LAYOUT, "elements": ELEMENTS})

CARD: Final = Shape(
    {
        "schema": words("2.0"),
        "config": CONFIG,
        "card_link": LINKS,
        "header": HEADER,
        "body": BODY,
    },
    frozenset({"schema"}),
)
