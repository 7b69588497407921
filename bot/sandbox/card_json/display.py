"""Components that show something and take no input."""

from collections.abc import Mapping
from typing import Final

from bot.sandbox.card_json.kinds import (
    Anything,
    ByTag,
    Data,
    Either,
    Flag,
    Kind,
    ListOf,
    Number,
    Pattern,
    Shape,
    Text,
    words,
)
from bot.sandbox.card_json.parts import (
    BORDER,
    FALLBACK,
    ICON,
    LIBRARY_ICON,
    PLAIN,
    PLAIN_OR_MARKDOWN,
    TRANSLATIONS,
)
from bot.sandbox.card_json.values import (
    COLOUR,
    CONTROL_WIDTH,
    CORNER,
    ELEMENT_ID,
    IMAGE_SIZE,
    LEVEL,
    MARGIN,
    PADDING,
    SIDE,
    TEXT_SIZE,
    Colour,
    Length,
)

# Every component has these besides its tag.
COMMON: Final[Mapping[str, Kind]] = {"element_id": ELEMENT_ID, "margin": MARGIN, "fallback": FALLBACK}

MARKDOWN: Final = Shape(
    {
        **COMMON,
        "content": Text(),
        "i18n_content": TRANSLATIONS,
        "text_size": TEXT_SIZE,
        "text_align": SIDE,
        "icon": ICON,
    },
    frozenset({"content"}),
    "markdown",
)

DIV: Final = Shape(
    {
        **COMMON,
        "text": PLAIN_OR_MARKDOWN,
        "fields": ListOf(Shape({"is_short": Flag(), "text": PLAIN_OR_MARKDOWN}, frozenset({"text"}))),
        "icon": ICON,
        "width": Length(16, 999, ("fill", "auto")),
    },
    tag="div",
)

HR: Final = Shape(COMMON, tag="hr")

IMG: Final = Shape(
    {
        **COMMON,
        "img_key": Text(),
        "i18n_img_key": TRANSLATIONS,
        "alt": PLAIN,
        "title": PLAIN_OR_MARKDOWN,
        "scale_type": words("crop_center", "crop_top", "fit_horizontal"),
        "size": IMAGE_SIZE,
        "corner_radius": CORNER,
        "preview": Flag(),
        "transparent": Flag(),
        # Of 1.0, still listed on the component's 2.0 page.
        "mode": words("crop_center", "fit_horizontal", "stretch", "large", "medium", "small", "tiny"),
        "custom_width": Either((Number(), Text())),
        "compact_width": Flag(),
    },
    frozenset({"img_key"}),
    "img",
)

IMG_COMBINATION: Final = Shape(
    {
        **COMMON,
        "combination_mode": words("double", "triple", "bisect", "trisect"),
        "combination_transparent": Flag(),
        "img_list_length": Number(0),
        "corner_radius": CORNER,
        "img_list": ListOf(
            Shape(
                {"img_key": Text(), "i18n_img_key": TRANSLATIONS, "transparent": Flag()},
                frozenset({"img_key"}),
            )
        ),
    },
    frozenset({"combination_mode", "img_list"}),
    "img_combination",
)

FACE_SIZE: Final = words("extra_small", "small", "medium", "large")

PERSON: Final = Shape(
    {
        **COMMON,
        "user_id": Text(),
        "size": FACE_SIZE,
        "show_avatar": Flag(),
        "show_name": Flag(),
        "style": words("normal", "capsule"),
    },
    frozenset({"user_id"}),
    "person",
)

PERSON_LIST: Final = Shape(
    {
        **COMMON,
        "persons": ListOf(Shape({"id": Text()}, frozenset({"id"}))),
        "drop_invalid_user_id": Flag(),
        "lines": Number(1),
        "size": FACE_SIZE,
        "show_avatar": Flag(),
        "show_name": Flag(),
        "icon": ICON,
        "ud_icon": LIBRARY_ICON,
    },
    frozenset({"persons"}),
    "person_list",
)

CHART: Final = Shape(
    {
        **COMMON,
        # VChart's own grammar: see `rules.chart_specs`.
        "chart_spec": Data(),
        "aspect_ratio": words("1:1", "2:1", "4:3", "16:9"),
        "color_theme": words("brand", "rainbow", "complementary", "converse", "primary"),
        "preview": Flag(),
        "height": Length(1, 999, ("auto",)),
    },
    frozenset({"chart_spec"}),
    "chart",
)

TABLE_COLUMN_PROPERTIES: Final[Mapping[str, Kind]] = {
    "name": Text(),
    "display_name": Text(),
    "width": Either((Length(80, 600, ("auto",)), Pattern(r"\d{1,3}(\.\d+)?%", "a width"))),
    "horizontal_align": SIDE,
    "vertical_align": LEVEL,
    "format": Shape({"precision": Number(0, 10), "symbol": Text(), "separator": Flag()}),
    "date_format": Text(),
    "data_type": Text(),
}

TABLE: Final = Shape(
    {
        **COMMON,
        "page_size": Number(1, 10),
        "row_height": Length(32, 124, ("low", "middle", "high", "auto")),
        "row_max_height": Length(32, 999),
        "freeze_first_column": Flag(),
        "header_style": Shape(
            {
                "text_align": SIDE,
                "text_size": TEXT_SIZE,
                "background_style": words("none", "grey"),
                "text_color": Colour(),
                "bold": Flag(),
                "lines": Number(1),
            }
        ),
        "columns": ListOf(
            ByTag(
                {
                    data_type: Shape(TABLE_COLUMN_PROPERTIES, frozenset({"name"}))
                    for data_type in ("text", "lark_md", "markdown", "options", "number", "persons", "date")
                },
                default="text",
                key="data_type",
            ),
            most=50,
        ),
        # Rows have codes of their own: see `rules.table_rows`.
        "rows": Anything(),
    },
    frozenset({"columns", "rows"}),
    "table",
)

AUDIO: Final = Shape(
    {
        **COMMON,
        "file_key": Text(),
        "i18n_file_key": TRANSLATIONS,
        "audio_id": Text(),
        "disabled": Flag(),
        "disabled_tips": PLAIN,
        "show_progress_bar": Flag(),
        "show_time": Flag(),
        "time_display": words("default", "both"),
        "time_position": words("start", "end", "both_sides"),
        "border": BORDER,
        "style": words("normal", "flat", "speak"),
        "padding": PADDING,
        "background_style": COLOUR,
        "fill_color": COLOUR,
        "width": CONTROL_WIDTH,
    },
    frozenset({"file_key"}),
    "audio",
)
