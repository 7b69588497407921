"""Failures of one cause fold into one incident: the first speaks, the others are counted on its card. Pure.

An incident is known by the run that failed first, and that run's card tells of it. It is over when a run of
the task succeeds, when somebody changes, resumes or deletes the task, or when its card can count no more.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from scheduler.model import (
    FAILURE_STATES,
    Cause,
    PersonId,
    Run,
    RunId,
    RunKind,
    RunState,
    Task,
    TaskId,
    TaskStatus,
    TenantKey,
)
from scheduler.posts import Post, Priority, UnderPost, run_card_key
from scheduler.views import Sentence

CARD_LIFE = timedelta(days=14)
"""So long Lark takes updates of a card: what fails after that needs a new one to be told on."""

_GONE = frozenset({TaskStatus.DELETED, TaskStatus.TRIAL})


class IncidentEnd(StrEnum):
    RECOVERED = "recovered"  # a run succeeded
    CLEARED = "cleared"  # the task was changed, resumed or deleted
    OUTDATED = "outdated"  # too old to be counted on: the next failure speaks anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What goes wrong with a task for one cause, from the run that failed first to its end."""

    run_id: RunId  # of the first failure
    tenant: TenantKey
    task_id: TaskId
    cause: str  # see `cause_of`
    opened_at: datetime
    last_at: datetime
    count: int = 1
    acknowledged_by: PersonId | None = None
    acknowledged_at: datetime | None = None
    closed_at: datetime | None = None
    end: IncidentEnd | None = None

    @property
    def is_open(self) -> bool:
        return self.end is None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the end of a run makes of its task's incidents: each as it shall be."""

    opened: Incident | None = None
    counted: Incident | None = None  # the failure is one of its repeats, which nobody is told of
    closed: tuple[Incident, ...] = ()

    @property
    def incident(self) -> Incident | None:
        """The one that the run belongs to, where it failed."""
        return self.opened or self.counted


def cause_of(state: RunState, cause: Cause | None) -> str:
    """Return what failures have in common: what is not known to have happened is a matter of its own."""
    return state.value if state is RunState.UNKNOWN or cause is None else cause.value


def judge(open_: Sequence[Incident], task: Task, run: Run, now: datetime) -> Verdict:
    """Decide what `run`, as it has ended, makes of the incidents of its task that are open.

    A run that somebody stopped, an answer in a thread and a trial say nothing of the task's health.
    """
    if run.kind is RunKind.REPLY or run.cancel_requested_at is not None or task.status in _GONE:
        return Verdict()
    if run.state is RunState.SUCCEEDED:
        return Verdict(closed=tuple(closed(each, IncidentEnd.RECOVERED, now) for each in open_))
    if run.state not in FAILURE_STATES:
        return Verdict()
    return _after_failure(open_, run, now)


def _after_failure(open_: Sequence[Incident], run: Run, now: datetime) -> Verdict:
    cause = cause_of(run.state, run.cause)
    same = next((each for each in open_ if each.cause == cause), None)
    if same is not None and now - same.opened_at < CARD_LIFE:
        return Verdict(counted=replace(same, count=same.count + 1, last_at=max(now, same.last_at)))
    incident = Incident(
        run_id=run.id, tenant=run.tenant, task_id=run.task_id, cause=cause, opened_at=now, last_at=now
    )
    return Verdict(incident, closed=(closed(same, IncidentEnd.OUTDATED, now),) if same else ())


def closed(incident: Incident, end: IncidentEnd, now: datetime) -> Incident:
    return replace(incident, closed_at=now, end=end)


def told(verdict: Verdict, run: Run, posts: Collection[Post]) -> tuple[Post, ...]:
    """Return what goes out of what the end of a run has to say: a repeat brings no card of its own.

    One that has its card already keeps it, and turns there into what it became.
    """
    is_repeat = verdict.counted is not None
    return tuple(post for post in posts if not (is_repeat and post.run_id == run.id))


def recovery(verdict: Verdict, task: Task) -> tuple[Post, ...]:
    """Return the one line that says that the task works again, in the thread of the newest failure card."""
    over = [each for each in verdict.closed if each.end is IncidentEnd.RECOVERED]
    if not over:
        return ()
    newest = max(over, key=lambda each: (each.opened_at, each.run_id))
    count = sum(each.count for each in over)
    code = "incident.recovered_once" if count == 1 else "incident.recovered"
    return (
        Post(
            key=f"{newest.run_id}:recovered",
            tenant=task.tenant,
            view=Sentence(code, {"title": task.spec.title, "count": count}),
            target=UnderPost(run_card_key(newest.run_id), task.spec.destination.chat_id),
            locale=task.spec.locale,
            priority=Priority.RESULT,
            unasked=True,
        ),
    )
