"""Lists in pages: `page_token` stands for the last item that was given out."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ports import JsonObject

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True)
class Page(Generic[ItemT]):
    items: Sequence[ItemT]
    next_token: str
    """Empty on the last page."""

    def wire(self, show: Callable[[ItemT], Any]) -> JsonObject:
        return {
            "items": [show(item) for item in self.items],
            "page_token": self.next_token,
            "has_more": bool(self.next_token),
        }


def page_of(
    items: Sequence[ItemT],
    token: str,
    size: int,
    name: Callable[[ItemT], str],
    refusal: Code = Code.BAD_PARAMETER,
) -> Page[ItemT]:
    """Return the items after the one that `token` stands for; a token nobody gave out is refused."""
    start = _start(items, token, name, refusal) if token else 0
    shown = items[start : start + size]
    has_more = start + size < len(items)
    return Page(shown, _encode(name(shown[-1])) if has_more else "")


def _start(items: Sequence[ItemT], token: str, name: Callable[[ItemT], str], refusal: Code) -> int:
    last = _decode(token)
    places = [place for place, item in enumerate(items) if name(item) == last]
    if not places:
        raise LarkError(refusal, "invalid page_token")
    return places[0] + 1


def _encode(last: str) -> str:
    return base64.urlsafe_b64encode(last.encode()).decode()


def _decode(token: str) -> str | None:
    try:
        return base64.b64decode(token, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        return None
