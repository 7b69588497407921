"""A run's result as messages: parts that Lark takes, each with its Markdown.

Lark takes 30 KB for the content of a `post`, counted as JSON.
"""

import re
from collections.abc import Iterator
from typing import Final

from cards.agent_text import safe_markdown
from cards.markup import clean, json_size

PART_BYTES: Final = 29_000
"""Of 30 KB: the JSON around it has to fit as well."""

_GROWTH: Final = 3
"""Bytes that making Markdown safe adds at most at each `<` and `/`."""

_LINE: Final = len('"}], [{"tag": "text", "text": "')
"""Bytes that a line of verbatim text takes for being a paragraph of its own."""

_PARAGRAPH: Final = re.compile(r"(?<=\n\n)(?!\n)")
_BORDERS: Final = (_PARAGRAPH, re.compile(r"(?<=\n)"), re.compile(r"(?<=\s)"))


def split_result(text: str) -> list[str]:
    """Cut `text` into parts at the borders of paragraphs, else of lines, words, characters.

    The parts joined are the text. A text without anything to see has no parts.
    """
    return list(_parts(text)) if text.strip() else []


def result_post(part: str, *, verbatim: bool = False) -> dict[str, object]:
    """Return the content of a `post` message: Markdown, or `verbatim` text. It mentions nobody."""
    if verbatim:
        lines = [[{"tag": "text", "text": line}] for line in clean(part).split("\n")]
    else:
        lines = [[{"tag": "md", "text": safe_markdown(part)}]]
    return {"zh_cn": {"content": lines}}


def _parts(text: str) -> Iterator[str]:
    part, size = "", 0
    for piece in _pieces(text, 0):
        more = _size(piece)
        if part and size + more > PART_BYTES:
            yield part
            part, size = "", 0
        part, size = part + piece, size + more
    yield part


def _pieces(text: str, level: int) -> Iterator[str]:
    """Yield pieces that fit, cut no finer than they must be."""
    if _size(text) <= PART_BYTES:
        yield from _BORDERS[0].split(text) if level == 0 else [text]
    elif level < len(_BORDERS):
        for piece in _BORDERS[level].split(text):
            yield from _pieces(piece, level + 1)
    else:
        yield from text


def _size(text: str) -> int:
    """Return the most bytes that `text` can take in a post."""
    growing = text.count("<") + text.count("/")
    return json_size(text) + _GROWTH * growing + _LINE * text.count("\n")
