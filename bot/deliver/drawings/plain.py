"""Cards that show no tasks."""

from dataclasses import replace

from bot.deliver.page import Page
from cards.ask_card import ask_card, closed_ask_card
from cards.elements import Card
from cards.help_card import help_card
from cards.settings_card import SettingsView, settings_card
from cards.status_card import status_card
from scheduler.views import AskCard, HelpCard, SettingsCard, StatusCard
from scheduler.watching import Installation


async def draw_ask(view: AskCard, page: Page) -> Card:
    if view.over:
        return closed_ask_card(view.over, view.said, page.reader())
    return ask_card(view.question, view.choices, page.reader(), is_open=bool(view.said))


async def draw_help(view: HelpCard, page: Page) -> Card:
    sources = page.sources
    return help_card(
        page.reader(),
        welcome=view.welcome,
        feedback_url=sources.feedback_url,
        has_agent=sources.has_agent,
        has_monitors=bool(sources.ping_hosts),
    )


async def draw_settings(view: SettingsCard, page: Page) -> Card:
    """Draw what is in force for a person, in the language that was chosen."""
    directory = page.sources.directory
    person = await directory.person(view.person, page.tenant)
    locale = person.locale if person.chose_locale else page.locale
    quiet = await page.sources.quiet.of(person.id)
    return settings_card(SettingsView(person, directory.zone_of(person), quiet), page.sources.reader(locale))


async def draw_status(view: StatusCard, page: Page) -> Card:
    zone = await page.sources.zone_of(view.viewer, page.tenant)
    return status_card(_but_this_card(await page.sources.installation()), page.reader(zone))


def _but_this_card(installation: Installation) -> Installation:
    """Leave out of the outbox the card itself, which is in it while it is drawn."""
    backlog = installation.backlog
    if backlog is None or not backlog.outbox:
        return installation
    others = backlog.outbox - 1
    oldest = backlog.oldest_outbox if others else None
    return replace(installation, backlog=replace(backlog, outbox=others, oldest_outbox=oldest))
