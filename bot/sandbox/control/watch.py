"""News for whoever watches: server-sent events, and the bytes of files that were sent."""

import json
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import web

from bot.sandbox.control import bodies
from bot.sandbox.feed import Feed, News
from bot.sandbox.ids import new_file_key, new_image_key
from bot.sandbox.images import image_kind
from bot.sandbox.records import FileType, Sender, SenderType, StoredFile
from bot.sandbox.tenant import Tenant

IDLE_S = 15.0
"""Seconds of silence after which a comment is sent, so that no proxy thinks the stream dead."""


@dataclass(frozen=True, slots=True)
class Watch:
    tenant: Tenant
    feed: Feed
    idle_s: float = IDLE_S

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/_sandbox/events", self.events),
            web.post("/_sandbox/files", self.add_file),
            web.get("/_sandbox/files/{key}", self.file),
        ]

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream what happens, from the one after `Last-Event-ID` or from now on."""
        after = _last_event_id(request, self.feed.last_id)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        response = web.StreamResponse(headers=headers)
        response.content_type = "text/event-stream"
        await response.prepare(request)
        with suppress(ConnectionResetError):  # whoever watched has gone, which is theirs to decide
            await response.write(b": here\n\n")
            async for news in self.feed.watch(after, self.idle_s):
                await response.write(_frame(news))
        return response

    async def add_file(self, request: web.Request) -> web.Response:
        """Keep the body as a person's file, for a message of theirs; return its key."""
        data = await request.read()
        if not data:
            raise bodies.problem(web.HTTPBadRequest, "body: an empty file cannot be sent")
        file = persons_file(request.query.get("name") or "file", data)
        self.tenant.put_file(file)
        return web.json_response({"key": file.key})

    async def file(self, request: web.Request) -> web.Response:
        file = self.tenant.file(request.match_info["key"])
        if file is None:
            raise bodies.problem(web.HTTPNotFound, "there is no such file")
        # Only images are shown in the page; anything else could be a page of its own.
        shown = file.content_type.startswith("image/") and file.content_type != "image/svg+xml"
        headers = {
            "Content-Type": file.content_type if shown else "application/octet-stream",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }
        return web.Response(body=file.data, headers=headers)


def persons_file(name: str, data: bytes) -> StoredFile:
    kind = image_kind(data)
    somebody = Sender("", SenderType.USER)
    if kind is None:
        key, content_type = new_file_key(), "application/octet-stream"
        return StoredFile(key, FileType.STREAM, name, content_type, data, somebody)
    return StoredFile(new_image_key(), FileType.IMAGE, name, kind.content_type, data, somebody)


def _last_event_id(request: web.Request, newest: int) -> int:
    given = request.headers.get("Last-Event-ID") or request.query.get("last_event_id", "")
    return int(given) if given.isascii() and given.isdigit() else newest


def _frame(news: News | None) -> bytes:
    if news is None:
        return b": still here\n\n"
    data = json.dumps(news.data, ensure_ascii=False)
    return f"id: {news.id}\nevent: {news.name}\ndata: {data}\n\n".encode()
