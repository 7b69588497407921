"""Which tasks a person sees where, under which numbers, and what the person may do to them."""

from collections.abc import Sequence

from bot.chat.access import Asker, Right, Role, may, role_of
from bot.chat.talk import Talk
from bot.deliver.lists import tasks_on
from bot.directory import Directory
from scheduler.errors import Reason, Refused
from scheduler.model import Task, TaskId
from scheduler.ports import Clock, TaskStore
from scheduler.run_ports import RunViews
from scheduler.views import ListCard, ListScope
from storage.listings import Listings


class Overview:
    def __init__(
        self,
        tasks: TaskStore,
        runs: RunViews,
        listings: Listings,
        directory: Directory,
        clock: Clock,
    ) -> None:
        self._tasks = tasks
        self._runs = runs
        self._listings = listings
        self._directory = directory
        self._clock = clock

    async def first_page(self, talk: Talk, scope: ListScope | None = None, only: str = "") -> ListCard:
        """Return a list; by itself the one that belongs here: a group's in the group, else one's own."""
        belongs = ListScope.CHAT if talk.in_group else ListScope.MINE
        return await self.page(talk.asker, belongs if scope is None else scope, 0, only)

    async def page(self, asker: Asker, scope: ListScope, page: int, only: str = "") -> ListCard:
        """Return a page of a list, and remember the numbers that it shows."""
        card = ListCard(asker.person, asker.chat_id, scope, page, only)
        await self.renumber(card, asker)
        return card

    async def renumber(self, card: ListCard, asker: Asker) -> None:
        """Remember the numbers that a list shows, for whom it was made and who has it drawn anew."""
        ids = [task.id for task in await tasks_on(self._tasks, self._runs, asker.tenant, card)]
        readers = {card.viewer, asker.person} if card.scope is ListScope.CHAT else {card.viewer}
        for reader in readers:
            await self._listings.remember(asker.tenant, card.chat_id, reader, ids, self._clock())

    async def visible(self, talk: Talk) -> Sequence[Task]:
        """Return what can be named here: the list that belongs here first, then the rest of one's own."""
        mine = await self._on_list(talk.asker, ListScope.MINE)
        if not talk.in_group:
            return mine
        here = await self._on_list(talk.asker, ListScope.CHAT)
        seen = {task.id for task in here}
        return [*here, *(task for task in mine if task.id not in seen)]

    async def listed(self, talk: Talk) -> Sequence[TaskId]:
        return await self._listings.recall(talk.chat_id, talk.person.id)

    async def require(self, asker: Asker, task: Task, right: Right) -> None:
        """Refuse what the asker may not do; a stranger does not even learn that the task exists."""
        role = await self.role(asker, task)
        if may(role, right):
            return
        if not may(role, Right.SEE):
            raise Refused(Reason.TASK_NOT_FOUND)
        raise Refused(Reason.NOT_ALLOWED, title=task.spec.title)

    async def _on_list(self, asker: Asker, scope: ListScope) -> Sequence[Task]:
        card = ListCard(asker.person, asker.chat_id, scope)
        return await tasks_on(self._tasks, self._runs, asker.tenant, card)

    async def role(self, asker: Asker, task: Task) -> Role:
        """Return what the asker is to the task."""
        role = role_of(asker, task, None)
        if role not in {Role.MEMBER, Role.ADMIN} or not task.spec.destination.in_group:
            return role
        if asker.chat_id != task.spec.destination.chat_id:
            return role
        # Who owns and manages a group changes, and it decides about rights: ask now.
        return role_of(asker, task, await self._directory.refreshed_chat(asker.chat_id, asker.tenant))
