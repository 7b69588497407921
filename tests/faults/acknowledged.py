"""The database is locked and the model hangs, and Lark's events keep being acknowledged."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientSession

from bot.commands.local_lark import LocalLark
from scheduler.errors import TransientError
from storage.database import FILE_NAME
from tests.benchmarks.figures import percentile
from tests.benchmarks.programs import free_port
from tests.faults.form import Form, Told
from tests.faults.ground import a_lark, groups
from tests.faults.log import reading
from tests.faults.pace import lasting
from tests.faults.postbox import Envelope, Postbox, address, catching
from tests.journeys.cast import Cast
from tests.journeys.stage import aime, rows, serve_environment

UNREAD = "老样子把周报弄一下吧【每周五 18:00】"  # the bot asks its model what that means
ONE_IN = 10
SAID = "im.message.receive_v1"


@dataclass
class Relay:
    """Hands what the local Lark delivers on to the bot, and measures how long it waits for the answer."""

    postbox: Postbox
    url: str
    statuses: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    async def __call__(self, envelope: Envelope) -> None:
        status, took = await self.postbox.post(self.url, envelope)
        if envelope["header"]["event_type"] == SAID:  # the groups that were made before come all at once
            self.statuses.append(status)
            self.seconds.append(took)
        if status != 200:
            raise TransientError("the bot has not taken it: Lark sends it again")


async def measure(form: Form, folder: Path) -> Told:
    async with a_lark() as (lark, cast):
        return await acknowledged(lark, cast, form, folder)


async def acknowledged(lark: LocalLark, cast: Cast, form: Form, folder: Path) -> Told:
    """Let people write all the time, lock the database in the middle, and see that nobody is kept waiting."""
    port = free_port()
    chats = await groups(cast, form.asking_chats)
    async with (
        ClientSession() as http,
        _hanging(lark, folder, port),
        catching(lark, cast, relay := Relay(Postbox(lark, http), address(port))),
        asyncio.TaskGroup() as group,
    ):
        group.create_task(_lock(folder, form))
        for number in range(form.asked):
            text = UNREAD if number % ONE_IN == 0 else "帮助"
            chat = chats[number % len(chats)]
            await cast.write(cast.owner, text, chat_id=chat, mention_bot=True)
            await lasting(1 / form.asked_per_s)
        await cast.when(lambda: _handled(folder) >= form.asked, within_s=300)

    assert rows(folder, "inbox WHERE buried", "count(*)") == [(0,)]
    ordered = sorted(1000 * seconds for seconds in relay.seconds)
    return Told(
        {
            "events": len(ordered),
            "not_taken_at_first": len(relay.statuses) - relay.statuses.count(200),
            "locked_s": form.locked_s,
            "asking_the_model": -(-form.asked // ONE_IN),
            "p50_ms": round(percentile(ordered, 0.5), 1),
            "p99_ms": round(percentile(ordered, 0.99), 1),
            "longest_ms": round(ordered[-1], 1),
        },
        at_most={"not_taken_at_first": 0, "p99_ms": 500, "longest_ms": 3000},
    )


@asynccontextmanager
async def _hanging(lark: LocalLark, folder: Path, port: int) -> AsyncIterator[None]:
    """A real bot whose model never answers."""
    more = {"AIME_LARK_MODE": "callback", "AIME_HTTP_PORT": str(port), "AIME_MODEL": "stand-in-hang"}
    keys = {
        "AIME_LARK_ENCRYPT_KEY": lark.encrypt_key,
        "AIME_LARK_VERIFICATION_TOKEN": lark.verification_token,
    }
    async with aime("serve", environment=serve_environment(lark, folder, **more, **keys)) as process:
        await process.says("bot.started")
        async with reading(process):
            yield


async def _lock(folder: Path, form: Form) -> None:
    """Take the database for a while in the middle, as a backup or a person with a shell may."""
    await lasting(form.asked / form.asked_per_s / 2)
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        await lasting(form.locked_s)
        connection.execute("ROLLBACK")


def _handled(folder: Path) -> int:
    [(count,)] = rows(folder, "inbox WHERE handled_at IS NOT NULL AND kind = 'MessageReceived'", "count(*)")
    return count
