"""A message made plain for reading: folded to one spelling, with the way back to what was typed.

Folding makes full width half, capitals small and traditional characters simplified, and drops the
blanks beside Chinese characters. Only the head of a long message is folded: nobody schedules in
the ten-thousandth character.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.chat.language.slips import corrected
from bot.chat.language.traditional import SIMPLIFIED
from scheduler.model import Locale

LONGEST_READ = 600
"""Characters that are searched for a schedule; what follows belongs to the prompt."""

# Each mark before the one that is read for it; two characters that the list of traditional ones lacks.
_MARKS = '“" ”" 「" 」" 『" 』" ‘\' ’\' ～~ 〜~ —- –- −- 。. 淩凌 裏里 於于'
_SPELLINGS = SIMPLIFIED | {ord(pair[0]): ord(pair[1]) for pair in _MARKS.split()}

_HAN = re.compile(r"[\u4e00-\u9fff〇]")
EMOJI = re.compile("[\U0001f000-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\u200d\ufe0f\u20e3]")
_WIDE = re.compile(r"[\u4e00-\u9fff〇、，；：]")  # blanks beside these say nothing
_BLANKS = re.compile(rf"(?:\s|{EMOJI.pattern})+")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_NOBODYS = re.compile(r"^\s*[/／][A-Za-z]+|\b[a-z]+://\S+|\S+@\S+\.\S+", re.IGNORECASE)
# Control characters and the marks that turn the direction of writing; line ends and tabs stay.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A message: as typed (`original`), as read (`text`), and where each character read was typed."""

    original: str
    text: str
    at: tuple[int, ...]  # one longer than `text`

    @property
    def is_whole(self) -> bool:
        """Say whether `text` reaches the end of what was typed."""
        return not self.original[self.at[-1] :].strip()

    def cut(self, start: int, end: int) -> str:
        """Return what was typed for the characters from `start` to `end` of what is read."""
        if start >= end:
            return ""
        stop = len(self.original) if end == len(self.text) else self.at[end - 1] + 1
        return self.original[self.at[start] : stop]

    def drawn_before(self, place: int) -> str:
        """Return the emoji, which are not read, that were typed right before the character at `place`."""
        end = self.at[place]
        start = end
        while start and _is_blank(self.original[start - 1]):
            start -= 1
        drawn = self.original[start:end].lstrip()
        return drawn if EMOJI.search(drawn) else ""

    def with_instead(self, start: int, end: int, words: str) -> str:
        """Return the whole message with `words` in the place of a part, blanks set where they belong."""
        before, after = self.cut(0, start).rstrip(), self.cut(end, len(self.text)).lstrip()
        return joined(joined(before, words), after)


@lru_cache(maxsize=64)
def source_of(text: str) -> Source:
    """Fold `text`. What cannot be seen is dropped for good, from the prompt too."""
    original = _UNSEEN.sub("", text).strip()
    places, characters = [], []
    head = original[:LONGEST_READ]
    for place, character in enumerate(head):
        if _is_blank(character) and _is_beside_han(head, place):
            continue
        places.append(place)
        characters.append(_folded(character))
    text, at = corrected("".join(characters).translate(_SPELLINGS), places)
    ends = [*at, len(head)]
    return Source(original, text[:LONGEST_READ], tuple(ends[: LONGEST_READ + 1]))


def language_of(text: str) -> Locale | None:
    """Tell the language by its script: Chinese wherever there is some of it; None when nothing tells.

    A command's word and an address are the same in every language.
    """
    if _HAN.search(text):
        return Locale.ZH
    return Locale.EN if _LATIN.search(_NOBODYS.sub("", text)) else None


def _folded(character: str) -> str:
    if _is_blank(character):
        return " "
    plain = unicodedata.normalize("NFKC", character) if character > "\u2fff" else character
    lowered = plain.lower()
    return lowered if len(lowered) == 1 else character


def _is_blank(character: str) -> bool:
    """Say whether a character says nothing about time: emoji are read as blanks, and stay in what is cut."""
    return character.isspace() or EMOJI.match(character) is not None


def _is_beside_han(text: str, place: int) -> bool:
    before = _BLANKS.sub("", text[max(0, place - 40) : place])[-1:]
    after = _BLANKS.sub("", text[place + 1 : place + 40])[:1]
    return bool(_WIDE.match(before) or _WIDE.match(after))


def joined(left: str, right: str) -> str:
    """Put two pieces together, with a blank where the script wants one."""
    if not left or not right or _HAN.match(left[-1]) or _HAN.match(right[0]):
        return left + right
    return left + right if right[0] in " ,.!?;:" else f"{left} {right}"
