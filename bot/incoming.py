"""The way in from Lark: a connection that is kept open or a route that is called, as the settings have it."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from bot.lark.callback import CALLBACK_PATH, CallbackRoute, Verifier
from bot.lark.domain import Credentials, address_of
from bot.lark.events import Receive
from bot.lark.socket import LongConnection
from bot.settings import LarkMode, Settings
from scheduler.ports import Clock


@dataclass(frozen=True, slots=True)
class Incoming:
    problem: Callable[[], str]  # why nothing can come in, "" when it can
    connected: Callable[[], Coroutine[None, None, None]]  # returns when something can
    jobs: Mapping[str, Callable[[], Coroutine[None, None, None]]] = field(default_factory=dict)
    routes: Sequence[web.RouteDef] = ()


def credentials(settings: Settings) -> Credentials:
    return Credentials(settings.lark_app_id, settings.lark_app_secret.get_secret_value())


def address(settings: Settings) -> str:
    return address_of(settings.lark_domain)


def incoming_of(settings: Settings, receive: Receive, clock: Clock) -> Incoming:
    if settings.lark_mode is LarkMode.CALLBACK:
        key = settings.lark_encrypt_key.get_secret_value()
        verifier = Verifier(key, settings.lark_verification_token.get_secret_value(), clock)
        route = web.post(CALLBACK_PATH, CallbackRoute(verifier, receive).handle)
        return Incoming(lambda: "", _at_once, routes=[route])
    connection = LongConnection(credentials(settings), address(settings), receive)

    def problem() -> str:
        status = connection.status
        return "" if connection.connected else f"{status.state} {status.reason}".strip()

    return Incoming(problem, connection.wait_connected, jobs={"connection": connection.run})


async def _at_once() -> None:
    """Lark calls us: there is nothing to wait for."""
