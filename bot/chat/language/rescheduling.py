"""Applying what an edit says about time to the schedule that a task has."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.language.meaning import Ask, Reading, Refusal, ScheduleChange
from scheduler.model import Locale
from scheduler.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """The new schedule: exactly one of readings, a question, or a refusal."""

    readings: tuple[Reading, ...] = ()
    ask: Ask | None = None
    refusal: Refusal | None = None


def rescheduled(
    change: ScheduleChange,
    trigger: Trigger,
    now: datetime,
    zone: str,
    locale: Locale,  # noqa: ARG001
) -> Rescheduled:
    """Return what `trigger` becomes; `zone` is the asker's, for "my time". The task keeps its own."""
    return Rescheduled(change.readings)
