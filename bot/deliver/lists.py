"""Which tasks a list shows, and in which order: its numbers are places in this order."""

from collections.abc import Sequence

from scheduler.model import Task, TenantKey
from scheduler.ports import TaskStore
from scheduler.posts import ListCard, ListScope

TASKS_AT_MOST = 100


async def tasks_on(tasks: TaskStore, tenant: TenantKey, card: ListCard) -> Sequence[Task]:
    """Return the tasks that post to the chat, or the viewer's own wherever they post."""
    if card.scope is ListScope.CHAT:
        return await tasks.in_chat(tenant, card.chat_id, TASKS_AT_MOST)
    return await tasks.of_owner(tenant, card.viewer, TASKS_AT_MOST)
