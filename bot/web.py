"""The HTTP server: liveness, readiness and, in callback mode, Lark's events."""

import errno
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from bot.health import Health
from scheduler.errors import PermanentError

_CLOSE_WITHIN_S = 2.0


def web_app(health: Health, routes: Sequence[web.RouteDef] = ()) -> web.Application:
    """Return the application: `/healthz`, `/readyz` and `routes`."""

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(_: web.Request) -> web.Response:
        checks = await health.checks()
        is_ready = all(check.ok for check in checks)
        body = {"ready": is_ready, "checks": {check.name: check.hint or "ok" for check in checks}}
        return web.json_response(body, status=200 if is_ready else 503)

    app = web.Application(client_max_size=1024**2)
    app.add_routes([web.get("/healthz", alive), web.get("/readyz", ready), *routes])
    return app


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serve `app` while entered; yields the port, which the system chooses when `port` is 0."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_CLOSE_WITHIN_S)
    await runner.setup()
    try:
        await _listen(runner, host, port)
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PermanentError(
                f"port {port} is in use: set AIME_HTTP_PORT to another one, or to 0 for any free one"
            ) from error
        raise PermanentError(f"cannot listen on {host}:{port}: {error.strerror}") from error
