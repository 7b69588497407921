"""Who may do what. Pure: one table, read cell by cell by its test.

Every right in it is asked for somewhere. What is everybody's own needs none: lists of what one may see,
settings, templates that one writes.
"""

from dataclasses import dataclass
from enum import StrEnum

from scheduler.model import ChatId, PersonId, Task, TenantKey
from scheduler.people import Chat


class Right(StrEnum):
    # to one task
    SEE = "see"
    HISTORY = "history"
    RUN = "run"
    STOP = "stop"  # a run that is open
    LOOK_AFTER = "look_after"  # of what goes wrong with it
    PAUSE = "pause"
    RESUME = "resume"
    EDIT = "edit"
    DELETE = "delete"
    RESTORE = "restore"
    # in one chat
    CREATE = "create"  # a task that posts there
    QUIET = "quiet"  # sets the group's quiet hours
    # to one template
    SEE_TEMPLATE = "template.see"
    USE_TEMPLATE = "template.use"
    EDIT_TEMPLATE = "template.edit"
    PUBLISH_TEMPLATE = "template.publish"
    WITHDRAW_TEMPLATE = "template.withdraw"


class Role(StrEnum):
    """What a person is to a task, a chat or a template; the highest that fits."""

    OWNER = "owner"  # of the task or template; of a personal chat
    GROUP_RULER = "group_ruler"  # owns or manages the group, and speaks there
    ADMIN = "admin"  # of this installation, by its settings
    MEMBER = "member"  # speaks in the chat; a colleague who may see the template
    STRANGER = "stranger"
    OTHER_TENANT = "other_tenant"


_TASK = frozenset(
    {
        Right.SEE,
        Right.HISTORY,
        Right.RUN,
        Right.STOP,
        Right.LOOK_AFTER,
        Right.PAUSE,
        Right.RESUME,
        Right.EDIT,
        Right.DELETE,
        Right.RESTORE,
    }
)
_IN_CHAT = frozenset({Right.CREATE})
_USE_TEMPLATE = frozenset({Right.SEE_TEMPLATE, Right.USE_TEMPLATE})
_KEEP_TEMPLATE = frozenset({Right.EDIT_TEMPLATE, Right.PUBLISH_TEMPLATE, Right.WITHDRAW_TEMPLATE})

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.GROUP_RULER: _TASK | _IN_CHAT | {Right.QUIET} | _USE_TEMPLATE,
    # An admin ends trouble everywhere, but lets nothing be done in somebody else's name.
    Role.ADMIN: (_TASK - {Right.RUN, Right.EDIT}) | _USE_TEMPLATE | _KEEP_TEMPLATE,
    Role.MEMBER: frozenset({Right.SEE, Right.HISTORY}) | _IN_CHAT | _USE_TEMPLATE,
    Role.STRANGER: frozenset(),
    Role.OTHER_TENANT: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where: from Lark's envelope, never from a button's payload."""

    person: PersonId
    tenant: TenantKey
    chat_id: ChatId
    is_admin: bool = False
    is_outsider: bool = False  # of another company than the app's


def role_of(asker: Asker, task: Task, chat: Chat | None) -> Role:
    """Return what `asker` is to `task`; `chat` is the one that the task posts to."""
    if asker.is_outsider or asker.tenant != task.tenant:
        return Role.OTHER_TENANT
    if asker.person == task.owner:
        return Role.OWNER
    # What is posted elsewhere is not for people here to see.
    is_here = asker.chat_id == task.spec.destination.chat_id
    if is_here and chat is not None and rules(asker.person, chat):
        return Role.GROUP_RULER
    if asker.is_admin:
        return Role.ADMIN
    return Role.MEMBER if is_here else Role.STRANGER


def role_in(asker: Asker, chat: Chat, *, is_member: bool) -> Role:
    """Return what `asker` is in `chat`, where membership was asked from Lark."""
    if asker.is_outsider or asker.tenant != chat.tenant:
        return Role.OTHER_TENANT
    if is_member and not chat.is_group:
        return Role.OWNER
    if is_member and rules(asker.person, chat):
        return Role.GROUP_RULER
    # An admin who is inside may do what everybody inside may.
    if is_member:
        return Role.MEMBER
    return Role.ADMIN if asker.is_admin else Role.STRANGER


def role_to_template(asker: Asker, tenant: TenantKey, author: PersonId, *, is_shared: bool) -> Role:
    """Return what `asker` is to a template of `author`'s; `is_shared`: all of the company may see it.

    Whoever adds one is its author.
    """
    if asker.is_outsider or asker.tenant != tenant:
        return Role.OTHER_TENANT
    if asker.person == author:
        return Role.OWNER
    if asker.is_admin:
        return Role.ADMIN
    return Role.MEMBER if is_shared else Role.STRANGER


def rules(person: PersonId, chat: Chat) -> bool:
    """Tell whether somebody owns or manages a group."""
    return chat.is_group and (person == chat.owner or person in chat.managers)


def may(role: Role, right: Right) -> bool:
    return right in RIGHTS[role]
