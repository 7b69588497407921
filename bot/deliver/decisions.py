"""What to do with a delivery, and what follows from how Lark answered. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.lark.errors import AccessError, BusyError, GoneError, UncertainError
from scheduler.errors import AppError, TransientError
from scheduler.model import DeliveryState
from scheduler.posts import Delivery, OnlyTo, UnderPost

UUID_LIFE = timedelta(minutes=55)
"""Lark takes one message for each uuid and hour; the rest of the hour is for slow clocks."""

GIVE_UP_AFTER = 40
"""Tries of one message, over about a day and a half with the longest wait below."""

_FIRST_WAIT = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(hours=1)
_ACCESS_WAIT = timedelta(minutes=5)  # a person has to change a setting first


class Step(StrEnum):
    SEND = "send"
    UPDATE = "update"
    LOOK = "look"  # whether an uncertain send arrived; too old to be simply repeated


@dataclass(frozen=True, slots=True)
class Again:
    """Try again at `at`; with `uncertain`, Lark may have taken the message nonetheless."""

    at: datetime
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """Nothing more is tried; the message ends as `state`."""

    state: DeliveryState


def next_step(delivery: Delivery, now: datetime) -> Step:
    if delivery.message_id is not None:
        return Step.UPDATE
    tried = delivery.first_tried_at
    if isinstance(delivery.post.target, OnlyTo) and tried is not None:
        return Step.LOOK  # Lark takes no `uuid` with it: a second try would be a second message
    return Step.LOOK if tried is not None and now - tried > UUID_LIFE else Step.SEND


def send_key(delivery: Delivery) -> str:
    """Return Lark's `uuid` (at most 50 characters): the same over every retry and after a crash."""
    return hashlib.sha256(f"{delivery.post.key}#{delivery.generation}".encode()).hexdigest()[:40]


def is_told_apart(delivery: Delivery) -> bool:
    """Hold where the one message of ours that nobody accounts for must be this one.

    After a backup was put in place, all that was posted since is unaccounted for; but in the thread of a
    run's card stands nothing else than its results.
    """
    under_its_card = isinstance(delivery.post.target, UnderPost) and delivery.parent_message_id is not None
    return under_its_card or not delivery.from_backup


def state_shown(delivery: Delivery) -> int:
    """Return the number of the state that Lark surely shows once a send was answered.

    Where an earlier try is in doubt the answer may be about what that one had drawn: Lark gives the
    message of the first request with this key, whatever the later ones hold. Then an update follows.
    """
    is_repeated = delivery.first_tried_at is not None
    return delivery.wanted - 1 if is_repeated and delivery.wanted > 1 else delivery.wanted


def after_error(delivery: Delivery, error: AppError, now: datetime) -> Again | Stop:
    """Return whether to try again, and when: Lark's own advice first, else twice as long each time."""
    uncertain = isinstance(error, UncertainError)
    if isinstance(error, GoneError) or delivery.attempts + 1 >= GIVE_UP_AFTER:
        return Stop(DeliveryState.UNKNOWN if uncertain else DeliveryState.FAILED)
    if isinstance(error, AccessError):
        return Again(now + _ACCESS_WAIT, uncertain=False)
    if isinstance(error, TransientError):
        advised = error.retry_after if isinstance(error, BusyError) else None
        return Again(now + (advised or _backoff(delivery.attempts)), uncertain)
    return Stop(DeliveryState.FAILED)


def _backoff(attempts: int) -> timedelta:
    doublings: int = min(attempts, 12)
    return min(_FIRST_WAIT * (1 << doublings), _LONGEST_WAIT)
