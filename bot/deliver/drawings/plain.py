"""Cards that need no rows."""

from bot.deliver.page import Page
from cards.ask_card import ask_card
from cards.elements import Card
from cards.help_card import help_card
from scheduler.posts import AskCard, HelpCard


async def draw_ask(view: AskCard, page: Page) -> Card:
    return ask_card(view.question, view.choices, page.reader())


async def draw_help(view: HelpCard, page: Page) -> Card:
    sources = page.sources
    return help_card(
        page.reader(),
        welcome=view.welcome,
        feedback_url=sources.feedback_url,
        has_agent=sources.has_agent,
    )
