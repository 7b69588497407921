"""The objects that components are made of: texts, icons, links, behaviours, confirmations."""

from collections.abc import Mapping
from typing import Final

from bot.sandbox.card_json.kinds import (
    ByTag,
    Data,
    Either,
    Kind,
    ListOf,
    MapOf,
    Number,
    Pattern,
    Shape,
    Text,
    words,
)
from bot.sandbox.card_json.values import (
    COLOUR,
    CORNER,
    ELEMENT_ID,
    LINK_TARGET,
    LOCALE_NAMES,
    SIDE,
    TEXT_SIZE,
    Icon,
)

TRANSLATIONS: Final = MapOf(Text(), LOCALE_NAMES)

TEXT_PROPERTIES: Final[Mapping[str, Kind]] = {
    "content": Text(),
    "i18n_content": TRANSLATIONS,
    "element_id": ELEMENT_ID,
    "text_size": TEXT_SIZE,
    "text_color": COLOUR,
    "text_align": SIDE,
    "lines": Number(1),
}
SHORT_TEXT_PROPERTIES: Final[Mapping[str, Kind]] = {**TEXT_PROPERTIES, "content": Text(longest=100)}
NEEDS_CONTENT: Final = frozenset({"content"})
PLAIN_TEXT: Final = Shape(TEXT_PROPERTIES, NEEDS_CONTENT, "plain_text")
LARK_MD: Final = Shape(TEXT_PROPERTIES, NEEDS_CONTENT, "lark_md")
SHORT_TEXT: Final = Shape(SHORT_TEXT_PROPERTIES, NEEDS_CONTENT, "plain_text")

PLAIN: Final = ByTag({"plain_text": PLAIN_TEXT}, default="plain_text")
PLAIN_OR_MARKDOWN: Final = ByTag({"plain_text": PLAIN_TEXT, "lark_md": LARK_MD})
# Labels of buttons and placeholders.
SHORT_PLAIN: Final = ByTag({"plain_text": SHORT_TEXT}, default="plain_text")

ICON_PROPERTIES: Final[Mapping[str, Kind]] = {
    "token": Icon(),
    "color": COLOUR,
    "img_key": Text(),
    "i18n_img_key": TRANSLATIONS,
    "size": Pattern(r"\d{1,3}px \d{1,3}px", 'a size such as "16px 16px"'),
}
ICON: Final = ByTag(
    {
        "standard_icon": Shape(ICON_PROPERTIES, frozenset({"token"}), "standard_icon"),
        "custom_icon": Shape(ICON_PROPERTIES, frozenset({"img_key"}), "custom_icon"),
    }
)
LIBRARY_ICON: Final = Shape(
    {"tag": words("standard_icon"), "token": Icon(), "style": Shape({"color": COLOUR})}, frozenset({"token"})
)

LINKS: Final = Shape(
    {"url": LINK_TARGET, "pc_url": LINK_TARGET, "ios_url": LINK_TARGET, "android_url": LINK_TARGET}
)
LINK_ACTION: Final = Shape({"multi_url": LINKS})

# Lark takes a string here as well; the client libraries do not, and answer the click with 200671.
CALLBACK_VALUE: Final = Either((Text(), Data()))

# What a click does: call the bot back, or open an address.
BEHAVIOUR: Final = ByTag(
    {
        "callback": Shape({"type": Text(), "value": CALLBACK_VALUE}),
        "open_url": Shape(
            {
                "type": Text(),
                "default_url": LINK_TARGET,
                "pc_url": LINK_TARGET,
                "ios_url": LINK_TARGET,
                "android_url": LINK_TARGET,
            },
            frozenset({"default_url"}),
        ),
        # How the card editor once wrote `form_action_type`.
        "form_action": Shape({"type": Text(), "behavior": words("submit", "reset")}, frozenset({"behavior"})),
    },
    key="type",
)
BEHAVIOURS: Final = ListOf(BEHAVIOUR)

EMPTY: Final = Shape({})
CONFIRM: Final = Either((EMPTY, Shape({"title": PLAIN, "text": PLAIN}, frozenset({"title"}))))
BORDER: Final = Shape({"color": COLOUR, "corner_radius": CORNER})
# What a client shows that is too old for the component.
FALLBACK: Final = Shape({"tag": Text(), "text": PLAIN_OR_MARKDOWN})
