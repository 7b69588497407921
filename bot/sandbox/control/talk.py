"""What people do, over HTTP: write, press, react, come in."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from aiohttp import web

from bot.sandbox.actions import ActionResult, Actions, Entry, MisuseError
from bot.sandbox.control import bodies
from bot.sandbox.feed import Feed
from bot.sandbox.people import NotFoundError, NotPossibleError, People, Utterance
from bot.sandbox.records import Message, MessageType
from bot.sandbox.views import chat_view

Handler = Callable[[web.Request], Awaitable[Mapping[str, Any]]]
TEXT_LIMIT = 150 * 1024
"""Bytes; a client would not let anybody type more."""


@dataclass(frozen=True, slots=True)
class Talk:
    people: People
    actions: Actions
    feed: Feed

    def routes(self) -> list[web.RouteDef]:
        base = "/_sandbox"
        return [
            web.post(f"{base}/messages", answered(self.write)),
            web.post(f"{base}/messages/{{message_id}}/recall", answered(self.recall)),
            web.post(f"{base}/messages/{{message_id}}/reactions", answered(self.react)),
            web.post(f"{base}/actions", answered(self.press)),
            web.post(f"{base}/menu", answered(self.press_menu)),
            web.post(f"{base}/chats/p2p", answered(self.enter)),
        ]

    async def write(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.WriteMessage)
        user = self.people.user(body.user)
        chat = self.people.chat(body.chat_id) if body.chat_id else self.people.personal_chat(user)
        reply_to = self.people.message(body.reply_to) if body.reply_to else None
        message = self.people.write(user, chat, _utterance(body), reply_to)
        return {"message_id": message.message_id, "chat_id": message.chat_id}

    async def recall(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.AsUser)
        self.people.recall(self.people.user(body.user), self._message(request))
        return {}

    async def react(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.React)
        self.people.react(self.people.user(body.user), self._message(request), body.emoji_type)
        return {}

    async def press(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.PressAction)
        entry = Entry(body.option, body.form_value)
        try:
            result = await self.actions.press(body.user, body.message_id, body.action, entry)
        except MisuseError as error:
            raise bodies.problem(web.HTTPBadRequest, str(error)) from error
        self._tell_toast(body, result)
        return result.to_json()

    async def press_menu(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.PressMenu)
        self.people.press_menu(self.people.user(body.user), body.event_key)
        return {}

    async def enter(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.AsUser)
        return chat_view(self.people.enter_personal_chat(self.people.user(body.user)))

    def _tell_toast(self, body: bodies.PressAction, result: ActionResult) -> None:
        """Let the page show what the person sees: the bot's toast, or the code of the failure."""
        toast = result.response.get("toast") if isinstance(result.response, Mapping) else None
        if toast or result.error:
            shown = {"open_id": body.user, "message_id": body.message_id}
            self.feed.tell("toast", {**shown, "toast": toast, "error": result.error})

    def _message(self, request: web.Request) -> Message:
        return self.people.message(request.match_info["message_id"])


def answered(handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Answer what `handler` returns as JSON, and what a person cannot do as 404 or 409."""

    @wraps(handler)
    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response(await handler(request))
        except NotFoundError as error:
            raise bodies.problem(web.HTTPNotFound, str(error)) from error
        except NotPossibleError as error:
            raise bodies.problem(web.HTTPConflict, str(error)) from error

    return handle


def _utterance(body: bodies.WriteMessage) -> Utterance:
    if body.content is None and not body.text and not (body.mention_bot or body.mention_all):
        raise bodies.problem(web.HTTPBadRequest, "text: an empty message cannot be sent")
    if body.message_type is MessageType.INTERACTIVE:
        raise bodies.problem(web.HTTPBadRequest, "message_type: people do not send cards")
    if body.content is not None and not _is_content(body.message_type, body.content):
        raise bodies.problem(web.HTTPBadRequest, "content: must be JSON in a string, as Lark hands it out")
    if len(body.text.encode(errors="surrogatepass")) > TEXT_LIMIT:
        raise bodies.problem(web.HTTPBadRequest, "text: at most 150 KB")
    return Utterance(
        text=body.text,
        msg_type=body.message_type,
        content=body.content,
        mention_bot=body.mention_bot,
        mention_all=body.mention_all,
        mention_users=body.mention_users,
        in_thread=body.in_thread,
    )


def _is_content(msg_type: MessageType, content: str) -> bool:
    """True for a JSON object; a rich text's has its paragraphs at the top, without a language."""
    try:
        parsed = json.loads(content)
    except (ValueError, RecursionError):
        return False
    needed = {MessageType.TEXT: "text", MessageType.POST: "content"}.get(msg_type)
    return isinstance(parsed, dict) and (needed is None or needed in parsed)
