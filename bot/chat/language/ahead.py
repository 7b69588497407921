# ruff: noqa: E501 - a pattern is easier to read on one line
"""A reminder some time before what it is about: 下午3点开会，提前10分钟提醒我; remind me an hour before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.chat.language.durations import length_at
from bot.chat.language.meaning import Reading
from bot.chat.language.shifting import shifted
from scheduler.fires import next_fire_time

_LONGEST = 300
"""Characters: nobody says it at the end of a document."""

_HAN_LENGTH = r"(?P<length>[\d一二两三四五六七八九十半]{1,4}个?半?(?:分钟?|刻钟|小时|钟头|天)半?)"
_HAN_VERB = r"(?P<verb>(?:再|来|给我|帮我)?(?:提醒|通知|叫|喊|告诉)(?:一下)?(?:我们|我|大家))"
_HAN = re.compile(rf"(?:提前|提早|(?<=[会课班车机诊][议程])前|(?<=[会课车机])前){_HAN_LENGTH}{_HAN_VERB}")
_AFTER = re.compile(
    r"(?P<what>.{4,}?)[,.;!] ?(?:so |and |please |pls |can you |could you )*(?:remind|ping|alert|nudge|notify) me (?P<length>[\w .]{1,30}?) (?:before(?:hand)?|in advance|ahead(?: of time)?|earlier|early|prior)[.! ]*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:please |pls )?(?:remind|ping|alert|nudge|notify) me (?P<length>[\w .]{1,30}?) (?:before|ahead of|prior to) (?P<what>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ahead:
    """So long before what `sentence` asks to be reminded of."""

    length: timedelta
    sentence: str


def aheads_in(text: str) -> Iterator[Ahead]:
    """Yield the ways to take a text for a reminder before its time; none for most texts."""
    if len(text) > _LONGEST:
        return
    han = _HAN.search(text)
    after, before = _AFTER.fullmatch(text), _BEFORE.fullmatch(text)
    length = next((_length(found["length"]) for found in (han, after, before) if found), None)
    if length is None:
        return
    if han:
        yield Ahead(length, text[: han.start()] + text[han.start("verb") :])
    elif after:
        yield Ahead(length, f"remind me: {after['what']}")
    elif before:
        yield Ahead(length, f"remind me {before['what']}")
        yield Ahead(length, f"remind me about {before['what']}")


def sooner(reading: Reading, length: timedelta, now: datetime) -> Reading | None:
    """Return the reading so much sooner; None where that is past. Raises `Doubt` where it cannot be moved."""
    trigger = shifted(reading.trigger, -length)
    first = next_fire_time(trigger, now)
    return replace(reading, trigger=trigger, first=first) if first else None


def _length(words: str) -> timedelta | None:
    found = length_at(words.lower(), 0)
    if found is None or found[1] < len(words) or found[0].months:
        return None
    return found[0].elapsed + timedelta(days=found[0].days)
