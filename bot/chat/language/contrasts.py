# ruff: noqa: E501 - a pattern is easier to read on one line
"""What shall no longer be, said beside what shall be: at 9 instead of 8, weekly rather than daily."""

from bot.chat.language.edit_patterns import ADVERBS
from bot.chat.language.spans import pattern
from bot.chat.language.utterance import Utterance

_CONTRAST = pattern(
    r",? (?:instead of|rather than|in place of|as opposed to|and not|, not|not) (?!(?:on|at|before|after|until|only)\b)[^,;!?]{1,40}$|"
    r"[ ,]+(?:instead|from now on|going forward|from here on(?: out)?|starting now|in future|in the future|after all|permanently|for good)$"
)
_FRONT = pattern(
    r"(?:from now on|going forward|in (?:the )?future|from here on(?: out)?|starting now|instead)[ ,]+(?:please |can you |could you |just |let's )*"
)
_CLOSING = pattern(rf"{ADVERBS}$")


def without_contrast(said: Utterance) -> tuple[Utterance, bool]:
    """Return what shall be, and whether it was said to take the place of something else."""
    front = _FRONT.match(said.text, said.begin, said.end)
    inner = said.part(front.end(), said.end) if front else said
    found = _CONTRAST.search(inner.text[: inner.end], inner.begin + 1)
    inner = inner.part(inner.begin, found.start()) if found else inner
    return inner, bool(front or found)
