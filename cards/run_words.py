"""How a run went, in words and colours that are the same on every card."""

from datetime import timedelta
from typing import Final

from cards.elements import Tone
from cards.reader import Reader
from cards.texts import is_known, say
from cards.times import duration, short_moment
from scheduler.model import Locale, Run, RunState

TONES: Final = {
    RunState.QUEUED: Tone.BLUE,
    RunState.RUNNING: Tone.BLUE,
    RunState.WAITING: Tone.ORANGE,
    RunState.SUCCEEDED: Tone.GREEN,
    RunState.FAILED: Tone.RED,
    RunState.TIMED_OUT: Tone.RED,
    RunState.CANCELLED: Tone.GREY,
    RunState.SKIPPED: Tone.GREY,
    RunState.MISSED: Tone.ORANGE,
    RunState.UNKNOWN: Tone.ORANGE,
}
_TIMED: Final = {RunState.SUCCEEDED, RunState.FAILED, RunState.TIMED_OUT}


def state_words(run: Run, reader: Reader) -> str:
    """Say the state, and how long it took or has been taking."""
    state = say(f"state.{run.state}", reader.locale)
    length = elapsed(run, reader)
    if length is None or length < timedelta(seconds=1):
        return state
    return f"{state} · {duration(length, reader.locale)}"


def elapsed(run: Run, reader: Reader) -> timedelta | None:
    """Return how long it took, so far for one that runs; None where that says nothing."""
    if run.started_at is None:
        return None
    if run.state is RunState.RUNNING:
        return max(timedelta(0), reader.now - run.started_at)
    if run.state in _TIMED and run.finished_at is not None:
        return run.finished_at - run.started_at
    return None


def last_run_words(run: Run, reader: Reader) -> str:
    """Say when a run was and how it went."""
    return f"{short_moment(run.fire_time.replace(second=0), reader)} · {state_words(run, reader)}"


def step_words(progress: str, locale: Locale) -> str:
    """Say the coarse step that a run is at; words of its own are shown as they are."""
    tool = progress.removeprefix("tool ")
    if tool != progress:
        return say("step.tool", locale, name=tool)
    return say(f"step.{progress}", locale) if is_known(f"step.{progress}") else progress
