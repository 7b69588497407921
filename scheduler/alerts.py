"""What administrators are told by a way of their own, for when the usual one is what is broken. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from scheduler.posts import Post
from scheduler.watching import TICK_WITHIN, Installation, Stuck, is_ticking

Facts = Mapping[str, str | int]
"""Ids, codes and numbers; nothing that a person typed, and no address."""

KEEP_TRYING: Final = timedelta(days=1)
"""An alert that could not be told for so long is dropped: by then it is history."""

_PATIENCE: Final = {"connection": timedelta(minutes=5), "scheduler": TICK_WITHIN}
_USUAL_PATIENCE: Final = timedelta(minutes=1)  # after a while without a bot much is due, and soon done


class AlertEvent(StrEnum):
    INCIDENT_OPENED = "incident.opened"
    INCIDENT_RECOVERED = "incident.recovered"
    DELIVERY_FAILED = "delivery.failed"  # to a person who was to be told what went wrong
    TROUBLE_BEGAN = "trouble.began"
    TROUBLE_OVER = "trouble.over"


@dataclass(frozen=True, slots=True)
class Alert:
    """`key` is its identity: who hears it twice can tell."""

    key: str
    event: AlertEvent
    at: datetime
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Word:
    """What is told another way once a message is given up: to owners in person, to administrators."""

    posts: Sequence[Post] = ()
    alerts: Sequence[Alert] = ()


@dataclass(frozen=True, slots=True)
class Noticed:
    """A trouble of the installation, and whether it was told."""

    since: datetime
    is_told: bool = False


def troubles(installation: Installation, stuck: Sequence[Stuck]) -> Mapping[str, str]:
    """Name what is wrong with the installation now, each with the code or id that says more."""
    found = {str(each.trouble): each.name for each in reversed(stuck)}  # of each kind the oldest
    if not is_ticking(installation):
        found["scheduler"] = ""
    if installation.connection:
        found["connection"] = installation.connection
    if installation.backlog is None:
        found["database"] = ""
    return found


def told_of(
    before: Mapping[str, Noticed], found: Mapping[str, str], now: datetime, process: str
) -> tuple[Mapping[str, Noticed], Sequence[Alert]]:
    """Return what is noticed from now on, and what to tell: each trouble once, and once that it is over.

    One that passes before anybody's patience ends is never told of.
    """
    after: dict[str, Noticed] = {}
    alerts: list[Alert] = []
    for name, detail in found.items():
        noticed = before.get(name, Noticed(now))
        is_due = now - noticed.since >= _PATIENCE.get(name, _USUAL_PATIENCE)
        if is_due and not noticed.is_told:
            facts = {"trouble": name, "detail": detail, "process": process}
            alerts.append(_alert(AlertEvent.TROUBLE_BEGAN, noticed, now, facts))
        after[name] = replace(noticed, is_told=noticed.is_told or is_due)
    for name, noticed in before.items():
        if name not in found and noticed.is_told:
            facts = {"trouble": name, "process": process}
            alerts.append(_alert(AlertEvent.TROUBLE_OVER, noticed, now, facts))
    return after, alerts


def _alert(event: AlertEvent, noticed: Noticed, now: datetime, facts: dict[str, str]) -> Alert:
    key = f"{event}:{facts['process']}:{facts['trouble']}:{noticed.since.isoformat()}"
    return Alert(key, event, now, dict(facts))


def wait_before(attempts: int) -> timedelta:
    """Return how long to wait before another try: half a minute, doubled up to an hour."""
    doubled: int = 1 << min(attempts, 7)
    return min(timedelta(seconds=30) * doubled, timedelta(hours=1))
