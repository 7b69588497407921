"""`aime demo --check`: plays a conversation against the demo and fails when a step did not happen.

It sees what a person sees: messages and cards in the sandbox's state, buttons by their labels.
"""

import asyncio
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.commands.local_lark import LocalLark
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


async def check(lark: LocalLark) -> int:
    """Play the script; returns 0 when every step happened, 1 with the step that did not."""
    async with aiohttp.ClientSession(lark.url, trust_env=False) as http:
        people = await _people(http)
        try:
            for scene in (_personal_in_chinese, _group_in_english):
                await scene(http, people)
        except StepFailedError as error:
            print(f"\nFAILED: {error}")
            return 1
    print("\nEvery step happened.")
    return 0


@dataclass(frozen=True, slots=True)
class People:
    """The sandbox's cast: who speaks Chinese, who English, and the group that both are in."""

    chinese: dict[str, Any]
    english: dict[str, Any]
    group: str


async def _people(http: aiohttp.ClientSession) -> People:
    async with http.get("/_sandbox/state") as response:
        state = await response.json()
    chinese = next(user for user in state["users"] if user["locale"].startswith("zh"))
    english = next(user for user in state["users"] if user["locale"].startswith("en"))
    both = {chinese["open_id"], english["open_id"]}
    group = next(chat for chat in state["chats"] if both <= set(chat["members"]) and chat["bot_member"])
    return People(chinese, english, group["chat_id"])


async def _personal_in_chinese(http: aiohttp.ClientSession, people: People) -> None:
    person = people.chinese
    async with http.post("/_sandbox/chats/p2p", json={"as": person["open_id"]}) as response:
        chat_id = (await response.json())["chat_id"]
    talk = Conversation(http, person["name"], Place(person["open_id"], chat_id, in_group=False))
    print(f"\n— {person['name']}，与机器人的单聊 —")

    await talk.say("你好")
    await talk.card("欢迎卡片", lambda text: "提醒" in text)

    await talk.say("每天早上9点总结昨天的销售数据")
    await _life_of_a_task(
        talk, ("待确认", "已开启", "已完成", "已暂停", "已删除"), ("/暂停 1", "/恢复 1", "/删除 1")
    )


async def _group_in_english(http: aiohttp.ClientSession, people: People) -> None:
    person = people.english
    talk = Conversation(http, person["name"], Place(person["open_id"], people.group, in_group=True))
    print(f"\n— {person['name']}, in a group —")

    await talk.say("every weekday at 9:30am summarise the overnight tickets")
    await _life_of_a_task(
        talk, ("To confirm", "On", "Completed", "Paused", "Deleted"), ("/pause 1", "/resume 1", "/delete 1")
    )


async def _life_of_a_task(talk: Conversation, words: Sequence[str], typed: Sequence[str]) -> None:
    """Create, run now, pause, resume and delete one task, by buttons and by words."""
    to_confirm, on, completed, paused, deleted = words
    confirm = await talk.card("a confirm card", lambda text: to_confirm in text)
    await talk.press(confirm, "draft.save")
    task = await talk.changed(confirm, "the same card is the task, switched on", on)

    await talk.press(task, "task.run")
    run = await talk.card("a card that says running", lambda text: '"template": "blue"' in text)
    await talk.reply_under(run, "the result, as a reply under that card")
    await talk.changed(run, "the same card says completed", completed)

    await talk.press(task, "task.pause")
    task = await talk.changed(task, "paused", paused)
    await talk.press(task, "task.resume")
    await talk.changed(task, "switched on again", on)

    await talk.say("/list")
    await talk.card("the list of tasks", lambda text: '"template": "wathet"' in text)
    pause, resume, delete = typed
    await talk.say(pause)
    await talk.card("paused, by number", lambda text: paused in text)
    await talk.say(resume)
    await talk.card("switched on again, by number", lambda text: on in text)
    await talk.say(delete)
    question = await talk.card("whether to delete it", lambda text: "pick.choose" in text)
    await talk.press(question, "pick.choose")
    await talk.changed(question, "deleted, with a way back", deleted)
