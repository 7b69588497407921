"""From a person's message to the confirm card that everybody in the chat sees."""

import asyncio
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.figures import Baseline, Figure
from tests.benchmarks.lark import Json, Lark, Watcher, a_bot, a_lark
from tests.benchmarks.programs import python

PEOPLE = 6
PAUSE_S = 0.25
"""Between two messages, in turns over the people: far below every limit of Lark's."""

ECHO = str(Path(__file__).with_name("echo_bot.py"))
_SENTENCES = ("每天早上9点提醒我喝水", "remind me every weekday at 9am to stand up", "每30分钟提醒我看看窗外")


async def measure(*, quick: bool) -> Sequence[Figure]:
    count = 6 if quick else 36
    cards, sends = await _cards(count)
    echoes = await _echoes(count)
    return [
        Figure(
            "message_to_confirm_card", "ms", cards, Baseline("an echo bot on the SDK: text to text", echoes)
        ),
        Figure(
            "message_to_confirm_card_over_send", "ms", cards, Baseline("one direct send of a text", sends)
        ),
    ]


async def _cards(count: int) -> tuple[list[float], list[float]]:
    """Talk to the whole bot; the direct sends go between its messages, to feel the same machine."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_lark() as lark, a_bot(lark, lark.settings(Path(folder), model=False)):
            async with Watcher().watching(lark) as watcher:
                chats = await _people(lark)
                for chat in chats:  # the first message of a newcomer brings a welcome, too
                    await _answered_ms(lark, watcher, chat, "/help")
                headers = await lark.authorised()
                cards, sends = [], []
                for number in range(count):
                    chat, text = chats[number % PEOPLE], _SENTENCES[number % len(_SENTENCES)]
                    cards.append(await _answered_ms(lark, watcher, chat, text, "draft.save"))
                    sends.append(await _sent_ms(lark, watcher, chat, headers))
                    await asyncio.sleep(PAUSE_S)
    return cards, sends


async def _echoes(count: int) -> list[float]:
    async with a_lark() as lark:
        said = lark.said
        async with python(ECHO, said["url"], said["app_id"], said["app_secret"]) as program:
            await program.line_with("connected to")
            async with Watcher().watching(lark) as watcher:
                chats = await _people(lark)
                await _answered_ms(lark, watcher, chats[0], "warm up")
                echoes = []
                for number in range(count):
                    echoes.append(await _answered_ms(lark, watcher, chats[number % PEOPLE], "hello"))
                    await asyncio.sleep(PAUSE_S)
                return echoes


async def _people(lark: Lark) -> list[Json]:
    """Add people; return their personal chats, each with whom it belongs to as `person`."""
    chats = []
    for number in range(PEOPLE):
        user = await lark.post("/_sandbox/users", {"name": f"Person {number}"})
        chat = await lark.post("/_sandbox/chats/p2p", {"as": user["open_id"]})
        chats.append({**chat, "person": user["open_id"]})
    return chats


async def _answered_ms(lark: Lark, watcher: Watcher, chat: Json, text: str, holding: str = "") -> float:
    """Write, and return how long it took until the app said something new with `holding` in it."""
    watcher.forget()
    began = time.perf_counter()
    await lark.post("/_sandbox/messages", {"as": chat["person"], "chat_id": chat["chat_id"], "text": text})
    return 1000 * (await watcher.first(lambda message: _is_from_app(message, chat, holding)) - began)


async def _sent_ms(lark: Lark, watcher: Watcher, chat: Json, headers: dict[str, str]) -> float:
    watcher.forget()
    body = {"receive_id": chat["chat_id"], "msg_type": "text", "content": json.dumps({"text": "direct"})}
    began = time.perf_counter()
    await lark.post("/open-apis/im/v1/messages?receive_id_type=chat_id", body, **headers)
    return 1000 * (await watcher.first(lambda message: _is_from_app(message, chat, "direct")) - began)


def _is_from_app(message: Json, chat: Json, holding: str) -> bool:
    by_app = message["sender"]["type"] == "app" and message["chat_id"] == chat["chat_id"]
    return bool(by_app and holding in message["content"])
