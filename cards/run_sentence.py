"""What happened to a run, or is happening, in one sentence."""

from typing import assert_never

from cards.absence import missed_line
from cards.elements import name_of
from cards.reader import Reader
from cards.run_words import step_words
from cards.texts import say
from cards.times import moment, short_moment
from scheduler.filling import missing_in
from scheduler.model import Cause, Run, RunState, Task
from scheduler.placeholders import braced


def first_line(run: Run, task: Task, reader: Reader, stopped_by: str = "") -> str:
    """Say what is going on, or how it ended; `stopped_by` is the name of whoever wanted it so."""
    locale = reader.locale
    if run.cancel_requested_at is not None and (stop := _stopped(run, stopped_by, reader)):
        return stop
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
        case RunState.MISSED | RunState.UNKNOWN if run.cause is Cause.FROM_BACKUP and not run.acknowledged_by:
            when = moment(run.fire_time, reader, task.spec.trigger.zone)
            return say("run.from_backup", locale, when=when)
        case RunState.MISSED:
            return missed_line(run, task, reader, stopped_by)
        case RunState.SKIPPED if run.cause is Cause.DAILY_LIMIT:
            return say("run.skipped_daily_limit", locale)
        case RunState.WAITING | RunState.TIMED_OUT | RunState.CANCELLED | RunState.SKIPPED | RunState.UNKNOWN:
            return say(f"run.{run.state}", locale)
        case _:
            assert_never(run.state)


def _stopped(run: Run, by: str, reader: Reader) -> str:
    """Say that it is being stopped, or how that ended; "" for what had ended by itself before."""
    assert run.cancel_requested_at is not None, "asked for that reason"
    name = name_of(by) if by else ""
    match run.state:
        case RunState.RUNNING:
            return say("run.stopping", reader.locale, name=name)
        case RunState.UNKNOWN:
            return say("run.stop_unconfirmed", reader.locale, name=name)
        case RunState.CANCELLED if run.cancel_requested_by is None:
            return say("run.made_way", reader.locale)
        case RunState.CANCELLED:
            when = short_moment(run.cancel_requested_at, reader)
            return say("run.cancelled_by", reader.locale, name=name, when=when)
        case _:
            return ""


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
