"""One attempt at a run: follow the executor within its time limit, and say how it ended."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import structlog

from scheduler.executor import ExecutionError, Executor, Finished, Request, Step, TextDelta
from scheduler.filling import ready
from scheduler.model import Artifact, Cause, RunEvent, RunEventKind, RunState
from scheduler.ports import Clock

log = structlog.get_logger()

NOTE_EVERY = timedelta(seconds=2)
"""Streamed text is written down this often at most; a step is written at once."""

CANCEL_GRACE = timedelta(seconds=5)
"""How long a cancelled executor may take to confirm; after that the outcome is unknown."""

Note = Callable[[str, Sequence[RunEvent]], Awaitable[None]]
"""Writes the coarse step and the new lines of the timeline."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How an attempt ended, before anybody decides what follows from it."""

    state: RunState
    text: str = ""
    artifacts: tuple[Artifact, ...] = ()
    cause: Cause | None = None
    passing: bool = False
    retry_after: timedelta | None = None


class Diary:
    """Writes down what an executor reports, often enough to be seen and seldom enough to be cheap."""

    def __init__(self, note: Note, clock: Clock) -> None:
        self._note = note
        self._clock = clock
        self._step = ""
        self._text: list[str] = []
        self._written_at = clock()

    async def step(self, name: str) -> None:
        await self.flush()
        self._step = name
        await self._write(RunEvent(self._clock(), RunEventKind.STEP, name))

    async def text(self, delta: str) -> None:
        self._text.append(delta)
        if self._clock() - self._written_at >= NOTE_EVERY:
            await self.flush()

    async def flush(self) -> None:
        """Write the text that was held back, so that a cut leaves what had come."""
        if self._text:
            text, self._text = storable("".join(self._text)), []
            await self._write(RunEvent(self._clock(), RunEventKind.TEXT, text))

    async def _write(self, event: RunEvent) -> None:
        self._written_at = event.at
        await self._note(self._step, [event])


def storable(text: str) -> str:
    """Return the text as every database takes it: without NUL, and with no half of a character.

    A model's answer may come in pieces that cut a character in two; such halves are put together.
    """
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return joined.replace("\0", "")


def _storable_artifact(artifact: Artifact) -> Artifact:
    return replace(artifact, name=storable(artifact.name), content=storable(artifact.content))


async def attempt(executor: Executor, request: Request, diary: Diary) -> Ending:
    """Run the executor to its end; never raises but for cancellation."""
    try:
        finished = await _follow(executor, request, diary)
    except ExecutionError as error:
        return Ending(
            RunState.FAILED, cause=error.cause, passing=error.passing, retry_after=error.retry_after
        )
    except Exception:  # the boundary: a defect in one executor must not stop the others
        log.exception("run.crashed")
        return Ending(RunState.FAILED, cause=Cause.INTERNAL)
    text, artifacts = storable(finished.text), tuple(map(_storable_artifact, finished.artifacts))
    if not text.strip() and not artifacts:
        return Ending(RunState.FAILED, cause=Cause.EMPTY_RESULT)
    return Ending(RunState.SUCCEEDED, text, artifacts)


async def within(
    limit: timedelta,
    job: asyncio.Task[Ending],
    stop: asyncio.Future[None],
    *,
    grace: timedelta = CANCEL_GRACE,
) -> Ending:
    """Wait for `job` up to `limit`, or until `stop` is done; then cancel it.

    Unknown when it does not confirm that it stopped.
    """
    either: set[asyncio.Future[Any]] = {job, stop}
    await asyncio.wait(either, timeout=limit.total_seconds(), return_when=asyncio.FIRST_COMPLETED)
    if job.done():
        return job.result()
    is_stopped = stop.done()
    cause = None if is_stopped else Cause.TIME_LIMIT
    job.cancel()
    done, _ = await asyncio.wait({job}, timeout=grace.total_seconds())
    if not done:
        return Ending(RunState.UNKNOWN, cause=cause)
    if not job.cancelled() and job.result().state is RunState.SUCCEEDED:
        return job.result()  # it came in at the last moment: what is done is called neither
    return Ending(RunState.CANCELLED if is_stopped else RunState.TIMED_OUT, cause=cause)


async def _follow(executor: Executor, request: Request, diary: Diary) -> Finished:
    # Closed here, whatever happens: left to the garbage collector it would hold its connections open.
    async with aclosing(executor.run(ready(request))) as steps:
        async for progress in steps:
            match progress:
                case Step(name):
                    await diary.step(name)
                case TextDelta(text):
                    await diary.text(text)
                case Finished():
                    await diary.flush()
                    return progress
    raise ExecutionError(Cause.EMPTY_RESULT)
