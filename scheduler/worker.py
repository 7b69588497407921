"""Executes runs: claim, work within the time limit, record the outcome.

`tick` only claims and hands over; it never awaits a run. Each run is a job of the TaskGroup that
`tick` was given, so none is lost and a defect here ends the process loudly.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from scheduler.attempt import CANCEL_GRACE, Diary, Ending, attempt, within
from scheduler.closing import CountParts, closing_of, interrupted
from scheduler.counting import stop_if_failing
from scheduler.deadlines import attempt_limit
from scheduler.decided import Claimed
from scheduler.errors import DownError, TransientError
from scheduler.executor import Executor, Executors, Request
from scheduler.leases import Leases
from scheduler.model import RunEvent, RunKind, RunState
from scheduler.ports import Clock, TaskStore
from scheduler.replies import conversation
from scheduler.run_ports import Dispatcher, RunStore
from scheduler.speaking import awaits_last

log = structlog.get_logger()

_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 15.0

_Answer = TypeVar("_Answer")


@dataclass(slots=True)
class _Job:
    claimed: Claimed
    job: asyncio.Task[None]
    stop: asyncio.Future[None]  # done when somebody wants the run to end
    safe_at: datetime  # when nobody else could have it for as long as a lease lasts
    is_over: bool = False  # the executor is done: its outcome is being stored, and with it the lease goes


class Worker:
    def __init__(
        self,
        tasks: TaskStore,
        runs: RunStore,
        dispatcher: Dispatcher,
        executors: Executors,
        clock: Clock,
        *,
        name: str,
        jitter: Callable[[], float],
        count_parts: CountParts,
        concurrency: int = 8,
        leases: Leases = Leases(),  # noqa: B008 - frozen
        grace: timedelta = CANCEL_GRACE,
        told: Callable[[], None] = lambda: None,
        freed: Callable[[], None] = lambda: None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._tasks = tasks
        self._runs = runs
        self._dispatcher = dispatcher
        self._executors = executors
        self._clock = clock
        self._name = name
        self._jitter = jitter
        self._count_parts = count_parts
        self._concurrency = concurrency
        self._leases = leases
        self._grace = grace  # within which an executor confirms that it stopped
        self._told = told  # called when a run has gone on: its card is stale
        self._freed = freed  # called when a run has ended: messages are due, a slot is free
        self._sleep = sleep
        # By the lease's token: a run that was taken over may be claimed here anew before its old job ends.
        self._jobs: dict[str, _Job] = {}
        self._taking = asyncio.Lock()  # held during a claim
        self._draining = False

    async def tick(self, group: asyncio.TaskGroup) -> int:
        """Claim what fits the free slots and start it in `group`; returns how many were started."""
        async with self._taking:
            free = self._concurrency - len(self._jobs)
            if free <= 0 or self._draining:
                return 0
            now = self._clock()
            claimed = await self._dispatcher.take(self._name, now, self._leases.until(now), free)
            for item in claimed:
                self._start(group, item, now)
            return len(claimed)

    def _start(self, group: asyncio.TaskGroup, item: Claimed, now: datetime) -> None:
        self._drop_former(item)
        job = group.create_task(self._work(group, item), name=f"run {item.run.id}")
        self._jobs[_token(item)] = _Job(item, job, asyncio.get_running_loop().create_future(), now)
        # Not at the end of the job's own lines: what is cancelled before the first of them has no end there.
        job.add_done_callback(lambda _: self._forget(_token(item)))

    async def renew(self) -> Collection[str]:
        """Keep the leases of what is being worked on, and return them; drop a run that another took over."""
        if not self._jobs:
            return ()
        now, entries = self._clock(), dict(self._jobs)
        try:
            held = set(await self._runs.renew(list(entries), self._leases.until(now)))
        except DownError:
            self._keep_all()
            raise
        for token, entry in entries.items():
            if token in held:
                entry.safe_at = now
            elif not entry.is_over:
                self._drop(entry, "run.lease_lost")
        return held

    def _keep_all(self) -> None:
        """Nobody takes a run over in a database that serves nobody; once it is back, they wait for us."""
        now = self._clock()
        for entry in self._jobs.values():
            entry.safe_at = now

    def give_up(self) -> None:
        """Stop what another process may begin anew soon, since we could not say that it is being worked on.

        What is done and has only to be stored goes on trying: the lease's token keeps it from doing harm.
        """
        now = self._clock()
        for entry in self._jobs.values():
            is_spent = self._leases.is_spent(entry.safe_at, now)
            if self._dispatcher.is_shared and is_spent and not entry.is_over:
                self._drop(entry, "run.given_up")

    async def heed(self) -> None:
        """Stop what somebody wants to end, in whichever process that was said."""
        if not self._jobs:
            return
        for token in await self._runs.called_off(list(self._jobs)):
            entry = self._jobs.get(token)
            if entry and not entry.stop.done():
                run = entry.claimed.run
                log.info("run.stopping", run_id=run.id, task_id=run.task_id)
                entry.stop.set_result(None)

    async def drain(self, grace: timedelta) -> None:
        """Claim no more, let open runs end within `grace`, mark the rest interrupted."""
        self._draining = True
        async with self._taking:  # what is being claimed at this moment is handed back as well
            entries = list(self._jobs.values())
        if entries:
            await asyncio.wait({entry.job for entry in entries}, timeout=grace.total_seconds())
        left = [entry for entry in entries if not entry.job.done()]
        for entry in left:
            entry.job.cancel()
        # Side by side, so that none of them waits behind what others write meanwhile.
        await asyncio.gather(*(self._interrupt(entry.claimed) for entry in left))

    def _drop(self, entry: _Job, event: str) -> None:
        if not entry.job.cancelling():
            run = entry.claimed.run
            log.warning(event, run_id=run.id, task_id=run.task_id)
            entry.job.cancel()

    def _drop_former(self, claimed: Claimed) -> None:
        """Stop an attempt of the same run that is still at work here: its lease ran out unnoticed."""
        for entry in self._jobs.values():
            if entry.claimed.run.id == claimed.run.id:
                entry.job.cancel()

    async def _work(self, group: asyncio.TaskGroup, claimed: Claimed) -> None:
        with structlog.contextvars.bound_contextvars(run_id=claimed.run.id, task_id=claimed.task.id):
            ending = await self._perform(group, claimed)
            self._jobs[_token(claimed)].is_over = True
            await self._close(claimed, ending)

    def _forget(self, token: str) -> None:
        """A slot is free, and nobody renews that lease any more."""
        del self._jobs[token]
        self._freed()

    async def _perform(self, group: asyncio.TaskGroup, claimed: Claimed) -> Ending:
        executor = self._executor(claimed)
        request = await self._insisted(lambda: self._request(claimed))
        job = group.create_task(attempt(executor, request, self._diary(claimed)))
        try:
            limit = attempt_limit(claimed.run, claimed.task, executor.time_limit, self._clock())
            return await within(limit, job, self._jobs[_token(claimed)].stop, grace=self._grace)
        finally:
            job.cancel()

    async def _request(self, claimed: Claimed) -> Request:
        """Return what the executor is asked; an answer in a thread comes with what was said there before."""
        run, task = claimed.run, claimed.task
        first = await self._runs.get(run.parent) if run.kind is RunKind.REPLY and run.parent else None
        if first is None:
            return Request(run, task)
        later = await self._runs.exchanges(first.id, run.fire_time)
        return Request(run, task, conversation(task, first, list(later)))

    async def _close(self, claimed: Claimed, ending: Ending) -> None:
        last = await self._insisted(lambda: self._last_result(claimed, ending))
        retried = await self._insisted(lambda: self._runs.retried(claimed.run.id)) if ending.passing else 0
        now = self._clock()
        closing = closing_of(claimed, ending, now, self._jitter(), self._count_parts, last, retried)
        token = _token(claimed)
        if not await self._insisted(lambda: self._runs.close(claimed.run, token, closing, now)):
            log.warning("run.outcome_refused", state=closing.state)
            return
        await self._insisted(lambda: stop_if_failing(self._tasks, claimed.run, closing.state, self._clock))
        seconds = (now - (claimed.run.started_at or now)).total_seconds()
        log.info("run.ended", state=closing.state, cause=closing.cause, duration_s=round(seconds, 3))

    async def _last_result(self, claimed: Claimed, ending: Ending) -> str | None:
        """Return the result before, where it decides whether this one is news."""
        if ending.state is not RunState.SUCCEEDED or not awaits_last(claimed.task, claimed.run):
            return None
        return await self._runs.last_result(claimed.task.id)

    async def _insisted(self, ask: Callable[[], Awaitable[_Answer]]) -> _Answer:
        """Ask until the database answers: half an hour's work is not lost to a moment without one."""
        wait = _FIRST_WAIT_S
        while True:
            try:
                return await ask()
            except TransientError as error:
                log.warning("run.waits_for_database", error=str(error), wait_s=wait)
            await self._sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT_S)

    async def _interrupt(self, claimed: Claimed) -> None:
        run, now = claimed.run, self._clock()
        closing = interrupted(claimed, self._executor(claimed).restartable, now)
        with structlog.contextvars.bound_contextvars(run_id=run.id, task_id=run.task_id):
            try:
                if await self._runs.close(run, _token(claimed), closing, now):
                    log.info("run.interrupted", state=closing.state)
                    await stop_if_failing(self._tasks, run, closing.state, self._clock)
            except TransientError as error:  # then its lease runs out, and it is found by that
                log.warning("run.not_handed_back", error=str(error))

    def _executor(self, claimed: Claimed) -> Executor:
        return self._executors[type(claimed.task.spec.action)]

    def _diary(self, claimed: Claimed) -> Diary:
        async def note(progress: str, events: Sequence[RunEvent]) -> None:
            try:
                await self._runs.note(claimed.run.id, _token(claimed), progress, events)
            except TransientError as error:  # a gap in the timeline is no reason to fail the run
                log.warning("run.not_noted", error=str(error))
            self._told()

        return Diary(note, self._clock)


def _token(claimed: Claimed) -> str:
    assert claimed.run.lease is not None, "a claimed run carries its lease"
    return claimed.run.lease.token
