"""Draws what a post shows from the present state: loads the rows, hands them to the cards."""

import json
from collections.abc import Mapping, Sequence
from typing import assert_never

from bot.deliver.lists import tasks_on
from bot.deliver.rendered import Rendered, as_card, as_text
from bot.directory import Directory
from cards.ask_card import ask_card
from cards.confirm import DraftView, confirm_card
from cards.elements import Card
from cards.help_card import help_card
from cards.pick_card import pick_card
from cards.reader import Reader
from cards.result import result_post, split_result
from cards.run_card import RunView, run_card
from cards.task_card import TaskView, task_card
from cards.task_list import ListRow, ListView, task_list
from cards.texts import say
from scheduler.fires import upcoming
from scheduler.model import (
    ChatId,
    Draft,
    DraftId,
    Locale,
    PersonId,
    RunId,
    StaticText,
    Task,
    TaskId,
    TenantKey,
)
from scheduler.ports import Clock, DraftStore, RunStore, TaskStore
from scheduler.posts import (
    AskCard,
    Delivery,
    DraftCard,
    HelpCard,
    ListCard,
    ListScope,
    PickCard,
    RunCard,
    RunResult,
    Sentence,
    TaskCard,
    View,
)

NEXT_RUNS_SHOWN = 3


class Renderer:
    def __init__(
        self,
        tasks: TaskStore,
        drafts: DraftStore,
        runs: RunStore,
        directory: Directory,
        clock: Clock,
        *,
        feedback_url: str,
        has_agent: bool,
    ) -> None:
        self._tasks = tasks
        self._drafts = drafts
        self._runs = runs
        self._directory = directory
        self._clock = clock
        self._feedback_url = feedback_url
        self._has_agent = has_agent

    async def __call__(self, delivery: Delivery) -> Rendered | None:
        """Draw a delivery; None when there is nothing left to show."""
        post = delivery.post
        match post.view:
            case Sentence(code, facts):
                return as_text(say(code, post.locale, **facts))
            case RunResult(run_id, part):
                return await self._result(run_id, part)
            case view:
                card = await self.card(view, post.tenant, post.locale)
                return as_card(card.json(), card.summary) if card else None

    async def card(self, view: View, tenant: TenantKey, locale: Locale) -> Card | None:
        """Draw a card; None when what it shows is gone, or for a view that is no card."""
        match view:
            case RunCard(run_id):
                return await self._run(run_id, locale)
            case TaskCard(task_id):
                return await self._task(task_id, locale)
            case DraftCard(draft_id):
                return await self._draft(draft_id, locale)
            case ListCard():
                return await self._list(view, tenant, locale)
            case PickCard(_, verb, task_ids):
                tasks = [await self._tasks.get(task_id) for task_id in task_ids]
                return pick_card(verb, await self._rows(tasks), self._reader(locale))
            case AskCard(_, question, choices):
                return ask_card(question, choices, self._reader(locale))
            case HelpCard(welcome):
                return help_card(
                    self._reader(locale),
                    welcome=welcome,
                    feedback_url=self._feedback_url,
                    has_agent=self._has_agent,
                )
            case Sentence() | RunResult():
                return None
            case _:
                assert_never(view)

    async def draft_view(self, draft: Draft) -> DraftView:
        return DraftView(
            draft=draft,
            asker=await self._name(draft.asker, draft.tenant),
            chat=await self._chat_name(draft.spec.destination.chat_id, draft.tenant),
            next_runs=upcoming(draft.spec.trigger, self._clock(), NEXT_RUNS_SHOWN),
            closed_by=await self._name(draft.closed_by, draft.tenant),
        )

    async def _run(self, run_id: RunId, locale: Locale) -> Card | None:
        run = await self._runs.get(run_id)
        task = await self._tasks.get(run.task_id) if run else None
        if run is None or task is None:
            return None
        view = RunView(
            run=run,
            task=task,
            requested_by=await self._name(run.requested_by, run.tenant),
            artifacts=await self._runs.artifacts(run_id),
            next_fire_time=task.next_fire_time,
        )
        return run_card(view, self._reader(locale, task.spec.trigger.zone))

    async def _task(self, task_id: TaskId, locale: Locale) -> Card | None:
        task = await self._tasks.get(task_id)
        if task is None:
            return None
        last = await self._runs.last_of([task_id])
        view = TaskView(
            task=task,
            owner=await self._name(task.owner, task.tenant),
            chat=await self._chat_name(task.spec.destination.chat_id, task.tenant),
            last_run=last.get(task_id),
        )
        zone = await self._zone_of(task.owner, task.tenant)
        return task_card(view, self._reader(locale, zone))

    async def _draft(self, draft_id: DraftId, locale: Locale) -> Card | None:
        draft = await self._drafts.get(draft_id)
        if draft is None:
            return None
        if draft.task_id is not None:
            return await self._task(draft.task_id, locale)
        zone = await self._zone_of(draft.asker, draft.tenant)
        return confirm_card(await self.draft_view(draft), self._reader(locale, zone))

    async def _list(self, view: ListCard, tenant: TenantKey, locale: Locale) -> Card:
        tasks = await tasks_on(self._tasks, tenant, view)
        rows = await self._rows(tasks)
        zone = await self._zone_of(view.viewer, tenant)
        in_group = view.scope is ListScope.CHAT  # one's own list only goes to the personal chat
        return task_list(ListView(rows, view.scope, view.page, in_group), self._reader(locale, zone))

    async def _rows(self, tasks: Sequence[Task | None]) -> list[ListRow]:
        """Number the tasks by their places; one that is gone leaves its number to nobody."""
        there = [task for task in tasks if task]
        last = await self._runs.last_of([task.id for task in there])
        names = await self._names(there)
        return [
            ListRow(number, task, names[task.owner], last.get(task.id))
            for number, task in enumerate(tasks, start=1)
            if task
        ]

    async def _names(self, tasks: list[Task]) -> Mapping[PersonId, str]:
        owners = {task.owner: task.tenant for task in tasks}
        return {owner: await self._name(owner, tenant) for owner, tenant in owners.items()}

    async def _result(self, run_id: RunId, part: int) -> Rendered | None:
        run = await self._runs.get(run_id)
        parts = split_result(run.result) if run else []
        task = await self._tasks.get(run.task_id) if run else None
        if part >= len(parts):
            return None
        verbatim = task is not None and isinstance(task.spec.action, StaticText)
        content = json.dumps(result_post(parts[part], verbatim=verbatim), ensure_ascii=False)
        return Rendered("post", content, parts[part])

    async def _name(self, person: PersonId | None, tenant: TenantKey) -> str:
        return (await self._directory.person(person, tenant)).name if person else ""

    async def _zone_of(self, person: PersonId, tenant: TenantKey) -> str:
        return self._directory.zone_of(await self._directory.person(person, tenant))

    async def _chat_name(self, chat_id: ChatId, tenant: TenantKey) -> str:
        """Return the group's name; "" for a personal chat, which has none."""
        chat = await self._directory.chat(chat_id, tenant)
        return chat.name if chat and chat.is_group else ""

    def _reader(self, locale: Locale, zone: str = "") -> Reader:
        return Reader(locale, zone or self._directory.default_zone, self._clock())
