"""The unmodified Python SDK takes events and callbacks from the sandbox, by socket and by HTTP."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.sandbox.delivery import DeliveryFault, Forgery
from tests.sandbox.socket_bot import a_sandbox

SCRIPT = Path(__file__).with_name("sdk_bot.py")
TOAST = {"type": "success", "content": "收到"}


@asynccontextmanager
async def an_sdk_bot(*arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {**os.environ, "NO_PROXY": "127.0.0.1", "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, SCRIPT, *arguments, stdout=asyncio.subprocess.PIPE, env=environment
    )
    try:
        yield process
    finally:
        process.kill()
        await process.communicate()


async def heard(process: asyncio.subprocess.Process) -> dict:
    """Return the next JSON line; the SDK prints others."""
    while not (line := await process.stdout.readline()).startswith(b"{"):
        assert line, "the bot has ended"
    return json.loads(line)


def a_message(text: str) -> dict:
    message = {"message_id": "om_1", "message_type": "text", "content": json.dumps({"text": text})}
    return {"sender": {"sender_id": {"open_id": "ou_1"}}, "message": message}


def a_press() -> dict:
    action = {"tag": "button", "value": {"op": "run"}, "form_value": {"days": ["a"]}}
    return {"operator": {"open_id": "ou_1"}, "token": "c-1", "action": action, "context": {}}


async def check_press(sandbox, process) -> None:
    outcome = await sandbox.bus.callback(a_press())
    said = await heard(process)

    assert (outcome.status, outcome.error) == (200, None)
    assert outcome.body["toast"] == TOAST
    assert outcome.body["card"]["data"] == {"schema": "2.0", "body": {"elements": []}}
    assert said == {"value": {"op": "run"}, "form": {"days": ["a"]}, "by": "ou_1"}


async def test_the_sdk_listens_on_the_long_connection():
    async with a_sandbox() as sandbox:
        identity = sandbox.identity
        async with an_sdk_bot("socket", sandbox.url, identity.app_id, identity.app_secret) as process:
            await sandbox.bus.connections.until_online()
            sandbox.bus.publish("im.message.receive_v1", a_message("题" * 50_000))
            whole = await heard(process)
            sandbox.bus.faults.arm(DeliveryFault.SPLIT, 5)
            sandbox.bus.publish("im.message.receive_v1", a_message("hello"))
            split = await heard(process)
            reports = [await sandbox.reports.get() for _ in range(2)]
            await check_press(sandbox, process)

    assert (whole["length"], split["length"]) == (50_000, 5)
    assert [report.status for report in reports] == [200, 200]
    assert [report.event_id for report in reports] == [whole["event_id"], split["event_id"]]


async def test_the_sdk_answers_500_to_an_event_that_it_has_no_handler_for():
    async with a_sandbox() as sandbox:
        identity = sandbox.identity
        async with an_sdk_bot("socket", sandbox.url, identity.app_id, identity.app_secret):
            await sandbox.bus.connections.until_online()
            sandbox.bus.publish("im.chat.updated_v1", {})
            report = await sandbox.reports.get()

    assert report.status == 500


async def test_the_sdk_takes_http_callbacks_and_refuses_forged_ones():
    async with a_sandbox() as sandbox:
        identity = sandbox.identity
        async with an_sdk_bot("http", identity.encrypt_key, identity.verification_token) as process:
            port = (await heard(process))["port"]
            await sandbox.bus.set_callback_url(f"http://127.0.0.1:{port}/callback")
            sandbox.bus.publish("im.message.receive_v1", a_message("hello"))
            said = await heard(process)
            report = await sandbox.reports.get()
            await check_press(sandbox, process)
            forged = await sandbox.bus.forge(Forgery.BAD_SIGNATURE, "im.message.receive_v1", a_message("x"))

    assert (said["length"], report.status) == (5, 200)
    assert forged.status == 500
