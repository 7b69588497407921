"""A Lark that answers what a test tells it to, on a real port of this machine."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

Handler = Callable[["Seen"], Awaitable[web.StreamResponse] | web.StreamResponse]


@dataclass
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    request: web.Request
    port: int  # of the caller: the same for calls that share a connection

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def token(self) -> str:
        return self.headers["Authorization"].removeprefix("Bearer ")


def ok(**data) -> Handler:
    return lambda seen: web.json_response({"code": 0, "msg": "ok", "data": data})


def refuse(code: int, status: int = 400, headers=None) -> Handler:
    return lambda seen: web.json_response({"code": code, "msg": "no"}, status=status, headers=headers)


def cut(seen: Seen) -> web.Response:
    """Break the connection off after the request was read."""
    seen.request.transport.abort()
    return web.Response()


@dataclass
class FakeLark:
    """Answers each path from its list of handlers; the last one stays."""

    seen: list[Seen] = field(default_factory=list)
    tokens_given: int = 0
    token_lasts: int = 7200
    url: str = ""
    _answers: dict[str, list[Handler]] = field(default_factory=dict)

    def answer(self, path: str, *handlers: Handler) -> None:
        self._answers["/open-apis" + path if not path.startswith("/callback") else path] = list(handlers)

    def calls(self, end: str) -> list[Seen]:
        return [one for one in self.seen if one.path.endswith(end)]

    async def __aenter__(self) -> "FakeLark":
        self.answer("/auth/v3/tenant_access_token/internal", self._token)
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/{tail:.*}", self._handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._runner.cleanup()

    def _token(self, seen: Seen) -> web.Response:
        self.tokens_given += 1
        body = {"tenant_access_token": f"t-{self.tokens_given}", "expire": self.token_lasts}
        return web.json_response({"code": 0, "msg": "ok", **body})

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        query = dict(request.query)
        port = request.transport.get_extra_info("peername")[1]
        seen = Seen(request.method, request.path, query, dict(request.headers), body, request, port)
        self.seen.append(seen)
        handlers = self._answers.get(request.path)
        if not handlers:
            return web.json_response({"code": 404, "msg": "unknown"}, status=404)
        answer = handlers.pop(0)(seen) if len(handlers) > 1 else handlers[0](seen)
        return answer if isinstance(answer, web.StreamResponse) else await answer
