"""The form on a confirm card: name, content and schedule as a sentence."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.drafting import sole_reading, title_of
from bot.chat.language import read
from bot.chat.language.meaning import Reading
from bot.chat.talk import Talk
from bot.deliver.render import Renderer
from bot.lark.events import FormValue
from cards.confirm import draft_form
from cards.contents import content_of
from cards.reader import Reader
from cards.words import schedule_in_words
from scheduler.lifecycle import refuse_unless_open
from scheduler.model import Action, AgentPrompt, Draft, DraftId, Locale, StaticText, TaskSpec
from scheduler.ports import Clock
from scheduler.service import Service


class Forms:
    def __init__(self, service: Service, renderer: Renderer, clock: Clock) -> None:
        self._service = service
        self._renderer = renderer
        self._clock = clock

    async def open(self, draft_id: DraftId, talk: Talk, locale: Locale) -> Mapping[str, object]:
        """Return the form for the asker's open draft."""
        draft = await self._service.own_draft(draft_id, talk.person.id)
        refuse_unless_open(draft, self._clock())
        reader = Reader(locale, talk.zone, self._clock())
        return draft_form(await self._renderer.draft_view(draft), reader).json()

    async def apply(self, draft_id: DraftId, talk: Talk, form: Mapping[str, FormValue]) -> None:
        """Store what the form says; refused, with the form still filled in, when it cannot be."""
        draft = await self._service.own_draft(draft_id, talk.person.id)
        now = self._clock()
        reading = self._reading(draft, _text(form, "schedule"), talk)
        action = _action(draft.spec.action, form)
        spec = replace(draft.spec, title=title_of(_text(form, "title") or content_of(action)), action=action)
        if reading is not None:
            spec = replace(spec, trigger=reading.trigger, phrase=_text(form, "schedule"))
        assumed = draft.assumed if reading is None else tuple(reading.assumed)
        await self._service.revise_draft(replace(draft, spec=spec, assumed=assumed), now)

    def _reading(self, draft: Draft, sentence: str, talk: Talk) -> Reading | None:
        """Read the schedule anew; None when the sentence is the one that the form offered."""
        if not sentence or sentence in _offered(draft.spec):
            return None
        meaning = read(f"/new {sentence} x", self._clock(), draft.spec.trigger.zone, talk.locale)
        return sole_reading(meaning)


def _offered(spec: TaskSpec) -> set[str]:
    return {schedule_in_words(spec.trigger, locale) for locale in Locale}


def _action(action: Action, form: Mapping[str, FormValue]) -> Action:
    """Return the action with the form's content; a content too long for a form has no field there."""
    if "content" not in form:
        return action
    match action:
        case StaticText():
            return StaticText(_text(form, "content"))
        case AgentPrompt():
            return AgentPrompt(_text(form, "content"))


def _text(form: Mapping[str, FormValue], name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
