"""Text that an agent wrote, or that goes out as a message: it keeps its shape and loses its powers."""

import re
from typing import Final

from cards.markup import clean, space_urls

_GAP: Final = "\u200b"  # zero width: the text looks the same, and is no tag any more
_MENTION: Final = re.compile(r"<(?=\s*/?\s*at\b)", re.IGNORECASE)
_TAG: Final = re.compile(r"<(?=[/!]?[a-zA-Z])(?!https?://)(?!br\s*/?>)")
# Lark: an image needs a key that it issued, else the whole message is refused.
_IMAGE: Final = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_UNSAFE_LINK: Final = re.compile(r"\]\(\s*<?\s*(?!https?://)[^)\n]*\)", re.IGNORECASE)
_TABLE_RULE: Final = re.compile(r"^([ \t]*\|?[ \t]*:?)-(?=[-:| \t]*$)", re.MULTILINE)
_TABLES: Final = 3  # Lark documents 5; cards were seen to fail from the fourth on


def without_mentions(text: str) -> str:
    """Return `text` looking the same and mentioning nobody."""
    return _MENTION.sub(f"<{_GAP}", clean(text))


def safe_markdown(text: str) -> str:
    """Return an agent's Markdown without mentions, images, foreign tags and links that Lark refuses."""
    harmless = _TAG.sub(f"<{_GAP}", clean(text))
    harmless = _UNSAFE_LINK.sub("]", _IMAGE.sub(r"\1", harmless))
    return _few_tables(space_urls(harmless))


def _few_tables(text: str) -> str:
    """Let the tables past the limit stand as the lines they were written in."""
    seen = 0

    def rule(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return match.group() if seen <= _TABLES else f"{match.group(1)}{_GAP}-"

    return _TABLE_RULE.sub(rule, text)
