"""How many calls of one kind fit into any stretch of time, by what Lark may be counting.

Pure: the moment is an argument, in seconds since some moment.
"""

from collections import deque
from dataclasses import dataclass
from math import inf

from scheduler.posts import Priority


@dataclass(frozen=True, slots=True)
class Rate:
    """`limit` calls in `span` seconds. The last `for_answers` are kept for people who wait, and `for_news`
    before them for how runs ended: whatever else there is gets one of them every `DRIP` seconds.
    """

    limit: int
    span: float
    for_answers: int = 0
    for_news: int = 0

    def kept_from(self, priority: Priority) -> int:
        """Return how many calls are kept for what is more urgent."""
        if priority is Priority.ANSWER:
            return 0
        return self.for_answers + (self.for_news if priority > Priority.FAILURE else 0)


DRIP = 1.0


class Window:
    """Which calls of one kind Lark may be counting."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._open = 0  # turns that were given and are not used up
        self._counted: deque[float] = deque()  # when Lark counted the others, at the latest
        self._given_at = -inf
        self._closed_until = -inf

    def ready_at(self, priority: Priority, now: float) -> float:
        """Return the first instant at which one more call fits, as far as can be told; past when it does now.

        Infinite when that depends on calls which are under way.
        """
        self._forget(now)
        one, kept = self._when_free(1), self._rate.kept_from(priority)
        if kept:
            one = min(self._when_free(kept + 1), max(one, self._given_at + DRIP))
        return max(one, self._closed_until)

    def room(self, priority: Priority, by: float, now: float) -> int:
        """Return how many more calls fit until `by`, as far as can be told."""
        if self._closed_until > by:
            return 0
        self._forget(now)
        gone = next((place for place, at in enumerate(self._counted) if at + self._rate.span > by), None)
        left = 0 if gone is None else len(self._counted) - gone
        free = self._rate.limit - self._open - left
        dripping = min(free, 1) if self._given_at + DRIP <= by else 0
        return max(0, free - self._rate.kept_from(priority), dripping)

    def give(self, now: float) -> None:
        self._open += 1
        self._given_at = now

    def give_back(self) -> None:
        self._open -= 1

    def count(self, at: float) -> None:
        self._counted.append(at)

    def close(self, until: float) -> None:
        self._closed_until = max(self._closed_until, until)

    def is_idle(self, now: float) -> bool:
        """Say whether forgetting this window changes nothing."""
        self._forget(now)
        return not self._open and not self._counted and max(self._closed_until, self._given_at + DRIP) <= now

    def _when_free(self, calls: int) -> float:
        missing = calls - (self._rate.limit - self._open - len(self._counted))
        if missing <= 0:
            return -inf
        return self._counted[missing - 1] + self._rate.span if missing <= len(self._counted) else inf

    def _forget(self, now: float) -> None:
        while self._counted and self._counted[0] + self._rate.span <= now:
            self._counted.popleft()
