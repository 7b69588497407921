"""What follows when a message cannot be delivered: whoever should have read it hears another way.

A chat that cannot be posted to any more pauses its tasks, and their owners hear why in person. A run whose
card or result a group did not take is shown to its owner in person. What fails there as well is for the
administrators' webhook.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

import structlog

from bot.lark.errors import DeclinedError, Gone, GoneError, LarkError, Objection
from scheduler.alerts import Alert, AlertEvent
from scheduler.digest import DigestCard
from scheduler.lifecycle import is_owed, paused
from scheduler.model import ChatId, PauseReason, Run, RunId, RunState, Task, TaskId, TaskStatus, TenantKey
from scheduler.ports import Audit, Clock, RunStore, TaskStore
from scheduler.posts import Delivery, Post, Priority, ToPerson, standing_in
from scheduler.settling import Settle
from scheduler.views import RunCard, Sentence, TaskCard
from storage.alerts import Alerts
from storage.chats import Chats
from storage.outbox import Outbox

log = structlog.get_logger()

_CHAT_IS_GONE = frozenset({Gone.BOT_REMOVED, Gone.CHAT_DISSOLVED, Gone.OUT_OF_RANGE})
_CHAT_IS_CLOSED = frozenset({Objection.MUTED, Objection.STOPPED})

_TASKS_AT_MOST = 500


class Unreachable:
    """`alerts` is where administrators are told; None where they want no webhook."""

    def __init__(
        self,
        tasks: TaskStore,
        runs: RunStore,
        chats: Chats,
        outbox: Outbox,
        clock: Clock,
        settle: Settle,
        alerts: Alerts | None = None,
    ) -> None:
        self._tasks = tasks
        self._runs = runs
        self._chats = chats
        self._outbox = outbox
        self._clock = clock
        self._settle = settle
        self._alerts = alerts

    async def after(self, delivery: Delivery, error: LarkError) -> None:
        """A message was given up. What a person asked for and waits for is missed without our help."""
        post, why = delivery.post, why_unreachable(error)
        chat_id = standing_in(post.target)
        if chat_id is None:
            await self._alert(delivery, error)
            return
        told: Collection[TaskId] = ()
        if why is not None and (post.run_id or post.unasked):
            await self._chats.unreachable(chat_id)
            told = await self._pause(await self._tasks.in_chat(post.tenant, chat_id, _TASKS_AT_MOST), why)
        if delivery.posted == 0:  # a card that stands there and takes no more updates was read
            for run_id in runs_told_by(post):
                await self._tell_owner(run_id, delivery, error, told)

    async def _tell_owner(
        self, run_id: RunId, delivery: Delivery, error: LarkError, told: Collection[TaskId]
    ) -> None:
        """Tell the owner of its task in person, once a run, where a group was to see it."""
        run = await self._runs.get(run_id)
        task = await self._tasks.get(run.task_id) if run else None
        if run is None or task is None or task.id in told:
            return
        if not task.spec.destination.in_group:
            await self._alert(delivery, error)
            return
        await self._outbox.add([_in_person(task, run)], self._clock())
        log.info("run.told_in_person", run_id=run_id, task_id=task.id)

    async def _alert(self, delivery: Delivery, error: LarkError) -> None:
        if self._alerts is None or delivery.post.priority is Priority.ANSWER:
            return
        now, key = self._clock(), delivery.post.key
        facts = {"message": key, "error": type(error).__name__}
        event = AlertEvent.DELIVERY_FAILED
        await self._alerts.add([Alert(f"{event}:{key}", event, now, facts)], now)

    async def chat_gone(self, tenant: TenantKey, chat_id: ChatId, gone: Gone) -> None:
        """Lark said that the bot is not in the chat any more: pause every task that posts there."""
        await self._chats.unreachable(chat_id)
        await self._pause(await self._tasks.in_chat(tenant, chat_id, _TASKS_AT_MOST), str(gone))

    async def _pause(self, tasks: Sequence[Task], why: str) -> Collection[TaskId]:
        """Pause those that are on; returns them: their owners are told."""
        told = []
        now = self._clock()
        for seen in tasks:
            task = await self._idle(seen, now)
            if task is None:
                continue
            stopped = paused(task, now, PauseReason.UNREACHABLE)
            audit = Audit(task.tenant, "engine", "task.paused", task.id, now, why)
            notice = [_notice(stopped)]
            if await self._tasks.change(stopped, seen=task.revision, audit=audit, posts=notice):
                log.warning("task.unreachable", task_id=task.id, why=why)
                told.append(task.id)
        return told

    async def _idle(self, task: Task, now: datetime) -> Task | None:
        """Return a task that is on as it is once what was due of it is dealt with.

        None while that has a card to bring: it ends here again.
        """
        if task.status is not TaskStatus.ACTIVE:
            return None
        if not is_owed(task, now):
            return task
        await self._settle(task.id, now)
        settled = await self._tasks.get(task.id)
        is_on = settled is not None and settled.status is TaskStatus.ACTIVE and not is_owed(settled, now)
        return settled if is_on and not await self._runs.open_of([task.id]) else None


def runs_told_by(post: Post) -> Sequence[RunId]:
    """Return the runs that a message tells of: that of a card or result, all those of a digest."""
    if isinstance(post.view, DigestCard):
        return list(dict.fromkeys(each.run_id for each in post.view.held if each.run_id))
    return [post.run_id] if post.run_id else []


def _in_person(task: Task, run: Run) -> Post:
    """Return the run's card; of one that succeeded a sentence, for its result may be what was refused."""
    said = Sentence("run.not_delivered", {"title": task.spec.title})
    return Post(
        key=f"{run.id}:in_person",
        tenant=task.tenant,
        view=said if run.state is RunState.SUCCEEDED else RunCard(run.id),
        target=ToPerson(task.owner),
        locale=task.spec.locale,
        priority=Priority.FAILURE,
        unasked=True,
    )


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
