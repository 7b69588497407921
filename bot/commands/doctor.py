"""`aime doctor`: settings, database, what is stuck in it, Lark's credentials, scopes and connection, a line
each with a hint.

Nothing is posted and no event is taken: the connection is only asked for, not opened.
"""

import argparse
import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp

from bot.commands.stuck import NAMED, checks_of
from bot.health import Check
from bot.lark.client import LarkClient
from bot.lark.discovery import discover
from bot.lark.domain import Credentials, address_of
from bot.lark.errors import AccessError, BusyError, LarkError, UncertainError
from bot.lark.pacing import Pacing
from bot.lark.records import BotInfo
from bot.settings import LarkMode, Settings, SettingsError
from scheduler.errors import AppError
from storage.database import Database
from storage.watching import Watch

_DISCOVER_WITHIN = timedelta(seconds=10)
_NOBODY, _NOTHING = "ou_" + "0" * 32, "oc_" + "0" * 32

Call = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Probe:
    """A call that changes nothing. Any answer but a missing scope means that the scope is there."""

    name: str
    call: Call
    scopes: str


async def run(_: argparse.Namespace) -> int:
    """Print the checks; returns 1 when one of them failed."""
    healthy = True
    try:
        settings = Settings.read(os.environ)
        settings.require_lark()
    except SettingsError as error:
        for problem in error.problems:
            _print(Check("settings", ok=False, hint=str(problem)))
        return 1
    _print(Check("settings", ok=True, hint="" if settings.has_agent else "no model: AI tasks are refused"))
    for check in [*await _database(settings), *await _lark(settings)]:
        _print(check)
        healthy = healthy and check.ok
    return 0 if healthy else 1


def _print(check: Check) -> None:
    mark = "ok  " if check.ok else "FAIL"
    print(f"{mark}  {check.name:<12}{check.hint}".rstrip())


async def _database(settings: Settings) -> list[Check]:
    try:
        database = await Database.open(settings.database_address, settings.data_dir)
        try:
            if not await database.at_head():
                return [Check("database", ok=True, hint="`aime serve` will bring its schema up to date")]
            now = datetime.now(UTC)
            stuck = await Watch(database).stuck(now, NAMED + 1)
        finally:
            await database.close()
    except AppError as error:
        return [Check("database", ok=False, hint=str(error))]
    return [Check("database", ok=True), *checks_of(stuck, now)]


async def _lark(settings: Settings) -> list[Check]:
    app = Credentials(settings.lark_app_id, settings.lark_app_secret.get_secret_value())
    try:
        address = address_of(settings.lark_domain)
        async with LarkClient(app, address, Pacing(asyncio.get_running_loop())) as lark:
            bot = await lark.bot_info()
            scopes = [await _probe(probe) for probe in _probes(lark)]
    except (BusyError, UncertainError) as error:
        hint = f"{error}: check AIME_LARK_DOMAIN and the network from here"
        return [Check("credentials", ok=False, hint=hint)]
    except AppError as error:
        return [Check("credentials", ok=False, hint=str(error))]
    return [_credentials(bot), *scopes, await _connection(settings, app, address)]


def _credentials(bot: BotInfo) -> Check:
    return Check("credentials", ok=True, hint=f"the bot is called {bot.name}")


def _probes(lark: LarkClient) -> list[Probe]:
    return [
        Probe(
            "people",
            lambda: lark.person(_NOBODY),
            "contact:contact.base:readonly, contact:user.base:readonly",
        ),
        Probe("chats", lambda: lark.chat(_NOTHING), "im:chat (or im:chat:read)"),
        Probe("members", lambda: lark.members(_NOTHING), "im:chat (or im:chat.members:read)"),
        Probe("messages", lambda: lark.message("om_" + "0" * 32), "im:message (or im:message:readonly)"),
    ]


async def _probe(probe: Probe) -> Check:
    name = f"scope {probe.name}"
    try:
        await probe.call()
    except AccessError as error:
        return Check(name, ok=False, hint=f"{error}; needs {probe.scopes}, and publishing a version")
    except (BusyError, UncertainError) as error:
        return Check(name, ok=False, hint=f"could not be checked: {error}")
    except LarkError:
        return Check(name, ok=True)  # it knows nobody of that id, and let us ask
    return Check(name, ok=True)


async def _connection(settings: Settings, app: Credentials, address: str) -> Check:
    if settings.lark_mode is LarkMode.CALLBACK:
        return Check("connection", ok=True, hint="callback mode: Lark checks the address when you save it")
    try:
        async with aiohttp.ClientSession(trust_env=False) as session:
            await discover(session, address, app, _DISCOVER_WITHIN)
    except LarkError as error:
        return Check("connection", ok=False, hint=str(error))
    return Check("connection", ok=True, hint="long connection is offered")
