"""Scoring sentences that were written without a look at the grammar, each with its right answer.

`sets/development` was used to find what was missing; `sets/held_out` is only ever scored, so that its
share tells how a sentence that nobody here has seen fares. A sentence counts as right when its intent,
the task it names, every one of its next six fires, each changed field, or the question or refusal is
what was asked for.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from bot.chat.language import read
from bot.chat.language.meaning import Intent, Meaning
from bot.commands.parse_lines import changes_of, reference_of
from scheduler.fires import upcoming
from scheduler.model import Locale

SETS = Path(__file__).with_name("sets")
MOST_FIRES = 6
CLOCKS = {
    "a": (datetime.fromisoformat("2026-04-22T14:05+08:00"), "Asia/Shanghai"),
    "b": (datetime.fromisoformat("2026-09-30T08:30+08:00"), "Asia/Shanghai"),
    "c": (datetime.fromisoformat("2026-03-07T20:00-05:00"), "America/New_York"),
    "d": (datetime.fromisoformat("2026-07-31T23:40+08:00"), "Asia/Shanghai"),
    "e": (datetime.fromisoformat("2026-12-28T09:10+00:00"), "Europe/London"),
}


class Outcome(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    FALSE_CREATE = "false_create"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence and what it means: `fires` for a task, or a question, or a refusal."""

    id: str
    category: str
    clock: str
    text: str
    intent: Intent
    fires: tuple[datetime, ...] = ()
    asks: bool = False
    refuses: bool = False
    prompt: str | None = None  # None where several are as good
    task: str | None = None
    changes: Mapping[str, str | list[str]] = field(default_factory=dict)

    def heard(self) -> Meaning:
        now, zone = CLOCKS[self.clock]
        return read(self.text, now, zone, Locale.ZH)


def lines(part: str) -> Iterator[Line]:
    """Yield the sentences of "development" or "held_out"."""
    for path in sorted((SETS / part).glob("*.jsonl")):
        for row in path.read_text("utf-8").splitlines():
            yield _line(json.loads(row))


def _line(row: dict) -> Line:
    fires = tuple(datetime.fromisoformat(fire) for fire in row.get("fires") or ())
    return Line(
        row["id"], row["category"], row["clock"], row["text"], Intent(row["intent"]), fires,
        bool(row.get("clarify")), bool(row.get("refuse")), row.get("prompt"), row.get("task_ref"),
        row.get("changes") or {},
    )  # fmt: skip


def outcome(line: Line) -> Outcome:
    meaning = line.heard()
    if line.intent is not Intent.CREATE and meaning.intent is Intent.CREATE:
        return Outcome.FALSE_CREATE
    if meaning.intent is not line.intent:
        return Outcome.WRONG
    is_right = _creates(line, meaning) if line.intent is Intent.CREATE else _names(line, meaning)
    return Outcome.RIGHT if is_right else Outcome.WRONG


def _creates(line: Line, meaning: Meaning) -> bool:
    if line.refuses:
        return meaning.refusal is not None
    if line.asks:
        return meaning.ask is not None or len(meaning.readings) > 1
    if len(meaning.readings) != 1:
        return False
    now, _ = CLOCKS[line.clock]
    return tuple(upcoming(meaning.readings[0].trigger, now, MOST_FIRES)) == line.fires


def _names(line: Line, meaning: Meaning) -> bool:
    return _is_of(line.task, meaning) and all(_becomes(line, meaning, field) for field in line.changes)


def _is_of(task: str | None, meaning: Meaning) -> bool:
    """Say whether the task is named; a name may be typed with more words than are needed."""
    if task is None:
        return True
    named = (reference_of(meaning.ref) or "").lower()
    is_name = not task.isdigit() and task != "*"
    return named == task.lower() or (
        is_name and bool(named) and (named in task.lower() or task.lower() in named)
    )


def _becomes(line: Line, meaning: Meaning, field: str) -> bool:
    now, _ = CLOCKS[line.clock]
    found = (changes_of(meaning.changes, now) if meaning.changes else {}).get(field)
    wanted = line.changes[field]
    if field != "fires":
        return found == wanted
    return [*map(datetime.fromisoformat, found or [])] == [*map(datetime.fromisoformat, wanted)]


def shares(scored: Sequence[tuple[Line, Outcome]]) -> dict[str, float]:
    """Return the share that is right by category, and of all as "all"."""
    total = Counter(line.category for line, _ in scored)
    right = Counter(line.category for line, found in scored if found is Outcome.RIGHT)
    by_category = {category: right[category] / total[category] for category in sorted(total)}
    return {"all": sum(right.values()) / sum(total.values()), **by_category}
