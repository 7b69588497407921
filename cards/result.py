"""A run's result as messages: parts that Lark takes, each with its Markdown.

Lark takes 30 KB for the content of a `post`, counted as JSON.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from cards.agent_text import safe_markdown

PART_BYTES: Final = 24_000
"""Of 30 KB: what making it safe adds, and the JSON around it, have to fit as well."""

_BORDERS: Final = (
    re.compile(r"(?<=\n)(?=\n*[^\n])(?<=\n\n)"),
    re.compile(r"(?<=\n)"),
    re.compile(r"(?<=\s)"),
)


def split_result(text: str) -> list[str]:
    """Cut `text` into parts at the borders of paragraphs, else of lines, words, characters.

    The parts joined are the text. A text without anything to see has no parts.
    """
    if not text.strip():
        return []
    return list(_parts(text))


def result_post(part: str) -> dict[str, object]:
    """Return the content of a `post` message; nothing in it mentions anybody."""
    return {"zh_cn": {"content": [[{"tag": "md", "text": safe_markdown(part)}]]}}


def _parts(text: str) -> Iterator[str]:
    part = ""
    for piece in _pieces(text, 0):
        if part and _size(part) + _size(piece) > PART_BYTES:
            yield part
            part = ""
        part += piece
    yield part


def _pieces(text: str, level: int) -> Iterator[str]:
    """Yield pieces that fit, cut no finer than they must be."""
    if _size(text) <= PART_BYTES and level:
        yield text
    elif level < len(_BORDERS):
        for piece in _BORDERS[level].split(text):
            yield from _pieces(piece, level + 1)
    else:
        yield from text


def _size(text: str) -> int:
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")) - 2
