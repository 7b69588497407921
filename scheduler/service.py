"""The only way in: a command becomes a change and what it has to say, in one transaction.

The service decides nothing about rights: whoever calls it has asked `access` before.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from scheduler.amending import amended, differing, looked_at_again
from scheduler.announcing import told_of_change, told_of_new
from scheduler.calendars import CurrentCalendar, published
from scheduler.commands import CancelDraft, Change, ReplyToRun, RunTask, SaveDraft, TaskCommand, TryDraft
from scheduler.drafts import Amendment, Draft, DraftState
from scheduler.errors import Reason, Refused, TransientError
from scheduler.filling import refuse_unknown
from scheduler.lifecycle import first_fire_time, is_owed, refuse_unless_open, task_of
from scheduler.model import (
    TEXT_LIMIT,
    TO_BE_MADE,
    UNMET,
    AgentPrompt,
    DraftId,
    PersonId,
    StaticText,
    Task,
    TaskId,
    TaskSpec,
    TaskStatus,
)
from scheduler.ports import Audit, DraftStore, NewId, TaskStore
from scheduler.posts import Post
from scheduler.replies import reply_card, reply_run
from scheduler.run_ports import RunStore
from scheduler.run_requests import RunRequests
from scheduler.settling import Settle, refuse_owed, settled_first
from scheduler.switching import after, audit_of
from scheduler.trials import Trials

TASKS_PER_OWNER = 100
"""Active and paused ones; far above what a person keeps in mind, far below what hurts."""

_ATTEMPTS = 5  # to win the optimistic lock against other editors of the same task


class Service:
    def __init__(
        self,
        tasks: TaskStore,
        drafts: DraftStore,
        runs: RunStore,
        new_id: NewId,
        *,
        has_agent: bool,
        nudge: Callable[[], None],
        settle: Settle,
        calendar: CurrentCalendar = published,
    ) -> None:
        self._tasks = tasks
        self._drafts = drafts
        self._runs = runs
        self._new_id = new_id
        self._has_agent = has_agent
        self._calendar = calendar
        self._nudge = nudge  # tells the engine that something became due
        self._settle = settle  # deals with what is due of a task before it is changed
        self.runs = RunRequests(tasks, runs, new_id, nudge=nudge)
        self.trials = Trials(tasks, runs, nudge=nudge)

    async def open_draft(self, draft: Draft, post: Post | None) -> None:
        """Put `draft` before its asker; refused when it could not be saved as it stands."""
        await self._check(draft, draft.created_at)
        await self._drafts.open(draft, post)

    async def revise_draft(self, draft: Draft, now: datetime) -> None:
        """Replace what an open draft says; refused as at opening, or when it is closed."""
        refuse_unless_open(await self._draft(draft), now)
        await self._check(draft, now)
        if not await self._drafts.revise(draft):
            raise Refused(Reason.DRAFT_CLOSED)

    async def own_draft(self, draft_id: DraftId, person: PersonId) -> Draft:
        """Return the draft; refused to anybody but its asker."""
        draft = await self._drafts.get(draft_id)
        if draft is None:
            raise Refused(Reason.DRAFT_EXPIRED)
        if draft.asker != person:
            raise Refused(Reason.DRAFT_OF_ANOTHER)
        return draft

    async def save_draft(self, command: SaveDraft) -> Change:
        """Save the asker's draft as a task; a second press finds the task and changes nothing."""
        draft = await self.own_draft(command.draft_id, command.actor)
        if draft.state is DraftState.SAVED and draft.task_id:
            return Change(await self._task(draft.task_id), changed=False)
        await self.refuse_unsavable(draft, command.at)
        assert draft.spec.destination.chat_id not in {UNMET, TO_BE_MADE}, "a task has a chat"
        return await (self._amend(draft, command) if draft.amends else self._save(draft, command))

    async def refuse_unsavable(self, draft: Draft, now: datetime) -> None:
        """Refuse what saving would refuse; for what is to be done outside before a draft is saved."""
        refuse_unless_open(draft, now)
        await self._check(draft, now)

    async def try_draft(self, command: TryDraft) -> Change:
        """Run what the asker's open draft says once, and leave the draft open; refused as saving it is."""
        draft = await self.own_draft(command.draft_id, command.actor)
        refuse_unless_open(draft, command.at)
        self._check_action(draft.spec)
        return await self.trials.begin(draft, command)

    async def cancel_draft(self, command: CancelDraft) -> Draft:
        """Drop the asker's draft; pressing twice is once. Refused when it was saved or has expired."""
        draft = await self.own_draft(command.draft_id, command.actor)
        await self._drafts.close(draft, DraftState.CANCELLED, command.actor, command.at)
        closed = await self._draft(draft)
        if closed.state is not DraftState.CANCELLED:
            refuse_unless_open(closed, command.at)
        return closed

    async def execute(self, command: TaskCommand, *, seen: int | None = None) -> Change:
        """Carry out `command`; `changed` is False when the task already was as asked.

        So it is with `seen` where the task's revision is another by now.
        """
        if isinstance(command, RunTask):
            return await self.runs.run_now(command)
        for _ in range(_ATTEMPTS):
            task = await self._task(command.task_id)
            if task.status is TaskStatus.TRIAL:
                raise Refused(Reason.TASK_NOT_FOUND)  # nothing but its run is anybody's to handle
            if seen is not None and task.revision != seen:
                return Change(task, changed=False)
            wanted = after(task, command, self._calendar())
            if wanted is task:
                return Change(task, changed=False)
            if is_owed(task, command.at):
                await self._settle(task.id, command.at)
                continue
            if await self._tasks.change(wanted, seen=task.revision, audit=audit_of(command, task)):
                self._nudge()
                return Change(wanted)
        raise TransientError("the task is being changed by somebody else")

    async def _save(self, draft: Draft, command: SaveDraft) -> Change:
        task = task_of(draft, command, self._calendar())
        saved = replace(
            draft, state=DraftState.SAVED, closed_by=command.actor, closed_at=command.at, task_id=task.id
        )
        audit = Audit(task.tenant, command.actor, "task.created", task.id, command.at)
        stored = await self._drafts.save(saved, task, audit, told_of_new(task, command.card_in))
        if not stored:
            await self._require_saved(draft)
        self._nudge()
        return Change(await self._task(task.id), changed=stored)

    async def _amend(self, draft: Draft, command: SaveDraft) -> Change:
        """Change the task that the draft is about, and nothing of it that the draft leaves alone."""
        assert draft.amends is not None, "asked before"
        task_id = draft.amends.task_id
        fields = " ".join(differing(draft.amends.before, draft.spec))
        audit = Audit(draft.tenant, command.actor, "task.changed", task_id, command.at, fields)

        def change(task: Task) -> Task:
            refuse_owed(task, command.at)
            return amended(task, draft, command.at, self._calendar())

        def told(old: Task, new: Task) -> Sequence[Post]:
            return told_of_change(old, new, command.actor, command.card_in)

        stored = await settled_first(
            self._settle, task_id, command.at, lambda: self._drafts.amend(draft, change, audit, told)
        )
        if not stored:
            await self._require_saved(draft)
        self._nudge()
        return Change(await self._task(task_id), changed=stored)

    async def _require_saved(self, draft: Draft) -> None:
        """Refuse where somebody cancelled it a moment ago; saved twice is saved."""
        now_is = await self._drafts.get(draft.id)
        if now_is is None or now_is.state in {DraftState.CANCELLED, DraftState.EXPIRED}:
            raise Refused(Reason.DRAFT_CLOSED)

    async def reply(self, command: ReplyToRun) -> None:
        """Answer what was written under a run's card, by the same agent; twice is once."""
        parent = await self._runs.get(command.run_id)
        if parent is None:
            raise Refused(Reason.RUN_NOT_FOUND)
        task = await self._task(parent.task_id)
        if task.status is TaskStatus.DELETED:
            raise Refused(Reason.TASK_GONE)
        run = reply_run(task, parent, command)
        audit = Audit(task.tenant, command.actor, "run.replied", run.id, command.at)
        await self._runs.reply(run, reply_card(task, run, command), audit)
        self._nudge()

    async def _check(self, draft: Draft, now: datetime) -> None:
        if draft.amends is not None:
            await self._check_amendment(draft, draft.amends, now)
            return
        self._check_action(draft.spec)
        first_fire_time(draft, now, self._calendar())
        if await self._tasks.count_open(draft.tenant, draft.asker) >= TASKS_PER_OWNER:
            raise Refused(Reason.TOO_MANY_TASKS, limit=TASKS_PER_OWNER)

    async def _check_amendment(self, draft: Draft, amends: Amendment, now: datetime) -> None:
        """Refuse a change that could not be saved as it stands, or that changes nothing.

        Where somebody else changed the same thing meanwhile, the draft is put on the task as it is now,
        so that its card shows what saving it would do.
        """
        if not differing(amends.before, draft.spec):
            raise Refused(Reason.NOTHING_CHANGES, title=amends.before.title)
        if draft.spec.action != amends.before.action:
            self._check_action(draft.spec)
        task = await self._task(amends.task_id)
        try:
            amended(task, draft, now, self._calendar())
        except Refused as refused:
            if refused.reason is Reason.STALE:
                await self._drafts.revise(looked_at_again(draft, task))
            raise

    def _check_action(self, spec: TaskSpec) -> None:
        action = spec.action
        match action:
            case StaticText(text) | AgentPrompt(text):
                if not text.strip():
                    raise Refused(Reason.EMPTY_PROMPT)
                if len(text) > TEXT_LIMIT:
                    raise Refused(Reason.TEXT_TOO_LONG, limit=TEXT_LIMIT, length=len(text))
            case _:
                assert_never(action)
        refuse_unknown(action, spec.locale)
        if isinstance(action, AgentPrompt) and not self._has_agent:
            raise Refused(Reason.NO_MODEL)

    async def _draft(self, draft: Draft) -> Draft:
        return await self._drafts.get(draft.id) or draft

    async def _task(self, task_id: TaskId) -> Task:
        task = await self._tasks.get(task_id)
        if task is None:
            raise Refused(Reason.TASK_NOT_FOUND)
        return task
