"""What the engine needs from outside. Storage implements it; tests double it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from scheduler.absence import Away
from scheduler.decided import Decide
from scheduler.drafts import Draft, DraftState
from scheduler.model import ChatId, DraftId, PersonId, Run, Task, TaskId, TenantKey
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
