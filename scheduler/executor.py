"""What the code behind one kind of action is asked, and what it reports. `bot.executors` implements it."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from scheduler.errors import AppError
from scheduler.model import AgentPrompt, Artifact, Cause, Run, StaticText, Task


@dataclass(frozen=True, slots=True)
class Step:
    """The executor begins a coarse step, named for people."""

    name: str


@dataclass(frozen=True, slots=True)
class TextDelta:
    """More of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The executor is done; `text` is the whole result."""

    text: str
    artifacts: tuple[Artifact, ...] = ()


Progress = Step | TextDelta | Finished


@dataclass(frozen=True, slots=True)
class Exchange:
    """Something that was asked, and the answer that it got."""

    asked: str
    answered: str


@dataclass(frozen=True, slots=True)
class Request:
    """One attempt as an executor sees it.

    For an answer in a run's thread `before` is the conversation so far: that run first.
    """

    run: Run
    task: Task
    before: Sequence[Exchange] = ()


class ExecutionError(AppError):
    """An attempt failed for `cause`; `passing` says that trying again may help."""

    def __init__(self, cause: Cause, *, passing: bool = False, retry_after: timedelta | None = None) -> None:
        super().__init__(cause.value)
        self.cause = cause
        self.passing = passing
        self.retry_after = retry_after


class Executor(Protocol):
    """The code behind one kind of action."""

    @property
    def restartable(self) -> bool:
        """Tell whether an attempt that was begun may be begun again."""
        ...

    @property
    def time_limit(self) -> timedelta:
        """Return the limit of one attempt where the task names none."""
        ...

    def run(self, request: Request) -> AsyncGenerator[Progress, None]:
        """Do the action; the last item is `Finished`. Raises `ExecutionError`."""
        ...


Executors = Mapping[type[StaticText] | type[AgentPrompt], Executor]
