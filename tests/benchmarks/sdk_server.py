"""A program to be measured: an event taken in by the SDK's own dispatcher, which remembers nothing.

`python -m tests.benchmarks.sdk_server` prints its port. It imports the SDK in full, so it is a program of
its own.
"""

import asyncio
import sys

import lark_oapi as lark
from aiohttp import web
from lark_oapi.core.model import RawRequest

KEY, TOKEN = "an encrypt key", "a verification token"
PATH = "/lark/events"


async def main() -> None:
    app = web.Application()
    app.router.add_post(PATH, _handler())
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stdout.write(f"port {runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def _handler():
    builder = lark.EventDispatcherHandler.builder(KEY, TOKEN, lark.LogLevel.ERROR)
    dispatcher = builder.register_p2_im_message_receive_v1(lambda _: None).build()

    async def handle(request: web.Request) -> web.Response:
        raw = RawRequest()
        raw.uri, raw.body, raw.headers = request.path, await request.read(), request.headers
        answer = dispatcher.do(raw)
        return web.Response(status=answer.status_code, body=answer.content, content_type="application/json")

    return handle


if __name__ == "__main__":
    asyncio.run(main())
