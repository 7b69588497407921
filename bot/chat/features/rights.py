"""What one may do oneself: told to whoever presses, by the table of rights."""

from collections.abc import Mapping

from bot.chat.access import RIGHTS, Right, Role
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent
from bot.chat.pressed import Pressed
from cards.actions import Verb
from cards.texts import is_known, say
from scheduler.model import Locale, Task


class Rights:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {Verb.TASK_RIGHTS: self._tell}

    async def _tell(self, pressed: Pressed) -> Answer:
        """Only the presser sees the answer; the card stays."""
        task = await self._desk.task(pressed.press.id)
        overview, asker = self._desk.overview, pressed.talk.asker
        await overview.require(asker, task, Right.SEE)
        role = await overview.role(asker, task)
        person = pressed.talk.person
        words = rights_in_words(role, person.locale if person.greeted else pressed.locale)
        owner = await self._owner(task)
        return Answer(pressed.toast(Mood.INFO, f"rights.{role}", rights=words, owner=owner))

    async def _owner(self, task: Task) -> str:
        return (await self._desk.directory.person(task.owner, task.tenant)).name


def rights_in_words(role: Role, locale: Locale) -> str:
    """Name what a role may do to a task, in the order of the table."""
    words = [say(f"right.{right}", locale) for right in Right if _is_told(role, right)]
    return say("rights.join", locale).join(words)


def _is_told(role: Role, right: Right) -> bool:
    return right in RIGHTS[role] and is_known(f"right.{right}")
