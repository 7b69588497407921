"""Rate limits: how many calls in how long, counted on the sandbox's clock."""

import math
from collections import defaultdict, deque
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ports import Clock


@dataclass(frozen=True, slots=True)
class Limit:
    calls: int
    per: timedelta


# Lark: every message, chat and contact API, per app and tenant.
API_LIMITS = (Limit(50, timedelta(seconds=1)), Limit(1000, timedelta(minutes=1)))
# Lark: sends to one chat, shared by all its bots; sends to one person; updates of one message.
TARGET_LIMIT = Limit(5, timedelta(seconds=1))


class Window:
    """A sliding window: at most `limit.calls` accepted in any stretch of `limit.per`."""

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._accepted: deque[datetime] = deque()

    def wait(self, now: datetime) -> timedelta:
        """Return how long until a call would be accepted; zero for at once."""
        while self._accepted and now - self._accepted[0] >= self._limit.per:
            self._accepted.popleft()
        if len(self._accepted) < self._limit.calls:
            return timedelta(0)
        return self._limit.per - (now - self._accepted[0])

    def accept(self, now: datetime) -> None:
        self._accepted.append(now)


class RateLimits:
    """Counts calls per API and per target. Refused calls do not count."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._apis: defaultdict[Hashable, tuple[Window, ...]] = defaultdict(_api_windows)
        self._targets: dict[Hashable, Window] = {}

    def count_api(self, api: Hashable) -> None:
        """Count a call, or refuse it as the gateway does: 429 with the seconds to wait."""
        now = self._clock()
        windows = self._apis[api]
        for window, limit in zip(windows, API_LIMITS, strict=True):
            if wait := window.wait(now):
                raise LarkError(Code.RATE_LIMITED, headers=rate_headers(limit.calls, wait))
        for window in windows:
            window.accept(now)

    def count_target(self, target: Hashable, limit: Limit = TARGET_LIMIT) -> None:
        """Count a send to a chat or an update of a message, or refuse it with 230020."""
        now = self._clock()
        window = self._targets.setdefault(target, Window(limit))
        if window.wait(now):
            raise LarkError(Code.TOO_FREQUENT)
        window.accept(now)


def rate_headers(calls: int, wait: timedelta) -> dict[str, str]:
    seconds = max(1, math.ceil(wait.total_seconds()))
    return {"x-ogw-ratelimit-limit": str(calls), "x-ogw-ratelimit-reset": str(seconds)}


def _api_windows() -> tuple[Window, ...]:
    return tuple(Window(limit) for limit in API_LIMITS)
