"""Which tasks a list shows, and in which order: its numbers are places in this order."""

from collections.abc import Sequence

from scheduler.model import FAILURE_STATES, Task, TaskStatus, TenantKey
from scheduler.ports import TaskStore
from scheduler.run_ports import RunViews
from scheduler.views import ListCard, ListScope

TASKS_AT_MOST = 100


async def tasks_on(tasks: TaskStore, runs: RunViews, tenant: TenantKey, card: ListCard) -> Sequence[Task]:
    """Return the tasks that post to the chat, or the viewer's own wherever they post."""
    if card.scope is ListScope.CHAT:
        listed = await tasks.in_chat(tenant, card.chat_id, TASKS_AT_MOST)
    else:
        listed = await tasks.of_owner(tenant, card.viewer, TASKS_AT_MOST)
    return await _filtered(listed, card.only, runs)


async def _filtered(tasks: Sequence[Task], only: str, runs: RunViews) -> Sequence[Task]:
    match only:
        case "":
            return tasks
        case "failed":
            last = await runs.last_of([task.id for task in tasks])
            return [task for task in tasks if task.id in last and last[task.id].state in FAILURE_STATES]
        case _:
            return [task for task in tasks if task.status is TaskStatus(only)]
