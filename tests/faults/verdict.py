"""What must hold when several processes came and went: looked up in the database, in the logs and in Lark."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from scheduler.closing import ATTEMPTS_BEGUN_AT_MOST
from scheduler.model import NotifyMode, Task
from tests.faults.ground import cards_by_title
from tests.faults.machines import Machine, Records
from tests.journeys.cast import Cast

Orphan = tuple[str, int]
"""A run, and the attempt that lost its worker."""


@dataclass
class Verdict:
    """Each check raises AssertionError where a promise was broken, and leaves its figures behind."""

    records: Records
    everyone: Sequence[Machine]
    tasks: Sequence[Task]
    figures: dict[str, Any] = field(default_factory=dict)
    owned_up: set[str] = field(default_factory=set)

    async def check(self, cast: Cast) -> None:
        await self._check_runs()
        await self._check_timelines()
        await self._check_messages(cast)

    async def _check_runs(self) -> None:
        stored = await self.records.rows("SELECT task_id, state, delivery, attempt FROM run")
        assert sorted(row.task_id for row in stored) == sorted(task.id for task in self.tasks), (
            "missed, or twice"
        )
        # What lost its worker again and again is not begun anew, and says so.
        owned_up = [row for row in stored if row.state == "unknown" and row.attempt == ATTEMPTS_BEGUN_AT_MOST]
        states = Counter((row.state, row.delivery) for row in stored if row not in owned_up)
        assert set(states) <= {("succeeded", "delivered"), ("succeeded", "none")}, states
        self.owned_up = {row.task_id for row in owned_up}
        self.figures["occurrences"] = len(stored)
        self.figures["owned_up_to"] = len(owned_up)
        self.figures["runs_begun_anew"] = sum(row.attempt > 1 for row in stored)

    async def _check_timelines(self) -> None:
        """Each run ends once, and nothing happens to it after: who had lost it did not finish it."""
        late = await self.records.rows(
            "SELECT run_id FROM run_event GROUP BY run_id HAVING sum((kind = 'finished')::int) <> 1"
            " OR max(id) FILTER (WHERE kind = 'started') > max(id) FILTER (WHERE kind = 'finished')"
        )
        assert not late, f"ended by somebody who had lost it: {late}"
        for figure, event in (
            ("outcomes_refused", "run.outcome_refused"),
            ("leases_lost", "run.lease_lost"),
            ("given_up", "run.given_up"),
        ):
            self.figures[figure] = sum(machine.said(event) for machine in self.everyone)

    async def _check_messages(self, cast: Cast) -> None:
        posted = await cast.messages()
        cards = cards_by_title(message for message in posted if not message["root_id"])
        answers = Counter(message["root_id"] for message in posted if message["root_id"])
        for task in self.tasks:
            speaks = task.spec.policies.notify is NotifyMode.ALWAYS or task.id in self.owned_up
            seen = cards.get(task.spec.title, [])
            assert len(seen) == speaks, f"{len(seen)} cards of {task.spec.title}"
            assert all(answers[card["message_id"]] <= 1 for card in seen), (
                f"answered twice: {task.spec.title}"
            )
        self.figures["messages_seen"] = len(posted)

    async def longest_orphaned(self, orphans: Sequence[tuple[datetime, Orphan]]) -> float:
        """Return how long at most a run was without a worker; one that was not begun anew had its own."""
        stored = await self.records.rows("SELECT run_id, text, at FROM run_event WHERE kind = 'started'")
        begun = {(row.run_id, int(row.text)): row.at for row in stored}
        waited = [
            (begun[run_id, attempt + 1] - gone_at).total_seconds()
            for gone_at, (run_id, attempt) in orphans
            if (run_id, attempt + 1) in begun
        ]
        self.figures["orphans"] = len(waited)
        return max(waited, default=0)
