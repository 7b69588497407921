"""What a press carries: the `action` object of the callback, and what the client itself refuses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.sandbox.actions.components import (
    CHECKS,
    CHOICES,
    MOMENTS,
    MULTI_CHOICES,
    TEXT_FIELDS,
    Component,
    JsonObject,
    fields_of,
)

EMPTY_NAME = 200530
"""Lark: a component of a form has no name."""
DEFAULT_MAX_LENGTH = 1000

_FORMATS = {"date_picker": "%Y-%m-%d", "picker_time": "%H:%M", "picker_datetime": "%Y-%m-%d %H:%M"}
_INITIALS = {
    "date_picker": "initial_date",
    "picker_time": "initial_time",
    "picker_datetime": "initial_datetime",
}
_OFFSET = re.compile(r" [+-]\d{4}$")


class MisuseError(Exception):
    """A press that no person could make on this card; the text says why."""


class Refusal(StrEnum):
    """Why the client itself refuses a press: the bot hears nothing of it."""

    REQUIRED_MISSING = "required_fields_missing"
    DISABLED = "disabled"
    EXPIRED = "card_expired"
    RECALLED = "message_recalled"
    TOO_LONG = "input_too_long"


class NoCallback(Exception):  # noqa: N818 - an outcome, not always an error
    """A press ends in the client. `error` is what the person sees; None when all is well."""

    def __init__(self, error: Refusal | int | None) -> None:
        super().__init__(error)
        self.error = error


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person did beside pressing: chosen option or typed text, and the fields of a form."""

    option: object = None
    form_value: Mapping[str, object] | None = None


def action_of(component: Component, entry: Entry, zone: str, now: datetime) -> JsonObject:
    """Return the callback's `action`; raise `NoCallback` or `MisuseError` when there is none."""
    if component.is_disabled:
        raise NoCallback(Refusal.DISABLED)
    if component.form is not None:
        return _action_in_form(component, entry, zone, now)
    if entry.form_value is not None:
        raise MisuseError("form_value belongs to a button inside a form")
    given = _given_outside_form(component, entry.option, zone, now)
    if not component.has_callback:
        raise NoCallback(None)
    timezone = {"timezone": zone} if component.tag in MOMENTS else {}
    return {**_basics(component), **given, **timezone}


def _action_in_form(component: Component, entry: Entry, zone: str, now: datetime) -> JsonObject:
    assert component.form is not None
    if component.tag != "button" or component.form_action == "reset":
        raise NoCallback(None)  # kept by the client until the form is submitted
    if not component.name:
        raise NoCallback(EMPTY_NAME)
    if component.form_action == "submit":
        return _submission(component, entry.form_value or {}, zone, now)
    if not component.has_callback:
        raise NoCallback(None)
    return _basics(component)


def _submission(button: Component, typed: Mapping[str, object], zone: str, now: datetime) -> JsonObject:
    assert button.form is not None
    fields = fields_of(button.form)
    if not all(field.name for field in fields):
        raise NoCallback(EMPTY_NAME)
    unknown = typed.keys() - {field.name for field in fields}
    if unknown:
        raise MisuseError(f"the form has no field {sorted(unknown)[0]!r}")
    values = {field.name: _field_value(field, typed, zone, now) for field in fields}
    if any(field.json.get("required") and _is_empty(values[field.name]) for field in fields):
        raise NoCallback(Refusal.REQUIRED_MISSING)
    timezone = {"timezone": zone} if any(field.tag in MOMENTS for field in fields) else {}
    present = {name: value for name, value in values.items() if value is not None}
    return {**_basics(button), **timezone, "form_value": present}


def _basics(component: Component) -> dict[str, object]:
    value = {} if component.value is None else {"value": component.value}
    name = {"name": component.name} if component.name else {}
    return {"tag": component.tag, **value, **name}


def _given_outside_form(component: Component, option: object, zone: str, now: datetime) -> JsonObject:
    if component.tag in TEXT_FIELDS:
        return {"input_value": _text(component, option if option is not None else "")}
    if component.tag in CHECKS:
        return {
            "checked": _flag(
                component, not component.json.get("checked", False) if option is None else option
            )
        }
    if component.tag in MULTI_CHOICES:
        return {"options": _choices(component, option)}
    if component.tag in CHOICES:
        return {"option": _choice(component, option)}
    if component.tag in MOMENTS:
        return {"option": _moment(component, option, zone, now)}
    if option is not None:
        raise MisuseError(f"a {component.tag} takes no option")
    return {}


def _field_value(field: Component, typed: Mapping[str, object], zone: str, now: datetime) -> object:
    given = typed[field.name] if field.name in typed and not field.is_disabled else _initial(field)
    if given is None or (given == "" and field.tag not in TEXT_FIELDS):
        return None
    if field.tag in TEXT_FIELDS:
        return _text(field, given)
    if field.tag in CHECKS:
        return _flag(field, given)
    if field.tag in MULTI_CHOICES:
        return _choices(field, given)
    if field.tag in CHOICES:
        return _choice(field, given)
    return _moment(field, given, zone, now)


def _initial(field: Component) -> object:
    """Return what the field holds before anybody touches it; None for nothing."""
    if field.tag in TEXT_FIELDS:
        return field.json.get("default_value") or ""
    if field.tag in CHECKS:
        return bool(field.json.get("checked", False))
    if field.tag in MULTI_CHOICES:
        return list(field.json.get("selected_values") or [])
    if field.tag in MOMENTS:
        return field.json.get(_INITIALS[field.tag])
    return _initial_choice(field)


def _initial_choice(field: Component) -> object:
    index = field.json.get("initial_index") or 0
    if index:
        return field.json["options"][index - 1]["value"]
    wanted = field.json.get("initial_option")
    by_text = [each["value"] for each in field.json.get("options", []) if _label(each) == wanted]
    return by_text[0] if by_text else wanted


def _label(option: JsonObject) -> object:
    return (option.get("text") or {}).get("content")


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [])


def _text(component: Component, given: object) -> str:
    if not isinstance(given, str):
        raise MisuseError(f"{component.name or component.tag} takes a text")
    if len(given) > component.json.get("max_length", DEFAULT_MAX_LENGTH):
        raise NoCallback(Refusal.TOO_LONG)
    return given


def _flag(component: Component, given: object) -> bool:
    if not isinstance(given, bool):
        raise MisuseError(f"{component.name or component.tag} takes true or false")
    return given


def _choices(component: Component, given: object) -> list[str]:
    if not isinstance(given, list):
        raise MisuseError(f"{component.name or component.tag} takes a list of options")
    return [_choice(component, each) for each in given]


def _choice(component: Component, given: object) -> str:
    offered = [each.get("value") for each in component.json.get("options") or []]
    # A person picker without candidates offers everybody in the chat.
    is_open = not offered and component.tag in {"select_person", "multi_select_person"}
    if not isinstance(given, str) or not (given in offered or is_open):
        raise MisuseError(f"{component.name or component.tag} does not offer {given!r}")
    return given


def _moment(component: Component, given: object, zone: str, now: datetime) -> str:
    """Return date or time with the offset that the person's zone has then."""
    if not isinstance(given, str):
        raise MisuseError(f"{component.name or component.tag} takes a text like {_FORMATS[component.tag]}")
    bare = _OFFSET.sub("", given)
    try:
        parsed = datetime.strptime(bare, _FORMATS[component.tag])  # noqa: DTZ007 - the zone comes below
    except ValueError as error:
        raise MisuseError(f"{given!r} is not of the form {_FORMATS[component.tag]}") from error
    if bare != given:
        return given
    local = now.astimezone(ZoneInfo(zone))
    if component.tag == "picker_time":
        parsed = parsed.replace(year=local.year, month=local.month, day=local.day)
    return f"{bare} {parsed.replace(tzinfo=ZoneInfo(zone)):%z}"
