"""The library: looked through page by page, searched by name, one template shown."""

import re
from collections.abc import Mapping

from bot.chat.access import Right
from bot.chat.answers import Answer
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.features.templates.shelf import Shelf, card_of
from bot.chat.features.templates.using import Using
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from cards.actions import Verb
from cards.markup import one_line
from cards.template_list import QUERY_LIMIT
from scheduler.template_views import TemplateList
from scheduler.templates import named

_FILLER = re.compile(r"模板|模版|\btemplates?\b|[“”\"'「」『』]", re.IGNORECASE)


class Browsing:
    def __init__(self, desk: Desk, using: Using) -> None:
        self._desk = desk
        self._shelf = Shelf(desk)
        self._using = using
        self.answers: Mapping[Intent, AnswerTo] = {Intent.TEMPLATE: self._answer}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.TEMPLATE_LIST: self._list,
            Verb.TEMPLATE_SEARCH: self._search,
            Verb.TEMPLATE_SHOW: self._show,
        }

    async def _answer(self, talk: Talk, meaning: Meaning) -> None:
        """Show or use the one that was named; several are listed to choose from, none is said."""
        query = one_line(_FILLER.sub(" ", meaning.query))[:QUERY_LIMIT]
        found = named(await self._shelf.seen(talk), query) if query else []
        if query and not found:
            await self._desk.replies.tell(talk, "template.none_fits", what=query)
        elif len(found) != 1:
            await self._desk.replies.show(talk, TemplateList(talk.person.id, talk.in_group, query))
        elif meaning.using:
            await self._using.begin(talk, found[0], meaning)
        else:
            await self._desk.replies.show(talk, card_of(talk, found[0]))

    async def _list(self, pressed: Pressed) -> Answer:
        return await self._listed(pressed, pressed.press.args.get("query", ""), pressed.page)

    async def _search(self, pressed: Pressed) -> Answer:
        given = pressed.event.form.get("query")
        return await self._listed(pressed, given if isinstance(given, str) else "", 0)

    async def _listed(self, pressed: Pressed, query: str, page: int) -> Answer:
        """Let the card be the list; it is shared, so in a group it turns for everybody."""
        talk = pressed.talk
        view = TemplateList(talk.person.id, talk.in_group, one_line(query)[:QUERY_LIMIT], page)
        return Answer(card=await self._desk.become(pressed, view))

    async def _show(self, pressed: Pressed) -> Answer:
        """Let the card be the template's, also on the way back from a form."""
        template = await self._shelf.take(
            pressed.talk.asker, pressed.press.id, pressed.locale, Right.SEE_TEMPLATE
        )
        return Answer(card=await self._desk.become(pressed, card_of(pressed.talk, template)))
