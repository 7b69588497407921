"""Which of the messages in a chat is the one of which nobody knows whether it arrived. Pure.

A card is known by the row that it names in its buttons, whatever state it was drawn in; a text by its
words. What says neither yes nor no leaves it open: better to own up to that than to take another's.
"""

import json
import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final

from bot.deliver.rendered import Rendered
from bot.lark.records import Found
from scheduler.posts import Delivery
from scheduler.views import RunCard, subject_of

_IDS: Final = re.compile(r"\b(?:run|task|draft|template)_\w+")


class Missing(Enum):
    """Why none of the messages was taken."""

    NOT_THERE = "not there"
    CANNOT_BE_TOLD = "cannot be told"


def recognised(delivery: Delivery, rendered: Rendered, found: Sequence[Found]) -> Found | Missing:
    """Return the message that `delivery` became, of those that nobody else lays claim to.

    Of several alike it is the oldest: the others belong to whoever comes next.
    """
    same = [one for one in found if one.msg_type == rendered.msg_type]
    likely = [(one, _is_same(delivery, rendered, one)) for one in same]
    surely = [one for one, is_same in likely if is_same]
    if surely:
        return min(surely, key=lambda one: one.created)
    return Missing.CANNOT_BE_TOLD if any(is_same is None for _, is_same in likely) else Missing.NOT_THERE


def _is_same(delivery: Delivery, rendered: Rendered, found: Found) -> bool | None:
    """Tell whether it is that message; None when it may be."""
    if _words(found.content) == _words(rendered.content):
        return True
    return _names(delivery, found.content) if rendered.is_card else None


def _names(delivery: Delivery, card: str) -> bool | None:
    subject = subject_of(delivery.post.view)
    if subject is None:
        return None
    own, ids = subject.partition(":")[2], set(_IDS.findall(card))
    if isinstance(delivery.post.view, RunCard) or not any(each.startswith("run_") for each in ids):
        return own in ids if ids else None
    return False  # a run's card names its task as well


def _words(content: str) -> str:
    """Return all that is said, without what Lark may write in another way."""
    try:
        said = list(_strings(json.loads(content)))
    except ValueError:
        said = [content]
    return "".join(character for each in said for character in each if character.isalnum())


def _strings(node: object) -> Iterator[str]:
    match node:
        case str():
            yield node
        case list():
            for child in node:
                yield from _strings(child)
        case dict():
            for name, child in node.items():
                yield from _strings(child) if name != "tag" else ()
