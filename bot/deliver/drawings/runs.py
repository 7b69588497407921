"""The card of a run."""

from bot.deliver.page import Page
from cards.elements import Card
from cards.run_card import RunView, run_card
from scheduler.posts import RunCard


async def draw_run(view: RunCard, page: Page) -> Card | None:
    sources = page.sources
    run = await sources.runs.get(view.run_id)
    task = await sources.tasks.get(run.task_id) if run else None
    if run is None or task is None:
        return None
    shown = RunView(
        run=run,
        task=task,
        requested_by=await sources.name(run.requested_by, run.tenant),
        artifacts=await sources.runs.artifacts(run.id),
        next_fire_time=task.next_fire_time,
    )
    return run_card(shown, page.reader(task.spec.trigger.zone))
