# ruff: noqa: E501 - a pattern is easier to read on one line
"""A task that shall run later or earlier by so long, in English: push 3 back an hour, half an hour later."""

from datetime import timedelta

from bot.chat.language.durations import length_at
from bot.chat.language.edit_patterns import ADVERBS, NO_TASK_EN
from bot.chat.language.edits import Edit
from bot.chat.language.meaning import Changes, ScheduleChange
from bot.chat.language.once import Moment
from bot.chat.language.references import referred
from bot.chat.language.spans import pattern
from bot.chat.language.utterance import Utterance

_LENGTH = r"(?:\d+(?:\.\d)?|an?|half an?|a half|one and a half|one|two|three|four|five|six|ten|fifteen|twenty|thirty|forty|a quarter of an|a couple of)[ -]?(?:minutes?|mins?|hours?|hrs?|hr|h|m|days?|weeks?|seconds?)(?: and (?:a half|\d+ ?(?:minutes?|mins?)))?"
_SHIFT = pattern(
    rf"(?:(?P<late>push|delay|postpone|put off|slide)|(?P<soon>bring forward|advance|pull in|pull forward)|(?:move|shift|bump|make|run|have|bring|pull|change|reschedule|put)) (?P<ref>.{{1,60}}?)(?: (?P<way>back|forward|forwards|up|out|earlier|later|off|in))?(?: (?:by|for))? (?P<length>{_LENGTH})(?: (?P<end>later|earlier|sooner|back|forward|ahead|before))?{ADVERBS}"
)
_SHIFT_ALONE = pattern(
    rf"(?:(?P<late>push|delay|postpone)(?: by)? )?(?:make it |move it |shift it )?(?P<length>(?:\d|an?\b|half|one|two|three|four|five|six|ten|fifteen|twenty|thirty)[\w .-]*?)(?: (?P<end>later|earlier|sooner))?{ADVERBS}"
)
_LENGTH_ONLY = pattern(r"(?: ?(?:exactly|or so|please))*$")


def shifted_in_english(said: Utterance, _: Moment) -> Edit | None:
    found = _SHIFT.fullmatch(said.text, said.begin, said.end)
    ref = said.part(*found.span("ref")) if found else None
    if found is None:
        found = _SHIFT_ALONE.fullmatch(said.text, said.begin, said.end)
    if found is None or (ref and NO_TASK_EN.match(ref.words)):
        return None
    groups = found.groupdict()
    length = _length(said.part(*found.span("length")))
    way = groups.get("end") or groups.get("way") or ""
    if length is None or not (way or groups.get("late") or groups.get("soon")):
        return None
    sooner = way in {"earlier", "sooner", "forward", "forwards", "up", "ahead", "before", "in"} or groups.get(
        "soon"
    )
    schedule = ScheduleChange(said.source.original, shift=-length if sooner else length)
    return Edit(referred(ref) if ref else Edit().referred, Changes(schedule=schedule))


def _length(value: Utterance) -> timedelta | None:
    text = value.source.text[: value.end]
    found = length_at(text, value.begin)
    if found is None or not _LENGTH_ONLY.fullmatch(text, found[1]) or found[0].months:
        return None
    return found[0].elapsed + timedelta(days=found[0].days)
