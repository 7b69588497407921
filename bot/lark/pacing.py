"""Staying under Lark's rate limits: every call waits here for its turn.

Lark counts 50 calls a second and 1000 a minute for each API of an app, and 5 a second for each chat, person
and message. We keep a sliding window for each: never more than the limit in any stretch of that length, so
that it does not matter where Lark begins to count. Among those that wait, the more important goes first; one
that is held back by its chat does not hold back others.

A turn takes up room from when it is given. Lark may count the call at any moment until it answers: so the
window runs from the answer, less what the fastest answer took. What a call dawdles on its way, here or
there, is paid for by itself; the limits are used up to a margin of a fiftieth.
"""

import asyncio
from bisect import insort
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from math import inf
from typing import Protocol

from bot.lark.errors import Limit
from bot.lark.windows import Rate, Window
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


# Lark: "rate limits" and the pages of the message APIs. The spans are a bit longer than Lark's own, because
# calls do not take equally long to get there. Without what is kept a burst of results would leave a person
# who writes without an answer for most of a minute, and a burst of running cards a result; dripping, it costs
# a burst seconds instead of a minute.
API_RATES = (Rate(50, 1.02, for_news=5), Rate(1000, 60.1, for_answers=15, for_news=15))
TARGET_RATE = Rate(5, 1.02)
ASIDE_RATE = Rate(40, 1.02)  # cards in one group that only one person sees

_Key = tuple[str, str]


@dataclass(eq=False, slots=True)
class Turn:
    """The right to make one call of `api` now. It is used up by the call, or given back."""

    api: Api
    targets: tuple[_Key, ...]
    is_open: bool = True


@dataclass(order=True, slots=True)
class _Waiter:
    priority: Priority
    number: int
    turn: Turn = field(compare=False)
    granted: asyncio.Future[None] = field(compare=False)


class Pacing:
    """One for each app and process; every window of the app is in here."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._windows: dict[_Key, Window] = {}
        self._waiting: list[_Waiter] = []
        self._number = 0
        self._alarm: Alarm | None = None
        self._alarm_at = inf
        self._sweep_at = 1024
        self._fastest: dict[Api, float] = {}  # how long the quickest answer took

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
            self._give(turn, now)
        else:
            await self._wait(turn, priority)
        return turn

    @contextmanager
    def calling(self, turn: Turn) -> Iterator[None]:
        """Use up `turn`: the call that it allows is under way. Lark counts another one made by it as well."""
        began = self._timeline.time()
        try:
            yield
        finally:
            ended = self._timeline.time()
            fastest = self._fastest[turn.api] = min(self._fastest.get(turn.api, inf), ended - began)
            windows = [self._window(key) for key in _keys(turn)]
            full = [window for window in windows if window.ready_at(Priority.ANSWER, ended) > ended]
            for window in windows:
                window.count(ended - fastest)
            self._end(turn)
            self._wake_for(full, ended)

    def give_back(self, turn: Turn) -> None:
        """Let somebody else have the turn; one that was used up stays used up."""
        if turn.is_open:
            self._end(turn)
            self._serve()

    def room(self, api: Api, priority: Priority, within: timedelta) -> int:
        """Return how many more calls of `api` fit within that time."""
        now = self._timeline.time()
        by = now + within.total_seconds()
        return min(self._window(key).room(priority, by, now) for key in _api_keys(api))

    def opens_in(self, api: Api) -> timedelta | None:
        """Return how long until one more call of any kind fits; None when that depends on calls under way."""
        now = self._timeline.time()
        at = max(self._window(key).ready_at(Priority.PROGRESS, now) for key in _api_keys(api))
        return None if at == inf else timedelta(seconds=max(0.0, at - now))

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

    def _end(self, turn: Turn) -> None:
        if turn.is_open:
            turn.is_open = False
            for key in _keys(turn):
                self._window(key).give_back()

    def _wake_for(self, full: Sequence[Window], now: float) -> None:
        """Since a call has ended it can be told when there is room again, where there was none."""
        if self._waiting and full:
            self._wake_at(max(now, min(window.ready_at(Priority.ANSWER, now) for window in full)))

    async def _wait(self, turn: Turn, priority: Priority) -> None:
        self._number += 1
        granted = asyncio.get_running_loop().create_future()
        insort(self._waiting, _Waiter(priority, self._number, turn, granted))
        self._wake_at(self._ready_at(turn, priority))
        try:
            await granted
        except asyncio.CancelledError:
            if granted.done() and not granted.cancelled():  # the turn came while it was being cancelled
                self.give_back(turn)
            raise

    def _serve(self) -> None:
        """Give every waiter whose time has come its turn, the most important first."""
        self._alarm, self._alarm_at = None, inf
        now = self._timeline.time()
        full: dict[tuple[_Key, Priority], float] = {}
        left = []
        for waiter in self._waiting:
            if waiter.granted.done():  # whoever waited was cancelled
                continue
            if self._held_until(waiter, now, full) <= now:
                self._give(waiter.turn, now)
                waiter.granted.set_result(None)
            else:
                left.append(waiter)
        self._waiting = left
        if full and left:
            self._wake_at(min(full.values()))

    def _held_until(self, waiter: _Waiter, now: float, full: dict[tuple[_Key, Priority], float]) -> float:
        """As `_ready_at`, but the windows found `full` once in this round are not asked again."""
        for key in _keys(waiter.turn):
            at = full.get((key, waiter.priority))
            if at is None:
                at = self._window(key).ready_at(waiter.priority, now)
                if at > now:
                    full[key, waiter.priority] = at
            if at > now:
                return at
        return now

    def _ready_at(self, turn: Turn, priority: Priority) -> float:
        now = self._timeline.time()
        return max(self._window(key).ready_at(priority, now) for key in _keys(turn))

    def _give(self, turn: Turn, now: float) -> None:
        for key in _keys(turn):
            self._window(key).give(now)

    def _wake_at(self, when: float) -> None:
        if when >= self._alarm_at:  # also where it cannot be told yet
            return
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm, self._alarm_at = self._timeline.call_at(when, self._serve), when

    def _window(self, key: _Key) -> Window:
        window = self._windows.get(key)
        if window is None:
            self._forget_idle()
            window = self._windows[key] = Window(_rate_of(key))
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
