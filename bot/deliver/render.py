"""Draws what a post shows from the present state."""

import json

from bot.deliver.drawings import DRAWINGS
from bot.deliver.page import Page
from bot.deliver.rendered import Rendered, as_card, as_text
from bot.deliver.sources import Sources
from cards.elements import Card
from cards.result import result_post, split_result
from cards.texts import say
from scheduler.model import ChatId, Locale, StaticText, TenantKey
from scheduler.posts import Delivery, standing_in
from scheduler.views import RunResult, Sentence, View


class Renderer:
    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    async def __call__(self, delivery: Delivery) -> Rendered | None:
        """Draw a delivery; None when there is nothing left to show."""
        post = delivery.post
        match post.view:
            case Sentence(code, facts):
                return as_text(say(code, post.locale, **facts))
            case RunResult():
                return await self._result(post.view)
            case view:
                card = await self.card(view, post.tenant, post.locale, standing_in(post.target))
                return as_card(card.json(), card.summary) if card else None

    async def card(
        self, view: View, tenant: TenantKey, locale: Locale, here: ChatId | None = None
    ) -> Card | None:
        """Draw a card that stands `here`; None when what it shows is gone, or for a view that is no card."""
        draw = DRAWINGS.get(type(view))
        if draw is None:
            return None
        in_group = await self.sources.is_group(here, tenant)
        return await draw(view, Page(self.sources, tenant, locale, here, in_group))

    async def _result(self, view: RunResult) -> Rendered | None:
        sheet = await self.sources.sheets.get(view.run_id)
        parts = split_result(sheet.run.result) if sheet else []
        if sheet is None or view.part >= len(parts):
            return None
        verbatim = isinstance(sheet.task.spec.action, StaticText)
        content = json.dumps(result_post(parts[view.part], verbatim=verbatim), ensure_ascii=False)
        return Rendered("post", content, parts[view.part])
