"""What a message means: the shape of every answer, whatever the grammar learns to read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.chat.language.phrases import Phrase
from scheduler.errors import Reason, Refused
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
    SETTINGS = "settings"
    TEMPLATE = "template"
    PING = "ping"  # a monitor outside that is told of a task's runs
    STATUS = "status"  # of the bot, for its administrators
    RESTORE = "restore"
    NEW = "new"
    NONE = "none"


class Tone(StrEnum):
    """What a message that asks for nothing we do sounds like, so that it is answered kindly."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    COMPLAINT = "complaint"
    UNKNOWN_COMMAND = "unknown_command"  # an unknown word after a slash: `Meaning.name` is the word


class Assumed(StrEnum):
    """A part that the person did not say and that was filled in; the card marks each."""

    DEFAULT_TIME = "default_time"  # a part of the day without an hour
    AFTERNOON = "afternoon"  # a bare 1 to 6
    EVENING = "evening"  # a bare 7 to 11 whose morning is over
    EVERY_N = "every_n"  # "每隔3天" as every three days
    NEXT_YEAR = "next_year"
    NEXT_DAY = "next_day"
    DEFAULT_DAY = "default_day"  # 月中 as the 15th
    BY_MODEL = "by_model"  # the words for when are a language model's


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

    def error(self) -> Refused:
        """Return what to raise, with the offer where there is one."""
        return Refused(self.reason, **{**self.facts, "offer": self.offer})


class Place(StrEnum):
    SELF = "self"
    THIS_CHAT = "this_chat"
    NAMED_CHAT = "named_chat"
    NEW_GROUP = "new_group"


@dataclass(frozen=True, slots=True)
class PostTo:
    """`members` are the names of those who shall be in a new group."""

    place: Place
    name: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskRef:
    """Which task is meant: its number on the list last shown, its name or a part of it, or all.

    A negative number counts from the end of that list: -1 is its last. `it` is the task last talked
    about, by a pronoun.
    """

    number: int | None = None
    name: str = ""
    all: bool = False
    it: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What the talk before was about, as far as it decides what the next message means."""

    pending: str = ""  # the sentence whose question is open
    question: Question | None = None
    drafting: bool = False  # a confirm card of this person is open here
    title: str = ""  # of the task last talked about


class StateFilter(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    FAILED = "failed"


class Scope(StrEnum):
    MINE = "mine"
    THIS_CHAT = "this_chat"


@dataclass(frozen=True, slots=True)
class DayWindow:
    """From `start` up to `end`, the end itself not in; aware UTC instants."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """What an edit says about time; `rescheduled` applies it to the task's present trigger.

    `readings` are those of a schedule that is whole by itself, in the asker's zone; `clock` is set
    when a clock time is all that was said.
    """

    said: str  # the message, in which the phrases have their places
    phrases: tuple[Phrase, ...] = ()
    shift: timedelta = timedelta()  # later, or earlier when negative
    adds: bool = False  # to the days or times that there are
    readings: tuple[Reading, ...] = ()
    clock: time | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit changes: only what was named; "" and None leave a field as it is."""

    schedule: ScheduleChange | None = None
    name: str = ""
    prompt: str = ""
    add_to_prompt: str = ""
    post_to: PostTo | None = None
    zone: str = ""
    time_limit: timedelta | None = None  # of one attempt; no time at all for the usual one

    def __bool__(self) -> bool:
        named = self.name or self.prompt or self.add_to_prompt or self.zone
        return bool(self.schedule or self.post_to or named) or self.time_limit is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietWish:
    """When not to be disturbed: a start and an end, none any more (`off`), or a question when that is."""

    start: time | None = None
    end: time | None = None
    off: bool = False
    of_group: bool = False  # of the group where it was said, not of the person who says it

    @property
    def changes(self) -> bool:
        return self.off or self.start is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one message means.

    For `CREATE` exactly one of these holds: `readings` (one, or several to choose from), `ask`,
    `refusal`, or `parts`. `refusal` may also stand beside `SETTINGS` and `EDIT` (an unknown zone).
    """

    intent: Intent
    locale: Locale
    readings: tuple[Reading, ...] = ()
    ask: Ask | None = None
    refusal: Refusal | None = None
    prompt: str = ""  # what to do, in the person's words, without the schedule
    is_fixed_text: bool = False  # post the prompt word for word: a reminder, a notice
    name: str = ""  # only when the person named the task
    time_limit: timedelta | None = None  # of one attempt, for `CREATE`
    post_to: PostTo | None = None  # None: where it was asked
    ref: TaskRef | None = None
    until: datetime | None = None  # for a pause with an end
    said: str = ""  # the message; the whole sentence where it answered a question
    refs: tuple[TaskRef, ...] = ()  # every task named; `ref` is the first, of names the whole as typed
    parts: tuple[str, ...] = ()  # for two tasks in one message: each a sentence of its own
    changes: Changes | None = None  # for `EDIT`; None when nothing was named
    lasting: bool = False  # an edit "from now on", as said in the thread of a run
    reason: str = ""  # why to pause
    note: str = ""  # for `RUN`: words for this run only
    only: StateFilter | None = None  # for lists and histories
    scope: Scope | None = None
    window: DayWindow | None = None  # for `UPCOMING` and `HISTORY`
    tone: Tone | None = None  # for `NONE` and `HELP`
    offers: tuple[Choice, ...] = ()  # for `NONE`: wishes that a thing and a time may stand for
    language: Locale | None = None  # for `SETTINGS`
    zone: str = ""  # for `SETTINGS`: an IANA name
    quiet: QuietWish | None = None  # for `SETTINGS`
    last: bool = False  # for `RESTORE`: whatever was done last, not only a delete
    query: str = ""  # for `TEMPLATE`: what to look for; for `PING`: an address, or a word for none
    using: bool = False  # for `TEMPLATE`: use it, not only show it
