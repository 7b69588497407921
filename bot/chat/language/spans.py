"""Where in the folded text something was found."""

import re
from typing import NamedTuple

Found = re.Match[str]


class Span(NamedTuple):
    start: int
    end: int


def pattern(words: str) -> re.Pattern[str]:
    """Compile for folded text: a Latin word ends where Chinese begins, and digits are ASCII."""
    return re.compile(words, re.ASCII)


def span_of(found: Found) -> Span:
    return Span(*found.span())
