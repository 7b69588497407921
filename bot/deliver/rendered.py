"""A message ready to go: what Lark calls its type, and its content."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from cards.aside_card import aside_card
from scheduler.model import Locale
from scheduler.posts import Delivery


@dataclass(frozen=True, slots=True)
class Rendered:
    """`content` is a JSON string; `plain` is what to say where Lark refuses the card."""

    msg_type: str
    content: str
    plain: str

    @property
    def is_card(self) -> bool:
        return self.msg_type == "interactive"


class Render(Protocol):
    async def __call__(self, delivery: Delivery) -> Rendered | None:
        """Draw the delivery from the present state; None when there is nothing left to show."""
        ...


def as_text(text: str) -> Rendered:
    return Rendered("text", json.dumps({"text": text}, ensure_ascii=False), text)


def as_aside(rendered: Rendered, locale: Locale) -> Rendered:
    """Return what one person is shown in a group, which Lark takes as a card only."""
    if rendered.is_card:
        return rendered
    return as_card(aside_card(rendered.plain, locale).json(), rendered.plain)


def as_card(card: Mapping[str, object], plain: str) -> Rendered:
    return Rendered("interactive", json.dumps(card, ensure_ascii=False), plain)
