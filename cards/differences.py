"""What a change does to each field of a task, old and new, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from os.path import commonprefix
from typing import Final

from cards.elements import Fact, Markdown, name_of
from cards.markup import ELLIPSIS, bold, escape, one_line
from cards.places import place_of
from cards.reader import Reader
from cards.texts import say
from cards.times import duration, in_brackets, moment, needs_zone
from cards.words import schedule_in_words
from cards.zones import same_clock, zone_name
from scheduler.amending import Field, differing
from scheduler.drafts import NewGroup
from scheduler.filling import text_of
from scheduler.misfire import Missed
from scheduler.model import Action, TaskSpec
from scheduler.triggers import At, Bounds, Trigger

_NOTHING: Final = "–"
EXCERPT: Final = 90  # characters of a long content, about the place where it differs
_SHORT: Final = 40  # characters that are shown whole
_AROUND: Final = 12  # characters that stayed the same, on either side of the difference

# What a person neither set nor can see.
_UNSEEN: Final = frozenset({Field.TEMPLATE})


@dataclass(frozen=True, slots=True)
class Difference:
    field: Field
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Places:
    """The names of the groups; "" for a personal chat and for one without a name.

    `elsewhere`: the card stands in another chat than the personal one that is meant.
    """

    old: str = ""
    new: str = ""
    new_group: NewGroup | None = None
    elsewhere: bool = False


def differences(before: TaskSpec, after: TaskSpec, places: Places, reader: Reader) -> Iterator[Difference]:
    """Yield a line for each field that differs; nothing of what stays."""
    for field in differing(before, after):
        if field not in _UNSEEN:
            yield Difference(field, *_words(field, before, after, places, reader))
    if places.new_group and before.destination == after.destination:
        yield Difference(Field.DESTINATION, *_destinations(before, after, places, reader))


def difference_line(one: Difference, reader: Reader) -> Fact:
    """Show the new beside the old; the new one stands out."""
    old, new = escape(one_line(one.old)) or _NOTHING, bold(one.new) or _NOTHING
    return Fact(say(f"field.{one.field}", reader.locale), Markdown(f"{old} → {new}"))


def _words(
    field: Field, before: TaskSpec, after: TaskSpec, places: Places, reader: Reader
) -> tuple[str, str]:
    match field:
        case Field.TITLE:
            return name_of(before.title), name_of(after.title)
        case Field.SCHEDULE:
            return _schedules(before.trigger, after.trigger, reader)
        case Field.CONTENT:
            return _contents(before.action, after.action, reader)
        case Field.DESTINATION:
            return _destinations(before, after, places, reader)
        case _:
            return _setting(field, before, reader), _setting(field, after, reader)


def _schedules(old: Trigger, new: Trigger, reader: Reader) -> tuple[str, str]:
    """Say both; their zones where the two differ, and the one of both where a reader's clock may."""
    moves = not same_clock(old.zone, new.zone, reader.now)
    zoned = moves or needs_zone(new.zone, reader)
    return _schedule(old, reader, zoned=moves), _schedule(new, reader, zoned=zoned)


def _schedule(trigger: Trigger, reader: Reader, *, zoned: bool) -> str:
    if not isinstance(trigger, At) or trigger.bounds != Bounds():
        return schedule_in_words(trigger, reader.locale, now=reader.now, with_zone=zoned)
    zone = in_brackets(zone_name(trigger.zone, reader.locale), reader.locale) if zoned else ""
    return moment(trigger.instant, reader, trigger.zone, brief=True) + zone


def _contents(old: Action, new: Action, reader: Reader) -> tuple[str, str]:
    if type(old) is not type(new):
        return _kind(old, reader), _kind(new, reader)
    if text_of(old) == text_of(new):
        return excerpts(_values(old, new), _values(new, old))
    return excerpts(one_line(text_of(old)), one_line(text_of(new)))


def _kind(action: Action, reader: Reader) -> str:
    return say(f"value.content.{action.kind}", reader.locale, text=_excerpt(one_line(text_of(action))))


def _values(action: Action, other: Action) -> str:
    """Name the values of placeholders that the other does not have so."""
    own = {name: value for name, value in action.values.items() if other.values.get(name) != value}
    return one_line(" ".join(f"{name}={value}" for name, value in sorted(own.items())))


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Cut texts that are not short to where they differ, and a few characters about it."""
    if max(len(old), len(new)) <= _SHORT:
        return old, new
    front = len(commonprefix((old, new)))
    back = len(commonprefix((old[front:][::-1], new[front:][::-1])))
    begin, left_out = max(0, front - _AROUND), max(0, back - _AROUND)
    return _excerpt(old, begin, left_out), _excerpt(new, begin, left_out)


def _excerpt(text: str, begin: int = 0, left_out: int = 0) -> str:
    """Return the text without its first `begin` characters and its last `left_out`, at most `EXCERPT`."""
    end = min(len(text) - left_out, begin + EXCERPT)
    shown = text[begin:end].strip()
    return f"{ELLIPSIS if begin else ''}{shown}{ELLIPSIS if end < len(text) else ''}"


def _destinations(before: TaskSpec, after: TaskSpec, places: Places, reader: Reader) -> tuple[str, str]:
    whose = "place.owner" if places.elsewhere else ""
    new = place_of(after.destination, places.new, reader, elsewhere=whose)
    if places.new_group:
        new = name_of(places.new_group.name)
    return place_of(before.destination, places.old, reader, elsewhere=whose), new


def _setting(field: Field, spec: TaskSpec, reader: Reader) -> str:
    locale, policies = reader.locale, spec.policies
    match field:
        case Field.LOCALE:
            return say(f"value.locale.{spec.locale}", locale)
        case Field.MISFIRE:
            count = policies.misfire.cap if policies.misfire.missed is Missed.ALL else 0
            return say(f"value.misfire.{policies.misfire.missed}", locale, count=count)
        case Field.RETRY:
            return say("value.retry", locale, count=policies.retry.retries)
        case Field.TIME_LIMIT:
            limit = policies.time_limit
            return duration(limit, locale) if limit else say("value.time_limit.default", locale)
        case Field.DELETE_AFTER_RUN:
            return say(f"value.delete_after_run.{'yes' if policies.delete_after_run else 'no'}", locale)
        case _:
            return say(f"value.{field}.{getattr(policies, field.value)}", locale)
