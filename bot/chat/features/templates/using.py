"""From a template to a task: what it asks is filled in, then the ordinary confirm card follows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.destinations import Unsettled, put
from bot.chat.drafting import draft_by, sole_reading
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.features.templates.entries import still_open, value_texts
from bot.chat.features.templates.shelf import Shelf, require
from bot.chat.language import read
from bot.chat.language.meaning import Intent, Meaning, Reading
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from bot.chat.typed import Form, text
from cards.actions import Verb
from cards.markup import cut
from cards.template_form import NAMED, OWN
from cards.words import schedule_in_words
from scheduler.drafts import Draft, NewGroup
from scheduler.errors import Reason, Refused
from scheduler.model import TITLE_LIMIT, AgentPrompt, Destination, TaskSpec
from scheduler.template_views import TemplateCard, TemplateForm
from scheduler.templates import Template, is_ready, used, values_of
from scheduler.views import PlaceCard


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with everything that a task needs besides."""

    template: Template
    values: Mapping[str, str]
    title: str
    phrase: str
    reading: Reading
    place: Destination | NewGroup


class Using:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shelf = Shelf(desk)
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.TEMPLATE_USE: self._use,
            Verb.TEMPLATE_APPLY: self._apply,
        }

    async def begin(self, talk: Talk, template: Template, meaning: Meaning) -> None:
        """Use a template by sentence: at the time that was said, its form first where it asks something."""
        require(talk.asker, template, Right.USE_TEMPLATE)
        self._require_model(template)
        reading = meaning.readings[0] if meaning.readings else None
        if reading is not None and is_ready(template.spec):
            await self._at_once(talk, template, meaning, reading)
            return
        if talk.in_group:
            await self._desk.replies.tell(talk, "template.form_privately", title=template.spec.title)
        view = await self._to_fill_in(talk, template, meaning, reading)
        await self._desk.replies.show(talk, view, privately=talk.in_group)

    async def _to_fill_in(
        self, talk: Talk, template: Template, meaning: Meaning, reading: Reading | None
    ) -> TemplateForm | PlaceCard:
        """Return the form with all that was said; where it is open which place was meant, that question.

        Both are for the asker in person; what is answered there leads on to the form.
        """
        form = replace(_form(talk, template), title=cut(meaning.name, TITLE_LIMIT))
        if reading is not None:
            form = replace(form, schedule=schedule_in_words(reading.trigger, talk.locale))
        if meaning.post_to is None and talk.place is None:
            return form
        place = await self._desk.destinations.meant(talk, meaning.post_to)
        if isinstance(place, Unsettled):
            question = await self._desk.destinations.question(talk, place, meaning.said)
            return replace(question, in_group=False)
        is_here = place == Destination(talk.chat_id, talk.in_group)
        return form if is_here else replace(form, place=place)

    async def _at_once(self, talk: Talk, template: Template, meaning: Meaning, reading: Reading) -> None:
        """Put the task before its asker, or the question where it shall post."""
        place = await self._desk.destinations.meant(talk, meaning.post_to)
        if isinstance(place, Unsettled):
            question = await self._desk.destinations.question(talk, place, meaning.said)
            await self._desk.replies.show(talk, question)
            return
        filled = Filled(template, values_of(template.spec, {}), meaning.name, meaning.said, reading, place)
        await self._desk.open_draft(talk, self._draft(talk, filled))

    async def _use(self, pressed: Pressed) -> Answer:
        """Show the form: in place of the card where it is one's own, in person where others look on."""
        template = await self._shelf.pressed(pressed, Right.USE_TEMPLATE)
        self._require_model(template)
        form = _form(pressed.talk, template)
        is_own = isinstance(pressed.view, TemplateCard) and pressed.view.viewer == pressed.talk.person.id
        if is_own and not pressed.talk.in_group:
            return Answer(card=await self._desk.become(pressed, form))
        await self._desk.replies.show(pressed.talk, form, privately=pressed.talk.in_group)
        toast = pressed.toast(Mood.INFO, "press.form_privately") if pressed.talk.in_group else None
        return Answer(toast)

    async def _apply(self, pressed: Pressed) -> Answer:
        """Turn the filled form into the confirm card; what does not fit is said, and the form stays."""
        view = pressed.view
        if not isinstance(view, TemplateForm):  # it was sent already, and the card has moved on
            return Answer(card=await self._desk.present(pressed))
        if view.person != pressed.talk.person.id:
            raise Refused(Reason.DRAFT_OF_ANOTHER)
        template = await self._shelf.pressed(pressed, Right.USE_TEMPLATE)
        try:
            return await self._drafted(pressed, view, template)
        except Refused as refused:
            return still_open(pressed, refused)

    def _require_model(self, template: Template) -> None:
        """Refuse before anybody has filled in what could not be saved."""
        if isinstance(template.spec.action, AgentPrompt) and not self._desk.renderer.sources.has_agent:
            raise Refused(Reason.NO_MODEL)

    async def _drafted(self, pressed: Pressed, view: TemplateForm, template: Template) -> Answer:
        card = pressed.event.message_id
        talk = replace(pressed.talk, key=card, card=card, locale=pressed.locale)
        await self._desk.open_draft(talk, self._draft(talk, self._filled(pressed, view, template)))
        return Answer(card=await self._desk.redraw.card(card))

    def _filled(self, pressed: Pressed, view: TemplateForm, template: Template) -> Filled:
        form, talk = pressed.event.form, pressed.talk
        schedule = text(form, "schedule")
        values = values_of(template.spec, value_texts(form, template.spec))
        meaning = read(f"/new {schedule} x", self._desk.clock(), talk.zone, template.spec.locale)
        return Filled(
            template, values, text(form, "title"), schedule, sole_reading(meaning), _place(form, view, talk)
        )

    def _draft(self, talk: Talk, filled: Filled) -> Draft:
        """Return the draft; its id follows from what was said or from the card of the form."""
        template = filled.template.spec
        spec = TaskSpec(
            title=cut(filled.title or template.title, TITLE_LIMIT),
            phrase=filled.phrase,
            action=used(template, filled.values),
            trigger=filled.reading.trigger,
            destination=Destination(talk.chat_id, talk.in_group),
            locale=template.locale,
            template=filled.template.id,
        )
        return put(draft_by(talk, spec, self._desk.clock(), filled.reading.assumed), filled.place)


def _form(talk: Talk, template: Template) -> TemplateForm:
    return TemplateForm(template.id, talk.person.id, talk.chat_id, talk.in_group)


def _place(form: Form, view: TemplateForm, talk: Talk) -> Destination | NewGroup:
    """Return where the task posts: what was named, the group it was asked for in, or one's own chat."""
    if view.place is not None and text(form, "place") in {"", NAMED}:
        return view.place
    if view.in_group and text(form, "place") != OWN:
        return Destination(view.chat_id, in_group=True)
    return Destination(talk.chat_id, talk.in_group)
