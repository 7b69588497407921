"""What was typed into the fields of a form, or chosen in them, as text. Pure."""

from collections.abc import Mapping

from bot.lark.events import FormValue
from cards.markup import clean, one_line

Form = Mapping[str, FormValue]


def whole(form: Form, name: str) -> str:
    """Return what was typed with its blanks, without what cannot be seen and can do harm; "" for nothing."""
    value = form.get(name)
    return clean(value) if isinstance(value, str) else ""


def text(form: Form, name: str) -> str:
    """Return what was typed or chosen, trimmed."""
    return whole(form, name).strip()


def line(form: Form, name: str) -> str:
    """Return what was typed as one line."""
    return one_line(text(form, name))
