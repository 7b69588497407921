"""How each kind of card is drawn from the present state: one function a view, found by its type."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from bot.deliver.drawings.batches import draw_batch, draw_busy, draw_sure
from bot.deliver.drawings.digests import draw_digest
from bot.deliver.drawings.forms import draw_form
from bot.deliver.drawings.history import draw_history, draw_recent, draw_upcoming
from bot.deliver.drawings.lists import draw_list, draw_pick
from bot.deliver.drawings.places import draw_config, draw_place
from bot.deliver.drawings.plain import draw_ask, draw_help, draw_settings, draw_status
from bot.deliver.drawings.runs import draw_run
from bot.deliver.drawings.tasks import draw_draft, draw_task
from bot.deliver.drawings.templates import TEMPLATES
from bot.deliver.page import Page
from cards.elements import Card
from scheduler.digest import DigestCard
from scheduler.views import (
    AskCard,
    BatchCard,
    BusyCard,
    ConfigCard,
    DraftCard,
    FormCard,
    HelpCard,
    HistoryCard,
    ListCard,
    PickCard,
    PlaceCard,
    RecentCard,
    RunCard,
    SettingsCard,
    StatusCard,
    SureCard,
    TaskCard,
    UpcomingCard,
)

Draw = Callable[[Any, Page], Awaitable[Card | None]]
"""From a view of its own type to a card; None when what it shows is gone."""

_CARDS: Mapping[type, Draw] = {
    RunCard: draw_run,
    TaskCard: draw_task,
    DraftCard: draw_draft,
    ListCard: draw_list,
    HistoryCard: draw_history,
    RecentCard: draw_recent,
    UpcomingCard: draw_upcoming,
    PickCard: draw_pick,
    AskCard: draw_ask,
    PlaceCard: draw_place,
    ConfigCard: draw_config,
    BusyCard: draw_busy,
    BatchCard: draw_batch,
    SureCard: draw_sure,
    HelpCard: draw_help,
    **TEMPLATES,
    FormCard: draw_form,
    SettingsCard: draw_settings,
    StatusCard: draw_status,
}

DRAWINGS: Mapping[type, Draw] = {**_CARDS, DigestCard: partial(draw_digest, _CARDS)}
