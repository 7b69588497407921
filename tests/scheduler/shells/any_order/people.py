"""What people do: each command and each press comes twice."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from scheduler.commands import DeleteTask, PauseTask, RestoreTask, ResumeTask, RunTask, SaveDraft, StopRun
from scheduler.drafts import Amendment
from scheduler.model import OPEN_STATES, Policies, Run, RunKind, RunState, TaskId, TaskStatus
from scheduler.overlap import OverlapPolicy
from scheduler.triggers import At, Every
from tests.builders import OWNER, a_draft, a_post, a_spec
from tests.scheduler.shells.any_order.promises import Promise
from tests.scheduler.shells.any_order.stage import Seen, Stage
from tests.scheduler.shells.any_order.wishes import (
    HOUR,
    MINUTE,
    ZONE,
    Wish,
    grids,
    in_a_while,
    overlaps,
    some,
    wishes,
)

LISTED = 100  # of what is missed at once


class People(Stage):
    @initialize(restartable=st.booleans(), first=wishes, second=wishes)
    def begin(self, restartable: bool, first: Wish, second: Wish) -> None:
        self.room.executor.restartable = restartable
        self.create(first)
        self.create(second)

    @precondition(lambda self: len(self.promises) < 4)
    @rule(wish=wishes)
    def create(self, wish: Wish) -> None:
        now = self.clock()
        trigger = At(now + wish.after, ZONE) if wish.once else wish.trigger
        policies = Policies(misfire=wish.misfire, overlap=self.overlap)
        spec = a_spec(trigger=trigger, policies=policies)
        draft = a_draft(len(self.promises) + 1, spec=spec, created_at=now, expires_at=now + HOUR)
        self._do(self.room.service.open_draft(draft, a_post(f"{draft.id}:card")))
        press = SaveDraft(draft.id, OWNER, now)
        first, again = (self._do(self.room.service.save_draft(press)) for _ in range(2))

        assert (first.changed, again.changed, first.task) == (True, False, again.task)
        self.promises[first.task.id] = Promise(first.task.id, first.task.spec.trigger, now)
        self.seen = self._look()

    @precondition(lambda self: self.promises)
    @rule(which=some, trigger=st.none() | grids, overlap=overlaps, title=st.sampled_from(("A", "B")))
    def begin_edit(self, which: int, trigger: Every | None, overlap: OverlapPolicy, title: str) -> None:
        task = self._one_of(list(self.seen.tasks.values()), which)
        spec = replace(
            task.spec,
            title=title,
            trigger=trigger or task.spec.trigger,
            policies=replace(task.spec.policies, overlap=overlap),
        )
        draft = a_draft(
            spec=spec,
            id=self.ids("draft_of_change_"),
            amends=Amendment.of(task),
            created_at=self.clock(),
            expires_at=self.clock() + HOUR,
        )
        if self._is_refused(self.room.service.open_draft(draft, a_post(f"{draft.id}:card"))):
            return
        self.amendments.append(draft)

    @precondition(lambda self: self.amendments)
    @rule(which=some)
    def save_edit(self, which: int) -> None:
        """Some time later, twice, and whatever happened to the task meanwhile."""
        draft = self.amendments.pop(which % len(self.amendments))
        task_id, before = draft.amends.task_id, self.seen.tasks[draft.amends.task_id]
        press = SaveDraft(draft.id, OWNER, self.clock())
        is_refused = self._is_refused(self.room.service.save_draft(press))
        is_settled = self._is_settled(self.promises[task_id])
        if is_refused:
            assert is_settled or self._look() == self.seen
            return
        after = self._look().tasks[task_id]
        assert not self._do(self.room.service.save_draft(press)).changed
        assert self._look().tasks[task_id] == after
        if after.revision != before.revision:
            self.promises[task_id].touched = self.clock()
        if draft.spec.trigger not in (draft.amends.before.trigger, before.spec.trigger):
            self.promises[task_id].reschedule(draft.spec.trigger, self.clock())
            self.rescheduled.add(task_id)

    @precondition(lambda self: self.promises)
    @rule(
        how=st.sampled_from(("pause", "resume", "delete", "undo")), which=some, until=st.none() | in_a_while
    )
    def switch(self, how: str, which: int, until: timedelta | None) -> None:
        getattr(self, f"_{how}")(self._promise(which), self.clock() + until if until else None)

    @precondition(lambda self: self.promises)
    @rule(
        how=st.sampled_from(("pause", "resume", "delete", "edit")), which=some, until=st.none() | in_a_while
    )
    def at_the_last_moment(self, how: str, which: int, until: timedelta | None) -> None:
        """Just when something has become due, and before anybody planned it."""
        task = self.seen.tasks[self._promise(which).task_id]
        if task.next_fire_time is None or task.next_fire_time < self.clock():
            return
        self.clock.now = task.next_fire_time
        if how != "edit":
            self.switch(how, which, until)
            return
        shifted = Every(30 * MINUTE, self.clock() + MINUTE, ZONE)
        self.begin_edit(which, shifted, task.spec.policies.overlap, "C")
        if self.amendments and self.amendments[-1].amends.task_id == task.id:
            self.save_edit(len(self.amendments) - 1)

    def _pause(self, promise: Promise, until: datetime | None) -> None:
        if self._command(PauseTask, promise, until=until):
            promise.pause(until)

    def _resume(self, promise: Promise, _: datetime | None) -> None:
        if self._command(ResumeTask, promise) and promise.status is not TaskStatus.ACTIVE:
            promise.go_on(self.clock())

    def _delete(self, promise: Promise, _: datetime | None) -> None:
        """What waits never begins; what is at work ends as it will."""
        self._command(DeleteTask, promise)
        promise.delete()
        assert all(run.state is not RunState.QUEUED for run in self._look().of(promise.task_id))

    def _undo(self, promise: Promise, _: datetime | None) -> None:
        self._command(RestoreTask, promise)
        if promise.status is TaskStatus.DELETED:
            promise.restore(self.clock())

    def _command(self, kind: type, promise: Promise, **more: Any) -> bool:
        """Let a command come twice; False where it was refused."""
        command = kind(promise.task_id, OWNER, self.clock(), **more)
        is_refused = self._is_refused(self.room.service.execute(command))
        is_settled = self._is_settled(promise)
        once = self._look()
        assert not is_refused or is_settled or once == self.seen
        self._is_refused(self.room.service.execute(command))
        assert self._look() == once
        return not is_refused

    def _is_settled(self, promise: Promise) -> bool:
        """Before a task is changed all that is due of it gets its row; tell whether anything was."""
        after = self._look()
        if after == self.seen:
            return False
        moments = promise.plan(self.clock())
        self._check_rows(promise.task_id, moments, after)
        return bool(moments) or after.tasks != self.seen.tasks

    def _check_rows(self, task_id: TaskId, moments: list[datetime], after: Seen) -> list[Run]:
        """Each of these occurrences has a row, and nothing else; returns the rows, oldest first."""
        new = [run for run in after.of(task_id) if run.id not in self.seen.runs]
        new.sort(key=lambda run: run.fire_time)
        assert all(run.kind is RunKind.SCHEDULED for run in new)
        told = [run.fire_time for run in new]
        assert told == (moments[-len(told) :] if len(moments) > LISTED <= len(told) else moments)
        owned_up_to = [run.absence.count + 1 for run in new if run.absence and run.state is RunState.MISSED]
        missed = len(moments) - sum(run.state is not RunState.MISSED for run in new)
        assert not missed or max(owned_up_to, default=1) == missed
        return new

    @precondition(lambda self: self.promises)
    @rule(which=some, behind=st.booleans())
    def run_now(self, which: int, behind: bool) -> None:
        """The press comes twice; it leaves the schedule alone."""
        task = self.seen.tasks[self._promise(which).task_id]
        command = RunTask(task.id, OWNER, self.clock(), behind=behind)
        in_the_way = self.seen.open_of(task.id)
        if behind:
            in_the_way = [run for run in in_the_way if run.state is RunState.QUEUED]
        for _ in range(2):
            is_refused = self._is_refused(self.room.service.execute(command))
            assert is_refused == (task.status is TaskStatus.DELETED)
        new = [run for run in self._look().of(task.id) if run.id not in self.seen.runs]
        assert self._look().tasks == self.seen.tasks
        assert len(new) <= (not in_the_way and not is_refused)
        assert all(run.kind is RunKind.MANUAL for run in new)

    @precondition(lambda self: any(run.state in OPEN_STATES for run in self.seen.runs.values()))
    @rule(which=some)
    def stop(self, which: int) -> None:
        """What has not begun is cancelled at once; of what has, its worker is told."""
        run = self._one_of([run for run in self.seen.runs.values() if run.state in OPEN_STATES], which)
        command = StopRun(run.id, OWNER, self.clock())
        self._do(self.room.service.runs.stop(command))
        self._do(self.room.service.runs.stop(command))
        after = self._look().runs[run.id]
        expected = RunState.CANCELLED if run.state is RunState.QUEUED else run.state
        assert (after.state, after.cancel_requested_at is not None) == (expected, True)
