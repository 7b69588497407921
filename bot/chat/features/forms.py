"""The form on a confirm card: name, content and schedule as a sentence."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.drafting import sole_reading, title_of
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language import read
from bot.chat.language.meaning import Intent, Reading
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from bot.deliver.drawings.tasks import draft_view
from bot.lark.events import FormValue
from cards.actions import Verb
from cards.confirm import draft_form
from cards.contents import content_of
from cards.reader import Reader
from cards.words import schedule_in_words
from scheduler.lifecycle import refuse_unless_open
from scheduler.model import Action, AgentPrompt, Draft, DraftId, Locale, StaticText, TaskSpec


class Forms:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.DRAFT_CHANGE: self._open,
            Verb.DRAFT_APPLY: self._apply,
        }

    async def _open(self, pressed: Pressed) -> Answer:
        """Show the form for the asker's open draft in place of its card."""
        draft = await self._desk.service.own_draft(DraftId(pressed.press.id), pressed.talk.person.id)
        now = self._desk.clock()
        refuse_unless_open(draft, now)
        reader = Reader(pressed.locale, pressed.talk.zone, now)
        return Answer(card=draft_form(await draft_view(draft, self._desk.renderer.sources), reader).json())

    async def _apply(self, pressed: Pressed) -> Answer:
        """Store what the form says; refused, with the form still filled in, when it cannot be."""
        talk, form = pressed.talk, pressed.event.form
        draft = await self._desk.service.own_draft(DraftId(pressed.press.id), talk.person.id)
        now = self._desk.clock()
        reading = self._reading(draft, _text(form, "schedule"), talk)
        action = _action(draft.spec.action, form)
        spec = replace(draft.spec, title=title_of(_text(form, "title") or content_of(action)), action=action)
        if reading is not None:
            spec = replace(spec, trigger=reading.trigger, phrase=_text(form, "schedule"))
        assumed = draft.assumed if reading is None else tuple(reading.assumed)
        await self._desk.service.revise_draft(replace(draft, spec=spec, assumed=assumed), now)
        toast = pressed.toast(Mood.SUCCESS, "press.changed")
        return Answer(toast, await self._desk.present(pressed))

    def _reading(self, draft: Draft, sentence: str, talk: Talk) -> Reading | None:
        """Read the schedule anew; None when the sentence is the one that the form offered."""
        if not sentence or sentence in _offered(draft.spec):
            return None
        meaning = read(f"/new {sentence} x", self._desk.clock(), draft.spec.trigger.zone, talk.locale)
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
