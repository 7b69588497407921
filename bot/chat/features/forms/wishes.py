"""From a form that was sent to what the person decides, or to everything that is to be put right."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.chat.features.forms.filled import action_in, name_in, policies_in
from bot.chat.features.forms.pickers import NotSaidError
from bot.chat.features.forms.sentences import Heard
from bot.chat.features.forms.when import Asked, time_meant
from scheduler.form import Checked, Remark
from scheduler.model import Destination, Policies, TaskSpec

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Wish:
    """A whole task, and what was filled in for the person."""

    spec: TaskSpec
    assumed: tuple[str, ...] = ()


def wish_of(asked: Asked, before: TaskSpec | None, destination: Destination | None) -> Wish | Checked:
    """Return what the form asks for; of everything that is wrong in it nothing is kept back.

    `before` is the draft or task that it changes; fields left as they were shown keep what is there now.
    """
    entries, offered = asked.entries, asked.offered
    remarks: list[Remark] = []
    action = _tried(lambda: action_in(entries, offered, before.action if before else None), remarks)
    title = _tried(lambda: name_in(entries, offered, before.title if before else ""), remarks)
    usual = before.policies if before else Policies()
    policies = _tried(lambda: policies_in(entries, offered, usual), remarks)
    if destination is None:
        remarks.append(Remark("form.says.place_gone"))
    found = time_meant(asked)
    if remarks or found.trigger is None or not (action and title and policies and destination):
        return replace(only_time(found), remarks=(*remarks, *found.checked.remarks))
    spec = before or TaskSpec(
        title=title,
        phrase="",  # what follows fills it in
        action=action,
        trigger=found.trigger,
        destination=destination,
        locale=asked.locale,
    )
    changed = replace(
        spec,
        title=title,
        action=action,
        policies=policies,
        destination=destination,
        trigger=found.trigger,
        phrase=_phrase(asked, found, spec),
    )
    return Wish(changed, tuple(found.assumed))


def _phrase(asked: Asked, found: Heard, before: TaskSpec) -> str:
    """Return the words that the rule came of; none where it was picked."""
    if asked.says and asked.use != "picked":
        return asked.entries.schedule
    return before.phrase if found.trigger == before.trigger else ""


def only_time(found: Heard) -> Checked:
    """Return how the time was read, or what is unclear about it."""
    return replace(found.checked, trigger=found.trigger)


def _tried(part: Callable[[], _Part], remarks: list[Remark]) -> _Part | None:
    try:
        return part()
    except NotSaidError as error:
        remarks.append(error.remark)
        return None
