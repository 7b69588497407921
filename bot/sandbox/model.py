"""A stand-in for a language model behind an OpenAI-compatible API.

Words in the model's name choose faults, so that a test of the bot only has to configure
another name: `stand-in-429`, `stand-in-hang`, and so on.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from http import HTTPStatus
from itertools import count, cycle
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from bot.sandbox.clock import system_now
from bot.sandbox.model_answer import count_tokens, pieces, stand_in_answer, stand_in_proposal
from bot.sandbox.model_request import ModelFault, ModelRequest

BASE_PATH = "/model/v1"
MODEL = "stand-in"
# How often a stream that hangs looks whether anybody still listens.
_LISTENER_CHECK_S = 0.1
_NONSENSE = '{"asks": "perhaps", "when": [3, "o\'clock"]}'
_ENDLESS_PAUSE = timedelta(milliseconds=5)


@dataclass(frozen=True, slots=True)
class Pace:
    """Real time. The default makes an answer last long enough for people to see it grow."""

    answer: timedelta = timedelta(seconds=2.5)
    """From the first chunk to the last."""
    slow_start: timedelta = timedelta(seconds=10)
    """Before the first chunk of a slow model."""


@dataclass(frozen=True, slots=True)
class _Completion:
    """The answer to one request, and how it is written on the wire."""

    id: str
    model: str
    created: int
    pieces: tuple[str, ...]
    finish_reason: str
    prompt_tokens: int

    def whole(self) -> Mapping[str, Any]:
        message = {"role": "assistant", "content": "".join(self.pieces)}
        choice = {"index": 0, "message": message, "finish_reason": self.finish_reason}
        return {**self._head("chat.completion"), "choices": [choice], "usage": self.usage()}

    def called(self, tool: str) -> Mapping[str, Any]:
        """Return the answer as a call of `tool` with the pieces as its arguments."""
        function = {"name": tool, "arguments": "".join(self.pieces)}
        call = {"id": f"call_{self.id}", "type": "function", "function": function}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
        choice = {"index": 0, "message": message, "finish_reason": "tool_calls"}
        return {**self._head("chat.completion"), "choices": [choice], "usage": self.usage()}

    def chunk(self, delta: Mapping[str, str], finish_reason: str | None = None) -> Mapping[str, Any]:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        return {**self._head("chat.completion.chunk"), "choices": [choice]}

    def usage_chunk(self) -> Mapping[str, Any]:
        return {**self._head("chat.completion.chunk"), "choices": [], "usage": self.usage()}

    def usage(self) -> Mapping[str, int]:
        written = len(self.pieces)
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": written,
            "total_tokens": self.prompt_tokens + written,
        }

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": self.model}


class ModelStandIn:
    """The routes of the model. `install` adds them to an application."""

    def __init__(self, api_key: str | None = None, pace: Pace | None = None) -> None:
        """`api_key` None: any bearer key will do, but one must be sent."""
        self._api_key = api_key
        self._pace = pace or Pace()
        self._numbers = count(1)
        self._stopping = asyncio.Event()

    def install(self, app: web.Application) -> None:
        app.router.add_post(f"{BASE_PATH}/chat/completions", self.complete)
        app.router.add_get(f"{BASE_PATH}/models", self.models)
        app.on_shutdown.append(self._stop)

    async def models(self, request: web.Request) -> web.Response:
        if not self._is_allowed(request):
            return _wrong_key()
        card = {"id": MODEL, "object": "model", "created": 0, "owned_by": "sandbox"}
        return web.json_response({"object": "list", "data": [card]})

    async def complete(self, request: web.Request) -> web.StreamResponse:
        """Answer a chat completion, whole or as a stream of server-sent events."""
        if not self._is_allowed(request):
            return _wrong_key()
        try:
            asked = ModelRequest.model_validate_json(await request.read())
        except ValidationError as error:
            return _error(HTTPStatus.BAD_REQUEST, "invalid_request_error", str(error.errors()[0]["msg"]))
        refusal = _refusal(asked.faults)
        if refusal is not None:
            return refusal
        if ModelFault.SLOW in asked.faults:
            await self._wait(self._pace.slow_start)
        if asked.stream:
            return await self._stream(request, asked)
        return await self._answer(request, asked)

    async def _answer(self, request: web.Request, asked: ModelRequest) -> web.StreamResponse:
        completion = self._completion(asked)
        if asked.faults & {ModelFault.HANG, ModelFault.ENDLESS}:
            await self._until_nobody_listens(request)
        if ModelFault.DROP in asked.faults:
            _cut(request)
        if asked.tool:
            return web.json_response(completion.called(asked.tool))  # nobody watches it being written
        await self._wait(self._pace.answer)
        return web.json_response(completion.whole())

    async def _stream(self, request: web.Request, asked: ModelRequest) -> web.StreamResponse:
        headers = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        try:
            async for chunk in self._chunks(request, asked):
                await response.write(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode())
            await response.write(b"data: [DONE]\n\n")
        except ConnectionResetError:
            pass  # whoever asked has gone, which is theirs to decide
        return response

    async def _chunks(self, request: web.Request, asked: ModelRequest) -> AsyncIterator[Mapping[str, Any]]:
        completion = self._completion(asked)
        yield completion.chunk({"role": "assistant", "content": ""})
        async for piece in self._paced(request, completion, asked.faults):
            yield completion.chunk({"content": piece})
        yield completion.chunk({}, completion.finish_reason)
        if asked.stream_options is not None and asked.stream_options.include_usage:
            yield completion.usage_chunk()

    async def _paced(
        self, request: web.Request, completion: _Completion, faults: frozenset[ModelFault]
    ) -> AsyncIterator[str]:
        endless = ModelFault.ENDLESS in faults
        middle = len(completion.pieces) // 2
        pause = self._pace.answer / len(completion.pieces)
        for position, piece in enumerate(cycle(completion.pieces) if endless else completion.pieces):
            if self._stopping.is_set():
                raise ConnectionResetError("the sandbox is stopping")
            if position == middle:
                await self._break_off(request, faults)
            await self._wait(max(pause, _ENDLESS_PAUSE) if endless else pause)
            yield piece

    async def _break_off(self, request: web.Request, faults: frozenset[ModelFault]) -> None:
        if ModelFault.HANG in faults:
            await self._until_nobody_listens(request)
        if faults & {ModelFault.DROP, ModelFault.HANG}:
            _cut(request)

    def _completion(self, asked: ModelRequest) -> _Completion:
        everything = pieces(_said(asked))
        allowed = asked.max_completion_tokens or asked.max_tokens or len(everything)
        return _Completion(
            id=f"chatcmpl-{next(self._numbers)}",
            model=asked.model,
            created=int(system_now().timestamp()),
            pieces=tuple(everything[:allowed]),
            finish_reason="length" if allowed < len(everything) else "stop",
            prompt_tokens=sum(count_tokens(each.text) for each in asked.messages),
        )

    def _is_allowed(self, request: web.Request) -> bool:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not key:
            return False
        return self._api_key is None or compare_digest(key.encode(), self._api_key.encode())

    async def _wait(self, duration: timedelta) -> None:
        await asyncio.sleep(duration.total_seconds())

    async def _until_nobody_listens(self, request: web.Request) -> None:
        """Say nothing until the client goes away or the sandbox stops."""
        while _is_connected(request) and not self._stopping.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(_LISTENER_CHECK_S):
                    await self._stopping.wait()

    async def _stop(self, _app: web.Application) -> None:
        self._stopping.set()


def _said(asked: ModelRequest) -> str:
    if not asked.tool:
        return stand_in_answer(asked.prompt)
    return _NONSENSE if ModelFault.NONSENSE in asked.faults else stand_in_proposal(asked.prompt)


def _refusal(faults: frozenset[ModelFault]) -> web.Response | None:
    if ModelFault.RATE_LIMIT in faults:
        response = _error(HTTPStatus.TOO_MANY_REQUESTS, "rate_limit_exceeded", "Rate limit reached.")
        response.headers["Retry-After"] = "1"
        return response
    if ModelFault.SERVER_ERROR in faults:
        return _error(HTTPStatus.INTERNAL_SERVER_ERROR, "server_error", "The server had an error.")
    return None


def _wrong_key() -> web.Response:
    return _error(
        HTTPStatus.UNAUTHORIZED, "invalid_request_error", "Incorrect API key provided.", "invalid_api_key"
    )


def _error(status: HTTPStatus, kind: str, message: str, code: str | None = None) -> web.Response:
    error = {"message": message, "type": kind, "param": None, "code": code}
    return web.json_response({"error": error}, status=status)


def _is_connected(request: web.Request) -> bool:
    return request.transport is not None and not request.transport.is_closing()


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
    raise ConnectionResetError("cut on purpose")
