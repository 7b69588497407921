"""Text that an agent wrote, or that goes out as a message: it keeps its shape and loses its powers."""

import re
from typing import Final

from cards.markup import clean, space_urls

_GAP: Final = "\u200b"  # zero width: the text looks the same, and is no tag any more
_MENTION: Final = re.compile(r"<(?=\s*/?\s*at\b)", re.IGNORECASE)
_TAG: Final = re.compile(r"<(?=[/!]?[a-zA-Z])(?!https?://)(?!br\s*/?>)")
_FENCED: Final = re.compile(r"(^(`{3,}|~{3,})[^\n]*\n(?:.*?\n)??\2[ \t]*$)", re.MULTILINE | re.DOTALL)
# Lark: an image needs a key that it issued, else the whole message is refused.
_IMAGE: Final = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_UNSAFE_LINK: Final = re.compile(r"\]\(\s*<?\s*(?!https?://)[^)\n]*\)", re.IGNORECASE)
_UNCLOSED_LINK: Final = re.compile(r"\]\((?=[^)\n]*$)", re.MULTILINE)  # cut in its midst, mostly
_TABLE_RULE: Final = re.compile(r"^([ \t]*\|?[ \t]*:?)-(?=[-:| \t]*$)", re.MULTILINE)
MOST_TABLES: Final = 3  # Lark documents 5; cards were seen to fail from the fourth on


def without_mentions(text: str) -> str:
    """Return `text` looking the same and mentioning nobody."""
    return _MENTION.sub(f"<{_GAP}", clean(text))


def safe_markdown(text: str, tables: int = MOST_TABLES) -> str:
    """Return an agent's Markdown without mentions, images, foreign tags and links that Lark refuses."""
    parts = _FENCED.split(without_mentions(text))
    # Every third part is a block of code, followed by the mark that fenced it.
    prose, code = map(_harmless, parts[::3]), [*parts[1::3], ""]
    return _few_tables("".join(f"{said}{block}" for said, block in zip(prose, code, strict=True)), tables)


def _harmless(prose: str) -> str:
    linked = _UNSAFE_LINK.sub("]", _IMAGE.sub(r"\1", _TAG.sub(f"<{_GAP}", prose)))
    return space_urls(_UNCLOSED_LINK.sub("] (", linked))


def _few_tables(text: str, most: int) -> str:
    """Let the tables past the first `most` stand as the lines they were written in."""
    seen = 0

    def rule(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return match.group() if seen <= most else f"{match.group(1)}{_GAP}-"

    return _TABLE_RULE.sub(rule, text)
