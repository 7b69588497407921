"""Where the long connection is to be opened, and Lark's wishes about keeping it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Self
from urllib.parse import parse_qs, urlsplit

import aiohttp
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.lark.domain import Credentials
from bot.lark.errors import AccessError, BusyError
from bot.lark.sdk import build_user_agent
from bot.lark.transport import read_body

_PATH = "/callback/ws/endpoint"
_BODY_LIMIT = 64 * 1024
# Lark: every other code of discovery is about the app and will not pass by itself.
_PASSING = {1, 1000040343}
_FORBIDDEN, _AUTH_FAILED, _TOO_MANY_CONNECTIONS = 403, 514, 1000040350
_SECOND, _HOUR = timedelta(seconds=1), timedelta(hours=1)


class _Config(BaseModel):
    """Lark's ClientConfig; it is meant to have all keys, and is believed for those it has."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)
    reconnect_interval: int | None = Field(None, alias="ReconnectInterval")
    ping_interval: int | None = Field(None, alias="PingInterval")


class _Data(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)
    url: str = Field(alias="URL")
    config: _Config | None = Field(None, alias="ClientConfig")


class _Reply(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)
    code: int
    msg: str | None = None
    data: _Data | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often to ping, and how long to wait at most between attempts to connect."""

    ping: timedelta = timedelta(seconds=120)
    reconnect: timedelta = timedelta(seconds=120)

    def told(self, payload: bytes) -> Self:
        """Return the rhythm after a pong's payload; what cannot be read changes nothing."""
        try:
            return self._with(_Config.model_validate_json(payload))
        except ValidationError:
            return self

    def _with(self, config: _Config | None) -> Self:
        if config is None:
            return self
        return replace(
            self,
            ping=_bounded(config.ping_interval, self.ping),
            reconnect=_bounded(config.reconnect_interval, self.reconnect),
        )


def _bounded(seconds: int | None, otherwise: timedelta) -> timedelta:
    if seconds is None or not 0 < seconds < 10**9:
        return otherwise
    return min(max(timedelta(seconds=seconds), _SECOND), _HOUR)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A place to connect to once. Its address holds a ticket: never log it."""

    url: str
    service_id: int
    rhythm: Rhythm

    def __repr__(self) -> str:
        return f"Endpoint(service_id={self.service_id})"


async def discover(
    session: aiohttp.ClientSession, address: str, app: Credentials, within: timedelta
) -> Endpoint:
    """Ask Lark where to connect.

    Raises AccessError when it does not want this app, BusyError when asking again may help.
    """
    body = {"AppID": app.app_id, "AppSecret": app.app_secret}
    timeout = aiohttp.ClientTimeout(total=within.total_seconds())
    wanted = {"locale": "zh", "User-Agent": build_user_agent()}
    try:
        async with session.post(
            address + _PATH, json=body, headers=wanted, timeout=timeout, allow_redirects=False
        ) as response:
            return _endpoint(response.status, await read_body(response, _BODY_LIMIT))
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise BusyError(f"Lark does not say where to connect ({type(error).__name__})") from error


def _endpoint(status: int, raw: bytes) -> Endpoint:
    try:
        reply = _Reply.model_validate_json(raw)
    except ValidationError as error:
        raise BusyError(f"HTTP {status} without Lark's JSON came back from discovery") from error
    if reply.code != 0:
        raise refusal(reply.code, status)
    if reply.data is None:
        raise BusyError("Lark's answer names no place to connect to")
    return _place(reply.data)


def _place(data: _Data) -> Endpoint:
    try:
        parts = urlsplit(data.url)
        service_id = int(parse_qs(parts.query)["service_id"][0])
    except (ValueError, KeyError) as error:
        raise BusyError("Lark's answer names no usable place to connect to") from error
    if parts.scheme not in {"ws", "wss"} or not 0 <= service_id < 2**31:
        raise BusyError("Lark's answer names no usable place to connect to")
    return Endpoint(data.url, service_id, Rhythm()._with(data.config))


def refusal(code: int, status: int = 200) -> AccessError | BusyError:
    """Tell a refusal that a person must lift from one that passes."""
    if code in _PASSING or status >= 500 or status == 429:
        return BusyError(f"Lark is busy (code {code})", code=code)
    if code == _TOO_MANY_CONNECTIONS:
        return AccessError("the app has 50 long connections already: stop other copies of it", code=code)
    return AccessError(
        f"Lark refuses the long connection (code {code}): check AIME_LARK_APP_ID and AIME_LARK_APP_SECRET, "
        "and that the app has the bot ability",
        code=code,
    )


def handshake_refusal(told: Mapping[str, str], status: int) -> AccessError | BusyError:
    """Read why the WebSocket itself was refused, from the answer's headers."""
    code = _code(told, "Handshake-Status")
    if code == _AUTH_FAILED and _code(told, "Handshake-Autherrcode") == _TOO_MANY_CONNECTIONS:
        return refusal(_TOO_MANY_CONNECTIONS)
    if code == _FORBIDDEN:
        return refusal(_FORBIDDEN)
    # An expired ticket looks like this too: the next attempt has a new one.
    return BusyError(f"the WebSocket was refused with HTTP {status} (code {code})", code=code)


def _code(told: Mapping[str, str], name: str) -> int | None:
    text = told.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
