"""Reactions to messages: add, list, remove."""

from dataclasses import dataclass

from pydantic import Field

from bot.sandbox import console
from bot.sandbox.api.paging import page_of
from bot.sandbox.api.routes import Answer, Call, Route, StrictWire, Wire
from bot.sandbox.console import AppConsole
from bot.sandbox.emojis import EMOJI_TYPES
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ids import new_reaction_id
from bot.sandbox.ports import Clock, JsonObject
from bot.sandbox.records import Message, Reaction, Sender, SenderType
from bot.sandbox.tenant import Tenant
from bot.sandbox.wire import milliseconds

BASE = "/open-apis/im/v1/messages/{message_id}/reactions"


class _ReactionType(StrictWire):
    emoji_type: str


class _CreateBody(StrictWire):
    reaction_type: _ReactionType


class _ListQuery(Wire):
    reaction_type: str | None = None
    page_size: int = Field(20, ge=1, le=50)
    page_token: str = ""


@dataclass(frozen=True, slots=True)
class ReactionsApi:
    tenant: Tenant
    console: AppConsole
    clock: Clock

    def routes(self) -> list[Route]:
        return [
            Route("POST", BASE, self.create, console.REACT),
            Route("GET", BASE, self.list_page, console.READ_REACTIONS),
            Route("DELETE", f"{BASE}/{{reaction_id}}", self.delete, console.REACT),
        ]

    async def create(self, call: Call) -> Answer:
        emoji_type = _known((await call.body(_CreateBody)).reaction_type.emoji_type)
        message = self._message(call)
        return self._wire(self._existing(message, emoji_type) or self._add(message, emoji_type))

    async def list_page(self, call: Call) -> Answer:
        query = call.query(_ListQuery)
        wanted = None if query.reaction_type is None else _known(query.reaction_type)
        reactions = [
            each
            for each in self.tenant.reactions(self._message(call).message_id)
            if wanted is None or each.emoji_type == wanted
        ]
        size, token = query.page_size, query.page_token
        page = page_of(reactions, token, size, lambda each: each.reaction_id, Code.BAD_REACTION_PAGE)
        return page.wire(self._wire)

    async def delete(self, call: Call) -> Answer:
        message = self._message(call)
        reaction = self.tenant.reaction(call.path("reaction_id"))
        if reaction is None:
            raise LarkError(Code.BAD_REACTION_ID)
        if reaction.message_id != message.message_id:
            raise LarkError(Code.REACTION_OF_OTHER_MESSAGE)
        if reaction.operator.type is not SenderType.APP:
            raise LarkError(Code.NOT_YOUR_REACTION)
        self.tenant.remove_reaction(reaction.reaction_id)
        return self._wire(reaction)

    def _message(self, call: Call) -> Message:
        message = self.tenant.message(call.path("message_id"))
        if message is None or message.recalled:
            raise LarkError(Code.REACTION_MESSAGE_GONE)
        if message.only_for is not None:
            raise LarkError(Code.REACTION_UNSUPPORTED)
        chat = self.tenant.chat(message.chat_id)
        assert chat is not None, "a chat is never forgotten"
        if chat.dissolved:
            raise LarkError(Code.CHAT_DISSOLVED)
        if not chat.bot_member:
            raise LarkError(Code.CANNOT_REACT)
        return message

    def _existing(self, message: Message, emoji_type: str) -> Reaction | None:
        """Return the bot's own reaction of this kind: a second one would change nothing."""
        own = (each for each in self.tenant.reactions(message.message_id) if each.operator == self._bot)
        return next((each for each in own if each.emoji_type == emoji_type), None)

    def _add(self, message: Message, emoji_type: str) -> Reaction:
        reaction = Reaction(
            new_reaction_id(), message.message_id, emoji_type, self._bot, action_time=self.clock()
        )
        self.tenant.put_reaction(reaction)
        return reaction

    @property
    def _bot(self) -> Sender:
        return Sender(self.console.app.app_id, SenderType.APP)

    def _wire(self, reaction: Reaction) -> JsonObject:
        return {
            "reaction_id": reaction.reaction_id,
            "operator": {"operator_id": reaction.operator.id, "operator_type": reaction.operator.type},
            "action_time": milliseconds(reaction.action_time),
            "reaction_type": {"emoji_type": reaction.emoji_type},
        }


def _known(emoji_type: str) -> str:
    if emoji_type not in EMOJI_TYPES:
        raise LarkError(Code.BAD_EMOJI)
    return emoji_type
