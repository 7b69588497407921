"""What happens in the sandbox, told to whoever watches: the chat page and tests.

A bounded memory lets a watcher that was away catch up from the last id it saw.
"""

import asyncio
import itertools
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

KEPT = 1000
"""News items kept for a watcher that comes back."""


@dataclass(frozen=True, slots=True)
class News:
    id: int
    name: str
    data: Any
    """Anything that JSON can say."""


class Feed:
    """Belongs to one event loop."""

    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._kept: deque[News] = deque(maxlen=KEPT)
        self._watchers: set[asyncio.Queue[News | None]] = set()
        self._closed = False

    @property
    def last_id(self) -> int:
        """Id of the newest item, 0 before the first."""
        return self._kept[-1].id if self._kept else 0

    def tell(self, name: str, data: Any) -> None:
        news = News(next(self._ids), name, data)
        self._kept.append(news)
        for watcher in self._watchers:
            watcher.put_nowait(news)

    def close(self) -> None:
        """End every watcher's stream, and those that come later at once."""
        self._closed = True
        for watcher in self._watchers:
            watcher.put_nowait(None)

    async def watch(self, after: int, idle_s: float) -> AsyncIterator[News | None]:
        """Yield what is new, and None after each `idle_s` seconds of silence.

        `after` is the last id that the watcher saw: what came since and is still kept comes first.
        """
        with self._watching() as queue:
            for news in self._since(after):
                yield news
            while not self._closed or not queue.empty():
                try:
                    async with asyncio.timeout(idle_s):
                        news_or_end = await queue.get()
                except TimeoutError:
                    yield None
                    continue
                if news_or_end is None:
                    return
                yield news_or_end

    @contextmanager
    def _watching(self) -> Iterator[asyncio.Queue[News | None]]:
        queue: asyncio.Queue[News | None] = asyncio.Queue()
        self._watchers.add(queue)
        try:
            yield queue
        finally:
            self._watchers.discard(queue)

    def _since(self, after: int) -> list[News]:
        return [news for news in self._kept if news.id > after]
