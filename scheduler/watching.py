"""What waits and what is stuck, as whoever watches over the bot sees it: values only.

Everything here is of one instant and of the whole installation, whoever owns it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

NOBODY_CAME_FOR = timedelta(minutes=5)
"""What was due for longer than this is stuck: every loop looks at least four times a minute."""

TICK_WITHIN = timedelta(seconds=30)
"""Twice the longest pause between two looks at what is due."""

LEASE_RAN_OUT = timedelta(minutes=2)
"""Since when the lease of a stuck run is over; a reaper that lives takes it up within seconds."""

TRIED_IN_VAIN = 5
"""Tries of one message in a row after which somebody should look why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How much waits; each `oldest_…` is since when, None where nothing does.

    `due` are queued runs whose turn has come and tasks whose fire time has come and that are not yet
    planned. What waits on purpose, for a retry, its time or another run of its task, counts nowhere.
    """

    due: int = 0
    oldest_due: datetime | None = None
    running: int = 0
    lost: int = 0  # running, with a lease that ran out
    inbox: int = 0
    oldest_inbox: datetime | None = None
    outbox: int = 0
    oldest_outbox: datetime | None = None  # due since; one that was put off is due later


class Trouble(StrEnum):
    """What is stuck, by what has to be done about it."""

    LEASE_RAN_OUT = "lease_ran_out"
    NOT_BEGUN = "not_begun"  # a queued run
    NOT_PLANNED = "not_planned"  # a task whose fire time has come
    NOT_SENT = "not_sent"  # a message that nobody tries to send
    REFUSED_AGAIN = "refused_again"  # a message that was tried in vain again and again
    NOT_HANDLED = "not_handled"  # something that arrived


@dataclass(frozen=True, slots=True)
class Stuck:
    """One thing that is stuck; `name` and `error` hold ids and codes, no text that a person typed."""

    trouble: Trouble
    name: str
    since: datetime
    error: str = ""


@dataclass(frozen=True, slots=True)
class Mishap:
    """Something that went wrong, as the log has it: its repetitions fold into one."""

    event: str
    why: str
    times: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """How the bot is doing at one instant."""

    at: datetime
    last_tick: datetime | None  # when somebody last looked for due tasks
    connection: str  # why nothing can come in from the chat, "" when it can
    backlog: Backlog | None  # None: the database does not answer
    mishaps: tuple[Mishap, ...] = ()  # of this process since its start, the last first


def age(since: datetime | None, now: datetime) -> timedelta:
    """Return for how long something has waited; nothing at all where nothing waits."""
    return max(now - since, timedelta(0)) if since else timedelta(0)


def is_ticking(installation: Installation) -> bool:
    last = installation.last_tick
    return last is not None and installation.at - last <= TICK_WITHIN


def is_well(installation: Installation) -> bool:
    """Tell whether nobody has to look after it: all parts are up, and nothing waits too long."""
    backlog = installation.backlog
    if backlog is None or installation.connection or not is_ticking(installation):
        return False
    oldest = (backlog.oldest_due, backlog.oldest_inbox, backlog.oldest_outbox)
    return not backlog.lost and all(age(since, installation.at) < NOBODY_CAME_FOR for since in oldest)
