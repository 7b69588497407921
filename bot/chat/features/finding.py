"""Lists of tasks, and one task shown."""

from collections.abc import Mapping

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent, Meaning, Scope
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from bot.chat.which import Which
from cards.actions import Verb
from scheduler.views import ListCard, ListScope, TaskCard


class Finding:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._which = Which(desk)
        self.answers: Mapping[Intent, AnswerTo] = {Intent.LIST: self._list, Intent.SHOW: self._show}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.TASK_SHOW: self._show_pressed,
            Verb.LIST_PAGE: self._turn_page,
            Verb.LIST_MINE: self._show_mine,
        }

    async def _list(self, talk: Talk, meaning: Meaning) -> None:
        """Show the list that was asked for; one's own is nobody else's to see."""
        scope = scope_named(meaning)
        card = await self._desk.overview.first_page(talk, scope, meaning.only or "")
        await self._desk.replies.show(talk, card, privately=talk.in_group and card.scope is ListScope.MINE)

    async def _show(self, talk: Talk, meaning: Meaning) -> None:
        if task := await self._which.one(talk, meaning):
            await self._desk.overview.require(talk.asker, task, Right.SEE)
            await self._desk.replies.show(talk, TaskCard(task.id))

    async def _show_pressed(self, pressed: Pressed) -> Answer:
        task = await self._desk.task(pressed.press.id)
        await self._desk.overview.require(pressed.talk.asker, task, Right.SEE)
        await self._desk.replies.show(pressed.talk, TaskCard(task.id))
        return Answer()

    async def _turn_page(self, pressed: Pressed) -> Answer:
        """Turn to another page; the card is shared, so it turns for everybody."""
        shown = pressed.view if isinstance(pressed.view, ListCard) else None
        scope = shown.scope if shown else ListScope.MINE
        only = shown.only if shown else ""
        view = await self._desk.overview.page(pressed.talk.asker, scope, pressed.page, only)
        return Answer(card=await self._desk.become(pressed, view))

    async def _show_mine(self, pressed: Pressed) -> Answer:
        """One's own list is nobody else's to see: it goes to the personal chat."""
        talk = pressed.talk
        mine = ListCard(talk.person.id, talk.chat_id, ListScope.MINE)
        await self._desk.replies.show(talk, mine, privately=True)
        return Answer(pressed.toast(Mood.INFO, "press.privately"))


def scope_named(meaning: Meaning) -> ListScope | None:
    """Return whose tasks were asked for; None where nothing was said about that."""
    match meaning.scope:
        case Scope.MINE:
            return ListScope.MINE
        case Scope.THIS_CHAT:
            return ListScope.CHAT
        case None:
            return None
