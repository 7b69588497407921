"""What a Markdown text brings into a card that Lark counts or refuses."""

import re
from typing import Final

FENCE: Final = re.compile(r"^(`{3,}|~{3,}).*?^\1[`~]*\s*$", re.MULTILINE | re.DOTALL)
# A header row, then the line of dashes that makes a table of it.
TABLE: Final = re.compile(
    r"^[ ]{0,3}\S.*\|.*\n[ ]{0,3}(?=[^\n]*\|)\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"
    r"|^[ ]{0,3}\|.+\n[ ]{0,3}\|[ \t]*:?-+:?[ \t]*\|?[ \t]*$",
    re.MULTILINE,
)
# Addresses that no client opens. Everything else is a link, or is drawn as text.
UNSAFE_LINK: Final = re.compile(
    r"\]\(\s*<?((?:javascript|vbscript|data|file):[^)\s]*)"
    r"|<(?:a|link)\b[^>]*?\b(?:href|url|pc_url|ios_url|android_url)\s*=\s*['\"]?\s*((?:javascript|vbscript|data|file):[^'\"\s>]*)",
    re.IGNORECASE,
)


def tables_in(text: str) -> int:
    """Return how many tables `text` draws; one in a code fence is text."""
    return len(TABLE.findall(without_code(text)))


def unsafe_link_in(text: str) -> str | None:
    """Return the first address in `text` that Lark does not let anybody open."""
    match = UNSAFE_LINK.search(without_code(text))
    return None if match is None else match.group(1) or match.group(2)


def without_code(text: str) -> str:
    return FENCE.sub("", text)
