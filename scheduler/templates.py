"""Templates: tasks prepared for others, with parameters to fill in.

A template is visible to its whole tenant or to its author only; what ships with the program belongs
to nobody and is visible to all. Pure: who may do what is decided by whoever calls.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from scheduler.errors import Reason, Refused
from scheduler.filling import text_of
from scheduler.model import TEXT_LIMIT, TITLE_LIMIT, Action, Locale, PersonId, TemplateId, TenantKey
from scheduler.placeholders import VALUE_LIMIT, is_computed, key_of, names_in

DESCRIPTION_LIMIT = 200
LABEL_LIMIT = 60
SCHEDULE_LIMIT = 200
EXAMPLE_LIMIT = 1_000
DEFAULT_LIMIT = 200
CHOICES_LIMIT = 200  # of one parameter together: six of them have to fit a card
"""All in characters; an input field of Lark takes at most 1,000."""

PARAMETERS_AT_MOST = 6
CHOICES_AT_MOST = 20
TEMPLATES_PER_AUTHOR = 50

_DIGITS_AT_MOST = 30  # of a number; more is no number that anybody means


class ParameterKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that the user of a template fills in; its `{{name}}` stands in the prompt."""

    name: str
    label: str
    kind: ParameterKind = ParameterKind.TEXT
    default: str = ""
    choices: tuple[str, ...] = ()
    required: bool = True


class Visibility(StrEnum):
    TENANT = "tenant"
    AUTHOR = "author"


class TemplateState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSpec:
    """What its author decides about a template."""

    title: str
    description: str
    action: Action  # its text holds the placeholders
    parameters: tuple[Parameter, ...] = ()
    schedule: str = ""  # a sentence about time that is offered, in the template's language
    example: str = ""  # a worked case: what a run of it may look like
    locale: Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    id: TemplateId
    tenant: TenantKey | None  # None: ships with the program
    author: PersonId | None
    spec: TemplateSpec
    visibility: Visibility = Visibility.AUTHOR
    state: TemplateState = TemplateState.DRAFT
    revision: int = 1
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def is_shared(self) -> bool:
        """Tell whether everybody of the company may see and use it."""
        return self.state is TemplateState.PUBLISHED and self.visibility is Visibility.TENANT


def changed(template: Template, at: datetime, *, spec: TemplateSpec) -> Template:
    """Return the template with another content; whether it is published stays."""
    return replace(template, spec=spec, revision=template.revision + 1, updated_at=at)


def published(template: Template, at: datetime) -> Template:
    return _moved(template, TemplateState.PUBLISHED, at)


def withdrawn(template: Template, at: datetime) -> Template:
    """Return the template as nobody uses it any more; the tasks made from it go on."""
    return _moved(template, TemplateState.WITHDRAWN, at)


def _moved(template: Template, state: TemplateState, at: datetime) -> Template:
    if template.state is state:
        return template
    return replace(template, state=state, revision=template.revision + 1, updated_at=at)


def require_sound(spec: TemplateSpec) -> None:
    """Refuse a content that could not be used as it stands."""
    text = text_of(spec.action)
    if not spec.title.strip():
        raise Refused(Reason.TEMPLATE_UNNAMED)
    if not text.strip():
        raise Refused(Reason.EMPTY_PROMPT)
    for written, limit in _lengths(spec, text):
        if len(written) > limit:
            raise Refused(Reason.TEXT_TOO_LONG, limit=limit, length=len(written))
    if len(spec.parameters) > PARAMETERS_AT_MOST:
        raise Refused(Reason.TOO_MANY_PARAMETERS, limit=PARAMETERS_AT_MOST)
    for parameter in spec.parameters:
        _require_sound_parameter(parameter)


def _lengths(spec: TemplateSpec, text: str) -> tuple[tuple[str, int], ...]:
    return (
        (spec.title, TITLE_LIMIT),
        (spec.description, DESCRIPTION_LIMIT),
        (text, TEXT_LIMIT),
        (spec.schedule, SCHEDULE_LIMIT),
        (spec.example, EXAMPLE_LIMIT),
    )


def _require_sound_parameter(parameter: Parameter) -> None:
    label = parameter.label
    if parameter.kind is ParameterKind.CHOICE and not parameter.choices:
        raise Refused(Reason.CHOICES_MISSING, label=label)
    if sum(map(len, parameter.choices)) > CHOICES_LIMIT:
        raise Refused(Reason.VALUE_TOO_LONG, label=label, limit=CHOICES_LIMIT)
    if len(parameter.default) > DEFAULT_LIMIT:
        raise Refused(Reason.VALUE_TOO_LONG, label=label, limit=DEFAULT_LIMIT, length=len(parameter.default))
    if len(parameter.choices) > CHOICES_AT_MOST:
        raise Refused(Reason.TOO_MANY_CHOICES, label=label, limit=CHOICES_AT_MOST)
    if parameter.default:
        checked(parameter, parameter.default)


def parameters_for(text: str, known: Sequence[Parameter] = ()) -> tuple[Parameter, ...]:
    """Return a parameter for each placeholder of `text` that is no date: those known already as they are."""
    by_name = {key_of(parameter.name): parameter for parameter in known}
    return tuple(
        by_name.get(key_of(name), Parameter(name=name, label=name))
        for name in names_in(text)
        if not is_computed(name) or key_of(name) in by_name
    )


def checked(parameter: Parameter, given: str) -> str:
    """Return what was given as it is kept: its default where nothing was. Refused where it does not fit."""
    value = given.strip() or parameter.default
    if not value:
        if parameter.required:
            raise Refused(Reason.VALUE_MISSING, label=parameter.label)
        return ""
    if len(value) > VALUE_LIMIT:
        raise Refused(Reason.VALUE_TOO_LONG, label=parameter.label, limit=VALUE_LIMIT, length=len(value))
    return _of_kind(parameter, value)


def _of_kind(parameter: Parameter, value: str) -> str:
    match parameter.kind:
        case ParameterKind.TEXT:
            return value
        case ParameterKind.NUMBER:
            return _number(parameter, value)
        case ParameterKind.CHOICE:
            if value not in parameter.choices:
                raise Refused(
                    Reason.NO_SUCH_CHOICE, label=parameter.label, choices="、".join(parameter.choices)
                )
            return value
        case ParameterKind.DATE:
            return _date(parameter, value)


def _number(parameter: Parameter, value: str) -> str:
    """Read digits of any width, with blanks or commas between thousands."""
    plain = re.sub(r"[\s,_]", "", unicodedata.normalize("NFKC", value))
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or len(plain) > _DIGITS_AT_MOST or "e" in plain.casefold():
        raise Refused(Reason.NO_NUMBER, label=parameter.label)
    return plain


def _date(parameter: Parameter, value: str) -> str:
    """Read an ISO date; Lark's picker adds the offset of the person's zone."""
    try:
        return date.fromisoformat(value.split(" ")[0]).isoformat()
    except ValueError as error:
        raise Refused(Reason.NO_DATE, label=parameter.label) from error


def values_of(spec: TemplateSpec, given: Mapping[str, str]) -> dict[str, str]:
    """Return a value for each parameter, by its name; refused for the first that does not fit."""
    return {
        parameter.name: checked(parameter, given.get(parameter.name, "")) for parameter in spec.parameters
    }


def is_ready(spec: TemplateSpec) -> bool:
    """Tell whether it can be used without asking for anything."""
    return all(parameter.default or not parameter.required for parameter in spec.parameters)


def used(spec: TemplateSpec, values: Mapping[str, str]) -> Action:
    """Return the action of a task that is made from it."""
    return replace(spec.action, values=dict(values))


def named(templates: Sequence[Template], query: str) -> list[Template]:
    """Return those that somebody means who says `query`: a whole name, else a part of one, else a purpose."""
    words = _folded(query).split()
    ranked = [(_rank(template, words), template) for template in templates]
    for ranks in ({0}, {1, 2}, {3}):
        if found := [template for rank, template in ranked if rank in ranks]:
            return found
    return []


def matching(templates: Sequence[Template], query: str) -> list[Template]:
    """Return those that bear all words of `query` in name or description: whole names first, then parts.

    Case and width of letters make no difference; without a query, all of them as they are.
    """
    words = _folded(query).split()
    if not words:
        return list(templates)
    ranked = [(_rank(template, words), template) for template in templates]
    found = [(rank, template) for rank, template in ranked if rank is not None]
    return [template for _, template in sorted(found, key=lambda one: one[0])]


def _rank(template: Template, words: Sequence[str]) -> int | None:
    title = _folded(template.spec.title)
    if title == " ".join(words):
        return 0
    if all(word in title for word in words):
        return 1 if title.startswith(words[0]) else 2
    about = f"{title} {_folded(template.spec.description)}"
    return 3 if all(word in about for word in words) else None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
