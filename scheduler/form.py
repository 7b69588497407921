"""What stands in the form for a task: text as it was typed, whether it makes sense or not."""

from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.triggers import Trigger


class Cycle(StrEnum):
    """How often, as the pickers of the form offer it."""

    ONCE = "once"
    DAILY = "daily"
    WEEKDAYS = "weekdays"  # Monday to Friday
    WORKING_DAYS = "working_days"  # by the Chinese legal calendar
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    MINUTES = "minutes"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What the pickers say about time; a date is yyyy-MM-dd, a clock HH:MM."""

    cycle: str = ""
    start: str = ""
    clock: str = ""
    second: str = ""
    weekdays: tuple[str, ...] = ()  # "1" is Monday
    month_days: str = ""  # such as "1, 15, -1"
    every: str = ""

    def __bool__(self) -> bool:
        return self != Picked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Every field of the form."""

    title: str = ""
    kind: str = ""
    content: str = ""
    schedule: str = ""
    picked: Picked = field(default_factory=Picked)
    zone: str = ""
    place: str = ""
    end: str = ""  # a date, that day itself included
    maximum: str = ""
    missed: str = ""
    overlap: str = ""
    notify: str = ""
    retries: str = ""
    limit: str = ""  # of one attempt, in minutes
    afterwards: str = ""  # "keep" or "delete", when the task is done


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be put right: a sentence of the text catalogue, and what fills it."""

    code: str
    facts: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a form that was sent and cannot be taken as it stands, or was only to be checked.

    `trigger` is how the time was read. `choices` are labels, each with the sentence about time that
    tapping it puts in. Of `rivals` the first is what the sentence says, the second what the pickers say.
    """

    remarks: tuple[Remark, ...] = ()
    trigger: Trigger | None = None
    choices: tuple[tuple[str, str], ...] = ()
    rivals: tuple[Trigger, Trigger] | None = None
