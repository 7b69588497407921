"""The card of a change, and what drafts of every kind are checked for before they are drawn."""

from datetime import datetime

from bot.deliver.lists import TASKS_AT_MOST
from bot.deliver.page import Page
from bot.deliver.sources import Sources
from cards.change_card import ChangeView, change_card
from cards.differences import Places
from cards.elements import Card
from cards.reader import Reader
from scheduler.amending import fired_under
from scheduler.drafts import Amendment, Draft, DraftState
from scheduler.fires import next_fire_time
from scheduler.model import Task
from scheduler.triggers import Trigger


async def draw_change(draft: Draft, amends: Amendment, page: Page, reader: Reader) -> Card | None:
    """Draw the difference that the draft of a change makes."""
    sources = page.sources
    task = await sources.tasks.get(amends.task_id)
    if task is None:
        return None
    old, new = amends.before.destination, draft.spec.destination
    view = ChangeView(
        draft=draft,
        before=amends.before,
        asker=await sources.name(draft.asker, draft.tenant),
        places=Places(
            await sources.chat_name(old.chat_id, draft.tenant),
            await sources.chat_name(new.chat_id, draft.tenant),
            draft.wanted_group,
            elsewhere=any(page.is_elsewhere(place) for place in (old, new)),
        ),
        status=task.status,
        next_run=_next_run(draft.spec.trigger, task, reader),
        has_twin=await has_twin(draft, sources),
        closed_by=await sources.name(draft.closed_by, draft.tenant),
    )
    return change_card(view, reader)


def _next_run(trigger: Trigger, task: Task, reader: Reader) -> datetime | None:
    """Return when the task runs next once it has this trigger; an untouched one keeps its next run."""
    if trigger == task.spec.trigger:
        return task.next_fire_time
    return next_fire_time(trigger, reader.now, reader.calendar, fired=fired_under(trigger, task))


async def has_twin(draft: Draft, sources: Sources) -> bool:
    """Tell whether a draft gives a name that another of the asker's tasks has."""
    before = draft.amends.before.title if draft.amends else ""
    title = draft.spec.title.casefold()
    if title == before.casefold() or draft.state is not DraftState.OPEN:
        return False
    own = await sources.tasks.of_owner(draft.tenant, draft.asker, TASKS_AT_MOST)
    changed = draft.amends.task_id if draft.amends else None
    return any(task.spec.title.casefold() == title and task.id != changed for task in own)
