"""What a Markdown text brings into a card that Lark counts or refuses."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
# The line under a table's header row: dashes in cells.
DELIMITER_ROW: Final = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
# Addresses that no client opens. Everything else is a link, or is drawn as text.
UNSAFE: Final = r"(?:javascript|vbscript|data|file):"
UNSAFE_LINK: Final = re.compile(
    rf"\]\(<?({UNSAFE}[^)\s]*)"
    rf"|<(?:a|link)\s[^<>]*?(?:href|url)\s*=\s*['\"]?({UNSAFE}[^'\"\s>]*)",
    re.IGNORECASE,
)


def tables_in(text: str) -> int:
    """Return how many tables `text` draws; one in a code fence is text."""
    return sum(is_table(header, row) for header, row in pairwise(prose(text)))


def unsafe_link_in(text: str) -> str | None:
    """Return the first address in `text` that Lark does not let anybody open."""
    match = UNSAFE_LINK.search("\n".join(prose(text)))
    return None if match is None else match.group(1) or match.group(2)


def is_table(header: str, row: str) -> bool:
    return "|" in header and "|" in row and DELIMITER_ROW.fullmatch(row) is not None


def prose(text: str) -> Iterator[str]:
    """Yield the lines of `text` that stand outside of code fences."""
    fence = ""
    for line in text.splitlines():
        mark = FENCE.match(line)
        if fence:
            closes = mark is not None and mark.group(1).startswith(fence)
            fence = "" if closes else fence
        elif mark is not None:
            fence = mark.group(1)
        else:
            yield line
