"""What ran and what is next: of one task, or across all that belong here."""

from collections.abc import Mapping
from datetime import timedelta

from bot.chat.access import Right
from bot.chat.answers import Answer
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.features.finding import scope_named
from bot.chat.language.meaning import Intent, Meaning, StateFilter
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from bot.chat.which import Which
from cards.actions import Verb
from scheduler.views import HistoryCard, ListScope, RecentCard, UpcomingCard, View

LATELY = timedelta(days=7)
"""How far "recent runs" looks back where no day was named."""


class Reviewing:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._which = Which(desk)
        self.answers: Mapping[Intent, AnswerTo] = {
            Intent.HISTORY: self._history,
            Intent.UPCOMING: self._upcoming,
        }
        self.presses: Mapping[Verb, OnPress] = {Verb.TASK_HISTORY: self._press}

    async def _history(self, talk: Talk, meaning: Meaning) -> None:
        """Show the runs of the task that was named, else what ran lately."""
        if meaning.ref is None and talk.about is None:
            await self._show(talk, self._recent(talk, meaning))
        elif task := await self._which.one(talk, meaning):
            await self._desk.overview.require(talk.asker, task, Right.HISTORY)
            await self._desk.replies.show(talk, HistoryCard(talk.person.id, task.id))

    async def _upcoming(self, talk: Talk, meaning: Meaning) -> None:
        window = meaning.window
        start = max(window.start, talk.at) if window else talk.at
        scope = _scope(talk, meaning)
        view = UpcomingCard(talk.person.id, talk.chat_id, scope, start, window.end if window else None)
        await self._show(talk, view)

    async def _press(self, pressed: Pressed) -> Answer:
        task = await self._desk.task(pressed.press.id)
        await self._desk.overview.require(pressed.talk.asker, task, Right.HISTORY)
        await self._desk.replies.show(pressed.talk, HistoryCard(pressed.talk.person.id, task.id))
        return Answer()

    def _recent(self, talk: Talk, meaning: Meaning) -> RecentCard:
        window = meaning.window
        return RecentCard(
            talk.person.id,
            talk.chat_id,
            _scope(talk, meaning),
            window.start if window else talk.at - LATELY,
            window.end if window else talk.at,
            failed_only=meaning.only is StateFilter.FAILED,
        )

    async def _show(self, talk: Talk, view: RecentCard | UpcomingCard) -> None:
        """Show it where it was asked for; what is one's own is nobody else's to see."""
        shown: View = view
        await self._desk.replies.show(talk, shown, privately=talk.in_group and view.scope is ListScope.MINE)


def _scope(talk: Talk, meaning: Meaning) -> ListScope:
    named = scope_named(meaning)
    if named is not None:
        return named
    return ListScope.CHAT if talk.in_group else ListScope.MINE
