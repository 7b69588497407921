"""The same bot with HTTP callbacks: encrypted and signed, and nothing else is let in."""

import json
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.commands.local_lark import LocalLark
from bot.lark.callback import CALLBACK_PATH
from bot.sandbox.delivery.signing import encrypt, signature_headers
from tests.journeys.cast import Cast, verbs
from tests.journeys.stage import a_bot, rows

DAILY = "every day at 9am remind us to drink tea"


@dataclass
class Mailbox:
    """The bot's callback address, and a way to post there what Lark itself could post."""

    lark: LocalLark
    cast: Cast
    url: str

    async def post(self, raw: bytes, headers: dict[str, str] | None = None) -> tuple[int, dict]:
        async with self.cast.http.post(self.url, data=raw, headers=headers or {}) as response:
            return response.status, await response.json()

    async def deliver(self, event_type: str, event: dict) -> tuple[int, dict]:
        header = {
            "event_id": secrets.token_hex(8),
            "event_type": event_type,
            "create_time": str(int(datetime.now(UTC).timestamp() * 1000)),
            "token": self.lark.verification_token,
            "app_id": self.lark.app_id,
            "tenant_key": "tenant",
        }
        plain = json.dumps({"schema": "2.0", "header": header, "event": event}).encode()
        raw = json.dumps({"encrypt": encrypt(plain, self.lark.encrypt_key)}).encode()
        return await self.post(raw, dict(signature_headers(raw, self.lark.encrypt_key, datetime.now(UTC))))

    async def press(self, card, value: dict) -> tuple[int, dict]:
        return await self.deliver(
            "card.action.trigger",
            {
                "operator": {"open_id": self.cast.colleague["open_id"], "tenant_key": "tenant"},
                "token": "c-1",
                "action": {"value": value, "tag": "button"},
                "host": "im_message",
                "context": {"open_message_id": card["message_id"], "open_chat_id": card["chat_id"]},
            },
        )


@pytest.fixture
async def mailbox(lark: LocalLark, cast: Cast, tmp_path: Path) -> AsyncIterator[Mailbox]:
    """A bot in callback mode; the sandbox delivers to it after its challenge was answered."""
    async with a_bot(lark, tmp_path, {"AIME_LARK_MODE": "callback"}) as bot:
        here = f"http://127.0.0.1:{bot.port}"
        async with cast.http.get(f"{here}/healthz") as up:  # Lark's second begins after the start
            assert up.status == 200
        url = f"{here}{CALLBACK_PATH}"
        await cast.post("/_sandbox/callback_url", {"url": url})
        yield Mailbox(lark, cast, url)


async def test_the_life_of_a_task_over_callbacks(mailbox, cast: Cast):
    task = await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    await cast.press(cast.colleague, task, "task.run")
    await cast.until(lambda messages: len(messages) == 3 and "Completed" in messages[1]["content"])
    await cast.press(cast.colleague, await cast.turns(task, "task.pause"), "task.pause")
    await cast.press(cast.colleague, await cast.turns(task, "Paused"), "task.resume")
    await cast.press(cast.colleague, await cast.turns(task, "On"), "task.delete")

    assert "task.restore" in verbs(await cast.turns(task, "Deleted"))


@pytest.mark.parametrize("forgery", ["unsigned", "bad_signature", "stale", "wrong_token", "not_json"])
async def test_what_is_forged_is_refused_and_stored_nowhere(mailbox, cast: Cast, tmp_path, forgery):
    answer = await cast.post("/_sandbox/forge", {"forgery": forgery})

    assert answer["status"] == (400 if forgery == "not_json" else 401)
    assert rows(tmp_path, "inbox") == []


async def test_a_body_that_is_not_json_says_so(mailbox):
    assert await mailbox.post(b"hello") == (400, {"msg": "the body is not a JSON object"})


async def test_an_event_type_that_nobody_registered_is_accepted_and_forgotten(mailbox, cast: Cast, tmp_path):
    status, _ = await mailbox.deliver("moon.phase.changed_v7", {"phase": "full"})

    assert status == 200
    assert rows(tmp_path, "inbox") == []


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"verb": "task.explode"},
        {"verb": ["task.run"]},
        {"verb": "task.run"},
        {"verb": "task.run", "id": 7},
        {"verb": "task.pause", "id": "task_of_nobody", "rev": 1},
        {"verb": "task.pause", "id": "x", "rev": "many"},
        {"verb": "draft.save", "id": "draft_of_nobody"},
        {"verb": "draft.change", "id": "'; DROP TABLE task; --"},
        {"verb": "run.again", "id": "run_of_nobody"},
        {"verb": "list.page", "arg.page": "many"},
        {"verb": "list.page", "arg.page": "-5"},
        {"verb": "list.page", "arg.page": "99999999999999999999"},
        {"verb": "pick.choose", "id": "task_of_nobody", "arg.verb": "task.pause"},
        {"verb": "say", "arg.text": ""},
    ],
    ids=json.dumps,
)
async def test_rubbish_in_a_button_is_answered_at_once_and_changes_nothing(
    mailbox, cast: Cast, tmp_path, value
):
    task = await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)

    status, answer = await mailbox.press(task, value)

    assert status == 200
    assert "Got it" not in json.dumps(answer)
    assert "收到" not in json.dumps(answer, ensure_ascii=False)
    assert rows(tmp_path, "task", "status, revision") == [("active", 1)]
    assert rows(tmp_path, "inbox WHERE handled_at IS NULL") == []


@pytest.mark.parametrize("verb", ["", "say", "pick.choose", "nothing"])
async def test_a_pick_of_something_that_cannot_be_done_is_told(mailbox, cast: Cast, tmp_path, verb):
    task = await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    (task_id,) = rows(tmp_path, "task", "id")[0]

    _, answer = await mailbox.press(task, {"verb": "pick.choose", "id": task_id, "arg.verb": verb})

    assert answer["toast"]["type"] == "info"  # as after any tap on a card that has moved on
    assert rows(tmp_path, "task", "status, revision") == [("active", 1)]
    assert rows(tmp_path, "inbox WHERE handled_at IS NULL") == []


async def test_it_says_that_it_is_alive_and_ready(mailbox, cast: Cast):
    await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    base = mailbox.url.removesuffix(CALLBACK_PATH)
    async with aiohttp.ClientSession(base) as http:
        async with http.get("/healthz") as response:
            assert response.status == 200
        async with http.get("/readyz") as response:
            assert (await response.json())["checks"] == {"database": "ok", "scheduler": "ok", "lark": "ok"}
