"""How each kind of card is drawn from the present state: one function a view, found by its type."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.deliver.drawings.lists import draw_list, draw_pick
from bot.deliver.drawings.plain import draw_ask, draw_help, draw_settings
from bot.deliver.drawings.runs import draw_run
from bot.deliver.drawings.tasks import draw_draft, draw_task
from bot.deliver.page import Page
from cards.elements import Card
from scheduler.posts import AskCard, DraftCard, HelpCard, ListCard, PickCard, RunCard, SettingsCard, TaskCard

Draw = Callable[[Any, Page], Awaitable[Card | None]]
"""From a view of its own type to a card; None when what it shows is gone."""

DRAWINGS: Mapping[type, Draw] = {
    RunCard: draw_run,
    TaskCard: draw_task,
    DraftCard: draw_draft,
    ListCard: draw_list,
    PickCard: draw_pick,
    AskCard: draw_ask,
    HelpCard: draw_help,
    SettingsCard: draw_settings,
}
