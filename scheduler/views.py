"""What a message shows, as data: it names the row that it is drawn from, not the words."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Literal

from scheduler.digest import DigestCard
from scheduler.drafts import NewGroup
from scheduler.form import Checked, Entries
from scheduler.model import ChatId, DraftId, PauseReason, PersonId, RunId, TaskId, TaskSpec
from scheduler.template_views import TemplateCard, TemplateEditor, TemplateForm, TemplateList


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text catalogue, with the facts that fill it."""

    code: str
    facts: dict[str, str | int] = field(default_factory=dict)
    kind: Literal["sentence"] = "sentence"


@dataclass(frozen=True, slots=True)
class RunCard:
    """The one card of a run: queued, running, then one final form."""

    run_id: RunId
    kind: Literal["run"] = "run"


@dataclass(frozen=True, slots=True)
class RunResult:
    """One part of a run's result; parts count from 0."""

    run_id: RunId
    part: int = 0
    kind: Literal["result"] = "result"


@dataclass(frozen=True, slots=True)
class TaskCard:
    task_id: TaskId
    kind: Literal["task"] = "task"


@dataclass(frozen=True, slots=True)
class DraftCard:
    """The confirm card; once saved it is the task's card."""

    draft_id: DraftId
    kind: Literal["draft"] = "draft"


class ListScope(IntEnum):
    MINE = 0  # the viewer's tasks, wherever they post
    CHAT = 1  # the tasks that post to the chat


@dataclass(frozen=True, slots=True)
class ListCard:
    viewer: PersonId
    chat_id: ChatId
    scope: ListScope
    page: int = 0
    only: str = ""  # "active", "paused" or "failed"; "" shows all
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class HistoryCard:
    """The runs of one task, as they were when the card went out."""

    viewer: PersonId
    task_id: TaskId
    kind: Literal["history"] = "history"


@dataclass(frozen=True, slots=True)
class RecentCard:
    """What ran between two instants, across the tasks of a list."""

    viewer: PersonId
    chat_id: ChatId
    scope: ListScope
    start: datetime
    end: datetime
    failed_only: bool = False
    kind: Literal["recent"] = "recent"


@dataclass(frozen=True, slots=True)
class UpcomingCard:
    """What is due from `start` up to `end`, across the tasks of a list; without an end simply next."""

    viewer: PersonId
    chat_id: ChatId
    scope: ListScope
    start: datetime
    end: datetime | None = None
    kind: Literal["upcoming"] = "upcoming"


@dataclass(frozen=True, slots=True)
class PickCard:
    """Which of these tasks was meant? `verb` names what will be done to the one chosen, as `said`."""

    viewer: PersonId
    verb: str
    task_ids: tuple[TaskId, ...]
    said: str = ""
    kind: Literal["pick"] = "pick"


@dataclass(frozen=True, slots=True)
class AskCard:
    """The one question that is open. A choice is what to tap, and the whole sentence that it says.

    `said` is the sentence that left it open, `about` the task or draft that an edit was to change. It was
    asked `at`; `over` says why it is not open any more.
    """

    asker: PersonId
    question: str
    choices: tuple[tuple[str, str], ...]
    said: str = ""
    about: str = ""
    at: datetime | None = None
    over: Literal["", "answered", "expired"] = ""
    kind: Literal["ask"] = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCard:
    """Where shall it post? Of a draft; or of what was `said`, read once more when that is known.

    `groups` are those found under `query`, with their names. With `wanted` it asks for what a new group
    lacks; `people` are whom to choose its members from, and `problem` says why the card asks.
    """

    asker: PersonId
    owner: PersonId | None = None  # whose task it is, where it is there already
    in_group: bool  # where the card stands
    draft_id: DraftId | None = None
    said: str = ""
    about: TaskId | None = None  # the task that `said` is about, whatever it names
    query: str = ""
    groups: tuple[tuple[ChatId, str], ...] = ()
    wanted: NewGroup | None = None
    people: tuple[PersonId, ...] = ()
    problem: Sentence | None = None
    kind: Literal["place"] = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigCard:
    """What posts to a group since somebody saved it, for its members: as it was then.

    With `before` it shows what changed.
    """

    task_id: TaskId
    owner: PersonId
    by: PersonId
    spec: TaskSpec
    before: TaskSpec | None = None
    kind: Literal["config"] = "config"


@dataclass(frozen=True, slots=True)
class BusyCard:
    """A run of the task is open: shall another follow it? `choice` is what its asker said to that."""

    asker: PersonId
    task_id: TaskId
    run_id: RunId
    note: str = ""  # for the run that follows
    choice: Literal["", "after", "left"] = ""
    kind: Literal["busy"] = "busy"


@dataclass(frozen=True, slots=True)
class Switched:
    """One of several tasks that were switched at once: its revision since, and how it was paused before."""

    task_id: TaskId
    revision: int
    reason: PauseReason | None = None
    note: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A task that was not switched along with others, and why, as a word of the text catalogue."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class BatchCard:
    """What became of several tasks at once (`did`: paused, resumed, deleted, started, stopped).

    Undoing brings back those in `done` that nobody has changed since; `left_out` then names the others.
    """

    viewer: PersonId
    did: str
    done: tuple[Switched, ...]
    left_out: tuple[LeftOut, ...] = ()
    until: datetime | None = None
    note: str = ""
    undone_by: PersonId | None = None
    kind: Literal["batch"] = "batch"


@dataclass(frozen=True, slots=True)
class SureCard:
    """Shall all of these be deleted? `kept` when the answer was no."""

    asker: PersonId
    task_ids: tuple[TaskId, ...]
    left_out: tuple[LeftOut, ...] = ()
    kept: bool = False
    kind: Literal["sure"] = "sure"


@dataclass(frozen=True, slots=True)
class HelpCard:
    welcome: bool = False  # the first message from a new user is answered with a greeting
    kind: Literal["help"] = "help"


@dataclass(frozen=True, slots=True)
class SettingsCard:
    """What the bot goes by with one person."""

    person: PersonId
    kind: Literal["settings"] = "settings"


@dataclass(frozen=True, slots=True)
class StatusCard:
    """How the bot is doing, for an administrator: as it is when the card goes out."""

    viewer: PersonId
    kind: Literal["status"] = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCard:
    """The form for a task: a new one, that of an open draft, or a change of one that is there.

    `offered` is what it held when it was opened, so that what was changed since can be told; `places`
    are those to post to, each with its label.
    """

    asker: PersonId
    offered: Entries
    entries: Entries
    places: tuple[tuple[str, str], ...]
    checked: Checked = field(default_factory=Checked)
    title: str = ""  # of the draft or task
    draft_id: DraftId | None = None
    task_id: TaskId | None = None
    revision: int = 0  # of the task
    is_closed: bool = False
    kind: Literal["form"] = "form"


View = (
    RunCard
    | RunResult
    | TaskCard
    | DraftCard
    | ListCard
    | HistoryCard
    | RecentCard
    | UpcomingCard
    | PickCard
    | AskCard
    | PlaceCard
    | ConfigCard
    | BusyCard
    | BatchCard
    | SureCard
    | HelpCard
    | TemplateList
    | TemplateCard
    | TemplateForm
    | TemplateEditor
    | SettingsCard
    | StatusCard
    | DigestCard
    | FormCard
    | Sentence
)


def subject_of(view: View) -> str | None:
    """Name the row a card is drawn from; None for what never changes once sent."""
    match view:
        case RunCard(run_id):
            return f"run:{run_id}"
        case TaskCard(task_id):
            return f"task:{task_id}"
        case DraftCard(draft_id):
            return f"draft:{draft_id}"
        case TemplateCard(template_id) | TemplateForm(template_id):
            return f"template:{template_id}"
        case _:
            return None
