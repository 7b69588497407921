"""Calls to Lark: typed, paced, over one pool of connections.

Every method raises the errors of `bot.lark.errors` and nothing else. A call waits for its turn under Lark's
limits; whoever wants to wait before deciding what to send takes the turn from `pacing` and hands it in.
"""

import hashlib
import io
import json
from collections.abc import AsyncGenerator, Mapping
from datetime import datetime

from bot.lark import sdk
from bot.lark.answers import found, required, sent
from bot.lark.chat_calls import ChatCalls
from bot.lark.errors import NO_THREADS_HERE, CallError, UncertainError
from bot.lark.pacing import Api, Turn
from bot.lark.records import Address, AddressKind, BotInfo, Found, Sent
from scheduler.model import ChatId, PersonId
from scheduler.posts import Priority

_PAGE = 50  # Lark: the largest page of messages
_EPHEMERAL = "/open-apis/ephemeral/v1/send"


class LarkClient(ChatCalls):
    """One app at one Lark. Enter it before the first call; `address` comes from `address_of`."""

    async def send(
        self,
        to: Address,
        msg_type: str,
        content: str,
        uuid: str,
        *,
        priority: Priority = Priority.ANSWER,
        turn: Turn | None = None,
    ) -> Sent:
        """Post a message: one for each `uuid` (up to 50 characters) and hour, however often it is called."""
        if turn is None:
            turn = await self.pacing.turn(
                Api.CREATE,
                chat=to.id if to.kind is AddressKind.CHAT else None,
                person=to.id if to.kind is AddressKind.PERSON else None,
                priority=priority,
            )
        body = sdk.CreateMessageRequestBody.builder().receive_id(to.id).msg_type(msg_type)
        body = body.content(content).uuid(uuid).build()
        request = sdk.CreateMessageRequest.builder().receive_id_type(to.kind.value).request_body(body).build()
        return sent(await self._call(turn, sdk.MessageApi(self._config).acreate, request))

    async def reply(
        self,
        message_id: str,
        msg_type: str,
        content: str,
        uuid: str,
        in_thread: bool = False,
        *,
        chat_id: str | None = None,
        priority: Priority = Priority.ANSWER,
        turn: Turn | None = None,
    ) -> Sent:
        """Reply, in the message's thread if wanted and if the chat can have threads.

        `chat_id`, where known, lets the chat's own limit be kept.
        """
        if turn is None:
            turn = await self.pacing.turn(Api.REPLY, chat=chat_id, priority=priority)
        try:
            return await self._reply(turn, message_id, msg_type, content, uuid, in_thread)
        except CallError as error:
            if not in_thread or error.code != NO_THREADS_HERE:
                raise
            return await self._reply(turn, message_id, msg_type, content, uuid, False)

    async def _reply(
        self, turn: Turn, message_id: str, msg_type: str, content: str, uuid: str, in_thread: bool
    ) -> Sent:
        body = sdk.ReplyMessageRequestBody.builder().msg_type(msg_type).content(content)
        body = body.uuid(uuid).reply_in_thread(in_thread).build()
        request = sdk.ReplyMessageRequest.builder().message_id(message_id).request_body(body).build()
        return sent(await self._call(turn, sdk.MessageApi(self._config).areply, request))

    async def patch(
        self,
        message_id: str,
        content: str,
        *,
        priority: Priority = Priority.ANSWER,
        turn: Turn | None = None,
    ) -> None:
        """Replace a card that the bot sent."""
        if turn is None:
            turn = await self.pacing.turn(Api.PATCH, message=message_id, priority=priority)
        body = sdk.PatchMessageRequestBody.builder().content(content).build()
        request = sdk.PatchMessageRequest.builder().message_id(message_id).request_body(body).build()
        await self._call(turn, sdk.MessageApi(self._config).apatch, request)

    async def recall(self, message_id: str) -> None:
        turn = await self.pacing.turn(Api.RECALL)
        request = sdk.DeleteMessageRequest.builder().message_id(message_id).build()
        await self._call(turn, sdk.MessageApi(self._config).adelete, request)

    async def message(self, message_id: str) -> Found:
        """Return one message; a recalled one is `deleted`, or gone."""
        turn = await self.pacing.turn(Api.MESSAGE)
        request = sdk.GetMessageRequest.builder().message_id(message_id)
        request = request.card_msg_content_type("user_card_content").build()
        data = await self._call(turn, sdk.MessageApi(self._config).aget, request)
        items = data.items if data is not None else None
        if not items:
            raise CallError(f"Lark knows no message {message_id}")
        return found(items[0])

    async def recent(self, chat_id: str, since: datetime) -> list[Found]:
        """Return what was posted to a chat since then, newest first, without what stands in threads.

        Raises UncertainError when there is more than can be read.
        """
        return [one async for one in self._listed("chat", chat_id, since)]

    async def thread_messages(self, thread_id: str, since: datetime) -> list[Found]:
        """As `recent`, for what stands in one thread."""
        return [one async for one in self._listed("thread", thread_id, since)]

    async def _listed(self, kind: str, container: str, since: datetime) -> AsyncGenerator[Found, None]:
        request = sdk.ListMessageRequest.builder().container_id_type(kind).container_id(container)
        request = request.sort_type("ByCreateTimeDesc").page_size(_PAGE)
        request = request.card_msg_content_type("user_card_content")
        if kind == "chat":  # Lark takes no times for threads
            request = request.start_time(str(int(since.timestamp())))
        async for item in self._pages(Api.MESSAGES, sdk.MessageApi(self._config).alist, request.build()):
            one = found(item)
            if one.created < since:
                return
            yield one

    async def send_ephemeral(
        self,
        chat_id: ChatId,
        person: PersonId,
        card: str,
        *,
        priority: Priority = Priority.ANSWER,
        turn: Turn | None = None,
    ) -> str:
        """Show a card in a group to one of its people, who gets no notice; returns the message's id.

        Lark takes no `uuid` for it and lists it nowhere: a call whose end is uncertain must not be repeated.
        """
        if turn is None:
            turn = await self.pacing.turn(Api.EPHEMERAL, aside=chat_id, priority=priority)
        body = {"chat_id": chat_id, "open_id": person, "msg_type": "interactive", "card": json.loads(card)}
        request = sdk.BaseRequest.builder().http_method(sdk.HttpMethod.POST).uri(_EPHEMERAL).body(body)
        request = request.token_types({sdk.AccessTokenType.TENANT}).build()
        data = (await self._untyped(turn, request)).get("data")
        message_id = data.get("message_id") if isinstance(data, dict) else None
        if not isinstance(message_id, str) or not message_id:
            raise UncertainError("Lark's answer holds no message_id")
        return message_id

    async def react(self, message_id: str, emoji: str) -> str:
        """Put a reaction on a message, such as `OnIt`; returns the reaction's id."""
        turn = await self.pacing.turn(Api.REACT)
        kind = sdk.Emoji.builder().emoji_type(emoji).build()
        body = sdk.CreateMessageReactionRequestBody.builder().reaction_type(kind).build()
        request = sdk.CreateMessageReactionRequest.builder().message_id(message_id).request_body(body).build()
        data = await self._call(turn, sdk.ReactionApi(self._config).acreate, request)
        return required(data, "reaction_id")

    async def upload_file(self, name: str, content: bytes, kind: str = "stream") -> str:
        """Upload up to 30 MB and return the key to send it with; `kind` is one of Lark's file types."""
        turn = await self.pacing.turn(Api.FILE)
        body = sdk.CreateFileRequestBody.builder().file_type(kind).file_name(name)
        body = body.file(_named(name, content)).build()
        request = sdk.CreateFileRequest.builder().request_body(body).build()
        return required(await self._call(turn, sdk.FileApi(self._config).acreate, request), "file_key")

    async def upload_image(self, content: bytes, name: str = "image.png") -> str:
        """Upload up to 10 MB and return the key to show it with."""
        turn = await self.pacing.turn(Api.IMAGE)
        body = sdk.CreateImageRequestBody.builder().image_type("message")
        body = body.image(_named(name, content)).build()
        request = sdk.CreateImageRequest.builder().request_body(body).build()
        return required(await self._call(turn, sdk.ImageApi(self._config).acreate, request), "image_key")

    async def open_personal_chat(self, person: PersonId, text: str, key: str) -> ChatId:
        """Say `text` to somebody, once for each key and hour; returns the id of their chat with the bot."""
        content = json.dumps({"text": text}, ensure_ascii=False)
        uuid = hashlib.sha256(f"{key}:{person}".encode()).hexdigest()[:40]
        return (await self.send(Address.person(person), "text", content, uuid)).chat_id

    async def bot_info(self) -> BotInfo:
        """Return who the bot is. The SDK has no typed call for it, and the answer has no `data`."""
        turn = await self.pacing.turn(Api.BOT)
        request = sdk.BaseRequest.builder().http_method(sdk.HttpMethod.GET).uri("/open-apis/bot/v3/info")
        request = request.token_types({sdk.AccessTokenType.TENANT}).build()
        answer = await self._untyped(turn, request)
        bot = answer.get("bot")
        if not isinstance(bot, Mapping) or not isinstance(bot.get("open_id"), str):
            raise UncertainError("Lark did not say who the bot is")
        return BotInfo(PersonId(bot["open_id"]), str(bot.get("app_name") or ""))


def _named(name: str, content: bytes) -> io.BytesIO:
    """Wrap bytes as the SDK wants them: it drops everything that is not a file, and asks it for its name."""
    file = io.BytesIO(content)
    file.name = name
    return file
