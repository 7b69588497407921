"""What `aime parse` prints of one sentence, for a person."""

from collections.abc import Iterator
from datetime import datetime

from bot.chat.language.heard import heard
from bot.chat.language.meaning import Intent, Meaning, Reading
from bot.commands.parse_lines import FIRES, changes_of, reference_of, refusal_words, target_of
from cards.texts import say
from cards.times import WEEKDAYS
from cards.words import schedule_in_words
from scheduler.fires import upcoming
from scheduler.model import Locale
from scheduler.triggers import zone_of

_WIDTH = 10


def report(text: str, meaning: Meaning, now: datetime, zone: str) -> Iterator[str]:
    """Yield the lines: what was understood, when it would fire, and which words said so."""
    yield from _lines("said", [f"{text}  ({_instant(now, zone)})"])
    yield from _lines("intent", [meaning.intent.value])
    if meaning.intent is Intent.CREATE:
        yield from _task(meaning)
    yield from _lines("task", _given(reference_of(meaning.ref)))
    yield from _lines(
        "until", [f"{meaning.until.astimezone(zone_of(zone)):%a %Y-%m-%d %H:%M %Z}"] if meaning.until else []
    )
    yield from _changes(meaning, now)
    for reading in meaning.readings:
        yield from _reading(reading, meaning, now)
    yield from _lines("words", [f"{one.words}  →  {one.kind}" for one in heard(text)])
    yield from _doubts(meaning)


def _changes(meaning: Meaning, now: datetime) -> Iterator[str]:
    if meaning.changes is None:
        return
    schedule = meaning.changes.schedule
    for name, value in changes_of(meaning.changes, now).items():
        yield from _lines("changes", [f"{name}  →  {value}"] if name != "fires" else [])
    for reading in schedule.readings if schedule else ():
        yield from _reading(reading, meaning, now)


def _task(meaning: Meaning) -> Iterator[str]:
    kind = "posts" if meaning.is_fixed_text else "does"
    yield from _lines(kind, _given(meaning.prompt))
    yield from _lines("name", _given(meaning.name))
    yield from _lines("to", _given(target_of(meaning.post_to)))
    yield from _lines("limit", _given(str(meaning.time_limit or "")))


def _reading(reading: Reading, meaning: Meaning, now: datetime) -> Iterator[str]:
    words = schedule_in_words(reading.trigger, meaning.locale, now=now, with_zone=True)
    yield from _lines("reading", [words])
    yield from _lines(
        "fires", [_instant(fire, reading.trigger.zone) for fire in upcoming(reading.trigger, now, FIRES)]
    )
    yield from _lines("assumed", [say(f"assumed.{one}", meaning.locale) for one in reading.assumed])


def _instant(instant: datetime, zone: str) -> str:
    local = instant.astimezone(zone_of(zone))
    weekday = WEEKDAYS[Locale.EN][local.weekday()]  # not by %a, which follows the machine's language
    return f"{weekday} {local:%Y-%m-%d %H:%M:%S} {zone} ({local:%z})"


def _doubts(meaning: Meaning) -> Iterator[str]:
    if meaning.ask:
        yield from _lines("asks", [say(f"ask.{meaning.ask.question}", meaning.locale)])
        yield from _lines("choices", [f"{one.label}  →  {one.sentence}" for one in meaning.ask.choices])
    yield from _lines("two tasks", list(meaning.parts))
    yield from _lines("refused", _given(refusal_words(meaning)))


def _given(words: str | None) -> list[str]:
    return [words] if words else []


def _lines(label: str, values: list[str]) -> Iterator[str]:
    """Put the label before the first of its values and blanks before the others."""
    for place, value in enumerate(values):
        yield f"{label if place == 0 else '':{_WIDTH}}{value}"
