"""What every kind of call to Lark shares: the pool, the token, turns under Lark's limits, pages."""

import json
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import timedelta
from types import TracebackType
from typing import Any, Self

from bot.lark import sdk
from bot.lark.domain import Credentials
from bot.lark.errors import LarkError, RateLimitError, UncertainError
from bot.lark.pacing import Api, Pacing, Turn
from bot.lark.tokens import TokenStore
from bot.lark.transport import Caller, HttpPool, Timeouts, bind, fetch_token

PAGES = 20  # more is not read: a chat that fast tells nothing about one message
_Call = Callable[[Any, Any], Awaitable[Any]]

CountCall = Callable[[Api, int | None], None]
"""Told of each call once it ended: Lark's code (0: done), or None when no answer came."""


def not_counted(_api: Api, _code: int | None) -> None:
    """Nobody wants to know."""


class Calls:
    """One app at one Lark. Enter it before the first call."""

    def __init__(
        self,
        app: Credentials,
        address: str,
        pacing: Pacing,
        *,
        timeouts: Timeouts | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        count: CountCall = not_counted,
    ) -> None:
        self.app_id = app.app_id
        self._count = count
        self.pacing = pacing
        self._pool = HttpPool(address, timeouts or Timeouts())
        self._caller = Caller(self._pool, TokenStore(lambda: fetch_token(self._pool, app), monotonic))
        self._config = bind(self._caller, address)

    async def __aenter__(self) -> Self:
        await self._pool.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.__aexit__(kind, error, trace)

    async def _call(self, turn: Turn, call: _Call, request: Any) -> Any:
        """Make one call of the SDK and return the data of its answer.

        It counts once, also where it was repeated with a fresh token, or failed for want of one.
        """
        try:
            data = await self._made(turn, call, request)
        except LarkError as error:
            self._count(turn.api, error.code)
            raise
        self._count(turn.api, 0)
        return data

    async def _made(self, turn: Turn, call: _Call, request: Any) -> Any:
        try:
            option = await self._caller.option()
        except BaseException:
            self.pacing.give_back(turn)  # nothing was called: the token could not be had
            raise
        try:
            with self.pacing.calling(turn):
                response = await call(request, option)
        except RateLimitError as error:
            self.pacing.close(turn, error.scope, error.retry_after or timedelta(seconds=1))
            raise
        except sdk.UnmarshalException as error:
            raise UncertainError("the answer does not have the shape that Lark documents") from error
        return getattr(response, "data", None)  # some answers of the SDK have none

    async def _pages(
        self, api: Api, call: _Call, request: Any, at_most: int = PAGES
    ) -> AsyncGenerator[Any, None]:
        queries = list(request.queries)
        for _ in range(at_most):
            data = await self._call(await self.pacing.turn(api), call, request)
            for item in (data.items if data is not None else None) or []:
                yield item
            if data is None or not data.has_more or not data.page_token:
                return
            request.queries = [*queries, ("page_token", data.page_token)]
        raise UncertainError("there is more than can be read")

    async def _untyped(self, turn: Turn, request: Any) -> dict[str, object]:
        """Make a call that the SDK has no types for; return the whole body of its answer."""
        body = await self._call(turn, self._execute, request)
        return body if isinstance(body, dict) else {}

    async def _execute(self, request: Any, option: Any) -> Any:
        raw = await self._caller.aexecute(self._config, request, option)
        response = sdk.BaseResponse()
        response.data = json.loads(raw.content)
        return response
