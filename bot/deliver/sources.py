"""Where drawings get what they show: rows, names, zones, and the reader they are made for."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.directory import Directory
from bot.lark.app_links import AppLinks
from cards.reader import Reader
from cards.task_list import ListRow
from scheduler.calendars import CurrentCalendar, published
from scheduler.model import ChatId, Locale, PersonId, Task, TenantKey
from scheduler.ports import Clock, DraftStore, TaskStore
from scheduler.run_ports import RunViews
from scheduler.watching import Installation
from storage.incidents import SqlIncidents
from storage.monitors import Monitors
from storage.outbox import Outbox
from storage.quiet import Quiet
from storage.run_sheets import RunSheets
from storage.templates import Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    tasks: TaskStore
    drafts: DraftStore
    runs: RunViews
    sheets: RunSheets
    directory: Directory
    clock: Clock
    feedback_url: str
    has_agent: bool
    templates: Templates
    outbox: Outbox
    quiet: Quiet
    incidents: SqlIncidents
    monitors: Monitors
    links: AppLinks
    calendar: CurrentCalendar = published
    ping_hosts: Collection[str] = ()
    runs_per_day: int = 0  # of one person's tasks; 0: any number
    installation: Callable[[], Awaitable[Installation]]

    async def name(self, person: PersonId | None, tenant: TenantKey) -> str:
        return (await self.directory.person(person, tenant)).name if person else ""

    async def names(self, tasks: Iterable[Task]) -> Mapping[PersonId, str]:
        """Return the names of the tasks' owners."""
        owners = {task.owner: task.tenant for task in tasks}
        return {owner: await self.name(owner, tenant) for owner, tenant in owners.items()}

    async def zone_of(self, person: PersonId, tenant: TenantKey) -> str:
        return self.directory.zone_of(await self.directory.person(person, tenant))

    async def chat_name(self, chat_id: ChatId, tenant: TenantKey) -> str:
        """Return the group's name; "" for a personal chat, which has none."""
        chat = await self.directory.chat(chat_id, tenant)
        return chat.name if chat and chat.is_group else ""

    async def rows(self, tasks: Sequence[Task | None], here: ChatId | None = None) -> list[ListRow]:
        """Number the tasks by their places; one that is gone leaves its number to nobody.

        A task that posts to another group than `here` says to which.
        """
        there = [task for task in tasks if task]
        last = await self.runs.last_of([task.id for task in there])
        names = await self.names(there)
        return [
            ListRow(number, task, names[task.owner], last.get(task.id), await self._elsewhere(task, here))
            for number, task in enumerate(tasks, start=1)
            if task
        ]

    async def _elsewhere(self, task: Task, here: ChatId | None) -> str:
        place = task.spec.destination
        return "" if place.chat_id == here else await self.chat_name(place.chat_id, task.tenant)

    async def is_group(self, chat_id: ChatId | None, tenant: TenantKey) -> bool:
        return chat_id is not None and await self.directory.is_group(chat_id, tenant)

    def reader(self, locale: Locale, zone: str = "", *, shared: bool = False) -> Reader:
        zone = zone or self.directory.default_zone
        return Reader(locale, zone, self.clock(), self.calendar(), shared)
