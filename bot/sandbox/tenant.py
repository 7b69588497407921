"""Everything one tenant holds, in memory: people, chats, messages, reactions, files.

Only storage and look-up: what Lark allows is decided in `posting`, `groups` and `people`.
Each change is told to the feed. Belongs to one event loop.
"""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from bot.sandbox.feed import Feed
from bot.sandbox.identity import AppIdentity
from bot.sandbox.ids import ChatId, MessageId, OpenId, ThreadId, new_chat_id
from bot.sandbox.records import Chat, ChatType, Message, Reaction, StoredFile, User
from bot.sandbox.views import chat_view, message_view


class Tenant:
    """The sandbox's memory. Records go in and come out whole; none is changed in place."""

    def __init__(self, app: AppIdentity, feed: Feed) -> None:
        self.app = app
        self._feed = feed
        self._users: dict[OpenId, User] = {}
        self._chats: dict[ChatId, Chat] = {}
        self._messages: dict[MessageId, Message] = {}
        self._threads: dict[ThreadId, MessageId] = {}
        self._reactions: dict[str, Reaction] = {}
        self._files: dict[str, StoredFile] = {}
        self._positions = itertools.count(1)
        self._open_callbacks: dict[MessageId, int] = {}

    def put_user(self, user: User) -> None:
        self._users[user.open_id] = user

    def users(self) -> Sequence[User]:
        return tuple(self._users.values())

    def user(self, open_id: str) -> User | None:
        return self._users.get(OpenId(open_id))

    def put_chat(self, chat: Chat) -> Chat:
        self._chats[chat.chat_id] = chat
        self._feed.tell("chat", chat_view(chat))
        return chat

    def chats(self) -> Sequence[Chat]:
        """Return every chat, oldest first, personal ones and dissolved ones too."""
        return tuple(self._chats.values())

    def chat(self, chat_id: str) -> Chat | None:
        return self._chats.get(ChatId(chat_id))

    def personal_chat(self, open_id: OpenId) -> Chat | None:
        personal = (each for each in self._chats.values() if each.chat_type is ChatType.P2P)
        return next((each for each in personal if open_id in each.members), None)

    def open_personal_chat(self, open_id: OpenId, now: datetime) -> Chat:
        """Return the person's chat with the bot; it comes to exist on first use."""
        known = self.personal_chat(open_id)
        if known is not None:
            return known
        return self.put_chat(
            Chat(new_chat_id(), ChatType.P2P, "", created=now, members=(open_id,), bot_member=True)
        )

    def next_position(self) -> int:
        return next(self._positions)

    def put_message(self, message: Message) -> Message:
        self._messages[message.message_id] = message
        self._feed.tell("message", message_view(message))
        return message

    def messages(self) -> Sequence[Message]:
        """Return every message, oldest first."""
        return tuple(self._messages.values())

    def message(self, message_id: str) -> Message | None:
        return self._messages.get(MessageId(message_id))

    def change_content(self, message: Message, content: str, now: datetime) -> Message:
        changed = replace(message, content=content, updated=now, versions=(*message.versions, content))
        return self.put_message(changed)

    def begin_thread(self, root: Message, thread_id: ThreadId) -> Message:
        self._threads[thread_id] = root.message_id
        return self.put_message(replace(root, thread_id=thread_id))

    def thread_root(self, thread_id: str) -> MessageId | None:
        return self._threads.get(ThreadId(thread_id))

    def is_thread_reply(self, message: Message) -> bool:
        """True for what stands in a thread only, not in the chat."""
        return message.thread_id is not None and self._threads[message.thread_id] != message.message_id

    def put_reaction(self, reaction: Reaction) -> None:
        self._reactions[reaction.reaction_id] = reaction

    def reaction(self, reaction_id: str) -> Reaction | None:
        return self._reactions.get(reaction_id)

    def remove_reaction(self, reaction_id: str) -> None:
        del self._reactions[reaction_id]

    def reactions(self, message_id: MessageId) -> Sequence[Reaction]:
        return tuple(each for each in self._reactions.values() if each.message_id == message_id)

    def put_file(self, file: StoredFile) -> None:
        self._files[file.key] = file

    def file(self, key: str) -> StoredFile | None:
        return self._files.get(key)

    @contextmanager
    def pressing(self, message_id: MessageId) -> Iterator[None]:
        """Hold the card locked while the app has not yet answered a press on it."""
        self._open_callbacks[message_id] = self._open_callbacks.get(message_id, 0) + 1
        try:
            yield
        finally:
            self._open_callbacks[message_id] -= 1

    def is_being_pressed(self, message_id: MessageId) -> bool:
        return self._open_callbacks.get(message_id, 0) > 0
