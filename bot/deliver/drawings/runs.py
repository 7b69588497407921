"""The card of a run, and of an answer in its thread."""

from bot.deliver.page import Page
from bot.deliver.sources import Sources
from cards.elements import Card
from cards.reply_card import ReplyView, reply_card
from cards.run_card import RunView, run_card
from cards.run_incident import Told
from scheduler.model import DeliveryState, Run, RunId, RunKind, Task
from scheduler.run_requests import can_be_snoozed
from scheduler.views import RunCard


async def draw_run(view: RunCard, page: Page) -> Card | None:
    sources = page.sources
    run = await sources.runs.get(view.run_id)
    task = await sources.tasks.get(run.task_id) if run else None
    if run is None or task is None:
        return None
    if run.parent and run.kind is RunKind.REPLY:
        return await _draw_reply(run, run.parent, task, page)
    snoozed = await sources.runs.snoozed(run.id) if can_be_snoozed(run, task) else None
    shown = RunView(
        run=run,
        task=task,
        requested_by=await sources.name(run.requested_by, run.tenant),
        artifacts=await sources.runs.artifacts(run.id),
        next_fire_time=task.next_fire_time,
        stopped_by=await sources.name(run.cancel_requested_by or run.acknowledged_by, run.tenant),
        snoozed=snoozed,
        snoozed_by=await sources.name(snoozed.requested_by, run.tenant) if snoozed else "",
        is_folded=run.delivery is DeliveryState.DELIVERED and await sources.outbox.is_folded(run.id),
        told=await _told(run, task, sources),
    )
    return run_card(shown, page.reader(task.spec.trigger.zone))


async def _told(run: Run, task: Task, sources: Sources) -> Told | None:
    incident = await sources.incidents.get(run.incident) if run.incident else None
    if incident is None:
        return None
    return Told(run, task, incident, await sources.name(incident.acknowledged_by, run.tenant))


async def _draw_reply(run: Run, parent_id: RunId, task: Task, page: Page) -> Card | None:
    parent = await page.sources.runs.get(parent_id)
    if parent is None:
        return None
    asker = await page.sources.name(run.requested_by, run.tenant)
    return reply_card(ReplyView(run, parent, task, asker), page.reader(task.spec.trigger.zone))
