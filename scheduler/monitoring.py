"""A task's own sign of life to a monitor outside, which speaks up when the sign stays away. Pure.

The monitor's address is a secret of the task's owner: it is stored, called, and never shown whole. That a
bot calls an address because somebody typed it is a danger to the network it stands in, so only hosts that
its administrators named are called.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import SplitResult, urlsplit

from scheduler.model import FAILURE_STATES, RunState, TaskId

ADDRESS_LIMIT: Final = 500  # characters
FORGET_AFTER: Final = timedelta(hours=1)
"""What could not be told for so long is told no more: the monitor has spoken up by then."""

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})
_SHOWN: Final = 4  # characters of the end


class Signal(StrEnum):
    """What a monitor hears of a run: one more part of its address."""

    START = "start"
    SUCCESS = ""
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Sign:
    """One signal that is still to be sent: what happened to a run of the task, and when."""

    task_id: TaskId
    address: str
    signal: Signal
    at: datetime


def signal_of(state: RunState) -> Signal | None:
    """Return what to tell of a run in this state; what was skipped, missed or stopped is no sign of life."""
    if state is RunState.RUNNING:
        return Signal.START
    if state is RunState.SUCCEEDED:
        return Signal.SUCCESS
    return Signal.FAIL if state in FAILURE_STATES else None


def is_allowed(address: str, hosts: Collection[str]) -> bool:
    """Tell whether the address may be called: https (http on this machine) to one of `hosts`.

    A host other than the usual port is named as `host:port`.
    """
    is_plain = address.isascii() and address.isprintable() and not {" ", "\\", "@", "#"} & set(address)
    if not is_plain or len(address) > ADDRESS_LIMIT:
        return False
    try:
        parts = urlsplit(address)
        named = _named(parts)
    except ValueError:
        return False
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    return is_safe and named in hosts


def _named(parts: SplitResult) -> str:
    host, port = parts.hostname or "", parts.port
    return host if port is None or (parts.scheme, port) == ("https", 443) else f"{host}:{port}"


def masked(address: str) -> str:
    """Return what may be shown of an address: the host, and enough of the end to tell two apart."""
    return f"{_named(urlsplit(address))}/…{address[-_SHOWN:]}"
