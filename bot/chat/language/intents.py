"""What people want with a task that exists: which verb, and which task."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.chat.language.limits import pause_end_at
from bot.chat.language.meaning import Intent, TaskRef
from bot.chat.language.numbers import number
from bot.chat.language.phrases import End, Found
from bot.chat.language.stretch import stretch_at_end
from bot.chat.language.talk import POLITE_END
from bot.chat.language.text import Source
from bot.chat.language.verb_patterns import ALL, LEAD, NOTHING, PATTERNS, REFERENCE

_LONGEST = 80  # a command is short; anything longer is talk


@dataclass(frozen=True, slots=True)
class Command:
    """One of the verbs for a task, with the task and, for a pause, its end."""

    intent: Intent
    ref: TaskRef | None = None
    until: End | None = None


def command_of(source: Source) -> Command | None:
    """Return the command that the whole message is, or None."""
    text = source.text
    lead = LEAD.match(text)
    begin = lead.end() if lead else 0
    end = _end(text, begin)
    if not source.is_whole or end - begin > _LONGEST or begin >= end:
        return None
    stop, until = _until(text, begin, end)
    if until:
        pause = next((c for c in _matches(source, begin, stop) if c.intent is Intent.PAUSE), None)
        if pause:
            return replace(pause, until=until)
    return next(_matches(source, begin, end), None)


def _matches(source: Source, begin: int, end: int) -> Iterator[Command]:
    for intent, regex in PATTERNS:
        found = regex.fullmatch(source.text, begin, end)
        if found:
            yield _command(source, intent, found)


def reference(source: Source, begin: int, end: int) -> TaskRef | None:
    """Read which task is meant: a number, all of them, or (part of) a name as it was typed."""
    words = source.text[begin:end].strip(" \"'")
    if not words or NOTHING.fullmatch(words):
        return None
    if ALL.fullmatch(words):
        return TaskRef(all=True)
    numbered = REFERENCE.fullmatch(words)
    if numbered:
        return TaskRef(number=number(numbered["n"] or numbered["han"]))
    return TaskRef(name=source.cut(begin, end).strip(" \"'“”「」『』《》"))


def with_until(source: Source, begin: int) -> tuple[int, End | None]:
    """Return where the reference ends, and the end of the pause that follows it."""
    return _until(source.text, begin, _end(source.text, begin))


def _end(text: str, begin: int) -> int:
    polite = POLITE_END.search(text, begin)
    return polite.start() if polite else len(text)


def _until(text: str, begin: int, end: int) -> tuple[int, End | None]:
    for tail in stretch_at_end(text[:end], begin, (pause_end_at,)):
        first = tail.phrases[0]
        if isinstance(first, End) and len(tail.phrases) == 1:
            return len(text[: tail.start].rstrip(" ,")), first
    return end, None


def _command(source: Source, intent: Intent, found: Found) -> Command:
    groups = found.groupdict()
    if groups.get("everything") or groups.get("every"):
        return Command(intent, TaskRef(all=True))
    named = next((name for name, words in groups.items() if words), None)
    ref = reference(source, *found.span(named)) if named else None
    return Command(intent, ref)
