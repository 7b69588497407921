"""What a card about templates shows, as data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from scheduler.drafts import NewGroup
from scheduler.model import ChatId, Destination, PersonId, TemplateId


@dataclass(frozen=True, slots=True)
class TemplateList:
    """The library as `viewer` sees it; in a group only what all of its people may see."""

    viewer: PersonId
    in_group: bool
    query: str = ""
    page: int = 0
    kind: Literal["template_list"] = "template_list"


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """One template: for `viewer` alone, or for whoever sees the card (None). `manages`: may change it."""

    template_id: TemplateId
    viewer: PersonId | None = None
    manages: bool = False
    kind: Literal["template"] = "template"


@dataclass(frozen=True, slots=True)
class TemplateForm:
    """What a template asks before it becomes a task of `person`'s, asked for in `chat_id`.

    `title` and `place` are what the sentence named that asked for it, if anything.
    """

    template_id: TemplateId
    person: PersonId
    chat_id: ChatId
    in_group: bool
    schedule: str = ""  # in place of the one that the template suggests
    title: str = ""
    place: Destination | NewGroup | None = None
    kind: Literal["template_form"] = "template_form"


class EditorStep(StrEnum):
    CONTENT = "content"
    PARAMETERS = "parameters"
    GROUP = "group"  # to share it to


@dataclass(frozen=True, slots=True)
class TemplateEditor:
    """A form for one who writes or shares a template; None for a new one."""

    person: PersonId
    template_id: TemplateId | None
    step: EditorStep
    kind: Literal["template_editor"] = "template_editor"
