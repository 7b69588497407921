"""The log of calls to the Open API, without anything secret."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.feed import Feed
from bot.sandbox.ports import JsonObject

KEPT = 5000
"""Entries kept; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    time: datetime
    method: str
    path: str
    """Without the query: it may hold what is nobody's business."""
    status: int
    """0 when the connection was cut instead of answered."""
    code: int | None
    """Lark's code of the answer; None when there was no answer in JSON."""
    size: int
    """Bytes of the request's body."""
    app: str | None
    """app_id, once the caller was recognised."""
    ms: int
    log_id: str

    def to_json(self) -> JsonObject:
        return {
            "time": self.time.isoformat(),
            "method": self.method,
            "path": self.path,
            "status": self.status,
            "code": self.code,
            "size": self.size,
            "app": self.app,
            "ms": self.ms,
            "log_id": self.log_id,
        }


class RequestLog:
    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._entries: deque[LoggedRequest] = deque(maxlen=KEPT)

    def add(self, entry: LoggedRequest) -> None:
        self._entries.append(entry)
        self._feed.tell("request", entry.to_json())

    def entries(self) -> Sequence[LoggedRequest]:
        """Return what is kept, oldest first."""
        return tuple(self._entries)

    def clear(self) -> None:
        self._entries.clear()
