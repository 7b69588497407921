"""The whole sandbox put together: one aiohttp application on one port of this machine."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.sandbox import seed, web_page
from bot.sandbox.actions import Actions
from bot.sandbox.api.auth import AuthApi
from bot.sandbox.api.bots import BotApi
from bot.sandbox.api.chats import ChatsApi
from bot.sandbox.api.ephemeral import EphemeralApi
from bot.sandbox.api.gateway import Gateway
from bot.sandbox.api.media import MediaApi
from bot.sandbox.api.members import MembersApi
from bot.sandbox.api.messages import MessagesApi
from bot.sandbox.api.people import PeopleApi
from bot.sandbox.api.reactions import ReactionsApi
from bot.sandbox.api.routes import Route
from bot.sandbox.card_json import check_card
from bot.sandbox.clock import SandboxClock
from bot.sandbox.console import AppConsole
from bot.sandbox.control.groups import GroupControl
from bot.sandbox.control.platform import Platform
from bot.sandbox.control.talk import Talk
from bot.sandbox.control.watch import Watch
from bot.sandbox.delivery import DeliveryReport, EventBus
from bot.sandbox.directory import Directory
from bot.sandbox.ephemeral import Ephemeral
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Feed
from bot.sandbox.gathering import Gathering
from bot.sandbox.groups import Groups
from bot.sandbox.identity import AppIdentity
from bot.sandbox.limits import RateLimits
from bot.sandbox.membership import Membership
from bot.sandbox.model import BASE_PATH, ModelStandIn
from bot.sandbox.people import People
from bot.sandbox.posting import Posting
from bot.sandbox.requests_log import RequestLog
from bot.sandbox.tenant import Tenant
from bot.sandbox.tokens import Tokens

HOST = "127.0.0.1"
MAX_BODY = 40 * 1024 * 1024
"""Bytes: the largest upload (30 MB) and its wrapping."""
GRACE_S = 0.5
"""Seconds that open requests get when the sandbox stops."""


class Sandbox:
    """Every part of one local Lark, built and joined. Start it with `running`."""

    def __init__(self, app: AppIdentity, clock: SandboxClock) -> None:
        self.app = app
        self.clock = clock
        self.feed = Feed()
        self.tenant = Tenant(app, self.feed)
        self.console = AppConsole(app)
        self.tokens = Tokens(clock.now)
        self.limits = RateLimits(clock.now)
        self.faults = Faults(self.tokens)
        self.requests = RequestLog(self.feed)
        self.model = ModelStandIn()
        self.bus = EventBus(app, clock)
        self.bus.observe(self._tell_delivery)
        self.posting = Posting(self.tenant, self.console, clock.now, self.limits)
        self.ephemeral = Ephemeral(self.tenant, self.posting, clock.now, self.limits)
        self.directory = Directory(self.tenant, clock.now)
        self.groups = Groups(self.tenant, self.console, clock.now)
        self.membership = Membership(self.tenant, self.directory, self.console)
        self.people = People(self.tenant, self.console, self.bus, clock.now)
        self.gathering = Gathering(self.tenant, self.console, self.bus, clock.now)
        self.actions = Actions(app, self.tenant, self.bus, check_card, clock.now)
        seed.plant(self.tenant, clock.now())

    def web_app(self) -> web.Application:
        gateway = Gateway(self.console, self.tokens, self.limits, self.faults, self.requests, self.clock.now)
        app = web.Application(client_max_size=MAX_BODY, middlewares=[web_page.only_local, gateway.middleware])
        for route in self._api_routes():
            app.router.add_route(route.method, route.path, gateway.handler(route))
        app.router.add_routes([*self._control_routes(), *web_page.routes()])
        app.on_shutdown.append(self._close_feed)
        self.bus.install(app)
        self.model.install(app)
        return app

    def _api_routes(self) -> list[Route]:
        return [
            *AuthApi(self.app, self.tokens, self.clock.now).routes(),
            *BotApi(self.console).routes(),
            *MessagesApi(self.tenant, self.posting, self.directory, self.console).routes(),
            *EphemeralApi(self.tenant, self.ephemeral, self.directory, self.console).routes(),
            *ReactionsApi(self.tenant, self.console, self.clock.now).routes(),
            *MediaApi(self.tenant, self.console).routes(),
            *ChatsApi(self.tenant, self.groups, self.membership, self.console).routes(),
            *MembersApi(self.tenant, self.groups, self.membership, self.console).routes(),
            *PeopleApi(self.tenant, self.directory, self.console).routes(),
        ]

    def _control_routes(self) -> list[web.RouteDef]:
        platform = Platform(
            self.tenant,
            self.people,
            self.gathering,
            self.console,
            self.faults,
            self.bus,
            self.clock,
            self.requests,
        )
        return [
            *platform.routes(),
            *Talk(self.people, self.actions, self.feed).routes(),
            *GroupControl(self.people, self.gathering).routes(),
            *Watch(self.tenant, self.feed).routes(),
        ]

    async def _close_feed(self, _: web.Application) -> None:
        self.feed.close()

    def _tell_delivery(self, report: DeliveryReport) -> None:
        self.feed.tell(
            "delivery",
            {
                "type": report.event_type,
                "event_id": report.event_id,
                "via": report.via,
                "status": report.status,
                "ms": round(report.took.total_seconds() * 1000),
            },
        )


@dataclass(frozen=True, slots=True)
class RunningSandbox:
    """A sandbox that listens."""

    url: str
    """Without a slash at the end."""
    sandbox: Sandbox

    @property
    def app(self) -> AppIdentity:
        return self.sandbox.app

    @property
    def model_base_url(self) -> str:
        return f"{self.url}{BASE_PATH}"


def create_sandbox(app: AppIdentity | None = None, clock: SandboxClock | None = None) -> Sandbox:
    """Return a sandbox with a fresh app and a real-time clock, unless given."""
    return Sandbox(app or AppIdentity.generate(), clock or SandboxClock())


@asynccontextmanager
async def running_sandbox(
    port: int = 0,
    *,
    app: AppIdentity | None = None,
    clock: SandboxClock | None = None,
) -> AsyncIterator[RunningSandbox]:
    """Listen on this machine while open; port 0 lets the system choose. Raises OSError if taken."""
    sandbox = create_sandbox(app, clock)
    try:
        async with _listening(sandbox, port) as running:
            yield running
    except BaseExceptionGroup as group:
        # The jobs of delivery live in a TaskGroup; whoever uses the sandbox need not know.
        if len(group.exceptions) == 1:
            raise group.exceptions[0] from None
        raise


@asynccontextmanager
async def _listening(sandbox: Sandbox, port: int) -> AsyncIterator[RunningSandbox]:
    runner = web.AppRunner(sandbox.web_app(), access_log=None, shutdown_timeout=GRACE_S)
    async with sandbox.bus.running():
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, port).start()
            host, bound = runner.addresses[0][:2]
            yield RunningSandbox(f"http://{host}:{bound}", sandbox)
        finally:
            await asyncio.shield(runner.cleanup())
