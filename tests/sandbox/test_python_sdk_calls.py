"""The unmodified Python SDK cannot tell the sandbox from Lark: its typed API."""

import asyncio
import json
import sys
from pathlib import Path

from bot.sandbox.server import running_sandbox


async def test_the_sdks_typed_calls_work_unchanged():
    async with running_sandbox() as running:
        facts = await calls(running)

    assert facts == {
        "patched": 0,
        "reacted": 0,
        "thread_id": facts["root_thread_id"],
        "root_thread_id": facts["thread_id"],
        "resource": "one",
        "listed": ["interactive", "file"],
        "made": "SDK",
        "chats": ["销售日报群", "Launch crew", "SDK"],
        "members": ["陈晓", "Emma Carter", "王敏"],
        "zone": "Asia/Shanghai",
        "refused": [230001, True],
        "recalled": 0,
    }
    assert facts["thread_id"].startswith("omt_")


async def calls(running):
    program = Path(__file__).with_name("python_sdk_calls.py")
    chat, user = running.sandbox.tenant.chats()[0], running.sandbox.tenant.users()[0]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        program,
        *(running.url, running.app.app_id, running.app.app_secret, chat.chat_id, user.open_id),
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    return json.loads(out.splitlines()[-1])
