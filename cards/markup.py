"""Text that somebody else wrote, made safe to stand on a card.

Plain text cannot be misread by Lark, Markdown can: there what a person typed must show as typed and
mention nobody, and what an agent wrote may keep its shape but not its powers.
"""

import json
import re
from bisect import bisect_right
from typing import Final

ELLIPSIS: Final = "…"

# Control characters, marks that turn the direction of text around, halves of surrogate pairs.
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
_SPACES: Final = re.compile(r"\s+")

# Lark reads these as markup and wants them as HTML entities where they are meant literally.
_SPECIAL: Final = re.compile(r"[&<>*_~`\[\]()!|\\$^{}]|:(?=[A-Za-z_]+:)")
_LINE_START: Final = re.compile(r"^(\s*)([-+=#]|\d+[.)])", re.MULTILINE)
_INDENT: Final = re.compile(r"^[ \t]+", re.MULTILINE)

_URL: Final = re.compile(r"https?://[!#-;=?-_a-{}~]+", re.IGNORECASE)  # printable ASCII but <>"`|
_GLUED_BEFORE: Final = re.compile(r"(?<=[^\x00-\x7f\s])(?=https?://)", re.IGNORECASE)
_GLUED_AFTER: Final = re.compile(rf"({_URL.pattern})(?=[^\x00-\x7f\s])", re.IGNORECASE)
_IN_URL: Final = str.maketrans({mark: f"%{ord(mark):02X}" for mark in "*[]()\\^{}~!$"})


def clean(text: str) -> str:
    """Drop what cannot be seen and can do harm; line breaks stay."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    return _SPACES.sub(" ", clean(text)).strip()


def cut(text: str, most: int) -> str:
    """Return at most `most` characters, the last of them an ellipsis where something was left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + ELLIPSIS


def cut_lines(text: str, lines: int, most: int) -> str:
    """Return at most `lines` lines and `most` characters."""
    first = "\n".join(text.split("\n")[:lines])
    shorter = cut(first, most)
    return shorter if shorter != first or first == text else cut(first.rstrip() + ELLIPSIS, most)


def cut_bytes(text: str, most: int) -> str:
    """Return as much of `text` as takes at most `most` bytes in JSON, with an ellipsis where it was cut."""
    if json_size(text) <= most:
        return text
    room = most - len(ELLIPSIS.encode())
    kept = bisect_right(range(1, min(len(text), room + 1)), room, key=lambda length: json_size(text[:length]))
    return text[:kept].rstrip() + ELLIPSIS


def json_size(text: str) -> int:
    """Return how many bytes `text` takes between the quotes of a JSON string."""
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass")) - 2


def escape(text: str) -> str:
    """Return Markdown that shows `text` as it was typed; web addresses stay addresses."""
    text = space_urls(_INDENT.sub("", clean(text)))
    pieces: list[str] = []
    end = 0
    for url in _URL.finditer(text):
        pieces += [_entities(text[end : url.start()]), url.group().translate(_IN_URL)]
        end = url.end()
    return "".join([*pieces, _entities(text[end:])])


def space_urls(text: str) -> str:
    """Put a space between a web address and Chinese text: glued together they make a send fail."""
    text = _GLUED_BEFORE.sub(" ", text)
    return _GLUED_AFTER.sub(r"\1 ", text)


def bold(text: str) -> str:
    """Return Markdown that shows `text` as typed, in bold; "" stays ""."""
    shown = escape(one_line(text)).strip()
    return f"**{shown}**" if shown else ""


def link(label: str, url: str) -> str:
    """Return a Markdown link, or only the label where the address is not one for a browser."""
    shown = escape(one_line(label)).strip()
    if not _URL.fullmatch(url):
        return shown
    return f"[{shown}]({url.translate(_IN_URL)})"


def _entities(text: str) -> str:
    text = _SPECIAL.sub(lambda mark: f"&#{ord(mark.group()[0])};", text)
    return _LINE_START.sub(_escape_start, text)


def _escape_start(match: re.Match[str]) -> str:
    """Take the meaning from what begins a list, a heading or an underline."""
    indent, mark = match.groups()
    return f"{indent}{mark[:-1]}&#{ord(mark[-1])};"
