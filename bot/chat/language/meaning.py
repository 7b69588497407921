"""What a message means: the shape of every answer, whatever the grammar learns to read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from scheduler.errors import Reason
from scheduler.model import Locale
from scheduler.triggers import Trigger


class Intent(StrEnum):
    """What the person wants; `NONE` for everything that asks for nothing we do."""

    CREATE = "create"
    LIST = "list"
    SHOW = "show"
    RUN = "run"
    PAUSE = "pause"
    RESUME = "resume"
    DELETE = "delete"
    EDIT = "edit"
    HISTORY = "history"
    UPCOMING = "upcoming"
    STOP = "stop"
    HELP = "help"
    NONE = "none"


class Assumed(StrEnum):
    """A part that the person did not say and that was filled in; the card marks each."""

    DEFAULT_TIME = "default_time"  # a part of the day without an hour
    AFTERNOON = "afternoon"  # a bare 1 to 6
    EVENING = "evening"  # a bare 7 to 11 whose morning is over
    EVERY_N = "every_n"  # "每隔3天" as every three days
    NEXT_YEAR = "next_year"
    NEXT_DAY = "next_day"
    DEFAULT_DAY = "default_day"  # 月中 as the 15th


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take what was said about time; `first` is when it fires first."""

    trigger: Trigger
    first: datetime
    assumed: tuple[Assumed, ...] = ()


class Question(StrEnum):
    WHAT_TIME = "what_time"
    WHICH_DATE = "which_date"
    WHAT_TO_DO = "what_to_do"
    HOW_OFTEN = "how_often"


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to go on: what to tap, and the whole sentence that tapping it says."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Ask:
    """The one question that is open, with its choices."""

    question: Question
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why what was said about time cannot be, and the nearest sentence that could (or "")."""

    reason: Reason
    facts: Mapping[str, str | int] = field(default_factory=dict)
    offer: str = ""


class Place(StrEnum):
    SELF = "self"
    THIS_CHAT = "this_chat"
    NAMED_CHAT = "named_chat"


@dataclass(frozen=True, slots=True)
class PostTo:
    place: Place
    name: str = ""


@dataclass(frozen=True, slots=True)
class TaskRef:
    """Which task is meant: its number on the list last shown, its name or a part of it, or all."""

    number: int | None = None
    name: str = ""
    all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one message means.

    For `CREATE` exactly one of these holds: `readings` (one, or several to choose from), `ask`, or
    `refusal`.
    """

    intent: Intent
    locale: Locale
    readings: tuple[Reading, ...] = ()
    ask: Ask | None = None
    refusal: Refusal | None = None
    prompt: str = ""  # what to do, in the person's words, without the schedule
    is_fixed_text: bool = False  # post the prompt word for word: a reminder, a notice
    name: str = ""  # only when the person named the task
    post_to: PostTo | None = None  # None: where it was asked
    ref: TaskRef | None = None
    until: datetime | None = None  # for a pause with an end
