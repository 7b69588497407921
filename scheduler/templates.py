"""Templates: tasks prepared for others, with parameters to fill in.

A template is visible to its whole tenant or to its author only; what ships with the program belongs
to nobody and is visible to all.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scheduler.model import Action, Locale, PersonId, TemplateId, TenantKey


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
