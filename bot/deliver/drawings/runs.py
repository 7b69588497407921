"""The card of a run, and of an answer in its thread."""

from bot.deliver.page import Page
from bot.deliver.sources import Sources
from cards.elements import Card
from cards.reply_card import ReplyView, reply_card
from cards.run_card import RunView, run_card
from cards.run_incident import Told
from scheduler.model import RunKind
from scheduler.views import RunCard
from storage.run_sheets import RunSheet


async def draw_run(view: RunCard, page: Page) -> Card | None:
    sheet = await page.sources.sheets.get(view.run_id)
    if sheet is None:
        return None
    run, task = sheet.run, sheet.task
    if run.parent and run.kind is RunKind.REPLY:
        return await _draw_reply(sheet, page)
    name, snoozed = page.sources.name, sheet.snoozed
    shown = RunView(
        run=run,
        task=task,
        requested_by=await name(run.requested_by, run.tenant),
        artifacts=sheet.artifacts,
        next_fire_time=task.next_fire_time,
        stopped_by=await name(run.cancel_requested_by or run.acknowledged_by, run.tenant),
        snoozed=snoozed,
        snoozed_by=await name(snoozed.requested_by, run.tenant) if snoozed else "",
        is_folded=sheet.is_folded,
        told=await _told(sheet, page.sources),
    )
    return run_card(shown, page.reader(task.spec.trigger.zone))


async def _told(sheet: RunSheet, sources: Sources) -> Told | None:
    incident = sheet.incident
    if incident is None:
        return None
    name = await sources.name(incident.acknowledged_by, sheet.run.tenant)
    return Told(sheet.run, sheet.task, incident, name)


async def _draw_reply(sheet: RunSheet, page: Page) -> Card | None:
    if sheet.parent is None:
        return None
    asker = await page.sources.name(sheet.run.requested_by, sheet.run.tenant)
    shown = ReplyView(sheet.run, sheet.parent, sheet.task, asker)
    return reply_card(shown, page.reader(sheet.task.spec.trigger.zone))
