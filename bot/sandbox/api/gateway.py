"""The door of the Open API: token, scope, rate limit, errors, log.

Every call passes here. What a handler raises as `LarkError` becomes Lark's answer.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import perf_counter

import structlog
from aiohttp import web

from bot.sandbox.api.routes import Answer, Call, Route
from bot.sandbox.console import AppConsole
from bot.sandbox.errors import Code, LarkError, error_body
from bot.sandbox.faults import Faults
from bot.sandbox.ids import new_log_id
from bot.sandbox.limits import RateLimits
from bot.sandbox.ports import Clock
from bot.sandbox.requests_log import LoggedRequest, RequestLog
from bot.sandbox.tokens import Tokens

log: structlog.stdlib.BoundLogger = structlog.get_logger()
API_PREFIX = "/open-apis/"
_Next = Callable[[web.Request], Awaitable[web.StreamResponse]]
_CODE = web.RequestKey("lark_code", int)
_APP = web.RequestKey("lark_app", str)
_LOG_ID = web.RequestKey("log_id", str)


@dataclass(frozen=True, slots=True)
class Gateway:
    console: AppConsole
    tokens: Tokens
    limits: RateLimits
    faults: Faults
    requests: RequestLog
    clock: Clock

    def handler(self, route: Route) -> _Next:
        """Return what aiohttp calls for `route`."""

        async def handle(request: web.Request) -> web.StreamResponse:
            if route.needs_token:
                self._let_in(request, route)
            return _response(request, await route.handler(Call(request)))

        return handle

    @web.middleware
    async def middleware(self, request: web.Request, handler: _Next) -> web.StreamResponse:
        """Answer every path of the Open API in Lark's shape, known or not, and log it."""
        if not request.path.startswith(API_PREFIX):
            return await handler(request)
        request[_LOG_ID] = new_log_id()
        started, response = perf_counter(), None
        try:
            response = await self.faults.around(request, lambda: _answer(request, handler))
        except LarkError as error:
            response = _refusal(request, error)
        finally:
            self._log(request, response, started)
        return response or _cut(request)

    def _let_in(self, request: web.Request, route: Route) -> None:
        self.tokens.check(request.headers.get("Authorization"))
        request[_APP] = self.console.app.app_id
        self.console.check_scope(route.scopes)
        self.limits.count_api((route.method, route.path))

    def _log(self, request: web.Request, response: web.StreamResponse | None, started: float) -> None:
        self.requests.add(
            LoggedRequest(
                time=self.clock(),
                method=request.method,
                path=request.path,
                status=0 if response is None else response.status,
                code=None if response is None else request.get(_CODE),
                size=request.content_length or 0,
                app=request.get(_APP),
                ms=round((perf_counter() - started) * 1000),
                log_id=request[_LOG_ID],
            )
        )


async def _answer(request: web.Request, handler: _Next) -> web.StreamResponse:
    try:
        return await handler(request)
    except LarkError as error:
        return _refusal(request, error)
    except web.HTTPMethodNotAllowed:
        return _refusal(request, LarkError(Code.METHOD_NOT_ALLOWED))
    except web.HTTPNotFound:
        return _refusal(request, LarkError(Code.UNKNOWN_PATH))
    except web.HTTPRequestEntityTooLarge:
        return _refusal(request, LarkError(Code.BODY_TOO_LARGE))
    except Exception:  # the boundary: a defect of one API is answered, not left as a cut connection
        log.exception("api.crashed", method=request.method, path=request.path)
        return _refusal(request, LarkError(Code.INTERNAL))


def _response(request: web.Request, answer: Answer) -> web.StreamResponse:
    if isinstance(answer, web.StreamResponse):
        response = answer
    else:
        response = web.json_response({"code": 0, "msg": "success", "data": answer})
    if response.content_type == "application/json":
        request[_CODE] = 0
    response.headers["X-Tt-Logid"] = request[_LOG_ID]
    return response


def _cut(request: web.Request) -> web.Response:
    """Leave the caller without an answer; what is returned never reaches it."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _refusal(request: web.Request, error: LarkError) -> web.Response:
    log_id = request[_LOG_ID]
    request[_CODE] = error.code.number
    headers = {"X-Tt-Logid": log_id, **error.headers}
    return web.json_response(error_body(error, log_id), status=error.code.status, headers=headers)
