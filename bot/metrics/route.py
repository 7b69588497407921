"""`GET /metrics`, as Prometheus reads it."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.metrics.instruments import Metrics
from scheduler.watching import Installation

Look = Callable[[], Awaitable[Installation]]


def metrics_route(metrics: Metrics, look: Look) -> web.RouteDef:
    async def page(request: web.Request) -> web.Response:
        body, content_type = metrics.page(await look(), request.headers.get("Accept", ""))
        return web.Response(body=body, headers={"Content-Type": content_type})

    return web.get("/metrics", page)
