"""The local Lark's people and chats, by the part they play, and what tests look at."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
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
    admin: Json  # speaks Chinese, a member of the group
    group: str

    @classmethod
    async def of(cls, http: aiohttp.ClientSession) -> "Cast":
        async with http.get("/_sandbox/state") as response:
            state = await response.json()
        group = state["chats"][0]
        people = {user["open_id"]: user for user in state["users"]}
        colleague = next(user for user in state["users"] if user["locale"].startswith("en"))
        admin = next(user for user in state["users"] if user["is_admin"])
        return cls(http, people[group["owner"]], colleague, admin, group["chat_id"])

    async def alone(self, person: Json) -> Conversation:
        """The personal chat of `person` with the bot."""
        return Conversation(
            self.http, person["name"], Place(person["open_id"], await self.personal_chat(person), False)
        )

    def in_group(self, person: Json) -> Conversation:
        return Conversation(self.http, person["name"], Place(person["open_id"], self.group, True))

    async def personal_chat(self, person: Json) -> str:
        return (await self.post("/_sandbox/chats/p2p", {"as": person["open_id"]}))["chat_id"]

    async def write(self, person: Json, text: str, **more: Any) -> str:
        """Let `person` write, in person unless a `chat_id` is given; returns the message's id."""
        body = {"as": person["open_id"], "text": text, **more}
        return (await self.post("/_sandbox/messages", body))["message_id"]

    async def tap(
        self, person: Json, card: Message, verb: str, word: str = "", *, option: str | None = None
    ) -> Json:
        """Press the button for `verb` that has `word` in it, or pick `option`; as `press` otherwise."""
        fresh = card_of(await self.message(card["message_id"]))
        body = {
            "as": person["open_id"],
            "message_id": card["message_id"],
            "action": button(fresh, verb, word),
            "option": option,
        }
        return await self.post("/_sandbox/actions", body)

    async def press(self, person: Json, card: Message, verb: str, **form: str) -> Json:
        """Press the button that means `verb`; returns what the sandbox says of it."""
        fresh = await self.message(card["message_id"])
        body = {
            "as": person["open_id"],
            "message_id": card["message_id"],
            "action": button(card_of(fresh), verb),
        }
        return await self.post("/_sandbox/actions", body | ({"form_value": form} if form else {}))

    async def send_form(self, person: Json, card: Message, key: str = "submit", **form: Any) -> Json:
        """Send the form on a card by the button of that name, fields left out as they stand."""
        body = {"as": person["open_id"], "message_id": card["message_id"], "action": key, "form_value": form}
        return await self.post("/_sandbox/actions", body)

    async def message(self, message_id: str) -> Message:
        messages = (await self.state())["messages"]
        return next(message for message in messages if message["message_id"] == message_id)

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

    async def fault(self, kind: str, **fault: Any) -> None:
        await self.post("/_sandbox/faults", {"kind": kind, **fault})

    async def struck(self, within_s: float = 10) -> None:
        """Wait until every fault that was armed has begun to strike."""
        async with asyncio.timeout(within_s), self._news() as news:
            while await self._armed():
                await anext(news)

    async def advance(self, by: timedelta) -> None:
        await self.post("/_sandbox/clock", {"advance_s": by.total_seconds()})

    async def post(self, path: str, body: Json) -> Json:
        async with self.http.post(path, json=body) as response:
            assert response.status < 400, await response.text()
            return await response.json()

    async def until(self, holds: Callable[[list[Message]], bool], within_s: float = 15) -> list[Message]:
        """Wait for the bot's messages to be as `holds` says."""
        messages: list[Message] = []
        try:
            async with asyncio.timeout(within_s), self._news() as news:
                while not holds(messages := await self.messages()):
                    await anext(news)
        except TimeoutError:
            seen = "\n".join(shown(message) for message in messages)
            raise AssertionError(
                f"it did not happen within {within_s} s; what the bot posted:\n{seen}"
            ) from None
        return messages

    async def when(self, holds: Callable[[], bool], within_s: float = 15) -> None:
        """Wait until something else than the messages is as `holds` says: the bot's own tables, its log."""
        async with asyncio.timeout(within_s), self._news() as news:
            while not holds():
                await anext(news)

    async def one(self, fits: Callable[[Message], bool], within_s: float = 15) -> Message:
        """Wait for the one message of the bot that fits."""
        found = await self.until(lambda messages: any(map(fits, messages)), within_s)
        fitting = [message for message in found if fits(message)]
        assert len(fitting) == 1, [message["content"] for message in fitting]
        return fitting[0]

    async def says(self, *words: str, chat_id: str | None = None, under: str | None = None) -> Message:
        """Wait for the one message that has all of `words` in it."""
        return await self.one(
            lambda message: (
                chat_id in (None, message["chat_id"])
                and under in (None, message["root_id"])
                and all(word in message["content"] for word in words)
            )
        )

    async def turns(self, card: Message, *words: str) -> Message:
        """Wait until that very card has all of `words` in it."""
        return await self.one(
            lambda message: (
                message["message_id"] == card["message_id"]
                and all(word in message["content"] for word in words)
            )
        )

    async def saved(self, person: Json, text: str, **more: Any) -> Message:
        """Create a task by text and button; returns its card."""
        known = {message["message_id"] for message in await self.messages()}
        await self.write(person, text, **more)
        confirm = await self.one(
            lambda message: message["message_id"] not in known and "draft.save" in message["content"]
        )
        answer = await self.press(person, confirm, "draft.save")
        assert answer["error"] is None, answer
        return await self.message(confirm["message_id"])

    async def _armed(self) -> list[Json]:
        async with self.http.get("/_sandbox/faults") as response:
            return (await response.json())["faults"]

    @asynccontextmanager
    async def _news(self) -> AsyncIterator[AsyncIterator[None]]:
        """Yield what tells, again and again, that something may have changed."""
        timeout = aiohttp.ClientTimeout(total=None)
        async with self.http.get("/_sandbox/events", timeout=timeout) as response:
            yield _ticks(response)


async def _ticks(response: aiohttp.ClientResponse) -> AsyncIterator[None]:
    """Tick for each event, and at least five times a second: what changes silently is seen, too."""
    while True:
        try:
            async with asyncio.timeout(0.2):
                while not (await response.content.readline()).startswith(b"event:"):
                    pass
        except TimeoutError:
            pass
        yield


def card_of(message: Message) -> Json:
    return json.loads(message["content"])


def button(card: Json, verb: str, word: str = "") -> str:
    """Return the name of the component whose callback means `verb`, and that has `word` in it."""
    found = next(
        component
        for component in components(card)
        if verb in verbs_of(component) and word in json.dumps(component, ensure_ascii=False)
    )
    return found.get("name") or found["element_id"]


def verbs(message: Message) -> set[str]:
    """Return what the buttons of a card mean."""
    return {verb for component in components(card_of(message)) for verb in verbs_of(component)}


def verbs_of(component: Json) -> list[str]:
    behaviors = component.get("behaviors", [])
    return [behavior["value"]["verb"] for behavior in behaviors if "verb" in behavior.get("value", {})]


def components(node: Any) -> Iterator[Json]:
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from components(child)


def shown(message: Message) -> str:
    """Return the words that a person reads."""
    content = card_of(message)
    words = [part.get("content") or part.get("text") for part in components(content)]
    return f"[{message['msg_type']}] " + " | ".join(word for word in words if isinstance(word, str))


def toast(answer: Json) -> str:
    """Return what the person who pressed was told."""
    return answer["response"]["toast"]["content"]
