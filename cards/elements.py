"""The typed blocks of card JSON 2.0 from which every card is built.

Text is plain unless a block says Markdown; whoever gives Markdown has escaped what people typed
(`cards.markup`). Nothing here knows tasks or languages.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from cards.limits import CardLimitError, check
from cards.markup import clean, cut, one_line

Json = dict[str, object]

TITLE_SHOWN = 40  # characters of a name
FACTS_AT_MOST = 5
_SUMMARY_SHOWN = 80
LABEL_WIDTH = "68px"


class Tone(StrEnum):
    """A card's colour; it says the state and nothing else."""

    BLUE = "blue"  # running, new
    GREEN = "green"  # completed, on
    RED = "red"  # failed
    ORANGE = "orange"  # needs a person
    GREY = "grey"  # paused, cancelled, deleted, expired
    WATHET = "wathet"  # plain information


class Element(Protocol):
    """A block of a card."""

    def json(self) -> Json:
        """Return the block as Lark wants it."""
        ...


def plain_text(content: str) -> Json:
    return {"tag": "plain_text", "content": clean(content)}


@dataclass(frozen=True, slots=True)
class Markdown:
    """Markdown in which every foreign text is escaped already."""

    content: str
    key: str = ""

    def json(self) -> Json:
        return {"tag": "markdown", "content": self.content} | _id(self.key)


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, shown exactly as it is."""

    content: str
    key: str = ""

    def json(self) -> Json:
        return {"tag": "div", "text": plain_text(self.content)} | _id(self.key)


@dataclass(frozen=True, slots=True)
class Note:
    """Small grey plain text."""

    content: str
    key: str = ""

    def json(self) -> Json:
        style: Json = {"text_size": "notation", "text_color": "grey"}
        return {"tag": "div", "text": plain_text(self.content) | style} | _id(self.key)


@dataclass(frozen=True, slots=True)
class Rule:
    """The hairline between content and buttons."""

    def json(self) -> Json:
        return {"tag": "hr"}


@dataclass(frozen=True, slots=True)
class Column:
    """`weight` shares out the width; 0 takes what the content needs, `width` a fixed length."""

    elements: tuple[Element, ...]
    weight: int = 0
    width: str = ""
    horizontal: bool = False
    centred: bool = False

    def json(self) -> Json:
        column: Json = {"tag": "column", "width": self.width or ("weighted" if self.weight else "auto")}
        if self.weight:
            column["weight"] = self.weight
        if self.horizontal:
            column |= {"direction": "horizontal", "horizontal_spacing": "4px"}
        align = "center" if self.centred else "top"
        return column | {
            "vertical_align": align,
            "vertical_spacing": "2px",
            "elements": [element.json() for element in self.elements],
        }


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns side by side. With `wraps` those that find no room go on below, with `stacks` each takes
    the whole width on a phone.
    """

    columns: tuple[Column, ...]
    wraps: bool = False
    stacks: bool = False

    def json(self) -> Json:
        return {
            "tag": "column_set",
            "flex_mode": "stretch" if self.stacks else "flow" if self.wraps else "none",
            "horizontal_spacing": "8px",
            "columns": [column.json() for column in self.columns],
        }


@dataclass(frozen=True, slots=True)
class Fact:
    """A small grey label and a dark value."""

    label: str
    value: Element

    def json(self) -> Json:
        label = Column((Note(self.label),), width=LABEL_WIDTH)
        return Columns((label, Column((self.value,), weight=1))).json()


@dataclass(frozen=True, slots=True)
class Panel:
    """A folded part of the card."""

    title: str
    elements: tuple[Element, ...]
    key: str
    expanded: bool = False

    def json(self) -> Json:
        icon: Json = {"tag": "standard_icon", "token": "down_outlined", "size": "16px 16px"}
        return {
            "tag": "collapsible_panel",
            "element_id": self.key,
            "expanded": self.expanded,
            "header": {
                "title": plain_text(self.title) | {"text_size": "notation", "text_color": "grey"},
                "icon": icon,
                "icon_position": "follow_text",
                "icon_expanded_angle": -180,
            },
            "elements": [element.json() for element in self.elements],
        }


@dataclass(frozen=True, slots=True)
class Header:
    """The task's name, and its state as a colour and up to three tags."""

    title: str
    tone: Tone
    tags: tuple[str, ...] = ()
    icon: str = ""  # a token of Lark's icon library

    def json(self) -> Json:
        tags = [
            {"tag": "text_tag", "text": plain_text(one_line(tag)), "color": self.tone.value}
            for tag in self.tags
        ]
        header: Json = {"title": plain_text(one_line(self.title)), "template": self.tone.value}
        if self.icon:
            header["icon"] = {"tag": "standard_icon", "token": self.icon, "color": self.tone.value}
        return header | ({"text_tag_list": tags} if tags else {})


@dataclass(frozen=True, slots=True)
class Card:
    """A whole card. `summary` is what the chat list and notifications show of it."""

    header: Header
    elements: tuple[Element, ...]
    summary: str

    def json(self) -> Json:
        """Return card JSON 2.0; raises `CardLimitError` where Lark would refuse it."""
        card: Json = {
            "schema": "2.0",
            "config": {
                "update_multi": True,
                "width_mode": "default",
                "summary": {"content": cut(one_line(self.summary), _SUMMARY_SHOWN)},
            },
            "header": self.header.json(),
            "body": {
                "padding": "12px",
                "vertical_spacing": "8px",
                "elements": [element.json() for element in self.elements],
            },
        }
        check(card)
        return card


def fits(card: Card) -> bool:
    """Tell whether Lark takes the card: for one that can leave something out."""
    try:
        card.json()
    except CardLimitError:
        return False
    return True


def facts(*rows: Fact | None) -> tuple[Element, ...]:
    """Return the block of facts without what there is nothing to say about."""
    shown = tuple(row for row in rows if row is not None)
    assert len(shown) <= FACTS_AT_MOST, "more facts than are read in two seconds"
    return shown


def name_of(title: str, most: int = TITLE_SHOWN) -> str:
    """Return a task's name as cards show it: one line, cut."""
    return cut(one_line(title), most)


def _id(key: str) -> Json:
    return {"element_id": key} if key else {}
