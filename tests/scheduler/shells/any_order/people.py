"""What people do: each command and each press comes twice."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from scheduler.commands import DeleteTask, PauseTask, RestoreTask, ResumeTask, RunTask, SaveDraft, StopRun
from scheduler.model import OPEN_STATES, Amendment, Policies, RunKind, RunState, TaskStatus
from scheduler.overlap import OverlapPolicy
from scheduler.triggers import At, Every
from tests.builders import OWNER, a_draft, a_post, a_spec
from tests.scheduler.shells.any_order.promises import Promise
from tests.scheduler.shells.any_order.stage import Stage
from tests.scheduler.shells.any_order.wishes import (
    HOUR,
    ZONE,
    Wish,
    grids,
    in_a_while,
    overlaps,
    some,
    wishes,
)


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
        if self._is_refused(self.room.service.save_draft(press)):
            assert self._look().tasks == self.seen.tasks
            return
        after = self._look().tasks[task_id]
        assert not self._do(self.room.service.save_draft(press)).changed
        assert self._look().tasks[task_id] == after
        if after != before:
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

    def _pause(self, promise: Promise, until: datetime | None) -> None:
        if self._command(PauseTask, promise, until=until):
            promise.pause(until)

    def _resume(self, promise: Promise, _: datetime | None) -> None:
        if self._command(ResumeTask, promise) and promise.status is not TaskStatus.ACTIVE:
            promise.go_on(self.clock())

    def _delete(self, promise: Promise, _: datetime | None) -> None:
        """What waits never begins; what is at work ends as it will."""
        waits = [run.id for run in self.seen.open_of(promise.task_id) if run.state is RunState.QUEUED]
        is_new = promise.status is not TaskStatus.DELETED
        self._command(DeleteTask, promise)
        promise.delete()
        if is_new:
            assert all(self._look().runs[run_id].state is RunState.CANCELLED for run_id in waits)

    def _undo(self, promise: Promise, _: datetime | None) -> None:
        self._command(RestoreTask, promise)
        if promise.status is TaskStatus.DELETED:
            promise.restore(self.clock())

    def _command(self, kind: type, promise: Promise, **more: Any) -> bool:
        """Let a command come twice; False where it was refused."""
        command = kind(promise.task_id, OWNER, self.clock(), **more)
        is_refused = self._is_refused(self.room.service.execute(command))
        once = self._look()
        assert not is_refused or once == self.seen
        self._is_refused(self.room.service.execute(command))
        assert self._look() == once
        return not is_refused

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
