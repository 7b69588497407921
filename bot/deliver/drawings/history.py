"""Cards about what was, and what is next."""

import heapq
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from bot.deliver.lists import tasks_on
from bot.deliver.page import Page
from cards.elements import Card
from cards.history_card import RUNS_SHOWN, HistoryView, PastRun, history_card
from cards.upcoming_card import SHOWN, Coming, RecentView, UpcomingView, recent_card, upcoming_card
from scheduler.fires import fires
from scheduler.model import ChatId, Run, Task, TaskStatus
from scheduler.views import HistoryCard, ListCard, RecentCard, UpcomingCard

OF_ONE_TASK = 3

RUNS_COUNTED = 50
"""What the success rate is of: enough to be one, few enough to be about now."""


async def draw_history(view: HistoryCard, page: Page) -> Card | None:
    sources = page.sources
    task = await sources.tasks.get(view.task_id)
    if task is None:
        return None
    runs = await sources.runs.of_task(task.id, RUNS_COUNTED)
    zone = await sources.zone_of(view.viewer, page.tenant)
    shown = await _past(runs[:RUNS_SHOWN], page)
    # The others only count: nobody reads who began them, and where they are.
    counted = [PastRun(run, "", "") for run in runs[RUNS_SHOWN:]]
    return history_card(HistoryView(task, [*shown, *counted]), page.reader(zone))


async def draw_recent(view: RecentCard, page: Page) -> Card:
    sources = page.sources
    listed = await tasks_on(
        sources.tasks, sources.runs, page.tenant, ListCard(view.viewer, view.chat_id, view.scope)
    )
    titles = {task.id: task.spec.title for task in listed}
    runs = await sources.runs.between(
        list(titles), view.start, view.end, SHOWN + 1, failed_only=view.failed_only
    )
    named = [(titles[past.run.task_id], past) for past in await _past(runs, page)]
    zone = await sources.zone_of(view.viewer, page.tenant)
    return recent_card(RecentView(named, view.failed_only), page.reader(zone))


async def draw_upcoming(view: UpcomingCard, page: Page) -> Card:
    sources = page.sources
    listed = await tasks_on(
        sources.tasks, sources.runs, page.tenant, ListCard(view.viewer, view.chat_id, view.scope)
    )
    active = [task for task in listed if task.status is TaskStatus.ACTIVE]
    zone = await sources.zone_of(view.viewer, page.tenant)
    shown = UpcomingView(await _coming(active, view, page), bounded=view.end is not None)
    return upcoming_card(shown, page.reader(zone))


async def _coming(tasks: Sequence[Task], view: UpcomingCard, page: Page) -> list[Coming]:
    """Return the next fires of all tasks in order, one more than a card shows."""
    streams = [_fires(task, view, page) for task in tasks]
    merged = heapq.merge(*streams, key=lambda coming: coming.at)
    coming = list(islice(merged, SHOWN + 1))
    due = {each.task.id: each.task for each in coming}
    places = {task.id: await _place(task, view.chat_id, page) for task in due.values()}
    return [Coming(each.at, each.task, places[each.task.id]) for each in coming]


def _fires(task: Task, view: UpcomingCard, page: Page) -> Iterator[Coming]:
    """Yield the next fires of a task: what the engine will do next, then what its trigger says.

    A task that fires every few minutes must not crowd out the others.
    """
    first = task.next_fire_time
    if first is None:
        return
    after = max(page.sources.clock(), view.start)
    most = task.spec.trigger.bounds.maximum
    left = OF_ONE_TASK if most is None else min(OF_ONE_TASK, most - task.fired)
    following = fires(task.spec.trigger, max(first, after), page.sources.calendar())
    stream = chain([first], following) if first > after else following
    for at in islice(stream, left):
        if view.end is not None and at >= view.end:
            return
        yield Coming(at, task)


async def _place(task: Task, here: ChatId, page: Page) -> str:
    destination = task.spec.destination
    if destination.chat_id == here or not destination.in_group:
        return ""
    return await page.sources.chat_name(destination.chat_id, task.tenant)


async def _past(runs: Sequence[Run], page: Page) -> list[PastRun]:
    sources = page.sources
    standing = await sources.outbox.standing([run.id for run in runs])
    return [
        PastRun(
            run,
            await sources.name(run.requested_by, run.tenant),
            sources.links.message(ChatId(standing[run.id][0]), standing[run.id][1])
            if run.id in standing
            else "",
        )
        for run in runs
    ]
