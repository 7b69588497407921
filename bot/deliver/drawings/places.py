"""Cards about where tasks post: the question where, and what a group is told."""

from bot.deliver.page import Page
from cards.config_card import ConfigView, config_card
from cards.differences import Places
from cards.elements import Card
from cards.place_card import GroupRow, PlaceView, place_card
from cards.texts import say
from scheduler.model import ChatId
from scheduler.views import ConfigCard, PlaceCard


async def draw_place(view: PlaceCard, page: Page) -> Card:
    draft = await page.sources.drafts.get(view.draft_id) if view.draft_id else None
    problem = view.problem
    shown = PlaceView(
        in_group=view.in_group,
        title=draft.spec.title if draft else "",
        problem=say(problem.code, page.locale, **problem.facts) if problem else "",
        query=view.query,
        groups=[await _row(chat_id, name, page) for chat_id, name in view.groups],
        wanted=view.wanted,
        people=view.people,
        back=view.draft_id is not None,
        of_another=view.owner not in {None, view.asker},
    )
    return place_card(shown, page.reader())


async def draw_config(view: ConfigCard, page: Page) -> Card:
    """Draw what was saved as it was then: what followed has a card of its own."""
    sources = page.sources
    old, new = (view.before or view.spec).destination, view.spec.destination
    shown = ConfigView(
        task_id=view.task_id,
        spec=view.spec,
        before=view.before,
        owner=await sources.name(view.owner, page.tenant),
        by=await sources.name(view.by, page.tenant),
        places=Places(
            await sources.chat_name(old.chat_id, page.tenant),
            await sources.chat_name(new.chat_id, page.tenant),
            elsewhere=True,  # a group is told
        ),
    )
    return config_card(shown, page.reader(await sources.zone_of(view.owner, page.tenant)))


async def _row(chat_id: ChatId, name: str, page: Page) -> GroupRow:
    """Tell groups of one name apart by who owns them and how many are in them."""
    chat = await page.sources.directory.chat(chat_id, page.tenant)
    if chat is None:
        return GroupRow(chat_id, name)
    return GroupRow(chat_id, name, chat.people, await page.sources.name(chat.owner, page.tenant))
