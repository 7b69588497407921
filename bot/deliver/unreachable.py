"""What follows when a message cannot be delivered: whoever should have read it hears another way.

A chat that cannot be posted to any more pauses its tasks, and their owners hear why in person. A run whose
card or result a group did not take is shown to its owner in person. What fails there as well is for the
administrators' webhook.

All of it is decided before the message is given up and written along with that: a crash in between leaves
the message due, and the same follows from its next try.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

import structlog

from bot.lark.errors import DeclinedError, Gone, GoneError, LarkError, Objection
from scheduler.alerts import Alert, AlertEvent, Word
from scheduler.digest import DigestCard
from scheduler.lifecycle import is_owed, paused
from scheduler.model import ChatId, PauseReason, Run, RunId, RunState, Task, TaskId, TaskStatus, TenantKey
from scheduler.ports import Audit, Clock, TaskStore
from scheduler.posts import Delivery, Post, Priority, ToPerson, standing_in
from scheduler.run_ports import RunStore
from scheduler.settling import Settle
from scheduler.views import RunCard, Sentence, TaskCard
from storage.chats import Chats

log = structlog.get_logger()

_CHAT_IS_GONE = frozenset({Gone.BOT_REMOVED, Gone.CHAT_DISSOLVED, Gone.OUT_OF_RANGE})
_CHAT_IS_CLOSED = frozenset({Objection.MUTED, Objection.STOPPED})

_TASKS_AT_MOST = 500


class Unreachable:
    """`has_webhook` says whether administrators can be told."""

    def __init__(
        self,
        tasks: TaskStore,
        runs: RunStore,
        chats: Chats,
        clock: Clock,
        settle: Settle,
        *,
        has_webhook: bool = False,
    ) -> None:
        self._tasks = tasks
        self._runs = runs
        self._chats = chats
        self._clock = clock
        self._settle = settle
        self._has_webhook = has_webhook

    async def word_of(self, delivery: Delivery, error: LarkError) -> Word:
        """Return who hears of a message that is given up. What a person asked for and waits for is missed
        without our help.
        """
        post, why = delivery.post, why_unreachable(error)
        chat_id = standing_in(post.target)
        if chat_id is None:
            return Word(alerts=self._alerts(delivery, error))
        told: Collection[TaskId] = ()
        if why is not None and (post.run_id or post.unasked):
            await self._chats.unreachable(chat_id)
            told = await self._pause(await self._tasks.in_chat(post.tenant, chat_id, _TASKS_AT_MOST), why)
        if delivery.posted:  # a card that stands there and takes no more updates was read
            return Word()
        untold = [(run, task) for run, task in await self._told_by(post) if task.id not in told]
        in_group = [(run, task) for run, task in untold if task.spec.destination.in_group]
        for run, task in in_group:
            log.info("run.told_in_person", run_id=run.id, task_id=task.id)
        alerts = self._alerts(delivery, error) if len(in_group) < len(untold) else ()
        return Word([_in_person(task, run) for run, task in in_group], alerts)

    async def _told_by(self, post: Post) -> Sequence[tuple[Run, Task]]:
        """Return the runs that a message tells of, with their tasks, as far as they are still there."""
        runs = [run for run_id in runs_told_by(post) if (run := await self._runs.get(run_id))]
        return [(run, task) for run in runs if (task := await self._tasks.get(run.task_id))]

    def _alerts(self, delivery: Delivery, error: LarkError) -> Sequence[Alert]:
        if not self._has_webhook or delivery.post.priority is Priority.ANSWER:
            return ()
        key, event = delivery.post.key, AlertEvent.DELIVERY_FAILED
        facts = {"message": key, "error": type(error).__name__}
        return [Alert(f"{event}:{key}", event, self._clock(), facts)]

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
