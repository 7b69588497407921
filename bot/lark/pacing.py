"""Staying under Lark's rate limits: every call waits here for its turn.

Lark counts 50 calls a second and 1000 a minute for each API of an app, and 5 a second for each chat, person
and message. We keep a sliding window for each: never more than the limit in any stretch of that length, so
that it does not matter where Lark begins to count. Among those that wait, the more important goes first; one
that is held back by its chat does not hold back others.
"""

import asyncio
from bisect import insort
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from math import inf
from typing import Protocol

from bot.lark.errors import Limit
from scheduler.posts import Priority


class Api(StrEnum):
    """The APIs we call, each with a limit of its own."""

    CREATE = "im.message.create"
    REPLY = "im.message.reply"
    PATCH = "im.message.patch"
    RECALL = "im.message.delete"
    MESSAGE = "im.message.get"
    MESSAGES = "im.message.list"
    REACT = "im.message.reaction.create"
    CHAT = "im.chat.get"
    MEMBERS = "im.chat.members.get"
    IS_IN_CHAT = "im.chat.members.is_in_chat"
    SEARCH = "im.chat.search"
    CREATE_CHAT = "im.chat.create"
    EPHEMERAL = "ephemeral.send"
    FILE = "im.file.create"
    IMAGE = "im.image.create"
    PERSON = "contact.user.get"
    BOT = "bot.info"


class Alarm(Protocol):
    def cancel(self) -> None: ...


class Timeline(Protocol):
    """A running event loop, or a test's own time: seconds since some moment, never going back."""

    def time(self) -> float: ...

    def call_at(self, when: float, callback: Callable[[], object], /) -> Alarm: ...


@dataclass(frozen=True, slots=True)
class Rate:
    """`limit` calls in `span` seconds; the last `reserve` are kept for answers to a waiting person."""

    limit: int
    span: float
    reserve: int = 0


# Lark: "rate limits" and the pages of the message APIs. The spans are a bit longer than Lark's own, because
# calls do not take equally long to get there. Without the reserve a burst of results would leave a person who
# writes without an answer for most of a minute.
API_RATES = (Rate(50, 1.05, reserve=2), Rate(1000, 60.5, reserve=20))
TARGET_RATE = Rate(5, 1.05)
ASIDE_RATE = Rate(40, 1.05)  # cards in one group that only one person sees

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to make one call of `api` now."""

    api: Api
    targets: tuple[_Key, ...]


@dataclass(order=True, slots=True)
class _Waiter:
    priority: Priority
    number: int
    turn: Turn = field(compare=False)
    granted: asyncio.Future[None] = field(compare=False)


class _Window:
    """When the last calls of one kind were made."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._calls: deque[float] = deque(maxlen=rate.limit)
        self._closed_until = -inf

    def ready_at(self, priority: Priority) -> float:
        """Return the first instant at which one more call fits; long past when there is room."""
        rate = self._rate
        limit = rate.limit if priority is Priority.ANSWER else rate.limit - rate.reserve
        if len(self._calls) < limit:
            return self._closed_until
        return max(self._calls[-limit] + rate.span, self._closed_until)

    def count(self, now: float) -> None:
        self._calls.append(now)

    def close(self, until: float) -> None:
        self._closed_until = max(self._closed_until, until)

    def is_idle(self, now: float) -> bool:
        """Say whether forgetting this window changes nothing."""
        last = self._calls[-1] if self._calls else -inf
        return last + self._rate.span <= now and self._closed_until <= now


class Pacing:
    """One for each app and process; every window of the app is in here."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._windows: dict[_Key, _Window] = {}
        self._waiting: list[_Waiter] = []
        self._number = 0
        self._alarm: Alarm | None = None
        self._alarm_at = inf
        self._sweep_at = 1024

    async def turn(
        self,
        api: Api,
        *,
        chat: str | None = None,
        person: str | None = None,
        message: str | None = None,
        aside: str | None = None,
        priority: Priority = Priority.ANSWER,
    ) -> Turn:
        """Wait until one more call of `api` fits, which posts to these targets.

        `aside` is the group in which one person is shown a card: counted apart from what all see there.
        """
        named = (("chat", chat), ("person", person), ("message", message), ("aside", aside))
        turn = Turn(api, tuple((kind, target) for kind, target in named if target))
        now = self._timeline.time()
        if self._ready_at(turn, priority) <= now:
            self._count(turn, now)
        else:
            await self._wait(turn, priority)
        return turn

    def close(self, turn: Turn, scope: Limit, wait: timedelta) -> None:
        """Let nobody call before `wait` is over: Lark said that the limit of `scope` was met by `turn`."""
        until = self._timeline.time() + wait.total_seconds()
        for key in turn.targets if scope is Limit.TARGET and turn.targets else _api_keys(turn.api):
            self._window(key).close(until)

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return sum(not waiter.granted.done() for waiter in self._waiting)

    @property
    def remembered(self) -> int:
        """How many windows are kept in memory."""
        return len(self._windows)

    async def _wait(self, turn: Turn, priority: Priority) -> None:
        self._number += 1
        granted = asyncio.get_running_loop().create_future()
        insort(self._waiting, _Waiter(priority, self._number, turn, granted))
        self._wake_at(self._ready_at(turn, priority))
        await granted

    def _serve(self) -> None:
        """Give every waiter whose time has come its turn, the most important first."""
        self._alarm, self._alarm_at = None, inf
        now = self._timeline.time()
        full: dict[tuple[_Key, bool], float] = {}
        left = []
        for waiter in self._waiting:
            if waiter.granted.done():  # whoever waited was cancelled
                continue
            if self._held_until(waiter, now, full) <= now:
                self._count(waiter.turn, now)
                waiter.granted.set_result(None)
            else:
                left.append(waiter)
        self._waiting = left
        if full and left:
            self._wake_at(min(full.values()))

    def _held_until(self, waiter: _Waiter, now: float, full: dict[tuple[_Key, bool], float]) -> float:
        """As `_ready_at`, but the windows found `full` once in this round are not asked again."""
        urgent = waiter.priority is Priority.ANSWER
        for key in _keys(waiter.turn):
            at = full.get((key, urgent))
            if at is None:
                at = self._window(key).ready_at(waiter.priority)
                if at > now:
                    full[key, urgent] = at
            if at > now:
                return at
        return now

    def _ready_at(self, turn: Turn, priority: Priority) -> float:
        return max(self._window(key).ready_at(priority) for key in _keys(turn))

    def _count(self, turn: Turn, now: float) -> None:
        for key in _keys(turn):
            self._window(key).count(now)

    def _wake_at(self, when: float) -> None:
        if when >= self._alarm_at:
            return
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm, self._alarm_at = self._timeline.call_at(when, self._serve), when

    def _window(self, key: _Key) -> _Window:
        window = self._windows.get(key)
        if window is None:
            self._forget_idle()
            window = self._windows[key] = _Window(_rate_of(key))
        return window

    def _forget_idle(self) -> None:
        if len(self._windows) < self._sweep_at:
            return
        now = self._timeline.time()
        self._windows = {key: window for key, window in self._windows.items() if not window.is_idle(now)}
        self._sweep_at = max(1024, 2 * len(self._windows))


def _api_keys(api: Api) -> tuple[_Key, ...]:
    return tuple((api.value, str(index)) for index in range(len(API_RATES)))


def _keys(turn: Turn) -> tuple[_Key, ...]:
    return _api_keys(turn.api) + turn.targets


def _rate_of(key: _Key) -> Rate:
    kind, index = key
    if kind == "aside":
        return ASIDE_RATE
    return TARGET_RATE if kind in {"chat", "person", "message"} else API_RATES[int(index)]
