"""Pickers that call back at once, outside of any form."""

from dataclasses import dataclass
from enum import StrEnum

from cards.actions import Press, pack
from cards.elements import Json, plain_text
from cards.limits import BUTTON_TEXT
from cards.markup import cut


class Picks(StrEnum):
    """What is picked, by the tag of Lark's component."""

    TIME = "picker_time"  # sends back HH:MM and an offset
    DATE = "date_picker"  # sends back yyyy-MM-dd and an offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Picker:
    """`press` is sent with what was picked."""

    picks: Picks
    key: str
    placeholder: str
    press: Press

    def json(self) -> Json:
        return {
            "tag": self.picks.value,
            "element_id": self.key,
            "placeholder": plain_text(cut(self.placeholder, BUTTON_TEXT)),
            "behaviors": [{"type": "callback", "value": pack(self.press)}],
        }
