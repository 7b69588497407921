"""What a language model is used for, and how its tokens are counted."""

from collections.abc import Callable
from enum import StrEnum


class Use(StrEnum):
    RUN = "run"  # of a task
    READING = "reading"  # of a message that the grammar could not read


CountTokens = Callable[[Use, int, int], None]
"""Told the tokens that went in and came out, also of a use that failed."""


def not_counted(_use: Use, _tokens_in: int, _tokens_out: int) -> None:
    """Nobody wants to know."""
