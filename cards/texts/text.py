"""One sentence in every language that the bot speaks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from cards.agent_text import without_mentions
from scheduler.model import Locale

_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")
_FACT: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """The same said in each language; leaving one out does not type-check.

    `{fact}` is filled in. A part in square brackets is said only when all facts in it are known.
    """

    zh: str
    en: str

    def in_language(self, locale: Locale) -> str:
        match locale:
            case Locale.ZH:
                return self.zh
            case Locale.EN:
                return self.en
            case _:
                assert_never(locale)


Texts = Mapping[str, Text]


def fill(template: str, facts: Mapping[str, str | int]) -> str:
    """Fill in `facts`, so that none of them mentions anybody; a missing one is a KeyError."""
    known = {name: without_mentions(str(fact)) for name, fact in facts.items()}

    def optional(match: re.Match[str]) -> str:
        part = match.group(1)
        return part if all(known.get(name) for name in _FACT.findall(part)) else ""

    return _FACT.sub(lambda match: known[match.group(1)], _OPTIONAL.sub(optional, template))
