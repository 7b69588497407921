"""What Lark's limits allow at best, for given calls and for given ends of runs. Pure computation.

Two readings of "50 a second and 1,000 a minute" are reckoned: a bucket that refills (its bound is the
lowest of all), and a window in which no stretch of that length holds more: so the local Lark counts.
"""

import heapq
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

PER_SECOND, PER_MINUTE, PER_TARGET = 50, 1000, 5


def bucket_s(calls: int) -> float:
    """Return when the last of `calls` of one API can be made, where tokens come back steadily."""
    return max(0.0, (calls - PER_SECOND) / PER_SECOND, (calls - PER_MINUTE) * 60 / PER_MINUTE)


def window_s(calls: int) -> float:
    """As `bucket_s`, where no second and no minute ever holds more than its number."""
    if not calls:
        return 0.0
    minutes, left = divmod(calls - 1, PER_MINUTE)
    return minutes * 60.0 + left // PER_SECOND


def one_chat_s(posts: int) -> float:
    return float(max(0, posts - 1) // PER_TARGET)


@dataclass
class _Window:
    """One API's turns, as strict as the local Lark."""

    second: deque[float] = field(default_factory=lambda: deque(maxlen=PER_SECOND))
    minute: deque[float] = field(default_factory=lambda: deque(maxlen=PER_MINUTE))

    def ready_at(self) -> float:
        by_second = self.second[0] + 1 if len(self.second) == PER_SECOND else 0.0
        by_minute = self.minute[0] + 60 if len(self.minute) == PER_MINUTE else 0.0
        return max(by_second, by_minute)

    def take(self, now: float) -> None:
        self.second.append(now)
        self.minute.append(now)


@dataclass(frozen=True)
class Ideal:
    last_s: float
    delays_s: Sequence[float]
    first_signs_s: Sequence[float]


def ideal(ends: Sequence[float]) -> Ideal:
    """Deliver runs that end at `ends` in as many chats as well as can be, with nothing taking any time.

    Results go first: an update where a running card stands, else one completed card; running cards take
    what is left.
    """
    count = len(ends)
    order = sorted(range(count), key=ends.__getitem__)
    seen: list[float] = [0.0] * count
    signs: list[float] = [0.0] * count
    standing = [False] * count
    send, patch = _Window(), _Window()
    to_send: list[tuple[float, int]] = []
    to_patch: list[tuple[float, int]] = []
    now, ended, next_card, left = 0.0, 0, 0, count
    while left:
        while ended < count and ends[order[ended]] <= now:
            run = order[ended]
            heapq.heappush(to_patch if standing[run] else to_send, (ends[run], run))
            ended += 1
        while next_card < count and (standing[next_card] or ends[next_card] <= now):
            next_card += 1
        acted = False
        if to_patch and patch.ready_at() <= now:
            seen[heapq.heappop(to_patch)[1]] = now
            patch.take(now)
            left, acted = left - 1, True
        if send.ready_at() <= now and (to_send or next_card < count):
            if to_send:
                run = heapq.heappop(to_send)[1]
                seen[run] = signs[run] = now
                left -= 1
            else:
                standing[next_card], signs[next_card] = True, now
            send.take(now)
            acted = True
        if not acted:
            steps = [ends[order[ended]]] if ended < count else []
            steps += [patch.ready_at()] if to_patch else []
            steps += [send.ready_at()] if to_send or next_card < count else []
            now = max(now, min(steps))
    return Ideal(max(seen), [at - end for at, end in zip(seen, ends, strict=True)], signs)
