"""What the engine needs from outside. Storage implements it; tests double it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from scheduler.absence import Away
from scheduler.decided import Claimed, Closing, Decide
from scheduler.drafts import Draft, DraftState
from scheduler.executor import Exchange
from scheduler.model import ChatId, DraftId, PersonId, Run, RunEvent, RunId, Task, TaskId, TenantKey
from scheduler.posts import Post

Clock = Callable[[], datetime]
"""The present instant, aware, in UTC."""

NewId = Callable[[str], str]
"""A fresh id that begins with the given prefix."""


@dataclass(frozen=True, slots=True)
class Audit:
    """Who did what, written in the same transaction as the change."""

    tenant: TenantKey
    actor: str  # a person's id, or "engine"
    verb: str
    subject: str  # id of the task, draft or run
    at: datetime
    detail: str = ""


class Copy(Protocol):
    """A database that may be a copy: somebody may have gone on working on the original."""

    async def noticed(self, now: datetime) -> datetime | None:
        """Return until when the original may have been at work; None where this is no copy.

        That is the `now` of the first who asked, for all who ask until it is settled.
        """
        ...

    async def settle(self, until: datetime, note: Callable[[Task, Run], Post]) -> int:
        """End what was open as unknown, in one transaction, and be a copy no longer.

        Returns how many runs, messages and arrivals that were.
        """
        ...


class TaskStore(Protocol):
    """Every write of a task marks the cards that show it as stale, in the same transaction."""

    async def get(self, task_id: TaskId) -> Task | None: ...

    async def of_owner(self, tenant: TenantKey, owner: PersonId, limit: int) -> Sequence[Task]:
        """Not deleted; active first, then paused, then finished; oldest first within."""
        ...

    async def in_chat(self, tenant: TenantKey, chat_id: ChatId, limit: int) -> Sequence[Task]:
        """The same, of all owners, for the tasks that post to the chat."""
        ...

    async def deleted(
        self, tenant: TenantKey, *, owner: PersonId | None, chat_id: ChatId | None, limit: int
    ) -> Sequence[Task]:
        """Return tombstones of an owner, or of those that posted to a chat; the last deleted first."""
        ...

    async def count_open(self, tenant: TenantKey, owner: PersonId) -> int:
        """Count the owner's active and paused tasks."""
        ...

    async def change(self, task: Task, *, seen: int, audit: Audit | None, posts: Sequence[Post] = ()) -> bool:
        """Store `task`, whose revision was raised, if the stored one is still `seen`; False otherwise.

        What is counted, `fired` and `failures_in_row`, stays as it is stored, but that whoever takes the
        task up again forgets its failures. A task that is deleted takes its queued runs with it, as
        cancelled.
        """
        ...

    async def plan_due(
        self, now: datetime, limit: int, decide: Decide, *, only: TaskId | None = None
    ) -> Sequence[Run]:
        """Turn due tasks into runs in one transaction; returns the runs that were written.

        A run that exists already (task, fire time, kind) is left as it is. With `only`, this task alone,
        which is waited for where another planner holds it.
        """
        ...

    async def next_due(self) -> datetime | None:
        """Return the earliest fire time of an active task that is not put aside."""
        ...

    async def late(self, before: datetime) -> int:
        """Count the active tasks that were due before an instant."""
        ...

    async def resumable(self, now: datetime, limit: int) -> Sequence[Task]:
        """Return paused tasks whose `paused_until` has come, and that are not put aside."""
        ...

    async def purge(self, deleted_before: datetime) -> int:
        """Drop tombstones; finished runs stay."""
        ...


PostsAbout = Callable[[Task, Task], Sequence[Post]]


class Presence(Protocol):
    async def appear(self, now: datetime) -> Away | None:
        """Say that a planner looks now; returns when last none did for a while, None where never."""
        ...


class DraftStore(Protocol):
    async def open(self, draft: Draft, post: Post | None) -> bool:
        """Store the draft and its card; False, changing nothing, when the draft exists already.

        Without a post, a card that is there already comes to show the draft.
        """
        ...

    async def get(self, draft_id: DraftId) -> Draft | None: ...

    async def revise(self, draft: Draft) -> bool:
        """Replace what an open draft says; False when it is not open any more."""
        ...

    async def save(self, draft: Draft, task: Task, audit: Audit, posts: Sequence[Post] = ()) -> bool:
        """Close an open draft as saved, insert its task and write `posts`.

        The draft's card now shows the task.

        False, changing nothing, when the draft is not open any more.
        """
        ...

    async def amend(
        self, draft: Draft, change: Callable[[Task], Task], audit: Audit, posts: PostsAbout | None = None
    ) -> bool:
        """Close the open draft of a change as saved, and store what `change` makes of its task.

        `posts` says what is to be told of the change, from the task as it was and as it is.

        The task is locked meanwhile, so that nobody moves it on; `change` may refuse, which undoes
        all of it. The draft's card now shows the task, and the task's other cards become stale.
        False, changing nothing, when the draft is not open any more or the task is gone.
        """
        ...

    async def close(self, draft: Draft, state: DraftState, by: PersonId, at: datetime) -> bool:
        """Close an open draft without saving it; False when it is not open any more."""
        ...

    async def expire(self, now: datetime) -> int:
        """Close what is open past its time; returns how many."""
        ...


class OldRows(Protocol):
    """Drops what has outlived its time, in batches that others' writes pass between; returns how much."""

    async def purge_runs(self, ended_before: datetime) -> int:
        """Drop runs with their timelines, artifacts and messages, except what is still needed.

        That is a task's newest run and its newest result, a thread in which somebody wrote since, and
        what a message has still to show.
        """
        ...

    async def purge_drafts(self, closed_before: datetime) -> int: ...

    async def purge_audit(self, written_before: datetime) -> int: ...


class RunStore(Protocol):
    """Every write of a run marks its card as stale, in the same transaction.

    Every write with a `token` changes nothing and returns False unless the run still carries it.
    """

    async def get(self, run_id: RunId) -> Run | None: ...

    async def of_task(self, task_id: TaskId, limit: int) -> Sequence[Run]:
        """Newest first."""
        ...

    async def between(
        self, task_ids: Sequence[TaskId], start: datetime, end: datetime, limit: int, *, failed_only: bool
    ) -> Sequence[Run]:
        """Return the runs of these tasks whose fire time is from `start` up to `end`, newest first."""
        ...

    async def last_of(self, task_ids: Sequence[TaskId]) -> Mapping[TaskId, Run]:
        """Return each task's newest run that has ended or is open."""
        ...

    async def last_result(self, task_id: TaskId) -> str | None:
        """Return what the task's last run that succeeded came to, scheduled or by hand; None for none.

        One that was asked for something besides does not count.
        """
        ...

    async def request(self, run: Run, post: Post, audit: Audit, *, behind: bool = False) -> tuple[Run, bool]:
        """Queue a manual run unless one of the task's runs is open; with `behind`, unless one waits.

        Returns the new run and True, or the open one (or the same request's earlier one) and False.
        Refused when the owner of the task has no run left today.
        """
        ...

    async def try_out(self, task: Task, run: Run, post: Post, audit: Audit) -> bool:
        """Store the task behind a trial and queue its run; False, changing nothing, when it is known.

        Refused as a request is.
        """
        ...

    async def snooze(self, run: Run, post: Post, audit: Audit) -> Run:
        """Queue a run that repeats `run.parent` at its fire time, and its card with it.

        One that waits already for the same parent is moved there instead; returns that one. Where another
        run of the task has this very instant it becomes a microsecond later. Refused as a request is.
        """
        ...

    async def snoozed(self, parent: RunId) -> Run | None:
        """Return the run that is to repeat `parent` and has not begun."""
        ...

    async def used(self, tenant: TenantKey, owner: PersonId, now: datetime) -> int:
        """Count the runs that the owner's tasks have had on the day of `now`."""
        ...

    async def open_of(self, task_ids: Sequence[TaskId]) -> Sequence[Run]:
        """Return the runs of these tasks that take a turn and have not ended, oldest first."""
        ...

    async def reply(self, run: Run, post: Post, audit: Audit) -> bool:
        """Queue the answer to what was written under a run's card; False when it is known already.

        Refused as a request is.
        """
        ...

    async def exchanges(self, run_id: RunId, before: datetime) -> Sequence["Exchange"]:
        """Return what was asked and answered under the card of `run_id` before an instant, oldest first."""
        ...

    async def claim(self, owner: str, now: datetime, until: datetime, limit: int) -> Sequence[Claimed]:
        """Take due queued runs: running, attempt raised, a lease with a fresh token.

        Where there is a cap of runs at once, those whose owner has the fewest at work come first; the
        oldest first within that.
        """
        ...

    async def renew(self, tokens: Collection[str], until: datetime) -> Collection[str]:
        """Let these leases last until then; returns those that are still held."""
        ...

    async def note(self, run_id: RunId, token: str, progress: str, events: Sequence[RunEvent]) -> bool:
        """Append to the timeline and show `progress` on the card."""
        ...

    async def close(
        self, run: Run, token: str, closing: Closing, now: datetime, *, lapsed: bool = False
    ) -> bool:
        """End the attempt: outcome, timeline, artifacts, posts and the count of failures in one transaction.

        With `lapsed` only where the lease has run out by `now`: its worker may have renewed it meanwhile.
        """
        ...

    async def cancel(self, run_id: RunId, audit: Audit) -> Run | None:
        """Let a run end, in the name of the audit's actor.

        What has not begun is cancelled at once; of what has, its worker learns by `called_off`.
        Returns the run as it then stands: unchanged when it has ended or was called off before.
        """
        ...

    async def acknowledge(self, run_id: RunId, audit: Audit) -> bool:
        """Leave it at that a run was missed; False when it was not, or somebody said so before."""
        ...

    async def called_off(self, tokens: Collection[str]) -> Collection[str]:
        """Return those of these leases whose runs are to be stopped."""
        ...

    async def expired(self, now: datetime, limit: int) -> Sequence[Claimed]:
        """Return running runs whose lease has run out."""
        ...

    async def next_due(self, after: datetime) -> datetime | None:
        """Return the earliest `due_at` of a queued run that is later than `after`."""
        ...

    async def events(self, run_id: RunId) -> Sequence[RunEvent]: ...

    async def retried(self, run_id: RunId) -> int:
        """Count how often the run was put back because its failure may pass."""
        ...


class Dispatcher(Protocol):
    """How runs that may begin come to those who work on them: within a process, or over a queue."""

    @property
    def is_shared(self) -> bool:
        """Tell whether another process may take over a run whose lease ran out."""
        ...

    async def hand_over(self, now: datetime, /) -> int:
        """Let what may begin be taken; returns how many."""
        ...

    async def recover(self, now: datetime, /) -> int:
        """Find what was lost on its way, so that it is handed over anew; returns how many."""
        ...

    async def live(self) -> None:
        """Say anew that this process still takes runs."""
        ...

    async def take(self, owner: str, now: datetime, until: datetime, limit: int) -> Sequence[Claimed]:
        """Claim up to `limit` runs for the worker `owner`, under leases until then."""
        ...

    async def leave(self) -> None:
        """Take no more: whatever was on its way to this worker goes to another."""
        ...
