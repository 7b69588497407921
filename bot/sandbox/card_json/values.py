"""The values that recur all over a card: lengths, colours, links, ids, dates.

Where the documentation and the service differ, the service was followed: unknown text sizes and hex
colours are drawn as the default, not refused.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.sandbox.card_json.kinds import Either, Pattern, Spot, Text, Word
from bot.sandbox.card_json.problems import malformed, shown

HUES: Final = (
    *("blue", "wathet", "turquoise", "green", "lime", "yellow", "sunflower", "orange"),
    *("red", "carmine", "violet", "purple", "indigo", "grey"),
)
SHADES: Final = ("50", "100", "200", "300", "350", "400", "500", "600", "700", "800", "900")
GREY_SHADES: Final = ("00", "650", "950", "1000")

COLOUR_NAMES: Final = frozenset(
    {
        *HUES,
        *(f"{hue}-{shade}" for hue in HUES for shade in SHADES),
        *(f"grey-{shade}" for shade in GREY_SHADES),
        *("default", "neutral", "white", "bg-white"),
        # Written by the official card editor.
        *("light_grey", ""),
    }
)
# Spaces after the commas are the card editor's habit.
COLOUR_NOTATION: Final = re.compile(
    r"rgba?\(\s*\d{1,3}\s*(,\s*\d{1,3}\s*){2}(,\s*\d*\.?\d+\s*)?\)|#[0-9a-fA-F]{3,8}"
)

# Clients draw nothing for a token that does not exist; these are the ones that people guess.
ABSENT_ICONS: Final = frozenset({"play_outlined", "pause_outlined", "succeed_outlined"})
ICON_TOKEN: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*_(outlined|filled|colorful)")

UNSUPPORTED_PLATFORM: Final = "lark://msgcard/unsupported_action"
# about:blank stands for "nowhere yet" in the official examples.
LINK: Final = re.compile(r"https?://\S+|about:blank\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour's name, one that the card itself defines, rgba(...) or #hex; or one of `also`."""

    also: tuple[str, ...] = ()

    def check(self, spot: Spot) -> None:
        value = spot.text()
        known = value in COLOUR_NAMES or value in spot.reading.colours or value in self.also
        if not known and not COLOUR_NOTATION.fullmatch(value):
            raise spot.outside()


@dataclass(frozen=True, slots=True)
class Length:
    """`8px` within bounds, or one of `words`; with `percent` also `50%`."""

    low: int
    high: int | None
    words: tuple[str, ...] = ()
    percent: bool = False

    def check(self, spot: Spot) -> None:
        value = spot.text()
        if value not in self.words and not self.holds(value):
            raise spot.outside()

    def holds(self, text: str) -> bool:
        if self.percent and re.fullmatch(r"\d{1,3}%", text):
            return int(text[:-1]) <= 100
        return within(text, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Edges:
    """Distances of the four sides: one value, two (vertical, horizontal) or four (clockwise)."""

    low: int
    high: int

    def check(self, spot: Spot) -> None:
        value = spot.text()
        sides = value.split()
        if len(sides) not in (1, 2, 4) or not all(within(side, self.low, self.high) for side in sides):
            raise spot.outside()


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a click opens; empty is none."""

    def check(self, spot: Spot) -> None:
        value = spot.text()
        if value and value != UNSUPPORTED_PLATFORM and not is_link(value):
            raise malformed(spot.place, f"scheme not in white list: {shown(value)}")


@dataclass(frozen=True, slots=True)
class Icon:
    """A token of the icon library, by its form."""

    def check(self, spot: Spot) -> None:
        value = spot.text()
        if value in ABSENT_ICONS or not ICON_TOKEN.fullmatch(value):
            raise spot.outside()


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, a time or both, in one fixed format; empty is none."""

    format: str
    shape: str

    def check(self, spot: Spot) -> None:
        value = spot.text()
        if value and not self.holds(value):
            raise malformed(spot.place, f"{spot.name} must be {self.shape}, but: {shown(value)}")

    def holds(self, text: str) -> bool:
        try:
            parsed = datetime.strptime(text, self.format)  # noqa: DTZ007 - a wall time, in nobody's zone
        except ValueError:
            return False
        return parsed.strftime(self.format) == text


def within(text: str, low: int, high: int | None) -> bool:
    """Whether `text` is a length between two bounds; a zero needs no unit."""
    if not re.fullmatch(r"-?\d{1,6}px|0", text):
        return False
    pixels = int(text.removesuffix("px"))
    return low <= pixels and (high is None or pixels <= high)


def is_link(text: str) -> bool:
    """Whether `text` may be opened; a `${variable}` of the card editor may be anything."""
    return bool(LINK.fullmatch(text)) or text.startswith("${")


COLOUR: Final = Colour()
LINK_TARGET: Final = Link()
MARGIN: Final = Edges(-99, 99)
HEADER_PADDING: Final = Edges(0, 99)
# The components' pages say [-99, 99] where the general page says [0, 99]; the wider one is accepted.
PADDING: Final = Edges(-99, 99)
SPACING: Final = Length(0, 99, ("small", "medium", "large", "extra_large", "default", ""))
CORNER: Final = Length(0, None, ("",), percent=True)
CONTROL_WIDTH: Final = Length(100, None, ("default", "fill", ""))
SIDE: Final = Word(("left", "center", "right"))
LEVEL: Final = Word(("top", "center", "bottom"))
ELEMENT_ID: Final = Pattern(r"[A-Za-z][A-Za-z0-9_]{0,19}", "a letter and at most 19 letters, digits and _")
IMAGE_SIZE: Final = Either(
    (
        Word(("stretch", "large", "medium", "small", "tiny", "crop_center")),
        # A ratio is what the card editor writes.
        Pattern(r"\d{1,4}px \d{1,4}px|\d{1,2}:\d{1,2}", 'a size such as "100px 100px"'),
    )
)
DATE: Final = Moment("%Y-%m-%d", "yyyy-MM-dd")
TIME: Final = Moment("%H:%M", "HH:mm")
DATE_TIME: Final = Moment("%Y-%m-%d %H:%M", "yyyy-MM-dd HH:mm")
# An unknown size is drawn as `normal`, so every text is one.
TEXT_SIZE: Final = Text()
LOCALE_NAMES: Final = r"[a-z]{2}_[a-z]{2}"
LOCALE: Final = Pattern(LOCALE_NAMES, "a language such as en_us")
