"""The card of a message, drawn anew: the immediate half of an answer to a press."""

from collections.abc import Mapping

from bot.deliver.render import Renderer
from scheduler.posts import standing_in
from storage.outbox import Outbox


class Redraw:
    def __init__(self, outbox: Outbox, renderer: Renderer) -> None:
        self._outbox = outbox
        self._renderer = renderer

    async def card(self, message_id: str) -> Mapping[str, object] | None:
        """Return the card as it should look now; None for a message that is not ours, or is no card."""
        delivery = await self._outbox.by_message(message_id)
        if delivery is None:
            return None
        post = delivery.post
        card = await self._renderer.card(post.view, post.tenant, post.locale, standing_in(post.target))
        return card.json() if card else None
