"""What follows when a chat cannot be posted to any more: its tasks pause, and their owners hear why."""

from collections.abc import Sequence

import structlog

from bot.lark.errors import DeclinedError, Gone, GoneError, LarkError, Objection
from scheduler.lifecycle import is_owed, paused
from scheduler.model import ChatId, PauseReason, Task, TaskStatus, TenantKey
from scheduler.ports import Audit, Clock, RunStore, TaskStore
from scheduler.posts import Delivery, Post, Priority, ToPerson
from scheduler.views import TaskCard
from storage.chats import Chats

log = structlog.get_logger()

_CHAT_IS_GONE = frozenset({Gone.BOT_REMOVED, Gone.CHAT_DISSOLVED, Gone.OUT_OF_RANGE})
_CHAT_IS_CLOSED = frozenset({Objection.MUTED, Objection.STOPPED})

_TASKS_AT_MOST = 500


class Unreachable:
    def __init__(self, tasks: TaskStore, runs: RunStore, chats: Chats, clock: Clock) -> None:
        self._tasks = tasks
        self._runs = runs
        self._chats = chats
        self._clock = clock

    async def after(self, delivery: Delivery, error: LarkError) -> None:
        """Lark refused a message for good: pause the task whose run it was to show, if the chat is why."""
        why = why_unreachable(error)
        if why is None or delivery.post.run_id is None:
            return
        run = await self._runs.get(delivery.post.run_id)
        task = await self._tasks.get(run.task_id) if run else None
        if task is None:
            return
        await self._chats.unreachable(task.spec.destination.chat_id)
        await self._pause([task], why)

    async def chat_gone(self, tenant: TenantKey, chat_id: ChatId, gone: Gone) -> None:
        """Lark said that the bot is not in the chat any more: pause every task that posts there."""
        await self._chats.unreachable(chat_id)
        await self._pause(await self._tasks.in_chat(tenant, chat_id, _TASKS_AT_MOST), str(gone))

    async def _pause(self, tasks: Sequence[Task], why: str) -> None:
        now = self._clock()
        for task in tasks:
            if task.status is not TaskStatus.ACTIVE or is_owed(task, now):
                continue  # of what is due a card goes out first, and ends here again
            stopped = paused(task, now, PauseReason.UNREACHABLE)
            audit = Audit(task.tenant, "engine", "task.paused", task.id, now, why)
            await self._tasks.change(stopped, seen=task.revision, audit=audit, posts=[_notice(stopped)])
            log.warning("task.unreachable", task_id=task.id, why=why)


def _notice(task: Task) -> Post:
    return Post(
        key=f"{task.id}:unreachable:{task.revision}",
        tenant=task.tenant,
        view=TaskCard(task.id),
        target=ToPerson(task.owner),
        locale=task.spec.locale,
        priority=Priority.FAILURE,
        unasked=True,
    )


def why_unreachable(error: LarkError) -> str | None:
    """Return why nothing reaches the chat any more; None where only one message was refused."""
    match error:
        case GoneError(gone=gone) if gone in _CHAT_IS_GONE:
            return str(gone)
        case DeclinedError(objection=objection) if objection in _CHAT_IS_CLOSED:
            return str(objection)
        case _:
            return None
