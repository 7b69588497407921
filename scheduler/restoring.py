"""What becomes of what was open when a backup was taken, once it serves again.

The process that went on after the backup may have done all of it, and nobody can tell. So nothing of
it is done a second time: occurrences of the time between are owned up to as missed, runs that were
open end as unknown, and people hear of both.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from scheduler.calendars import PUBLISHED, CurrentCalendar, LegalCalendar, published
from scheduler.decided import DueTask, Moved, Plan
from scheduler.misfire import MisfirePolicy, Missed, settle
from scheduler.model import Cause, DeliveryState, Run, RunId, RunKind, RunState, Task, TaskStatus
from scheduler.planner import note_of_miss
from scheduler.ports import Clock, Copy, NewId, TaskStore
from scheduler.posts import Post, Priority, ToPerson
from scheduler.run_requests import run_card

log = structlog.get_logger()


class Restoration:
    """Settles a database that was put in place from a backup, before anything is planned or sent."""

    def __init__(
        self,
        copy: Copy,
        tasks: TaskStore,
        clock: Clock,
        new_id: NewId,
        *,
        calendar: CurrentCalendar = published,
        batch: int = 100,
    ) -> None:
        self._copy = copy
        self._tasks = tasks
        self._clock = clock
        self._new_id = new_id
        self._calendar = calendar
        self._batch = batch

    async def settle(self) -> bool:
        """Return whether there was something to settle; harmless when several processes do it at once."""
        until = await self._copy.noticed(self._clock())
        if until is None:
            return False
        missed = 0
        while written := await self._tasks.plan_due(until, self._batch, lambda due: self._forgo(due, until)):
            missed += len(written)
        in_doubt = await self._copy.settle(until, note_of_doubt)
        log.warning("backup.restored", missed=missed, in_doubt=in_doubt, until=until.isoformat())
        return True

    def _forgo(self, due: Sequence[DueTask], until: datetime) -> Sequence[Plan]:
        return [forgo(item, until, self._new_id, self._calendar()) for item in due]


def forgo(due: DueTask, until: datetime, new_id: NewId, calendar: LegalCalendar = PUBLISHED) -> Plan:
    """Own up to every occurrence until then, run none of them, and move on to what comes after."""
    task = due.task
    assert task.next_fire_time is not None, "only due tasks are planned"
    policy = MisfirePolicy(Missed.NONE)
    settled = settle(task.spec.trigger, task.next_fire_time, until, policy, calendar, fired=task.fired)
    # A punctual one would run under that policy; here the other process may have run it as well.
    runs = tuple(_missed(task, moment, until, new_id) for moment in (*settled.missed, *settled.run))
    is_over = settled.following is None
    status = TaskStatus.FINISHED if is_over else task.status
    moved = Moved(settled.following, task.fired + settled.used, status)
    return Plan(task, moved, runs, (note_of_miss(task, runs[-1]),))


def note_of_doubt(task: Task, run: Run) -> Post:
    """Tell the owner in person of a run that was open: its own card may show how it really ended."""
    card = run_card(task, run)
    return replace(
        card,
        key=f"{run.id}:from_backup",
        target=ToPerson(task.owner),
        priority=Priority.FAILURE,
        run_id=None,  # whether the messages of the run itself arrived is another question
        unasked=True,
    )


def _missed(task: Task, fire_time: datetime, now: datetime, new_id: NewId) -> Run:
    return Run(
        id=RunId(new_id("run_")),
        tenant=task.tenant,
        task_id=task.id,
        fire_time=fire_time,
        kind=RunKind.SCHEDULED,
        state=RunState.MISSED,
        cause=Cause.FROM_BACKUP,
        due_at=now,
        delivery=DeliveryState.NONE,
        created_at=now,
        finished_at=now,
    )
