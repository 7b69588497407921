"""Every event a hundred times, in any order, and the bot restarted in the middle."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import perf_counter

from bot.commands.local_lark import LocalLark
from scheduler.model import ChatId
from tests.faults.form import Form, Told
from tests.faults.ground import a_lark, groups
from tests.faults.postbox import Caught, Envelope, Postbox, address, catching
from tests.journeys.cast import Cast
from tests.journeys.stage import a_bot, rows

CALLBACK = {"AIME_LARK_MODE": "callback"}
COPIES = 100


async def measure(form: Form, folder: Path) -> Told:
    async with a_lark() as (lark, cast):
        return await repeated(lark, cast, form, folder)


async def repeated(lark: LocalLark, cast: Cast, form: Form, folder: Path) -> Told:
    """Let people write and press, let all of that come in a hundred times; count what came of it."""
    began = perf_counter()
    async with catching(lark, cast, caught := Caught()):
        chats = await groups(cast, form.repeated_messages)
        await _written(cast, chats)
        written = await _all(cast, caught, "im.message.receive_v1", len(chats))
        await _delivered(lark, cast, folder, written, lambda: _drafts(folder) == len(chats))
        confirm = await cast.until(lambda messages: _confirming(messages) == len(chats), within_s=120)
        for card in confirm:
            if "draft.save" in card["content"]:
                await cast.press(cast.colleague, card, "draft.save")
        pressed = await _all(cast, caught, "card.action.trigger", len(chats))
        await _delivered(lark, cast, folder, pressed, lambda: _tasks(folder) == len(chats))
    messages = await cast.messages()

    assert _drafts(folder) == _tasks(folder) == len(chats)
    assert _confirming(messages) <= len(messages) == len({message["message_id"] for message in messages})
    assert len(rows(folder, "inbox")) <= len(written) + len(pressed)
    for chat in chats:
        seen = [message for message in messages if message["chat_id"] == chat]
        assert len(seen) == len({message["content"] for message in seen}) <= 2, "something was said twice"
    return Told(
        {
            "events": len(written) + len(pressed),
            "copies_of_each": COPIES,
            "restarts": 2,
            "tasks": _tasks(folder),
            "said_twice": 0,
            "seconds": round(perf_counter() - began, 1),
        }
    )


async def _written(cast: Cast, chats: Sequence[ChatId]) -> None:
    for number, chat in enumerate(chats):
        await cast.post(
            f"/_sandbox/chats/{chat}/members",
            {"as": cast.owner["open_id"], "add": [cast.colleague["open_id"]]},
        )
        text = f"every day at {8 + number % 12}:05 remind us of kettle {number:05}"
        await cast.write(cast.colleague, text, chat_id=chat, mention_bot=True)


async def _all(cast: Cast, caught: Caught, kind: str, count: int) -> list[Envelope]:
    """Everything that was caught, once there are so many of one kind."""
    await cast.when(lambda: caught.kinds().count(kind) >= count, within_s=60)
    return caught.take()


async def _delivered(lark: LocalLark, cast: Cast, folder: Path, envelopes: list[Envelope], holds) -> None:
    """Deliver all copies, half of them before a restart, and wait until `holds`."""
    copies = envelopes * COPIES
    Random(len(copies)).shuffle(copies)
    half = len(copies) // 2
    for part in (copies[:half], copies[half:]):
        async with a_bot(lark, folder, CALLBACK) as bot:
            answers = await Postbox(lark, cast.http).post_all(address(bot.port), part)
            statuses = Counter(status for status, _ in answers)
            assert set(statuses) == {200}, f"an event was refused: {statuses}"
            if part == copies[half:]:
                await cast.when(holds, within_s=120)
                await cast.when(lambda: _is_settled(folder), within_s=120)


def _is_settled(folder: Path) -> bool:
    unhandled = rows(folder, "inbox WHERE handled_at IS NULL", "count(*)")
    owed = rows(folder, "delivery WHERE live AND posted < wanted", "count(*)")
    return unhandled == owed == [(0,)]


def _confirming(messages: Sequence[dict]) -> int:
    return sum("draft.save" in message["content"] for message in messages)


def _drafts(folder: Path) -> int:
    return len(rows(folder, "draft"))


def _tasks(folder: Path) -> int:
    return len(rows(folder, "task"))
