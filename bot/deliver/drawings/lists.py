"""Cards that show several tasks."""

from bot.deliver.lists import tasks_on
from bot.deliver.page import Page
from cards.elements import Card
from cards.pick_card import pick_card
from cards.task_list import ListView, task_list
from scheduler.views import ListCard, ListScope, PickCard


async def draw_list(view: ListCard, page: Page) -> Card:
    sources = page.sources
    tasks = await tasks_on(sources.tasks, sources.runs, page.tenant, view)
    rows = await sources.rows(tasks, page.here)
    zone = await sources.zone_of(view.viewer, page.tenant)
    in_group = view.scope is ListScope.CHAT  # one's own list only goes to the personal chat
    used = None if in_group else await sources.runs.used(page.tenant, view.viewer, sources.clock())
    shown = ListView(rows, view.scope, view.page, in_group, view.only, used, sources.runs_per_day)
    return task_list(shown, page.reader(zone))


async def draw_pick(view: PickCard, page: Page) -> Card:
    sources = page.sources
    tasks = [await sources.tasks.get(task_id) for task_id in view.task_ids]
    zone = await sources.zone_of(view.viewer, page.tenant)
    return pick_card(view.verb, await sources.rows(tasks, page.here), page.reader(zone))
