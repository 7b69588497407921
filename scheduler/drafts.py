"""A task, or a change of one, that was put before a person and is not yet saved."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from scheduler.model import TO_BE_MADE, DraftId, PersonId, Task, TaskId, TaskSpec, TenantKey


class DraftState(StrEnum):
    OPEN = "open"
    SAVED = "saved"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


DRAFT_LIFE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a draft changes: the task as it was when the change was asked for."""

    task_id: TaskId
    revision: int
    before: TaskSpec
    owner: PersonId  # of the task; whoever rules its group may have asked for the change

    @classmethod
    def of(cls, task: Task) -> "Amendment":
        return cls(task.id, task.revision, task.spec, task.owner)


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A group that is made when the draft is saved; the asker owns it."""

    name: str
    members: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A task, or a change of one, put before its asker on a card and not yet saved.

    `id` is derived from the message that asked, so that handling it twice makes one draft; the
    task it becomes takes its id from the draft, so that saving it twice makes one task.
    """

    id: DraftId
    tenant: TenantKey
    asker: PersonId
    spec: TaskSpec
    assumed: tuple[str, ...] = ()  # what the bot filled in, in the words of the text catalogue
    amends: Amendment | None = None  # None: a new task
    new_group: NewGroup | None = None  # where it shall post while that chat is `TO_BE_MADE`
    state: DraftState = DraftState.OPEN
    created_at: datetime
    expires_at: datetime
    closed_by: PersonId | None = None
    closed_at: datetime | None = None
    task_id: TaskId | None = None

    @property
    def owner(self) -> PersonId:
        """Whose task it is, or is to be."""
        return self.amends.owner if self.amends else self.asker

    @property
    def wanted_group(self) -> NewGroup | None:
        """The group to be made; None where another place was chosen since."""
        return self.new_group if self.spec.destination.chat_id == TO_BE_MADE else None
