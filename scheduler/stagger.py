"""When the runs begin that are made up for, so that a start-up is no stampede."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from scheduler.decided import Plan
from scheduler.misfire import PUNCTUAL
from scheduler.model import Run, RunState

STEP = timedelta(seconds=2)
AT_MOST = timedelta(minutes=10)
"""Between two of them, and for all of them."""


class Stagger:
    """Gives late runs a place in time, over as many batches as they come in.

    They are two seconds apart, and closer where all that are `expected` would take more than ten minutes.
    """

    def __init__(self, now: datetime) -> None:
        self._step = STEP
        self._next = now  # the first place that is free
        self._last = now + AT_MOST  # nobody waits longer

    def expect(self, total: int, now: datetime) -> None:
        """Say that so many are late, those that have their place left out."""
        step = min(STEP, AT_MOST / max(total, 1))
        self._step = min(step, self._step) if self._next > now else step

    def place(self, now: datetime) -> datetime:
        """Return when the next of them begins."""
        if self._next < now:
            self._next, self._last = now, now + AT_MOST
        place = min(self._next, self._last)
        self._next += self._step
        return place

    def spread_out(self, plans: Sequence[Plan], now: datetime) -> Sequence[Plan]:
        """Let the late runs of a batch begin one after the other, and after those of earlier batches."""
        begins = {run.id: self.place(now) for run in _late(plans, now)}
        if not begins:  # nearly always
            return plans

        def placed(run: Run) -> Run:
            return replace(run, due_at=begins[run.id]) if run.id in begins else run

        return [replace(item, runs=tuple(map(placed, item.runs))) for item in plans]


def _late(plans: Sequence[Plan], now: datetime) -> Sequence[Run]:
    runs = (run for item in plans for run in item.runs)
    return [run for run in runs if run.state is RunState.QUEUED and now - run.fire_time > PUNCTUAL]
