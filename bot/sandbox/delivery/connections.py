"""Discovery and handshake of the long connection, and who is online."""

import asyncio
import random
import secrets
from collections.abc import Mapping
from hmac import compare_digest
from http import HTTPStatus
from urllib.parse import urlencode

import structlog
from aiohttp import WSCloseCode, web
from pydantic import BaseModel, ValidationError

from bot.sandbox.delivery.connection import Connection
from bot.sandbox.delivery.faults import DeliveryFault, Faults
from bot.sandbox.delivery.limits import MAX_CONNECTIONS, ClientConfig
from bot.sandbox.identity import AppIdentity

log = structlog.get_logger()

OK, FORBIDDEN, AUTH_FAILED = 0, 403, 514
NO_CREDENTIAL, EXCEED_CONN_LIMIT = 1000040344, 1000040350
# How long a client may take to answer a close frame.
GOODBYE_S = 1.0
# Tickets nobody used are forgotten beyond this many.
MAX_TICKETS = 1000
MESSAGES = {
    FORBIDDEN: "forbidden",
    AUTH_FAILED: "auth failed",
    NO_CREDENTIAL: "no credential",
    EXCEED_CONN_LIMIT: "the number of connections exceeded the limit",
}


class _Credentials(BaseModel):
    AppID: str = ""
    AppSecret: str = ""


class Connections:
    """The long connections of the app. `install` adds its two routes to an application."""

    def __init__(
        self, identity: AppIdentity, faults: Faults, config: ClientConfig, dice: random.Random
    ) -> None:
        self._identity = identity
        self._faults = faults
        self._config = config
        self._dice = dice
        self._tickets: dict[str, None] = {}
        self._online: list[Connection] = []
        self._changed = asyncio.Event()

    def install(self, app: web.Application) -> None:
        app.router.add_post("/callback/ws/endpoint", self.discover)
        app.router.add_get("/ws/v2", self.connect)
        app.on_shutdown.append(self._close_all)

    @property
    def online(self) -> int:
        return len(self._online)

    async def until_online(self, count: int = 1) -> None:
        """Return when at least `count` connections are open."""
        while self.online < count:
            await self._changed.wait()

    async def until_offline(self) -> None:
        while self.online:
            await self._changed.wait()

    def pick(self) -> Connection | None:
        """Return one connection by chance: Lark neither broadcasts nor remembers."""
        return self._dice.choice(self._online) if self._online else None

    def drop_all(self) -> int:
        """Cut every wire without a word; return how many."""
        for connection in self._online:
            connection.drop()
        return self.online

    def mute_all(self) -> int:
        """Fall silent on every present connection: no pongs, no events. Return how many."""
        for connection in self._online:
            connection.muted = True
        return self.online

    async def close_all(self, code: int = WSCloseCode.GOING_AWAY) -> int:
        """Close every connection properly; return how many."""
        online = self.online
        async with asyncio.TaskGroup() as group:
            for connection in self._online:
                group.create_task(connection.close(code))
        return online

    async def discover(self, request: web.Request) -> web.Response:
        """Answer where to connect, with a ticket for one handshake."""
        await asyncio.sleep(self._faults.take(DeliveryFault.HANG_DISCOVERY) or 0)
        code = self._discovery_code(await request.read())
        if code != OK:
            return web.json_response({"code": code, "msg": MESSAGES.get(code, "system busy")})
        data = {"URL": self._address(request), "ClientConfig": self._config.to_wire()}
        return web.json_response({"code": OK, "msg": "", "data": data})

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Hold one long connection until either side ends it."""
        refusal = self._refusal(request.query)
        if refusal is not None:
            return refusal
        # Pings are answered by hand, so that a muted connection is silent at every level.
        socket = web.WebSocketResponse(autoping=False, timeout=GOODBYE_S)
        await socket.prepare(request)
        service_id = int(request.query["service_id"])
        await self._hold(Connection(socket, service_id, self._config, lambda: _abort(request)))
        return socket

    async def _hold(self, connection: Connection) -> None:
        self._online.append(connection)
        self._announce()
        try:
            await connection.serve()
        finally:
            self._online.remove(connection)
            self._announce()

    def _announce(self) -> None:
        log.info("sandbox.connections_changed", online=self.online)
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def _discovery_code(self, body: bytes) -> int:
        refused = self._faults.take(DeliveryFault.REFUSE_DISCOVERY)
        if refused is not None:
            return int(refused)
        try:
            sent = _Credentials.model_validate_json(body)
        except ValidationError:
            return NO_CREDENTIAL
        if not sent.AppID or not sent.AppSecret:
            return NO_CREDENTIAL
        if not self._knows(sent):
            return AUTH_FAILED
        return EXCEED_CONN_LIMIT if self.online >= MAX_CONNECTIONS else OK

    def _knows(self, sent: _Credentials) -> bool:
        return sent.AppID == self._identity.app_id and compare_digest(
            sent.AppSecret.encode(), self._identity.app_secret.encode()
        )

    def _address(self, request: web.Request) -> str:
        ticket = secrets.token_hex(16)
        self._tickets[ticket] = None
        while len(self._tickets) > MAX_TICKETS:
            del self._tickets[next(iter(self._tickets))]
        query = {
            "device_id": str(secrets.randbits(62)),
            "service_id": str(secrets.randbelow(2**31)),
            "fpid": "493",
            "aid": "552564",
            "access_key": secrets.token_hex(16),
            "ticket": ticket,
        }
        return f"ws://{request.host}/ws/v2?{urlencode(query)}"

    def _refusal(self, query: Mapping[str, str]) -> web.Response | None:
        forced = self._faults.take(DeliveryFault.REFUSE_HANDSHAKE)
        if forced is not None:
            return _refuse(int(forced))
        if query.get("ticket", "") not in self._tickets or not query.get("service_id", "").isdecimal():
            return _refuse(AUTH_FAILED)
        if self.online >= MAX_CONNECTIONS:
            return _refuse(AUTH_FAILED, EXCEED_CONN_LIMIT)
        del self._tickets[query["ticket"]]
        return None

    async def _close_all(self, _app: web.Application) -> None:
        await self.close_all()


def _refuse(status: int, auth_code: int = 0) -> web.Response:
    headers = {
        "Handshake-Status": str(status),
        "Handshake-Msg": MESSAGES.get(auth_code or status, "refused"),
        "Handshake-Autherrcode": str(auth_code),
    }
    return web.Response(status=HTTPStatus.FORBIDDEN, headers=headers)


def _abort(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
