"""The card of a task, and of the draft that it begins as."""

from bot.deliver.drawings.changes import draw_change, has_twin
from bot.deliver.page import Page
from bot.deliver.sources import Sources
from cards.confirm import DraftView, confirm_card
from cards.elements import Card
from cards.task_card import TaskView, task_card
from scheduler.fires import upcoming
from scheduler.model import Draft
from scheduler.posts import DraftCard, TaskCard

NEXT_RUNS_SHOWN = 3


async def draw_task(view: TaskCard, page: Page) -> Card | None:
    sources = page.sources
    task = await sources.tasks.get(view.task_id)
    if task is None:
        return None
    last = await sources.runs.last_of([task.id])
    shown = TaskView(
        task=task,
        owner=await sources.name(task.owner, task.tenant),
        chat=await sources.chat_name(task.spec.destination.chat_id, task.tenant),
        last_run=last.get(task.id),
    )
    return task_card(shown, page.reader(await sources.zone_of(task.owner, task.tenant)))


async def draw_draft(view: DraftCard, page: Page) -> Card | None:
    """Draw a confirm card; one that was saved shows its task."""
    draft = await page.sources.drafts.get(view.draft_id)
    if draft is None:
        return None
    if draft.task_id is not None:
        return await draw_task(TaskCard(draft.task_id), page)
    zone = await page.sources.zone_of(draft.asker, draft.tenant)
    if draft.amends is not None:
        return await draw_change(draft, draft.amends, page.sources, page.reader(zone))
    return confirm_card(await draft_view(draft, page.sources), page.reader(zone))


async def draft_view(draft: Draft, sources: Sources) -> DraftView:
    """Return what a confirm card, or the form in its place, shows of a draft."""
    return DraftView(
        draft=draft,
        asker=await sources.name(draft.asker, draft.tenant),
        chat=await sources.chat_name(draft.spec.destination.chat_id, draft.tenant),
        next_runs=upcoming(draft.spec.trigger, sources.clock(), NEXT_RUNS_SHOWN, sources.calendar()),
        closed_by=await sources.name(draft.closed_by, draft.tenant),
        has_twin=await has_twin(draft, sources),
    )
