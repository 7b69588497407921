"""Who may do what to which task. Pure: one table, read cell by cell by its test."""

from dataclasses import dataclass
from enum import StrEnum

from scheduler.model import Chat, ChatId, PersonId, Task, TenantKey


class Right(StrEnum):
    SEE = "see"
    RUN = "run"
    CHANGE = "change"  # pause, resume, edit
    DELETE = "delete"  # and undo it


class Role(StrEnum):
    """What a person is to a task; the highest that fits."""

    OWNER = "owner"
    GROUP_OWNER = "group_owner"  # owns the group the task posts to
    MEMBER = "member"  # speaks in the chat the task posts to
    STRANGER = "stranger"
    OTHER_TENANT = "other_tenant"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.GROUP_OWNER: frozenset(Right),
    Role.MEMBER: frozenset({Right.SEE}),
    Role.STRANGER: frozenset(),
    Role.OTHER_TENANT: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where: from Lark's envelope, never from a button's payload."""

    person: PersonId
    tenant: TenantKey
    chat_id: ChatId


def role_of(asker: Asker, task: Task, chat: Chat | None) -> Role:
    """Return what `asker` is to `task`; `chat` is the one that the task posts to."""
    if asker.tenant != task.tenant:
        return Role.OTHER_TENANT
    if asker.person == task.owner:
        return Role.OWNER
    if asker.chat_id != task.spec.destination.chat_id:
        return Role.STRANGER  # what is posted elsewhere is not for people here to see
    if chat is not None and chat.is_group and asker.person == chat.owner:
        return Role.GROUP_OWNER
    return Role.MEMBER


def may(role: Role, right: Right) -> bool:
    return right in RIGHTS[role]
