"""A clock that runs a year through the planner's pure functions."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from heapq import heapify, heappop, heappush
from itertools import count

from scheduler.calendars import LegalCalendar
from scheduler.decided import DueTask, Plan
from scheduler.fires import next_fire_time
from scheduler.lifecycle import deleted, paused, restored, resumed
from scheduler.model import PauseReason, Policies, RunState, Task, TaskStatus
from scheduler.planner import plan
from tests.builders import a_spec, a_task
from tests.scheduler.year.story import BEGIN, END, Deed, Story, World
from tests.scheduler.year.wall import seconds_of

_DO: Mapping[Deed, Callable[[Task, datetime, LegalCalendar], Task]] = {
    Deed.PAUSE: lambda task, now, _: paused(task, now, PauseReason.BY_PERSON),
    Deed.RESUME: resumed,
    Deed.DELETE: lambda task, now, _: deleted(task, now),
    Deed.RESTORE: restored,
}


class SimulatedYear:
    """All tasks of one zone; `rows` holds for each what was written: (fire, state, when), oldest first."""

    def __init__(self, stories: list[Story], world: World, calendar: LegalCalendar) -> None:
        self._world = world
        self._calendar = calendar
        self._numbers = count()
        self.tasks = [self._saved(number, story) for number, story in enumerate(stories)]
        self.rows: list[list[tuple[int, RunState, int]]] = [[] for _ in stories]
        deeds = [(at, number, deed) for number, story in enumerate(stories) for at, deed in story.deeds]
        self._agenda: list[tuple[int, int, Deed | None]] = deeds
        heapify(self._agenda)
        for number in range(len(stories)):
            self._expect(number)

    def run(self) -> None:
        """Let the clock go from one thing that happens to the next, until the year is over."""
        while self._agenda:
            now, number, deed = heappop(self._agenda)
            if now >= seconds_of(END):
                return
            self._do(number, deed, now) if deed else self._plan(number, now)

    def _saved(self, number: int, story: Story) -> Task:
        spec = a_spec(trigger=story.trigger, policies=Policies(misfire=story.policy))
        first = next_fire_time(story.trigger, BEGIN, self._calendar)
        status = TaskStatus.FINISHED if first is None else TaskStatus.ACTIVE
        return a_task(number, spec=spec, next_fire_time=first, status=status, created_at=BEGIN)

    def _do(self, number: int, deed: Deed, now: int) -> None:
        task = self.tasks[number]
        if task.status is TaskStatus.FINISHED:
            return
        self.tasks[number] = _DO[deed](task, _instant(now), self._calendar)
        self._expect(number)

    def _plan(self, number: int, now: int) -> None:
        task = self.tasks[number]
        is_due = task.next_fire_time and self._world.wakes(seconds_of(task.next_fire_time)) == now
        if task.status is not TaskStatus.ACTIVE or not is_due:
            return  # it was moved on meanwhile, by what its owner did
        planned = plan(DueTask(task, 0, 0), _instant(now), self._new_id, self._calendar)
        following = planned.moved.next_fire_time
        assert following is None or following > task.next_fire_time, "never backwards"
        self.rows[number] += [(seconds_of(run.fire_time), run.state, now) for run in planned.runs]
        self.tasks[number] = _moved(planned)
        self._expect(number)

    def _expect(self, number: int) -> None:
        task = self.tasks[number]
        if task.status is TaskStatus.ACTIVE and task.next_fire_time:
            heappush(self._agenda, (self._world.wakes(seconds_of(task.next_fire_time)), number, None))

    def _new_id(self, prefix: str) -> str:
        return f"{prefix}{next(self._numbers)}"


def _moved(plan: Plan) -> Task:
    moved = {each.name: getattr(plan.moved, each.name) for each in fields(plan.moved)}
    return replace(plan.task, **moved)


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
