"""Fields of a form that are picked from rather than typed. Lark gives them no label of their own."""

from dataclasses import dataclass

from cards.elements import Column, Element, Json, Text, plain_text
from cards.limits import BUTTON_TEXT
from cards.markup import cut, one_line

Options = tuple[tuple[str, str], ...]
"""What is sent, and what is read."""

_OPTION_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """One of several; a `value` that is not among them is none."""

    name: str
    options: Options
    value: str = ""
    placeholder: str = ""

    def json(self) -> Json:
        values = [value for value, _ in self.options]
        chosen = values.index(self.value) + 1 if self.value in values else 0
        return (
            _field("select_static", self.name, self.placeholder)
            | {"options": _options(self.options)}
            | ({"initial_index": chosen} if chosen else {})
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiSelect:
    """Some of several."""

    name: str
    options: Options
    values: tuple[str, ...] = ()
    placeholder: str = ""

    def json(self) -> Json:
        offered = {value for value, _ in self.options}
        chosen = [value for value in self.values if value in offered]
        return (
            _field("multi_select_static", self.name, self.placeholder)
            | {"options": _options(self.options)}
            | ({"selected_values": chosen} if chosen else {})
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleSelect:
    """Some of several people, by their open_ids; Lark shows their names and faces."""

    name: str
    people: tuple[str, ...]
    chosen: tuple[str, ...] = ()
    placeholder: str = ""

    def json(self) -> Json:
        chosen = [person for person in self.chosen if person in self.people]
        return (
            _field("multi_select_person", self.name, self.placeholder)
            | {"options": [{"value": person} for person in self.people]}
            | ({"selected_values": chosen} if chosen else {})
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePicker:
    """A date, as yyyy-MM-dd."""

    name: str
    placeholder: str
    value: str = ""

    def json(self) -> Json:
        initial: Json = {"initial_date": self.value} if self.value else {}
        return _field("date_picker", self.name, self.placeholder) | initial


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePicker:
    """A time of day, as HH:MM."""

    name: str
    placeholder: str
    value: str = ""

    def json(self) -> Json:
        initial: Json = {"initial_time": self.value} if self.value else {}
        return _field("picker_time", self.name, self.placeholder) | initial


def labelled(label: str, field: Element, *, weight: int = 1) -> Column:
    """Return the field under a label like that of an input."""
    return Column((Text(label), field), weight=weight)


def _field(tag: str, name: str, placeholder: str) -> Json:
    shown: Json = {"placeholder": plain_text(cut(placeholder, BUTTON_TEXT))} if placeholder else {}
    return {"tag": tag, "name": name, "width": "fill"} | shown


def _options(options: Options) -> list[Json]:
    return [
        {"text": plain_text(cut(one_line(text), _OPTION_SHOWN) or "…"), "value": value}
        for value, text in options
    ]
