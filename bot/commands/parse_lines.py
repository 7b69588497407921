"""One line of JSON in, one line of JSON out: how `aime parse --jsonl` reads and answers."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, StrictStr, ValidationError

from bot.chat.language import read
from bot.chat.language.meaning import Changes, Intent, Meaning, Place, PostTo, Reading, TaskRef
from cards.texts import say
from scheduler.errors import Refused
from scheduler.fires import upcoming
from scheduler.model import Locale
from scheduler.triggers import zone_of

FIRES = 6

_log = logging.getLogger(__name__)  # goes to standard error: standard output has the answers only


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str | int | None = None
    text: StrictStr
    now: datetime | None = None
    tz: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    id: Any = None  # whatever JSON came in
    intent: str | None = None
    fires: list[str]
    clarify: bool = False
    error: str | None = None
    prompt: str | None = None
    name: str | None = None
    target: str | None = None
    task_ref: str | None = None
    changes: dict[str, Any] | None = None


def answered(line: bytes, now: datetime, zone: str) -> str:
    """Return the answer to one line; `now` and `zone` hold where it names none. Never raises."""
    try:
        answer = _answer(_Line.model_validate_json(line), now, zone)
    except ValidationError as error:
        answer = _failed(line, "; ".join(_shortly(one) for one in error.errors(include_input=False)))
    except Refused as refused:
        answer = _failed(line, say(f"refused.{refused.reason}", Locale.EN, **refused.facts))
    except Exception as error:  # noqa: BLE001 - the boundary: a defect shown by one line must not stop the others
        _log.exception("the line was not answered")
        answer = _failed(line, f"internal error: {type(error).__name__}")
    return json.dumps(asdict(answer), ensure_ascii=False)


def _answer(line: _Line, now: datetime, zone: str) -> _Answer:
    zone = line.tz or zone
    said = line.now or now
    said = said.astimezone(zone_of(zone)) if said.tzinfo else said.replace(tzinfo=zone_of(zone))
    return _of(read(line.text, said, zone, Locale.ZH), line, said)


def _of(meaning: Meaning, line: _Line, now: datetime) -> _Answer:
    is_create = meaning.intent is Intent.CREATE
    return _Answer(
        id=line.id,
        intent=meaning.intent.value,
        fires=fires_of(meaning.readings, now),
        clarify=is_open(meaning),
        error=refusal_words(meaning),
        prompt=meaning.prompt if is_create else None,
        name=meaning.name or None,
        target=target_of(meaning.post_to),
        task_ref=reference_of(meaning.ref),
        changes=(changes_of(meaning.changes, now) or None) if meaning.changes else None,
    )


def is_open(meaning: Meaning) -> bool:
    """Say whether something must be asked first: a part that lacks, which reading, or which of two tasks."""
    schedule = meaning.changes.schedule if meaning.changes else None
    readings = schedule.readings if schedule else meaning.readings
    return meaning.ask is not None or len(readings) > 1 or bool(meaning.parts)


def fires_of(readings: Sequence[Reading], now: datetime) -> list[str]:
    """Return the first fires of a sole reading; with several it is not said yet which one holds."""
    if len(readings) != 1:
        return []
    trigger = readings[0].trigger
    zone = zone_of(trigger.zone)
    return [fire.astimezone(zone).isoformat() for fire in upcoming(trigger, now, FIRES)]


def changes_of(changes: Changes, now: datetime) -> dict[str, Any]:
    """Return only what the edit names: `time` for a clock time alone, `fires` for a whole schedule."""
    schedule = changes.schedule
    named = {
        "time": f"{schedule.clock:%H:%M}" if schedule and schedule.clock else None,
        "fires": fires_of(schedule.readings, now) if schedule else [],
        "name": changes.name,
        "prompt": changes.prompt,
        "target": target_of(changes.post_to),
        "tz": changes.zone,
        "time_limit": None if changes.time_limit is None else str(changes.time_limit),
    }
    return {name: value for name, value in named.items() if value}


def refusal_words(meaning: Meaning) -> str | None:
    """Return the sentence that a person would get, with the offer."""
    refusal = meaning.refusal
    if refusal is None:
        return None
    return say(
        f"refused.{refusal.reason}", meaning.locale, **{**_NO_FACTS, **refusal.facts, "offer": refusal.offer}
    )


# What the sentences of the catalogue may name, and an answer to one line need not know.
_NO_FACTS: dict[str, str | int] = {"zone": "", "date": "", "length": "", "limit": "", "title": ""}


def target_of(post_to: PostTo | None) -> str | None:
    if post_to is None:
        return None
    named = post_to.place is Place.NAMED_CHAT or (post_to.place is Place.NEW_GROUP and post_to.name)
    return f"chat:{post_to.name}" if named else post_to.place.value


def reference_of(ref: TaskRef | None) -> str | None:
    if ref is None:
        return None
    if ref.all:
        return "*"
    return str(ref.number) if ref.number is not None else ref.name or None


def _failed(line: bytes, error: str) -> _Answer:
    return _Answer(id=_id_in(line), fires=[], error=error)


def _id_in(line: bytes) -> Any:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found.get("id") if isinstance(found, dict) else None


def _shortly(error: Any) -> str:
    """Say which field is wrong and how, without what was in it."""
    place = ".".join(map(str, error["loc"]))
    return f"{place}: {error['msg']}" if place else str(error["msg"])
