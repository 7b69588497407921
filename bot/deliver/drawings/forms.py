"""The form for a task."""

from bot.deliver.page import Page
from cards.elements import Card
from cards.task_form import FormView, Purpose, task_form
from scheduler.fires import upcoming
from scheduler.views import FormCard

_NEXT_RUNS = 3


async def draw_form(view: FormCard, page: Page) -> Card:
    sources = page.sources
    trigger = view.checked.trigger
    shown = FormView(
        purpose=_purpose(view),
        entries=view.entries,
        checked=view.checked,
        places=view.places,
        has_agent=sources.has_agent,
        title=view.title,
        subject=view.draft_id or view.task_id or "",
        revision=view.revision,
        next_runs=upcoming(trigger, sources.clock(), _NEXT_RUNS, sources.calendar()) if trigger else (),
        is_closed=view.is_closed,
    )
    return task_form(shown, page.reader(await sources.zone_of(view.asker, page.tenant)))


def _purpose(view: FormCard) -> Purpose:
    if view.draft_id is not None:
        return Purpose.DRAFT
    return Purpose.TASK if view.task_id is not None else Purpose.NEW
