"""Faults of the Open API, armed on demand and struck off as they happen.

Faults of delivery (late, twice, never) live in `delivery.faults`.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from fnmatch import fnmatchcase

from aiohttp import web

from bot.sandbox.errors import Code, LarkError
from bot.sandbox.limits import API_LIMITS, rate_headers
from bot.sandbox.tokens import Tokens

_DRIPS = 20


class ApiFault(StrEnum):
    RATE_LIMIT = "rate_limit"
    """429 with code 99991400 and the seconds to wait."""
    SERVER_ERROR = "server_error"
    """A status and code of choice, 500 and 2200 if none is chosen; nothing takes effect."""
    HTML = "html_error"
    """A page in HTML instead of JSON, as a broken proxy answers."""
    SLOW = "slow"
    """The answer comes late; the request takes effect when it arrives."""
    DRIP = "drip"
    """The answer comes in small parts over the whole delay; the request takes effect when it arrives."""
    CUT_BEFORE = "cut_before"
    """The connection is cut; nothing took effect."""
    CUT_AFTER = "cut_after"
    """The connection is cut after the request took effect."""
    EXPIRED_TOKEN = "expired_token"  # noqa: S105 - the name of a fault
    """Every token given out so far ceases to be valid."""


@dataclass(frozen=True, slots=True)
class Armed:
    """One fault that waits for the calls it fits."""

    id: int
    kind: ApiFault
    method: str = "*"
    path: str = "*"
    """A pattern with `*`, matched against the whole path."""
    times: int | None = 1
    """How many calls it still strikes; None: until it is disarmed."""
    delay: timedelta = timedelta(seconds=1)
    retry_after: timedelta = timedelta(seconds=1)
    status: int = 500
    code: int = Code.INTERNAL.number
    message: str = Code.INTERNAL.sentence

    def fits(self, method: str, path: str) -> bool:
        return self.method in ("*", method) and fnmatchcase(path, self.path)


class Faults:
    """Which faults wait for API calls. The oldest that fits strikes; one a call."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._ids = itertools.count(1)
        self._armed: list[Armed] = []

    def arm(self, fault: Armed) -> Armed:
        armed = replace(fault, id=next(self._ids))
        self._armed.append(armed)
        return armed

    def armed(self) -> tuple[Armed, ...]:
        return tuple(self._armed)

    def clear(self) -> None:
        self._armed.clear()

    async def around(
        self, request: web.Request, answer: Callable[[], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse | None:
        """Answer the request, with the fault that it meets, if any. None: cut the connection."""
        fault = self._take(request.method, request.path)
        if fault is None:
            return await answer()
        return await self._strike(fault, request, answer)

    async def _strike(
        self, fault: Armed, request: web.Request, answer: Callable[[], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse | None:
        match fault.kind:
            case ApiFault.RATE_LIMIT:
                headers = rate_headers(API_LIMITS[0].calls, fault.retry_after)
                raise LarkError(Code.RATE_LIMITED, headers=headers)
            case ApiFault.SERVER_ERROR:
                return web.json_response({"code": fault.code, "msg": fault.message}, status=fault.status)
            case ApiFault.HTML:
                page = "<html><body><h1>502 Bad Gateway</h1></body></html>"
                return web.Response(text=page, content_type="text/html", status=502)
            case ApiFault.CUT_BEFORE:
                return None
            case ApiFault.CUT_AFTER:
                await answer()
                return None
            case ApiFault.SLOW:
                response = await answer()
                await asyncio.sleep(fault.delay.total_seconds())
                return response
            case ApiFault.DRIP:
                return await _dripped(request, await answer(), fault.delay)
            case ApiFault.EXPIRED_TOKEN:
                self._tokens.expire_all()
                return await answer()

    def _take(self, method: str, path: str) -> Armed | None:
        for place, fault in enumerate(self._armed):
            if fault.fits(method, path):
                self._use_up(place, fault)
                return fault
        return None

    def _use_up(self, place: int, fault: Armed) -> None:
        if fault.times is None:
            return
        if fault.times > 1:
            self._armed[place] = replace(fault, times=fault.times - 1)
        else:
            del self._armed[place]


async def _dripped(request: web.Request, response: web.StreamResponse, over: timedelta) -> web.StreamResponse:
    """Send `response` in parts over that time, as long as somebody reads it."""
    body = response.body if isinstance(response, web.Response) else None
    assert isinstance(body, bytes), "the API answers in JSON"
    slow = web.StreamResponse(status=response.status, headers=response.headers)
    slow.content_length = len(body)
    size = max(1, -(-len(body) // _DRIPS))
    with suppress(ConnectionError):
        await slow.prepare(request)
        for start in range(0, len(body), size):
            await asyncio.sleep(over.total_seconds() / _DRIPS)
            await slow.write(body[start : start + size])
        await slow.write_eof()
    return slow
