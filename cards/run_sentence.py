"""What happened to a run, or is happening, in one sentence."""

from typing import assert_never

from cards.reader import Reader
from cards.run_words import step_words
from cards.texts import say
from cards.times import moment, short_moment
from scheduler.filling import missing_in
from scheduler.model import Run, RunState, Task
from scheduler.placeholders import braced


def first_line(run: Run, task: Task, reader: Reader) -> str:
    """Say what is going on, or how it ended."""
    locale = reader.locale
    match run.state:
        case RunState.QUEUED:
            return _queued(run, reader)
        case RunState.RUNNING:
            step = step_words(run.progress, locale)
            return say("run.step", locale, step=step) if step else say("run.starting", locale)
        case RunState.SUCCEEDED:
            return say("run.done", locale)
        case RunState.FAILED:
            return _failed(run, task, reader)
        case RunState.MISSED:
            when = moment(run.fire_time, reader, task.spec.trigger.zone)
            return say("run.missed", locale, when=when)
        case RunState.WAITING | RunState.TIMED_OUT | RunState.CANCELLED | RunState.SKIPPED | RunState.UNKNOWN:
            return say(f"run.{run.state}", locale)
        case _:
            assert_never(run.state)


def _queued(run: Run, reader: Reader) -> str:
    """Say that it is about to start, or why it is waiting to be tried again."""
    if run.cause is None or run.attempt == 0 or run.due_at <= reader.now:
        return say("run.queued", reader.locale)
    cause = say(f"cause.{run.cause}", reader.locale)
    return say("run.again_at", reader.locale, cause=cause, when=short_moment(run.due_at, reader))


def _failed(run: Run, task: Task, reader: Reader) -> str:
    if run.cause is None:
        return say("run.failed_unknown", reader.locale)
    names = " ".join(braced(name) for name in missing_in(task.spec.action))
    cause = say(f"cause.{run.cause}", reader.locale, names=names)
    return say("run.failed", reader.locale, cause=cause)
