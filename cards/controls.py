"""What a person can press or fill in on a card."""

from dataclasses import dataclass
from enum import StrEnum

from cards.actions import Press, pack
from cards.elements import Column, Columns, Element, Json, plain_text
from cards.limits import BUTTON_TEXT, INPUT_TEXT
from cards.markup import clean, cut, one_line

BUTTONS_IN_VIEW = 3


class Look(StrEnum):
    """How a button is drawn; at most one a card is primary, and nothing destructive ever is."""

    DEFAULT = "default"
    PRIMARY = "primary_filled"
    DANGER = "danger"
    TEXT = "text"
    LINK = "primary_text"


@dataclass(frozen=True, slots=True)
class Confirm:
    """The question before a press that destroys something."""

    title: str
    text: str

    def json(self) -> Json:
        return {"title": plain_text(one_line(self.title)), "text": plain_text(self.text)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """`key` is its element_id, and its name in a form. A press calls back, an `url` opens."""

    key: str
    label: str
    press: Press | None = None
    url: str = ""
    look: Look = Look.DEFAULT
    confirm: Confirm | None = None
    tiny: bool = False
    wide: bool = False
    in_form: bool = False  # Lark wants it to have a name there
    submits: bool = False

    def json(self) -> Json:
        button: Json = {
            "tag": "button",
            "element_id": self.key,
            "text": plain_text(cut(one_line(self.label), BUTTON_TEXT) or "…"),
            "type": self.look.value,
        }
        if self.tiny:
            button["size"] = "tiny"
        if self.wide:
            button["width"] = "fill"
        if self.confirm:
            button["confirm"] = self.confirm.json()
        if self.in_form or self.submits:
            button["name"] = self.key
        if self.submits:
            button["form_action_type"] = "submit"
        return button | {"behaviors": self._behaviors()}

    def _behaviors(self) -> list[Json]:
        calls: list[Json] = [{"type": "callback", "value": pack(self.press)}] if self.press else []
        opens: list[Json] = [{"type": "open_url", "default_url": self.url}] if self.url else []
        return calls + opens


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A box to tap, for what is too long for a button: it wraps."""

    key: str
    elements: tuple[Element, ...]
    press: Press

    def json(self) -> Json:
        return {
            "tag": "interactive_container",
            "element_id": self.key,
            "width": "fill",
            "has_border": True,
            "border_color": "grey-300",
            "corner_radius": "8px",
            "padding": "8px 12px",
            "vertical_spacing": "0px",
            "behaviors": [{"type": "callback", "value": pack(self.press)}],
            "elements": [element.json() for element in self.elements],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A field of a form, `rows` lines high."""

    name: str
    label: str
    value: str
    placeholder: str = ""
    most: int = INPUT_TEXT
    rows: int = 1
    required: bool = True  # the client itself refuses to send it empty

    def json(self) -> Json:
        label: Json = {"label": plain_text(self.label), "label_position": "top"} if self.label else {}
        field: Json = {
            "tag": "input",
            "name": self.name,
            "element_id": self.name,
            **label,
            "width": "fill",
            "required": self.required,
            "max_length": self.most,
            "default_value": clean(self.value)[: self.most],
        }
        if self.placeholder:
            field["placeholder"] = plain_text(cut(self.placeholder, BUTTON_TEXT))
        if self.rows > 1:
            field |= {"input_type": "multiline_text", "rows": self.rows, "auto_resize": True, "max_rows": 10}
        return field


@dataclass(frozen=True, slots=True)
class Form:
    """Fields that are sent together when its submit button is pressed."""

    name: str
    elements: tuple[Element, ...]

    def json(self) -> Json:
        return {
            "tag": "form",
            "name": self.name,
            "vertical_spacing": "12px",
            "elements": [element.json() for element in self.elements],
        }


def button_row(*buttons: Button | None) -> Columns:
    """Return buttons side by side, without the ones that make no sense now."""
    shown = [button for button in buttons if button is not None]
    assert 1 <= len(shown) <= BUTTONS_IN_VIEW, "a row holds one to three buttons"
    return Columns(tuple(Column((button,)) for button in shown), wraps=True)
