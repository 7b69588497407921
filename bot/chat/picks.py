"""Words that name a task and ask for nothing: the answer to a pick card, or a number of the list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.chat.desk import Desk
from bot.chat.language import read
from bot.chat.language.meaning import Intent, Meaning, TaskRef
from bot.chat.language.references import referred
from bot.chat.language.text import source_of
from bot.chat.language.utterance import Utterance
from bot.chat.resolve import resolve
from bot.chat.talk import Talk
from bot.chat.which import PICK_FROM, Which
from scheduler.model import Task


@dataclass(frozen=True, slots=True)
class Picks:
    desk: Desk

    async def answered(self, talk: Talk, meaning: Meaning) -> tuple[Talk, Meaning]:
        """Return what `meaning` becomes once the task that it names is known, and the talk about that one.

        While a pick card is open its numbers count; otherwise a bare number is one of the list, to be
        shown. Whatever else was said stays what it was.
        """
        waiting = await self.desk.memory.picking(talk)
        if waiting:
            wanted = read(waiting, talk.at, talk.zone, talk.locale)
            task = await self._picked(talk, meaning, wanted)
            return (replace(talk, about=task.id), wanted) if task else (talk, meaning)
        ref = _alone(meaning)
        if ref is None or ref.number is None:
            return talk, meaning
        return talk, replace(meaning, intent=Intent.SHOW, locale=talk.locale, ref=ref, tone=None)

    async def _picked(self, talk: Talk, meaning: Meaning, wanted: Meaning) -> Task | None:
        """Return the one task that answers the open card: by its place there, or by any name."""
        ref = meaning.ref if meaning.intent is wanted.intent else _alone(meaning)
        if ref is None or len(meaning.refs) > 1:
            return None
        offered = (await Which(self.desk).fitting(talk, wanted))[:PICK_FROM]
        if ref.number is not None:
            return _sole(resolve(ref, [task.id for task in offered], offered))
        return _sole(resolve(ref, (), offered)) if ref.name else None


def _alone(meaning: Meaning) -> TaskRef | None:
    """Return the one task that words without any wish are the number or the name of."""
    if meaning.intent is not Intent.NONE or meaning.tone:
        return None
    source = source_of(meaning.said.strip(" \n。.!！~"))
    said = Utterance(source, source.text, 0, len(source.text))
    named = referred(said) if said else None
    return named.ref if named and len(named.refs) == 1 else None


def _sole(tasks: Sequence[Task]) -> Task | None:
    return tasks[0] if len(tasks) == 1 else None
