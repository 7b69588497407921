"""The words of the engine as types: tasks, runs and what they leave behind.

Every instant is an aware datetime in UTC. Everything here is frozen; a change is a new value.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, NewType

from scheduler.absence import Absence
from scheduler.misfire import MisfirePolicy
from scheduler.overlap import OverlapPolicy
from scheduler.retry import RetryPolicy
from scheduler.triggers import Trigger

TenantKey = NewType("TenantKey", str)
PersonId = NewType("PersonId", str)  # Lark's open_id
ChatId = NewType("ChatId", str)
TaskId = NewType("TaskId", str)
DraftId = NewType("DraftId", str)
TemplateId = NewType("TemplateId", str)
RunId = NewType("RunId", str)

TITLE_LIMIT = 60  # characters; cards cut at 40, lists and files want a little more
TEXT_LIMIT = 4_000  # characters of a prompt or a fixed text
NOTE_LIMIT = 500  # characters of why a task is paused, or of what is added to one run


class Locale(StrEnum):
    """The languages in which the bot speaks."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class StaticText:
    """Post this text, word for word."""

    text: str
    values: dict[str, str] = field(default_factory=dict)  # for its {{placeholders}}
    kind: Literal["static"] = "static"


@dataclass(frozen=True, slots=True)
class AgentPrompt:
    """Let the AI agent do this and post what it answers."""

    prompt: str
    values: dict[str, str] = field(default_factory=dict)  # for its {{placeholders}}
    kind: Literal["agent"] = "agent"


Action = StaticText | AgentPrompt


class NotifyMode(StrEnum):
    """When a run speaks in the chat."""

    ALWAYS = "always"
    ON_CHANGE = "on_change"
    ON_FAILURE = "on_failure"


@dataclass(frozen=True, slots=True)
class Policies:
    """How a task behaves when the world is not as planned."""

    misfire: MisfirePolicy = field(default_factory=MisfirePolicy)
    overlap: OverlapPolicy = OverlapPolicy.SKIP
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    notify: NotifyMode = NotifyMode.ALWAYS
    time_limit: timedelta | None = None  # of one attempt; None: the limit of the action's kind
    delete_after_run: bool = False


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a task posts; frozen when the task is saved, never re-routed silently.

    Of a draft the chat may be `UNMET` or `TO_BE_MADE`; a task always has one.
    """

    chat_id: ChatId
    in_group: bool


UNMET = ChatId("")
"""A personal chat in which nothing was said yet: Lark tells its id with the first message there."""

TO_BE_MADE = ChatId("new")
"""The group that a draft wants to have made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSpec:
    """What a person decides about a task."""

    title: str
    phrase: str  # what the person typed, shown beside the rule that it became
    action: Action
    trigger: Trigger
    destination: Destination
    locale: Locale  # the language of the posts that nobody in particular asked for
    policies: Policies = field(default_factory=Policies)
    template: TemplateId | None = None  # the one it was made from


class TaskStatus(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    FINISHED = "finished"  # its trigger is spent
    DELETED = "deleted"  # a tombstone, kept for `UNDO_FOR`
    TRIAL = "trial"  # stands behind the trial run of a draft; on no list, never fires by itself


class PauseReason(StrEnum):
    BY_PERSON = "by_person"
    FAILURES = "failures"  # too many in a row
    UNREACHABLE = "unreachable"  # the chat cannot be posted to any more


UNDO_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a person set up; `revision` counts its changes and is the lock of an edit."""

    id: TaskId
    tenant: TenantKey
    owner: PersonId
    spec: TaskSpec
    status: TaskStatus
    revision: int
    next_fire_time: datetime | None
    plan_after: datetime | None = None  # put aside until then: what is due of it could not be planned
    fired: int = 0  # scheduled runs so far; manual ones do not count
    failures_in_row: int = 0
    pause_reason: PauseReason | None = None
    pause_note: str = ""  # why, in the words of the person who paused it
    paused_until: datetime | None = None
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None


class RunKind(StrEnum):
    SCHEDULED = "scheduled"
    MANUAL = "manual"
    SNOOZED = "snoozed"  # a reminder that comes once more, later
    REPLY = "reply"  # the answer to what a person wrote under another run's card


class RunState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting"  # for a person
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"  # the run before it was still open, or the cause says why
    MISSED = "missed"  # nobody was there at its time
    UNKNOWN = "unknown"  # whether the action took effect cannot be told


OPEN_STATES = frozenset({RunState.QUEUED, RunState.RUNNING, RunState.WAITING})
FAILURE_STATES = frozenset({RunState.FAILED, RunState.TIMED_OUT, RunState.UNKNOWN})


class DeliveryState(StrEnum):
    """What became of a message, or of all messages of a run taken together."""

    NONE = "none"
    PENDING = "pending"
    DELIVERED = "delivered"  # Lark returned a message id
    PARTIAL = "partial"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """Why an attempt failed, in words that a card can explain."""

    NETWORK = "network"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    BAD_CREDENTIALS = "bad_credentials"
    REFUSED = "refused"  # the other side understood and said no
    LIMIT_REACHED = "limit_reached"  # tokens, requests or tool calls
    EMPTY_RESULT = "empty_result"
    NOT_CONFIGURED = "not_configured"
    MISSING_VALUE = "missing_value"  # of a placeholder
    TIME_LIMIT = "time_limit"
    INTERRUPTED = "interrupted"  # the process went away in the middle
    INTERNAL = "internal"
    DAILY_LIMIT = "daily_limit"  # the owner's runs of the day were used up: not begun
    FROM_BACKUP = "from_backup"  # whoever went on after the backup may have done it: nobody can tell


@dataclass(frozen=True, slots=True)
class Lease:
    """A worker's right to a run; `token` is new with every claim and fences off a former owner."""

    owner: str
    token: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One occurrence of a task, unique on (task, fire time, kind)."""

    id: RunId
    tenant: TenantKey
    task_id: TaskId
    fire_time: datetime
    kind: RunKind
    state: RunState
    due_at: datetime  # when an attempt may be claimed; later than `fire_time` after a retry
    attempt: int = 0  # attempts begun
    requested_by: PersonId | None = None
    note: str = ""  # what the person who asked for this run added, for this run alone
    parent: RunId | None = None  # the run that this one repeats or replies to
    lease: Lease | None = None
    progress: str = ""  # the coarse step it is at
    cause: Cause | None = None
    result: str = ""  # the final text; only this is deliverable
    delivery: DeliveryState = DeliveryState.NONE
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    cancel_requested_at: datetime | None = None  # somebody wants it to end; what runs has yet to be stopped
    cancel_requested_by: PersonId | None = None  # None then: it makes way for the next run
    acknowledged_by: PersonId | None = None  # who wants no more made of it that it was missed
    incident: RunId | None = None  # the run that failed first for the same cause; itself for that one
    absence: Absence | None = None  # what was missed before it, where it is the one to tell of that

    @property
    def is_unanswered_miss(self) -> bool:
        """Tell whether it was missed and nobody said yet that it shall be left at that."""
        return self.state is RunState.MISSED and self.acknowledged_by is None


class RunEventKind(StrEnum):
    QUEUED = "queued"
    STARTED = "started"
    STEP = "step"
    TEXT = "text"
    RETRY = "retry"
    INTERRUPTED = "interrupted"
    FINISHED = "finished"
    DELIVERED = "delivered"
    DELIVERY_FAILED = "delivery_failed"


@dataclass(frozen=True, slots=True)
class RunEvent:
    """One line of a run's timeline."""

    at: datetime
    kind: RunEventKind
    text: str = ""


class ArtifactKind(StrEnum):
    TEXT = "text"
    LINK = "link"
    FILE = "file"
    IMAGE = "image"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Artifact:
    """What a run made besides its text; `content` is the address of a link."""

    kind: ArtifactKind
    name: str
    content: str
