"""What a task's runs say taken together. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from scheduler.model import FAILURE_STATES, Run, RunState

_COUNTED = FAILURE_STATES | {RunState.SUCCEEDED}


@dataclass(frozen=True, slots=True)
class Record:
    """`succeeded` of `counted` runs went well; `typical` is how long one takes, None where none ended well.

    Only what was tried counts: a run that was skipped, missed or cancelled says nothing about the task.
    """

    counted: int
    succeeded: int
    typical: timedelta | None

    @property
    def success_rate(self) -> float | None:
        """Between 0 and 1; None before anything was tried."""
        return self.succeeded / self.counted if self.counted else None


def record_of(runs: Sequence[Run]) -> Record:
    counted = [run for run in runs if run.state in _COUNTED]
    well = [run for run in counted if run.state is RunState.SUCCEEDED]
    lengths = [length.total_seconds() for run in well if (length := length_of(run)) is not None]
    typical = timedelta(seconds=median(lengths)) if lengths else None
    return Record(len(counted), len(well), typical)


def length_of(run: Run) -> timedelta | None:
    """Return how long a run took from its first attempt to its end; None while it has not ended."""
    if run.started_at is None or run.finished_at is None:
        return None
    return max(timedelta(0), run.finished_at - run.started_at)
