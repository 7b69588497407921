"""Pooled HTTP under the SDK's typed calls.

The SDK builds a new client for every call, and fetches its token with a blocking one. Its seam is the class
attribute `Transport.aexecute`, which every generated method looks up. `bind` puts a function there that asks
the call's own `Config` for its `Caller`: several clients with different domains live in one process, and
whoever uses the SDK without one keeps its stock behaviour.
"""

import io
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Any, Protocol, Self

import aiohttp

from bot.lark import sdk
from bot.lark.domain import Credentials
from bot.lark.errors import BusyError, CallError, TokenError, UncertainError, body_of
from bot.lark.tokens import Grant, TokenStore

_TOKEN_PATH = "/open-apis/auth/v3/tenant_access_token/internal"  # noqa: S105  # an address, not a secret
_BODY_LIMIT = 8 * 1024 * 1024
_CONNECTIONS = 64


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long one call may take."""

    connect: timedelta = timedelta(seconds=5)
    total: timedelta = timedelta(seconds=15)
    upload: timedelta = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer: its JSON body, and the bytes it came as."""

    status: int
    headers: Mapping[str, str]
    body: Mapping[str, object]
    raw: bytes


class HttpPool:
    """Connections to one Lark, kept open between calls. Enter it before the first call."""

    def __init__(self, address: str, timeouts: Timeouts) -> None:
        self._address = address
        self._timeouts = timeouts
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(limit=_CONNECTIONS)
        self._session = aiohttp.ClientSession(connector=connector, trust_env=False)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def post_json(self, path: str, body: Mapping[str, str]) -> Answer:
        headers = {"User-Agent": sdk.build_user_agent(), "Content-Type": "application/json; charset=utf-8"}
        data = json.dumps(body).encode()
        return await self.request("POST", self._address + path, headers=headers, data=data)

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        params: list[tuple[str, str]] | None = None,
        data: bytes | aiohttp.FormData | None = None,
    ) -> Answer:
        """Make one call and return its successful answer; raise our errors for everything else."""
        assert self._session is not None, "the pool was not entered"
        upload = isinstance(data, aiohttp.FormData)
        with_limits = self._limits(self._timeouts.upload if upload else self._timeouts.total)
        async with (
            _our_errors(),
            self._session.request(
                method,
                url,
                headers=headers,
                params=params or None,
                data=data,
                timeout=with_limits,
                allow_redirects=False,  # a redirect would carry the token elsewhere
            ) as response,
        ):
            raw = await read_body(response, _BODY_LIMIT)
            body = body_of(response.status, response.headers, raw)
            return Answer(response.status, response.headers, body, raw)

    def _limits(self, total: timedelta) -> aiohttp.ClientTimeout:
        connect = self._timeouts.connect.total_seconds()
        return aiohttp.ClientTimeout(total=total.total_seconds(), connect=2 * connect, sock_connect=connect)


@asynccontextmanager
async def _our_errors() -> AsyncIterator[None]:
    """Tell what surely did not happen from what may have: only a failed connection is sure."""
    try:
        yield
    except aiohttp.InvalidURL as error:
        raise CallError("the address of the call is not valid") from error
    except aiohttp.ClientConnectorError as error:
        raise BusyError(f"no connection to Lark at {error.host}:{error.port}") from error
    except aiohttp.ConnectionTimeoutError as error:
        raise BusyError("no connection to Lark in time") from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise UncertainError(f"the call broke off ({type(error).__name__})") from error


async def read_body(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """Return the whole body; what is longer than `limit` is not from Lark."""
    parts, size = [], 0
    async for part in response.content.iter_chunked(64 * 1024):
        size += len(part)
        if size > limit:
            raise UncertainError("the answer is larger than anything Lark sends")
        parts.append(part)
    return b"".join(parts)


class Caller:
    """Makes the SDK's calls for one app: through the pool, once more when Lark wants a fresh token."""

    def __init__(self, pool: HttpPool, tokens: TokenStore) -> None:
        self._pool = pool
        self._tokens = tokens

    async def option(self) -> Any:  # an SDK RequestOption
        return sdk.RequestOption.builder().tenant_access_token(await self._tokens.token()).build()

    async def aexecute(self, config: Any, request: Any, option: Any) -> Any:
        """Do what the SDK's `Transport.aexecute` does; its RawResponse is always a success."""
        parts = _multipart(request)
        try:
            answer = await self._once(config, request, option, parts)
        except TokenError:
            option.tenant_access_token = await self._tokens.after_rejection(option.tenant_access_token)
            answer = await self._once(config, request, option, parts)
        return _raw_response(answer)

    async def _once(self, config: Any, request: Any, option: Any, parts: "_Parts | None") -> Answer:
        headers = dict(sdk.build_header(request, option, config))
        data: bytes | aiohttp.FormData | None = None
        if parts is not None:
            data = _form(parts)
        elif request.body is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
            data = sdk.JSON.marshal(request.body).encode()
        url = sdk.build_url(config.domain, request.uri, request.paths)
        method = str(request.http_method.name)
        return await self._pool.request(method, url, headers=headers, params=request.queries, data=data)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A multipart body, read into memory so that it can be sent twice."""

    fields: Mapping[str, str]
    files: Mapping[str, tuple[str, bytes]]


def _multipart(request: Any) -> _Parts | None:
    if not request.files:
        return None
    fields = json.loads(sdk.JSON.marshal(request.body))
    files = {name: (str(getattr(file, "name", name)), file.read()) for name, file in request.files.items()}
    return _Parts({name: str(value) for name, value in fields.items() if value is not None}, files)


def _form(parts: _Parts) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in parts.fields.items():
        form.add_field(name, value)
    for name, (filename, content) in parts.files.items():
        form.add_field(name, io.BytesIO(content), filename=filename, content_type="application/octet-stream")
    return form


def _raw_response(answer: Answer) -> Any:
    response = sdk.RawResponse()
    response.status_code = answer.status
    response.headers = answer.headers
    response.content = answer.raw
    return response


class _StockCall(Protocol):
    async def __call__(self, config: Any, request: Any, option: Any = None) -> Any: ...


_stock: _StockCall = sdk.Transport.aexecute


async def _aexecute(config: Any, request: Any, option: Any = None) -> Any:
    caller: Caller | None = getattr(config, "caller", None)
    if caller is None:
        return await _stock(config, request, option)
    return await caller.aexecute(config, request, option)


def bind(caller: Caller, address: str) -> Any:
    """Return an SDK Config whose asynchronous calls go through `caller`.

    It holds no secret on purpose: a call that lacks its token then fails, instead of fetching one in a way
    that blocks the event loop.
    """
    sdk.Transport.aexecute = staticmethod(_aexecute)
    config = sdk.Config()
    config.domain = address
    config.enable_set_token = True
    config.caller = caller
    return config


async def fetch_token(pool: HttpPool, app: Credentials) -> Grant:
    """Ask Lark for the tenant token of a self-built app.

    A failure is never uncertain: whatever the token was wanted for has not been sent.
    """
    body = {"app_id": app.app_id, "app_secret": app.app_secret}
    try:
        answer = await pool.post_json(_TOKEN_PATH, body)
    except UncertainError as error:
        raise BusyError(f"no tenant token: {error}", code=error.code, log_id=error.log_id) from error
    token, expire = answer.body.get("tenant_access_token"), answer.body.get("expire")
    if not isinstance(token, str) or not isinstance(expire, int):
        raise BusyError("Lark's answer holds no tenant token")
    return Grant(token, timedelta(seconds=expire))
