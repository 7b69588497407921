"""A bot that says and answers what a test tells it, on a real sandbox."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from bot.sandbox.ids import new_message_id
from bot.sandbox.posting import Draft
from bot.sandbox.records import Chat, Message, MessageType
from bot.sandbox.server import RunningSandbox
from tests.sandbox.socket_bot import BotSocket, a_bot, with_body


class Stage:
    """The bot's side of the conversation."""

    def __init__(self, running: RunningSandbox) -> None:
        self.tenant = running.sandbox.tenant
        self.posting = running.sandbox.posting
        self.running = running

    def chat(self, name: str) -> Chat:
        """A group by its name, or the personal chat of a person by theirs."""
        people = {user.open_id for user in self.tenant.users() if user.name == name}
        chats = self.tenant.chats()
        return next(
            each for each in chats if each.name == name or (not each.name and people & {*each.members})
        )

    def open_personal_chat(self, name: str) -> Chat:
        person = next(user for user in self.tenant.users() if user.name == name)
        return self.tenant.open_personal_chat(person.open_id, self.running.sandbox.clock.now())

    def send_text(self, chat: Chat, said: str, *, under: Message | None = None) -> Message:
        return self._send(chat, Draft(MessageType.TEXT, json.dumps({"text": said})), under)

    def send_markdown(self, chat: Chat, said: str, *, under: Message) -> Message:
        content = {"zh_cn": {"content": [[{"tag": "md", "text": said}]]}}
        return self._send(chat, Draft(MessageType.POST, json.dumps(content)), under)

    def send_card(self, chat: Chat, card: dict[str, Any]) -> Message:
        return self._send(chat, Draft(MessageType.INTERACTIVE, json.dumps(card)), None)

    def fill(self, chat: Chat, count: int) -> None:
        """Let `count` texts stand in a chat, past Lark's limits on how fast one may send."""
        first = self.send_text(chat, "0")
        for number in range(1, count):
            content = json.dumps({"text": str(number)})
            self.tenant.put_message(replace(first, message_id=new_message_id(), content=content))

    def change(self, message: Message, card: dict[str, Any]) -> None:
        self.posting.patch(message.message_id, json.dumps(card))

    def newest(self) -> Message:
        return self.tenant.messages()[-1]

    @asynccontextmanager
    async def answering(self, body: object) -> AsyncIterator[BotSocket]:
        """While open, the bot is connected and answers every press with `body`."""
        address = SimpleNamespace(url=self.running.url, identity=self.running.app)
        async with a_bot(address, with_body(body)) as socket:
            yield socket

    def _send(self, chat: Chat, draft: Draft, under: Message | None) -> Message:
        if under is None:
            return self.posting.send(chat, draft)
        return self.posting.reply(under.message_id, draft, in_thread=True)
