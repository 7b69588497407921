"""What was filled into the forms of templates, as the values that it means. Pure."""

import re
from dataclasses import replace

from bot.chat.answers import Answer, Mood
from bot.chat.pressed import Pressed
from bot.chat.typed import Form, text, whole
from cards.form_fields import joined_content
from cards.markup import cut, one_line
from cards.template_editor import MAY, STATIC
from cards.template_form import field_name
from scheduler.errors import Refused
from scheduler.model import Action, AgentPrompt, Locale, StaticText
from scheduler.templates import (
    LABEL_LIMIT,
    Parameter,
    ParameterKind,
    Template,
    TemplateSpec,
    Visibility,
    parameters_for,
)

_COMMAS = re.compile(r"[,，、;；\n]+")
_PROMPT_PARTS = 4


def value_texts(form: Form, spec: TemplateSpec) -> dict[str, str]:
    """Return what was filled in for each parameter, as it was typed."""
    return {parameter.name: text(form, field_name(place)) for place, parameter in enumerate(spec.parameters)}


def spec_in(form: Form, before: Template | None, locale: Locale) -> TemplateSpec:
    """Return what the form makes of a template; each placeholder keeps what was said about it."""
    prompt = joined_content([whole(form, f"prompt_{place}") for place in range(_PROMPT_PARTS)]).strip()
    return TemplateSpec(
        title=one_line(text(form, "title")),
        description=one_line(text(form, "description")),
        action=_action(form, prompt),
        parameters=parameters_for(prompt, before.spec.parameters if before else ()),
        schedule=one_line(text(form, "schedule")),
        example=text(form, "example"),
        locale=before.spec.locale if before else locale,
    )


def visibility_in(form: Form) -> Visibility:
    chosen = text(form, "visibility")
    return Visibility(chosen) if chosen in set(Visibility) else Visibility.TENANT


def parameters_in(form: Form, spec: TemplateSpec) -> TemplateSpec:
    """Return the template with its questions as the form says."""
    parameters = tuple(_parameter(form, place, one) for place, one in enumerate(spec.parameters))
    return replace(spec, parameters=parameters)


def still_open(pressed: Pressed, refused: Refused) -> Answer:
    """Say what does not fit; the form stays on the card with all that was typed."""
    return Answer(pressed.toast(Mood.ERROR, f"refused.{refused.reason}", **refused.facts))


def _action(form: Form, prompt: str) -> Action:
    return StaticText(prompt) if text(form, "kind") == STATIC else AgentPrompt(prompt)


def _parameter(form: Form, place: int, before: Parameter) -> Parameter:
    chosen = text(form, f"kind_{place}")
    kind = ParameterKind(chosen) if chosen in set(ParameterKind) else before.kind
    label = one_line(text(form, f"label_{place}")) or before.name
    choices = _choices(text(form, f"choices_{place}"))
    return Parameter(
        name=before.name,
        label=cut(label, LABEL_LIMIT),
        kind=kind,
        default=text(form, f"default_{place}"),
        choices=choices if kind is ParameterKind.CHOICE else (),
        required=text(form, f"must_{place}") != MAY,
    )


def _choices(given: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(choice.strip() for choice in _COMMAS.split(given) if choice.strip()))
