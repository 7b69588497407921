"""The card of a task, and of the draft that it begins as."""

from bot.deliver.drawings.changes import draw_change, has_twin
from bot.deliver.page import Page
from cards.confirm import DraftView, confirm_card
from cards.elements import Card
from cards.task_card import TaskView, task_card
from scheduler.drafts import Draft
from scheduler.fires import upcoming
from scheduler.views import DraftCard, TaskCard

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
        elsewhere=page.is_elsewhere(task.spec.destination),
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
        return await draw_change(draft, draft.amends, page, page.reader(zone))
    return confirm_card(await draft_view(draft, page), page.reader(zone))


async def draft_view(draft: Draft, page: Page) -> DraftView:
    """Return what a confirm card, or the form in its place, shows of a draft."""
    sources, place = page.sources, draft.spec.destination
    group = await sources.directory.chat(place.chat_id, draft.tenant) if place.in_group else None
    wanted = draft.wanted_group
    return DraftView(
        draft=draft,
        asker=await sources.name(draft.asker, draft.tenant),
        chat=wanted.name if wanted else (group.name if group else ""),
        next_runs=upcoming(draft.spec.trigger, sources.clock(), NEXT_RUNS_SHOWN, sources.calendar()),
        closed_by=await sources.name(draft.closed_by, draft.tenant),
        has_twin=await has_twin(draft, sources),
        people=len({draft.asker, *wanted.members}) if wanted else (group.people if group else None),
        elsewhere=page.is_elsewhere(place),
    )
