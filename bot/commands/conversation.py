"""One person talking to the bot in one chat of the sandbox, seeing what a person sees."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import aiohttp

from scheduler.errors import PermanentError

WITHIN_S = 12.0
"""How long a step may take; an answer to a message takes well under one."""

_POLL_S = 0.05

Message = dict[str, Any]


class StepFailedError(PermanentError):
    """Something that should have happened did not."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody talks to the bot."""

    person: str
    chat_id: str
    in_group: bool


class Conversation:
    """One person in one chat, on the sandbox's control API."""

    def __init__(self, http: aiohttp.ClientSession, name: str, place: Place) -> None:
        self._http = http
        self._name = name
        self._place = place
        self._seen: set[str] = set()

    async def say(self, text: str) -> None:
        print(f"{self._name}: {text}")
        self._seen = {message["message_id"] for message in await self._messages()}
        body = {
            "as": self._place.person,
            "chat_id": self._place.chat_id,
            "text": text,
            "mention_bot": self._place.in_group,
        }
        await self._post("/_sandbox/messages", body)

    async def card(self, what: str, fits: Callable[[str], bool]) -> Message:
        """Wait for a card newer than what was last said, whose text fits."""
        return await self._until(what, lambda message: _is_card(message) and fits(message["content"]))

    async def changed(self, card: Message, what: str, *words: str) -> Message:
        """Wait until that very card says all of `words`."""
        wanted = card["message_id"]
        return await self._until(
            what,
            lambda message: (
                message["message_id"] == wanted and all(word in message["content"] for word in words)
            ),
            old=True,
        )

    async def reply_under(self, card: Message, what: str) -> Message:
        """Wait for a message in the card's thread."""
        wanted = card["message_id"]
        return await self._until(what, lambda message: message["root_id"] == wanted)

    async def press(self, card: Message, verb: str) -> None:
        """Press the card's button that means `verb`."""
        name = _button(json.loads(card["content"]), verb)
        print(f"{self._name}: [{verb}]")
        self._seen = {message["message_id"] for message in await self._messages()}
        answer = await self._post(
            "/_sandbox/actions",
            {"as": self._place.person, "message_id": card["message_id"], "action": name},
        )
        if answer.get("error"):
            raise StepFailedError(f"pressing {verb} failed: {answer}")

    async def _until(self, what: str, fits: Callable[[Message], bool], *, old: bool = False) -> Message:
        deadline = time.monotonic() + WITHIN_S
        while time.monotonic() < deadline:
            for message in await self._messages():
                if (old or message["message_id"] not in self._seen) and fits(message):
                    print(f"  Aime: {what}")
                    return message
            await asyncio.sleep(_POLL_S)
        raise StepFailedError(f"{self._name} waited {WITHIN_S:.0f} s for: {what}")

    async def _messages(self) -> list[Message]:
        async with self._http.get("/_sandbox/state") as response:
            state = await response.json()
        return [message for message in state["messages"] if message["chat_id"] == self._place.chat_id]

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        async with self._http.post(path, json=body) as response:
            answer: dict[str, Any] = await response.json()
            if response.status >= 400:
                raise StepFailedError(f"{path} answered {response.status}: {answer}")
            return answer


def _button(card: Any, verb: str) -> str:
    """Return the name of the component whose callback means `verb`."""
    for component in _components(card):
        for behavior in component.get("behaviors", []):
            if behavior.get("value", {}).get("verb") == verb:
                return str(component.get("name") or component.get("element_id"))
    raise StepFailedError(f"the card has no button for {verb}")


def _components(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _components(child)


def _is_card(message: Message) -> bool:
    return bool(message["msg_type"] == "interactive" and message["sender"]["type"] == "app")
