"""What time, planners, workers and crashes do, and what holds all the while."""

import asyncio
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from scheduler.attempt import Ending
from scheduler.closing import closing_of
from scheduler.counting import stop_if_failing
from scheduler.decided import Claimed, Closing
from scheduler.misfire import Missed
from scheduler.model import OPEN_STATES, Run, RunKind, RunState, Task, TaskStatus
from scheduler.overlap import OverlapPolicy
from tests.scheduler.shells.any_order.people import People
from tests.scheduler.shells.any_order.stage import Seen
from tests.scheduler.shells.any_order.wishes import HOUR, LEASE, endings, jumps, likely, some
from tests.scheduler.shells.room import failing

FAILURES_BEFORE_PAUSE = 10


class AnyOrder(People):
    """A history in which everything may happen at any time."""

    @rule(by=jumps)
    def time_passes(self, by: timedelta) -> None:
        self.clock.advance(by)

    @rule(by=jumps, is_taken=likely, ends=st.lists(endings, max_size=1))
    def an_ordinary_hour(self, by: timedelta, is_taken: bool, ends: list[Ending]) -> None:
        """Most of what happens: some runs end, time passes, what is due begins and lasts."""
        for ending in ends[: len(self.held)]:
            self.end(0, ending)
            self.nothing_is_lost_doubled_or_undone()
        self.clock.advance(by)
        self.plan(1)
        if is_taken:
            self.nothing_is_lost_doubled_or_undone()
            self.take(3, 1)

    @rule(planners=st.integers(1, 2))
    def plan(self, planners: int) -> None:
        due = {task_id: promise.plan(self.clock()) for task_id, promise in self.promises.items()}
        self._do(self._tick(planners))
        after = self._look()
        for task_id, moments in due.items():
            new = self._check_rows(task_id, moments, after)
            self._check_overlap(self.seen.tasks[task_id], new, after)

    async def _tick(self, planners: int) -> None:
        await asyncio.gather(*(self.room.planner.tick() for _ in range(planners)))

    def _check_overlap(self, task: Task, new: list[Run], after: Seen) -> None:
        ahead = self.seen.open_of(task.id)
        scheduled = [
            run for run in ahead if run.kind is RunKind.SCHEDULED
        ]  # a run by hand costs none its place
        begins = [run for run in new if run.state is RunState.QUEUED]
        skipped = [run for run in new if run.state is RunState.SKIPPED]
        fates = {RunState.QUEUED, RunState.SKIPPED, RunState.MISSED, RunState.CANCELLED}
        assert {run.state for run in new} <= fates
        match task.spec.policies.overlap:
            case OverlapPolicy.SKIP:
                assert not (begins if scheduled else skipped)
            case OverlapPolicy.QUEUE:
                assert not (begins if len(scheduled) > 1 else skipped)
            case OverlapPolicy.CANCEL_PREVIOUS:
                assert not skipped
                made_way = [after.runs[run.id] for run in ahead if begins]
                assert all(run.cancel_requested_at for run in made_way)
            case OverlapPolicy.ALLOW:
                assert not skipped
        if task.spec.policies.misfire.missed is not Missed.ALL:
            assert len(begins) <= 1

    @rule(ending=endings)
    def work(self, ending: Ending) -> None:
        """The worker takes what it can and brings it to its end."""
        is_success = ending.state is RunState.SUCCEEDED
        self.room.executor.script = None if is_success else failing(ending.cause, passing=ending.passing)
        before = len(self.room.executor.seen)
        self._do(self.room.work())
        self._check_begun([request.run for request in self.room.executor.seen[before:]])

    @rule(limit=st.integers(1, 3), workers=st.integers(1, 2))
    def take(self, limit: int, workers: int) -> None:
        """Other workers, whose runs last."""
        taken = self._do(self._claim(limit, workers))
        self._check_begun([item.run for item in taken])
        self.held += taken

    async def _claim(self, limit: int, workers: int) -> list[Claimed]:
        now = self.clock()
        names = [f"other {number}" for number in range(workers)]
        claims = (self.room.runs.claim(name, now, now + LEASE, limit) for name in names)
        return [item for claimed in await asyncio.gather(*claims) for item in claimed]

    def _check_begun(self, begun: list[Run]) -> None:
        for run in begun:
            task = self.seen.tasks[run.task_id]
            others = [other for other in self.seen.of(task.id) if other.state is RunState.RUNNING]
            others += [other for other in begun if other.task_id == task.id and other.id != run.id]
            assert task.status is not TaskStatus.DELETED
            assert task.spec.policies.overlap is OverlapPolicy.ALLOW or not others

    @precondition(lambda self: self.held)
    @rule(which=some)
    def renew(self, which: int) -> None:
        item = self._one_of(self.held, which)
        assert self._do(self.room.runs.renew([item.run.lease.token], self.clock() + LEASE))

    @precondition(lambda self: self.held)
    @rule(which=some, ending=endings)
    def end(self, which: int, ending: Ending) -> None:
        """As a worker does it: the outcome first, then a look at how often its task failed."""
        item = self.held.pop(which % len(self.held))
        self.spent.append(item)
        retried = self._do(self.room.runs.retried(item.run.id))
        closing = closing_of(item, ending, self.clock(), 0.0, lambda text: 1, retried=retried)
        assert self._do(self.room.runs.close(item.run, item.run.lease.token, closing, self.clock()))
        self._do(stop_if_failing(self.room.tasks, item.run, closing.state, self.clock))
        self._wake(item)

    @rule()
    def reap(self) -> None:
        """Whoever holds a lease that ran out has crashed, or sleeps."""
        self._do(self.room.reaper.recover())
        runs = self._look().runs
        kept = [item for item in self.held if runs[item.run.id].lease]
        lost = [item for item in self.held if item not in kept]
        self.spent, self.held = self.spent + lost, kept
        for item in lost:
            self._wake(item)
        until = [run.lease.until for run in runs.values() if run.lease]
        assert all(moment > self.clock() for moment in until)

    @precondition(lambda self: self.spent)
    @rule(which=some)
    def wake_a_sleeper(self, which: int) -> None:
        """A worker that had lost its run writes: the fence holds, whoever has the run now."""
        self._wake(self._one_of(self.spent, which))

    def _wake(self, item: Claimed) -> None:
        run, token = item.run, item.run.lease.token
        before = self._look()
        closing = Closing(state=RunState.SUCCEEDED, result="from the grave")
        events = self._do(self.room.runs.events(run.id))

        assert not self._do(self.room.runs.renew([token], self.clock() + HOUR))
        assert not self._do(self.room.runs.note(run.id, token, "still here", events[:1]))
        assert not self._do(self.room.runs.close(run, token, closing, self.clock()))
        assert self._look() == before
        assert self._do(self.room.runs.events(run.id)) == events

    @invariant()
    def nothing_is_lost_doubled_or_undone(self) -> None:
        now = self._look()
        assert self.seen.runs.keys() <= now.runs.keys()
        occurrences = [(run.task_id, run.fire_time, run.kind) for run in now.runs.values()]
        assert len(set(occurrences)) == len(occurrences)
        for run_id, before in self.seen.runs.items():
            self._check_life(before, now.runs[run_id])
        for task_id, task in now.tasks.items():
            self._check_task(self.seen.tasks.get(task_id), task)
        self.seen, self.rescheduled = now, set()

    def _check_life(self, before: Run, after: Run) -> None:
        assert after.attempt >= before.attempt
        if before.state not in OPEN_STATES:
            assert _outcome(after) == _outcome(before)

    def _check_task(self, before: Task | None, task: Task) -> None:
        promise = self.promises[task.id]
        if task.failures_in_row >= FAILURES_BEFORE_PAUSE and task.status is TaskStatus.PAUSED:
            promise.pause(None)
        elif task.failures_in_row >= FAILURES_BEFORE_PAUSE and task.status is TaskStatus.ACTIVE:
            assert task.next_fire_time <= self.clock(), "it is stopped when what is due of it was planned"
        assert promise.agrees_with(task), (promise, task)
        assert task.fired <= (task.spec.trigger.bounds.maximum or task.fired)
        if before and before.next_fire_time and task.next_fire_time and task.id not in self.rescheduled:
            assert task.next_fire_time >= before.next_fire_time


def _outcome(run: Run) -> tuple[object, ...]:
    return (run.state, run.result, run.cause, run.finished_at, run.attempt, run.fire_time)
