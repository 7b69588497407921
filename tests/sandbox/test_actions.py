"""A press from beginning to end, with a scripted bot."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.actions import ActionResult, Actions, Entry, MisuseError
from bot.sandbox.clock import SandboxClock
from bot.sandbox.delivery import CallbackOutcome
from bot.sandbox.feed import Feed
from bot.sandbox.identity import AppIdentity
from bot.sandbox.records import Chat, ChatType, Message, MessageType, Sender, SenderType, User
from bot.sandbox.tenant import Tenant

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
APP = AppIdentity.generate()
BUTTON = {"tag": "button", "name": "run", "behaviors": [{"type": "callback", "value": {"op": "run"}}]}
CARD = {"schema": "2.0", "body": {"elements": [BUTTON]}}
NEW = {"schema": "2.0", "body": {"elements": []}}


class ScriptedBot:
    """Answers callbacks with `outcome`, after `meanwhile` was called."""

    def __init__(self) -> None:
        self.outcome = CallbackOutcome(200, {}, None)
        self.events = []
        self.meanwhile = lambda: None

    async def callback(self, event):
        self.events.append(event)
        self.meanwhile()
        return self.outcome


class Scene:
    def __init__(self) -> None:
        self.clock = SandboxClock(lambda: START, speed=0)
        self.bot = ScriptedBot()
        self.tenant = Tenant(APP, Feed())
        for name in ("ann", "bob"):
            self.tenant.put_user(
                User(f"ou_{name}", f"on_{name}", f"u{name}", name, name, "", "en", "Asia/Shanghai")
            )
        self.tenant.put_chat(Chat("oc_1", ChatType.GROUP, "team", START, ("ou_ann",), bot_member=True))
        self.card = self.tenant.put_message(a_card_message(CARD))
        self.actions = Actions(APP, self.tenant, self.bot, lambda _: None, self.clock.now)

    async def press(self, as_="ou_ann", message_id="om_1", action="run") -> ActionResult:
        return await self.actions.press(as_, message_id, action, Entry())

    def shown(self) -> dict:
        return json.loads(self.tenant.message("om_1").content)


def a_card_message(card: dict) -> Message:
    content = json.dumps(card)
    return Message(
        "om_1", 1, "oc_1", Sender(APP.app_id, SenderType.APP), MessageType.INTERACTIVE, content, START, START,
        versions=(content,),
    )  # fmt: skip


@pytest.fixture
def scene():
    return Scene()


async def test_a_press_tells_the_bot_who_pressed_what_where(scene):
    result = await scene.press()

    (event,) = scene.bot.events
    assert event["operator"] == {"tenant_key": APP.tenant_key, "open_id": "ou_ann", "union_id": "on_ann"}
    assert event["action"] == {"tag": "button", "name": "run", "value": {"op": "run"}}
    assert event["context"] == {"open_message_id": "om_1", "open_chat_id": "oc_1"}
    assert event["host"] == "im_message"
    assert event["token"].startswith("c-")
    assert result.to_json() == {"status": 200, "response": {}, "error": None}


async def test_the_card_in_the_answer_replaces_the_card(scene):
    scene.bot.outcome = CallbackOutcome(200, {"card": {"type": "raw", "data": NEW}}, None)

    result = await scene.press()

    assert result.error is None
    assert scene.shown() == NEW
    assert len(scene.tenant.message("om_1").versions) == 2


async def test_a_bad_answer_leaves_the_card_and_shows_a_code(scene):
    scene.bot.outcome = CallbackOutcome(200, {"card": {"type": "raw", "data": "a text"}}, None)

    result = await scene.press()

    assert (result.status, result.error) == (200, 200672)
    assert scene.shown() == CARD


async def test_an_unanswered_press_shows_its_code(scene):
    scene.bot.outcome = CallbackOutcome(0, None, 200341)

    assert await scene.press() == ActionResult(None, None, 200341)


async def test_the_card_is_locked_while_the_bot_is_thinking(scene):
    locked = []
    scene.bot.meanwhile = lambda: locked.append(scene.tenant.is_being_pressed("om_1"))

    await scene.press()

    assert locked == [True]
    assert not scene.tenant.is_being_pressed("om_1")


async def test_a_card_recalled_while_the_bot_is_thinking_stays_gone(scene):
    scene.bot.outcome = CallbackOutcome(200, {"card": {"type": "raw", "data": NEW}}, None)
    scene.bot.meanwhile = lambda: scene.tenant.put_message(replace(scene.card, recalled=True))

    result = await scene.press()

    assert result.error == "message_recalled"
    assert scene.shown() == CARD


async def test_a_recalled_card_takes_no_press(scene):
    scene.tenant.put_message(replace(scene.card, recalled=True))

    result = await scene.press()

    assert result == ActionResult(error="message_recalled")
    assert scene.bot.events == []


async def test_a_card_reacts_for_14_days(scene):
    scene.clock.advance(timedelta(days=14))
    last = await scene.press()
    scene.clock.advance(timedelta(microseconds=1))
    late = await scene.press()

    assert last.error is None
    assert late.error == "card_expired"
    assert len(scene.bot.events) == 1


@pytest.mark.parametrize(
    "press", [{"as_": "ou_nobody"}, {"as_": "ou_bob"}, {"message_id": "om_9"}, {"action": "stop"}]
)
async def test_a_press_that_nobody_could_make_is_a_misuse(scene, press):
    with pytest.raises(MisuseError):
        await scene.press(**press)

    assert scene.bot.events == []
