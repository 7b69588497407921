"""What the engine needs of runs from outside: where they are kept, and how they come to who works on them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from scheduler.decided import Claimed, Closing
from scheduler.executor import Exchange
from scheduler.model import PersonId, Run, RunEvent, RunId, Task, TaskId, TenantKey
from scheduler.ports import Audit
from scheduler.posts import Post


class RunViews(Protocol):
    """What there was, is and will be of runs. Asking changes nothing."""

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

    async def snoozed(self, parent: RunId) -> Run | None:
        """Return the run that is to repeat `parent` and has not begun."""
        ...

    async def used(self, tenant: TenantKey, owner: PersonId, now: datetime) -> int:
        """Count the runs that the owner's tasks have had on the day of `now`."""
        ...

    async def open_of(self, task_ids: Sequence[TaskId]) -> Sequence[Run]:
        """Return the runs of these tasks that take a turn and have not ended, oldest first."""
        ...

    async def exchanges(self, run_id: RunId, before: datetime) -> Sequence[Exchange]:
        """Return what was asked and answered under the card of `run_id` before an instant, oldest first."""
        ...

    async def events(self, run_id: RunId) -> Sequence[RunEvent]: ...

    async def retried(self, run_id: RunId) -> int:
        """Count how often the run was put back because its failure may pass."""
        ...


class RunStore(RunViews, Protocol):
    """Every write of a run marks its card as stale, in the same transaction.

    Every write with a `token` changes nothing and returns False unless the run still carries it.
    """

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

    async def reply(self, run: Run, post: Post, audit: Audit) -> bool:
        """Queue the answer to what was written under a run's card; False when it is known already.

        Refused as a request is.
        """
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
