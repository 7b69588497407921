"""What to do with a delivery, and what follows from how Lark answered. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.lark.errors import AccessError, BusyError, Gone, GoneError, UncertainError
from scheduler.errors import AppError, TransientError
from scheduler.model import DeliveryState
from scheduler.posts import Delivery, OnlyTo, UnderPost
from scheduler.views import RunCard, RunResult

UUID_LIFE = timedelta(minutes=55)
"""Lark takes one message for each uuid and hour; the rest of the hour is for slow clocks."""

GIVE_UP_AFTER = 40
"""Tries of one message, over about a day and a half with the longest wait below."""

_FIRST_WAIT = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(hours=1)
_ACCESS_WAIT = timedelta(minutes=5)  # a person has to change a setting first


FOLD_AFTER = timedelta(seconds=10)
"""A result that could not be said below its card for so long is not said twice, where the card shows it."""


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


@dataclass(frozen=True, slots=True)
class Replace:
    """Lark takes no update of the card any more: another one takes its place."""


def next_step(delivery: Delivery, now: datetime) -> Step:
    if delivery.message_id is not None:
        return Step.UPDATE
    tried = delivery.first_tried_at
    if isinstance(delivery.post.target, OnlyTo) and tried is not None:
        return Step.LOOK  # Lark takes no `uuid` with it: a second try would be a second message
    return Step.LOOK if tried is not None and now - tried > UUID_LIFE else Step.SEND


def is_late_result(delivery: Delivery, now: datetime) -> bool:
    """Tell whether a short result need not be said below its card any more: there is a backlog."""
    is_result = isinstance(delivery.post.view, RunResult) and delivery.attempts == 0
    return is_result and delivery.due_at is not None and now - delivery.due_at > FOLD_AFTER


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


def is_replaced(delivery: Delivery, gone: Gone) -> bool:
    """Tell whether a card that takes no update any more makes way for a new one.

    How a run went is news, also where its card is gone; whatever else stood on an old card is shown to
    whoever asks. Somebody who recalls the new one as well does not want it.
    """
    if not (delivery.posted and isinstance(delivery.post.view, RunCard)):
        return False
    return gone is Gone.TOO_OLD or (gone is Gone.RECALLED and delivery.generation == 0)


def after_error(delivery: Delivery, error: AppError, now: datetime) -> Again | Stop | Replace:
    """Return whether to try again, and when: Lark's own advice first, else twice as long each time."""
    uncertain = isinstance(error, UncertainError)
    if isinstance(error, GoneError) and is_replaced(delivery, error.gone):
        return Replace()
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
