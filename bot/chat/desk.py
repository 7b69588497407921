"""What every feature of the chat works with, and what all of them do alike."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.chat.access import Right
from bot.chat.destinations import Destinations
from bot.chat.memory import Memory
from bot.chat.overview import Overview
from bot.chat.pressed import Pressed
from bot.chat.redraw import Redraw
from bot.chat.talk import Replies, Talk
from bot.deliver.render import Renderer
from bot.directory import Directory
from scheduler.drafts import Draft
from scheduler.errors import Reason, Refused
from scheduler.model import Run, RunId, Task, TaskId
from scheduler.ports import Clock, DraftStore, TaskStore
from scheduler.run_ports import RunStore
from scheduler.service import Service
from scheduler.views import DraftCard, ListCard, View
from storage.conversations import Conversations
from storage.incidents import SqlIncidents
from storage.listings import Listings
from storage.monitors import Monitors
from storage.outbox import Outbox
from storage.quiet import Quiet
from storage.templates import Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    service: Service
    tasks: TaskStore
    drafts: DraftStore
    runs: RunStore
    outbox: Outbox
    quiet: Quiet
    listings: Listings
    conversations: Conversations
    directory: Directory
    renderer: Renderer
    clock: Clock

    @property
    def replies(self) -> Replies:
        return Replies(self.outbox, self.clock, self.memory.shown)

    @property
    def memory(self) -> Memory:
        return Memory(self.conversations, self.drafts, self.tasks, self.clock)

    @property
    def destinations(self) -> Destinations:
        return Destinations(self.directory)

    @property
    def overview(self) -> Overview:
        return Overview(self.tasks, self.runs, self.listings, self.directory, self.clock)

    @property
    def incidents(self) -> SqlIncidents:
        return self.renderer.sources.incidents

    @property
    def monitors(self) -> Monitors:
        return self.renderer.sources.monitors

    @property
    def ping_hosts(self) -> Collection[str]:
        """Return the hosts of monitors that may be called."""
        return self.renderer.sources.ping_hosts

    @property
    def templates(self) -> Templates:
        return self.renderer.sources.templates

    @property
    def redraw(self) -> Redraw:
        return Redraw(self.outbox, self.renderer)

    async def task(self, task_id: str) -> Task:
        task = await self.tasks.get(TaskId(task_id))
        if task is None:
            raise Refused(Reason.TASK_NOT_FOUND)
        return task

    async def run(self, run_id: str) -> Run:
        run = await self.runs.get(RunId(run_id))
        if run is None:
            raise Refused(Reason.RUN_NOT_FOUND)
        return run

    async def run_pressed(self, pressed: Pressed, right: Right) -> Run:
        """Return the run whose card was pressed; refused to who has not `right` over its task."""
        run = await self.run(pressed.press.id)
        task = await self.task(run.task_id)
        await self.overview.require(pressed.talk.asker, task, right)
        return run

    async def open_draft(self, talk: Talk, draft: Draft) -> None:
        """Put a draft before its asker: on the card that was tapped where there is one."""
        view = DraftCard(draft.id)
        await self.service.open_draft(draft, None if talk.card else talk.post(view))
        if talk.card:
            await self.outbox.reshow(talk.card, view)
        await self.memory.shown(talk, view)

    async def present(self, pressed: Pressed) -> Mapping[str, object] | None:
        """Return the card as it is now. A list is drawn anew with new numbers, which count from now on."""
        view = pressed.view
        if isinstance(view, ListCard):
            await self.outbox.reshow(pressed.event.message_id, view, view)
            await self.overview.renumber(view, pressed.talk.asker)
        return await self.redraw.card(pressed.event.message_id)

    async def become(self, pressed: Pressed, view: View) -> Mapping[str, object] | None:
        """Let the card that was pressed show `view` from now on; returns how that looks.

        Where another press has changed it meanwhile, in another process, it shows what that one made of it.
        """
        await self.outbox.reshow(pressed.event.message_id, view, pressed.view)
        return await self.redraw.card(pressed.event.message_id)
