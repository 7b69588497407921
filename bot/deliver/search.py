"""Looks in the chat for a message of which nobody knows whether it arrived."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.lark.client import LarkClient
from bot.lark.records import Found
from scheduler.posts import Delivery, OnlyTo, ReplyTo, ToChat, ToPerson, UnderPost
from storage.outbox import Outbox

_SLACK = timedelta(minutes=1)
"""Between Lark's clock and ours."""


class Search:
    def __init__(self, outbox: Outbox, lark: LarkClient) -> None:
        self._outbox = outbox
        self._lark = lark

    async def unclaimed(self, delivery: Delivery) -> list[Found] | None:
        """Return the bot's messages there since the first try that no record of ours claims.

        None when it cannot be told: a personal chat is not known before a message in it is, and what
        one person sees stands in no list.
        """
        assert delivery.first_tried_at is not None, "only an uncertain send is looked for"
        posted = await self._posted_since(delivery, delivery.first_tried_at - _SLACK)
        if posted is None:
            return None
        ours = [found for found in posted if found.sender_id == self._lark.app_id and not found.deleted]
        known = await self._outbox.known([found.message_id for found in ours])
        return [found for found in ours if found.message_id not in known]

    async def _posted_since(self, delivery: Delivery, since: datetime) -> list[Found] | None:
        match delivery.post.target:
            case ToChat(chat_id):
                return await self._lark.recent(chat_id, since)
            case UnderPost(key, chat_id):
                cards: Sequence[str | None] = await self._outbox.messages_of(key) or [None]
                threads = [await self._in_thread(each, chat_id, since) for each in cards]
                return [found for thread in threads for found in thread]
            case ReplyTo(message_id, chat_id, in_thread):
                return await self._in_thread(message_id if in_thread else None, chat_id, since)
            case ToPerson() | OnlyTo():
                return None

    async def _in_thread(self, parent: str | None, chat_id: str, since: datetime) -> list[Found]:
        """Return what stands in the parent's thread; without a parent, in the chat itself."""
        if parent is None:
            return await self._lark.recent(chat_id, since)
        thread_id = (await self._lark.message(parent)).thread_id
        return [] if thread_id is None else await self._lark.thread_messages(thread_id, since)
