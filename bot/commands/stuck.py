"""What is stuck, in lines for the doctor: its name, since when, and what to do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.health import Check
from cards.markup import cut
from cards.times import duration
from scheduler.model import Locale
from scheduler.watching import Stuck, Trouble, age

NAMED = 5
"""Of each kind; with one more asked for, it can be said that there are more."""

_ERROR_SHOWN = 120

_WHAT: Final = {
    Trouble.LEASE_RAN_OUT: (
        "runs",
        "their worker went away and nobody took them up",
        "check that `aime serve` runs; if it does, read its log (beat.failed); a restart takes them up",
    ),
    Trouble.NOT_BEGUN: (
        "runs",
        "due and begun by nobody",
        "check that `aime serve` runs; if it does, the slots are taken: raise AIME_CONCURRENCY or "
        "AIME_RUNS_AT_ONCE_PER_OWNER",
    ),
    Trouble.NOT_PLANNED: (
        "tasks",
        "their time has come and nobody planned a run",
        "check that `aime serve` runs; if it does, its log says why not (beat.failed, task.unplannable)",
    ),
    Trouble.NOT_SENT: (
        "messages",
        "due and sent by nobody",
        "check that `aime serve` runs and reaches Lark; in a rush Lark's limits make thousands take minutes",
    ),
    Trouble.REFUSED_AGAIN: (
        "messages",
        "tried in vain again and again",
        "mend what the error names (a scope, the bot's place in the group); they go out by themselves then",
    ),
    Trouble.NOT_HANDLED: (
        "inbox",
        "arrived and not handled",
        "check that `aime serve` runs; if it does, its log says why (event.put_off)",
    ),
}


def checks_of(stuck: Sequence[Stuck], now: datetime) -> list[Check]:
    """Return a failed check for each kind of trouble; one that passed where there is none."""
    found = [[one for one in stuck if one.trouble is trouble] for trouble in Trouble]
    return [_check(some, now) for some in found if some] or [Check("stuck", ok=True, hint="nothing")]


def _check(some: Sequence[Stuck], now: datetime) -> Check:
    name, what, remedy = _WHAT[some[0].trouble]
    named = [_named(one, now) for one in some[:NAMED]]
    more = ["and more"] if len(some) > NAMED else []
    return Check(name, ok=False, hint=f"{what}: {', '.join([*named, *more])}. To do: {remedy}")


def _named(one: Stuck, now: datetime) -> str:
    since = duration(age(one.since, now), Locale.EN)
    error = f": {cut(one.error, _ERROR_SHOWN)}" if one.error else ""
    return f"{one.name} (for {since}{error})"
