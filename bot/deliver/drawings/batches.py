"""Cards about several tasks that are switched at once, and about a task whose run is open."""

from collections.abc import Iterable

from bot.deliver.page import Page
from cards.batch_card import BatchView, SureView, batch_card, sure_card
from cards.busy_card import BusyView, busy_card
from cards.elements import Card
from scheduler.model import TaskId
from scheduler.views import BatchCard, BusyCard, SureCard


async def draw_batch(view: BatchCard, page: Page) -> Card:
    shown = BatchView(
        did=view.did,
        names=await _names([each.task_id for each in view.done], page),
        left_out=view.left_out,
        until=view.until,
        note=view.note,
        undone_by=await page.sources.name(view.undone_by, page.tenant) if view.undone_by else None,
    )
    zone = await page.sources.zone_of(view.viewer, page.tenant)
    return batch_card(shown, page.reader(zone))


async def draw_sure(view: SureCard, page: Page) -> Card:
    names = await _names(view.task_ids, page)
    return sure_card(SureView(names=names, left_out=view.left_out, kept=view.kept), page.reader())


async def draw_busy(view: BusyCard, page: Page) -> Card | None:
    sources = page.sources
    task, run = await sources.tasks.get(view.task_id), await sources.runs.get(view.run_id)
    if task is None or run is None:
        return None
    asker = await sources.name(view.asker, page.tenant)
    shown = BusyView(task, run, asker, view.note, view.choice)
    return busy_card(shown, page.reader(task.spec.trigger.zone))


async def _names(task_ids: Iterable[TaskId], page: Page) -> list[str]:
    """Return the tasks' names as they are now; one that is gone for good has none any more."""
    tasks = [await page.sources.tasks.get(task_id) for task_id in task_ids]
    return [task.spec.title for task in tasks if task]
