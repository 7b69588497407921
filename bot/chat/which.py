"""Which task was meant: the one that fits, or a card to pick from; never a guess."""

from collections.abc import Sequence

from bot.chat.desk import Desk
from bot.chat.language.meaning import Intent, Meaning, TaskRef
from bot.chat.resolve import resolve
from bot.chat.talk import Talk
from scheduler.model import Task, TaskStatus
from scheduler.views import PickCard

PICK_FROM = 5
_CHANGES_FROM = {Intent.PAUSE: TaskStatus.ACTIVE, Intent.RESUME: TaskStatus.PAUSED}


class Which:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def one(self, talk: Talk, meaning: Meaning) -> Task | None:
        """Return the task that was meant; None when the person was asked, or told that none fits."""
        if talk.about is not None:
            return await self._desk.task(talk.about)
        fitting = await self.fitting(talk, meaning)
        if len(fitting) == 1 and meaning.ref is not None:
            await self._desk.memory.about(talk, fitting[0].id)
            return fitting[0]
        await self.pick(talk, meaning, fitting)
        return None

    async def fitting(self, talk: Talk, meaning: Meaning) -> Sequence[Task]:
        """Return every task that fits what was named, among those that the person sees here.

        Of several that were named at once each is one to pick from.
        """
        overview = self._desk.overview
        listed, visible = await overview.listed(talk), await overview.visible(talk)
        if meaning.ref and meaning.ref.it and (task := await self._desk.memory.task(talk)):
            return [task]
        whole = resolve(meaning.ref, listed, visible)
        if len(meaning.refs) < 2 or (meaning.ref and meaning.ref.name and whole):  # a name may hold "and"
            return _apt(meaning.intent, whole)
        each = [resolve(ref, listed, visible) for ref in meaning.refs]
        return list({task.id: task for tasks in each for task in tasks}.values())

    async def pick(self, talk: Talk, meaning: Meaning, tasks: Sequence[Task]) -> None:
        """Ask which of `tasks` was meant; tapping one carries out what was said about it."""
        if not tasks:
            await self._desk.replies.tell(talk, "task.none_fits", what=named(meaning.ref))
            return
        ids = tuple(task.id for task in tasks[:PICK_FROM])
        said = meaning.said
        await self._desk.replies.show(talk, PickCard(talk.person.id, f"task.{meaning.intent}", ids, said))


def _apt(intent: Intent, tasks: Sequence[Task]) -> Sequence[Task]:
    """Of several leave out those for which nothing would change; all of them where that leaves none."""
    wanted = _CHANGES_FROM.get(intent)
    if wanted is None or len(tasks) < 2:
        return tasks
    return [task for task in tasks if task.status is wanted] or tasks


def named(ref: TaskRef | None) -> str:
    """Return how the person named the task."""
    if ref is None:
        return ""
    return str(ref.number) if ref.number is not None else ref.name
