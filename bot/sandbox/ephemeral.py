"""Cards in a group that only one person sees.

Lark documents little about refusals here: what its page leaves open is answered with 18053.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.sandbox.card_json import check_card
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ids import ChatId, new_message_id
from bot.sandbox.limits import Limit, RateLimits
from bot.sandbox.ports import Clock
from bot.sandbox.posting import Posting, refuse
from bot.sandbox.records import Chat, ChatType, Message, MessageType, Sender, SenderType, User
from bot.sandbox.tenant import Tenant

CHAT_LIMIT = Limit(40, timedelta(seconds=1))
"""Lark: such cards into one group."""


class Ephemeral:
    def __init__(self, tenant: Tenant, posting: Posting, clock: Clock, limits: RateLimits) -> None:
        self._tenant = tenant
        self._posting = posting
        self._clock = clock
        self._limits = limits

    def send(self, chat: Chat, user: User, content: str, card: dict[str, Any]) -> Message:
        """Show `user` a card in a group. Nothing makes it once: what is sent twice is there twice."""
        self._posting.check_access(chat)
        if chat.chat_type is not ChatType.GROUP or chat.topic or user.open_id not in chat.members:
            raise LarkError(Code.EPHEMERAL_REFUSED)
        refuse(check_card(content))
        if _translates_parts(card):
            raise LarkError(Code.EPHEMERAL_REFUSED, "parts of the card cannot have translations of their own")
        self._limits.count_target(("ephemeral", chat.chat_id), CHAT_LIMIT)
        return self._tenant.put_message(self._message(chat, user, content))

    def delete(self, message_id: str) -> None:
        """Take such a card away; nothing of it stays in the chat."""
        message = self._tenant.message(message_id)
        if message is None:
            raise LarkError(Code.MESSAGE_ID_UNKNOWN, f"invalid ids: [{message_id}]")
        if message.only_for is None:
            raise LarkError(Code.UNSUPPORTED_MESSAGE)
        self._posting.chat_of(message)
        if message.recalled:
            raise LarkError(Code.EPHEMERAL_DELETED)
        self._tenant.put_message(replace(message, recalled=True, updated=self._clock()))

    def _message(self, chat: Chat, user: User, content: str) -> Message:
        now = self._clock()
        return Message(
            message_id=new_message_id(),
            position=self._tenant.next_position(),
            chat_id=ChatId(chat.chat_id),
            sender=Sender(self._tenant.app.app_id, SenderType.APP),
            msg_type=MessageType.INTERACTIVE,
            content=content,
            created=now,
            updated=now,
            versions=(content,),
            only_for=user.open_id,
        )


def _translates_parts(part: Any) -> bool:
    if isinstance(part, list):
        return any(_translates_parts(each) for each in part)
    if not isinstance(part, dict):
        return False
    return "i18n_content" in part or any(_translates_parts(each) for each in part.values())
