"""An action as a run carries it out: every placeholder filled for the moment at which it fires."""

from dataclasses import replace
from datetime import datetime

from scheduler.errors import Reason, Refused
from scheduler.executor import ExecutionError, Request
from scheduler.model import Action, AgentPrompt, Cause, Locale, StaticText, Task
from scheduler.placeholders import MissingValueError, braced, computed_names, filled, without_value
from scheduler.triggers import zone_of


def text_of(action: Action) -> str:
    """Return what a person wrote, placeholders and all."""
    match action:
        case AgentPrompt(prompt):
            return prompt
        case StaticText(text):
            return text


def with_text(action: Action, text: str) -> Action:
    """Return the same action about another text; the values stay."""
    match action:
        case AgentPrompt():
            return replace(action, prompt=text)
        case StaticText():
            return replace(action, text=text)


def missing_in(action: Action) -> tuple[str, ...]:
    """Return the placeholders of the action that have no value."""
    return without_value(text_of(action), action.values)


def refuse_unknown(action: Action, locale: Locale) -> None:
    """Refuse an action with a placeholder that would have no value, and name those that there are."""
    for name in missing_in(action):
        known = " ".join(braced(one) for one in (*action.values, *computed_names(locale)))
        raise Refused(Reason.UNKNOWN_PLACEHOLDER, name=braced(name), known=known)


def ready(request: Request) -> Request:
    """Return the request with its text filled; the dates are those of its fire time, however late it runs.

    Raises ExecutionError where a value is missing: trying again would not find one.
    """
    try:
        return replace(request, task=_filled(request.task, request.run.fire_time))
    except MissingValueError as error:
        raise ExecutionError(Cause.MISSING_VALUE) from error


def _filled(task: Task, fire_time: datetime) -> Task:
    spec = task.spec
    local = fire_time.astimezone(zone_of(spec.trigger.zone))
    text = filled(text_of(spec.action), spec.action.values, local, spec.locale)
    return replace(task, spec=replace(spec, action=with_text(spec.action, text)))
