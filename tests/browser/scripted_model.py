"""A model that gives one answer, so that a picture shows what a real one might write."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer

HEAD = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "scripted"}
USAGE = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}


@asynccontextmanager
async def scripted_model(answer: str, fails: Callable[[], bool] = lambda: False) -> AsyncIterator[str]:
    """Stream `answer` to every prompt while entered, or refuse it; yields the base address."""

    async def complete(request: web.Request) -> web.StreamResponse:
        if fails():
            return web.json_response({"error": {"message": "no"}}, status=400)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for chunk in _chunks(answer):
            await response.write(f"data: {json.dumps(chunk)}\n\n".encode())
        await response.write(b"data: [DONE]\n\n")
        return response

    app = web.Application()
    app.router.add_post("/chat/completions", complete)
    async with TestServer(app) as server:
        yield str(server.make_url(""))


def _chunks(answer: str) -> Iterator[dict[str, object]]:
    said = {"role": "assistant", "content": answer}
    yield HEAD | {"choices": [{"index": 0, "delta": said, "finish_reason": None}]}
    yield HEAD | {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    yield HEAD | {"choices": [], "usage": USAGE}
