"""The local Lark's people and chats, by the part they play, and what tests look at."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp

from bot.commands.conversation import Conversation, Message, Place

Json = dict[str, Any]


@dataclass
class Cast:
    http: aiohttp.ClientSession
    owner: Json  # speaks Chinese, owns the group
    colleague: Json  # speaks English
    group: str

    @classmethod
    async def of(cls, http: aiohttp.ClientSession) -> "Cast":
        async with http.get("/_sandbox/state") as response:
            state = await response.json()
        group = state["chats"][0]
        people = {user["open_id"]: user for user in state["users"]}
        colleague = next(user for user in state["users"] if user["locale"].startswith("en"))
        return cls(http, people[group["owner"]], colleague, group["chat_id"])

    async def alone(self, person: Json) -> Conversation:
        """The personal chat of `person` with the bot."""
        body = await self.post("/_sandbox/chats/p2p", {"as": person["open_id"]})
        return Conversation(self.http, person["name"], Place(person["open_id"], body["chat_id"], False))

    def in_group(self, person: Json) -> Conversation:
        return Conversation(self.http, person["name"], Place(person["open_id"], self.group, True))

    async def state(self) -> Json:
        async with self.http.get("/_sandbox/state") as response:
            return await response.json()

    async def messages(self, chat_id: str | None = None) -> list[Message]:
        """What the bot posted, oldest first."""
        posted = (await self.state())["messages"]
        ours = [message for message in posted if message["sender"]["type"] == "app"]
        return [message for message in ours if chat_id in (None, message["chat_id"])]

    async def requests(self) -> list[Json]:
        async with self.http.get("/_sandbox/requests") as response:
            return (await response.json())["requests"]

    async def fault(self, **fault: Any) -> None:
        await self.post("/_sandbox/faults", fault)

    async def advance(self, by: timedelta) -> None:
        await self.post("/_sandbox/clock", {"advance_s": by.total_seconds()})

    async def post(self, path: str, body: Json) -> Json:
        async with self.http.post(path, json=body) as response:
            assert response.status < 400, await response.text()
            return await response.json()

    async def until(self, holds: Callable[[list[Message]], bool], within_s: float = 10) -> list[Message]:
        """Wait for the bot's messages to be as `holds` says."""
        async with asyncio.timeout(within_s):
            while not holds(messages := await self.messages()):
                await self._next_event()
        return messages

    async def _next_event(self) -> None:
        """Wait for the sandbox to tell that anything changed."""
        timeout = aiohttp.ClientTimeout(total=None, sock_read=0.5)
        try:
            async with self.http.get("/_sandbox/events", timeout=timeout) as response:
                async for line in response.content:
                    if line.startswith(b"event: message"):
                        return
        except TimeoutError:
            return  # it may have changed just before we listened


def card_of(message: Message) -> Json:
    return json.loads(message["content"])
