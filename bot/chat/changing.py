"""What a task becomes by what was said about it. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.language.meaning import Ask, Assumed, Changes, Reading, Refusal, ScheduleChange
from bot.chat.language.rescheduling import rescheduled, rezoned
from scheduler.amending import THEN
from scheduler.filling import text_of, with_text
from scheduler.model import TITLE_LIMIT, Locale, TaskSpec

ABOUT_THE_HOUR = frozenset({Assumed.DEFAULT_TIME, Assumed.AFTERNOON, Assumed.EVENING, Assumed.NEXT_DAY})
"""What was filled in for an hour that was not said: settled by one that is said."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The task as it shall be; or several readings, a question or a refusal instead."""

    spec: TaskSpec | None = None
    assumed: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    ask: Ask | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """When it was said, and by the clock and in the language of whom."""

    now: datetime
    zone: str
    locale: Locale


def changed(
    spec: TaskSpec,
    changes: Changes,
    scene: Scene,
    *,
    assumed: tuple[str, ...] = (),
    is_new: bool = False,
) -> Changed:
    """Apply to `spec` what was named, and leave the rest; `assumed` is what stood filled in before.

    What a new task was asked for with stays beside what changes it before it is saved.
    """
    spec = _said(spec, changes)
    if changes.zone:
        there = rezoned(spec.trigger, changes.zone, scene.now)
        if not there.readings:
            return Changed(refusal=there.refusal)
        spec = replace(spec, trigger=there.readings[0].trigger)
    if changes.schedule is None:
        return Changed(spec, assumed)
    wanted = _rescheduled(spec, changes.schedule, scene, assumed)
    if wanted.spec is None or not is_new:
        return wanted
    return replace(wanted, spec=replace(wanted.spec, phrase=f"{spec.phrase}{THEN}{changes.schedule.said}"))


def _said(spec: TaskSpec, changes: Changes) -> TaskSpec:
    if changes.name:
        spec = replace(spec, title=" ".join(changes.name.split())[:TITLE_LIMIT])
    if changes.prompt:
        spec = replace(spec, action=with_text(spec.action, changes.prompt))
    if changes.add_to_prompt:
        longer = f"{text_of(spec.action).rstrip()}\n{changes.add_to_prompt}"
        spec = replace(spec, action=with_text(spec.action, longer))
    if changes.time_limit is not None:
        spec = replace(spec, policies=replace(spec.policies, time_limit=changes.time_limit or None))
    return spec


def _rescheduled(spec: TaskSpec, change: ScheduleChange, scene: Scene, assumed: tuple[str, ...]) -> Changed:
    new = rescheduled(change, spec.trigger, scene.now, scene.zone, scene.locale)
    if new.ask or new.refusal:
        return Changed(ask=new.ask, refusal=new.refusal)
    if len(new.readings) != 1:
        return Changed(readings=new.readings)
    [reading] = new.readings
    kept = () if change.readings else tuple(one for one in assumed if one not in ABOUT_THE_HOUR)
    spec = replace(spec, trigger=reading.trigger, phrase=change.said)
    return Changed(spec, tuple(dict.fromkeys((*kept, *reading.assumed))))
