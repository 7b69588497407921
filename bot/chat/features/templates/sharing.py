"""A template posted into a group, where everybody can use it."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.destinations import sole
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.features.templates.entries import still_open
from bot.chat.features.templates.shelf import Shelf, card_of
from bot.chat.language.meaning import Intent
from bot.chat.pressed import Pressed
from bot.chat.typed import line
from cards.actions import Verb
from scheduler.errors import Reason, Refused
from scheduler.people import Chat
from scheduler.posts import ToChat
from scheduler.template_views import EditorStep, TemplateCard, TemplateEditor
from scheduler.templates import Template


class Sharing:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shelf = Shelf(desk)
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.TEMPLATE_SHARE: self._ask,
            Verb.TEMPLATE_POST: self._post,
        }

    async def _ask(self, pressed: Pressed) -> Answer:
        template = await self._shared(pressed)
        form = TemplateEditor(pressed.talk.person.id, template.id, EditorStep.GROUP)
        return Answer(card=await self._desk.become(pressed, form))

    async def _post(self, pressed: Pressed) -> Answer:
        """Post the card where the person said; the form becomes the template's card again."""
        view = pressed.view
        if not isinstance(view, TemplateEditor) or view.step is not EditorStep.GROUP:
            return Answer(card=await self._desk.present(pressed))
        if view.person != pressed.talk.person.id:
            raise Refused(Reason.DRAFT_OF_ANOTHER)
        template = await self._shared(pressed)
        try:
            group = await self._group(pressed, line(pressed.event.form, "group"))
        except Refused as refused:
            return still_open(pressed, refused)
        post = replace(
            pressed.talk.post(TemplateCard(template.id)), target=ToChat(group.id), locale=pressed.locale
        )
        await self._desk.outbox.add([post], self._desk.clock())
        toast = pressed.toast(Mood.SUCCESS, "press.template_shared", group=group.name)
        return Answer(toast, await self._desk.become(pressed, card_of(pressed.talk, template)))

    async def _shared(self, pressed: Pressed) -> Template:
        template = await self._shelf.pressed(pressed, Right.USE_TEMPLATE)
        if not template.is_shared:
            raise Refused(Reason.TEMPLATE_NOT_SHARED, title=template.spec.title)
        return template

    async def _group(self, pressed: Pressed, name: str) -> Chat:
        """Return the one group that is meant, among those that the person and the bot are both in."""
        talk = pressed.talk
        groups = await self._desk.destinations.search(talk, name)
        if chosen := sole(name, groups):
            return chosen
        if not groups:
            raise Refused(Reason.NO_SUCH_GROUP, name=name)
        raise Refused(Reason.SEVERAL_GROUPS, names="、".join(group.name for group in groups[:5]))
