"""Answers kept for a while, so that the same thing is not asked over and over."""

from collections.abc import Callable, Hashable
from datetime import timedelta
from typing import Generic, TypeVar

FRESH = timedelta(seconds=10)
"""How long an answer is believed that may change, in one conversation."""

_REMEMBERED = 1000

KeyT = TypeVar("KeyT", bound=Hashable)
ValueT = TypeVar("ValueT")


class ShortMemory(Generic[KeyT, ValueT]):
    def __init__(
        self, monotonic: Callable[[], float], fresh: timedelta = FRESH, most: int = _REMEMBERED
    ) -> None:
        self._monotonic = monotonic
        self._fresh_s = fresh.total_seconds()
        self._most = most
        self._kept: dict[KeyT, tuple[float, ValueT]] = {}  # oldest first

    def get(self, key: KeyT) -> ValueT | None:
        until, value = self._kept.get(key, (0.0, None))
        return value if until > self._monotonic() else None

    def put(self, key: KeyT, value: ValueT) -> None:
        """Keep `value` while it is fresh; of very many the oldest are forgotten earlier."""
        self._kept.pop(key, None)
        self._kept[key] = (self._monotonic() + self._fresh_s, value)
        while len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
