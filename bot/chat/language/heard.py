"""Which words of a message were taken to say something about time, and what: for whoever asks why."""

from dataclasses import dataclass

from bot.chat.language.clock_phrases import Clocks, DayPart, Hours, VagueTime
from bot.chat.language.create import request_of
from bot.chat.language.day_phrases import Cycle, InDays, OnDate, OnWeekday, OpenDay
from bot.chat.language.phrases import (
    Delay,
    Early,
    End,
    Interval,
    Lasting,
    Legal,
    Phrase,
    Restated,
    Start,
    Times,
    Without,
    Wrong,
    Zone,
)
from bot.chat.language.slash import slash_of
from bot.chat.language.text import Source, source_of

_KINDS: dict[type, str] = {
    Clocks: "the time of day",
    Hours: "from when to when on a day",
    DayPart: "a part of the day",
    VagueTime: "no clock time",
    InDays: "a day",
    OnWeekday: "a weekday",
    OnDate: "a date",
    OpenDay: "several days to choose from",
    Cycle: "days that come again",
    Interval: "an interval",
    Delay: "so long from now",
    Zone: "the time zone",
    Start: "from when on",
    End: "until when",
    Times: "how many times",
    Lasting: "for how long",
    Without: "days left out",
    Legal: "the legal calendar",
    Early: "so long before",
    Restated: "a whole schedule, as the bot itself says it",
    Wrong: "impossible",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """Words as they were typed, and what kind of thing they say."""

    words: str
    kind: str


def heard(text: str) -> tuple[Heard, ...]:
    """Return the words of `text` that were read as a schedule, in their order."""
    source = source_of(text)
    slash = slash_of(source.text)
    request = request_of(source, slash.rest, asked=True) if slash else request_of(source)
    return tuple(_heard(phrase, source) for phrase in request.phrases) if request else ()


def _heard(phrase: Phrase, source: Source) -> Heard:
    return Heard(source.cut(*phrase.span).strip(), _KINDS.get(type(phrase), type(phrase).__name__))
