"""An OpenAI-compatible model that answers as its name says: ok, 401, 429, 500, cut, empty, endless."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

_USAGE = {"usage": {"prompt_tokens": 12, "completion_tokens": 30, "total_tokens": 42}}
ANSWER = "# Sales\n\nUp **6 %**. See [the table](https://example.com/table)."


async def _chat(request: web.Request) -> web.StreamResponse:
    asked = await request.json()
    request.app[SEEN].append(asked)
    mode = asked["model"]
    if mode.isdigit():
        headers = {"Retry-After": "7"} if mode == "429" else {}
        return web.json_response({"error": {"message": "no"}}, status=int(mode), headers=headers)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    for piece in [] if mode == "empty" else [ANSWER[:20], ANSWER[20:]]:
        await response.write(_chunk(mode, {"content": piece}, None))
        if mode == "cut":
            assert request.transport is not None
            request.transport.abort()
            return response
    if mode == "endless":
        await asyncio.Event().wait()
    await response.write(_chunk(mode, {}, "stop", **_USAGE) + b"data: [DONE]\n\n")
    return response


def _chunk(model: str, delta: dict[str, str], finish: str | None, **more: object) -> bytes:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
    chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": model}
    chunk |= {"choices": [choice], **more}
    return f"data: {json.dumps(chunk)}\n\n".encode()


SEEN = web.AppKey("seen", list)


@asynccontextmanager
async def fake_model() -> AsyncIterator[tuple[str, list[dict]]]:
    """Yield the base address and the list of requests that it saw."""
    app = web.Application()
    app[SEEN] = seen = []
    app.router.add_post("/v1/chat/completions", _chat)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield f"http://127.0.0.1:{port}/v1", seen
    finally:
        await runner.cleanup()
