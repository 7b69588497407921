"""What people do in chats: write, take back, react, come in.

What a client would not let a person do is refused with a sentence, not with a code of Lark's.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.sandbox import console as scopes
from bot.sandbox import payloads
from bot.sandbox.console import AppConsole
from bot.sandbox.emojis import EMOJI_TYPES
from bot.sandbox.ids import ChatId, MessageId, new_message_id, new_reaction_id
from bot.sandbox.ports import Clock, JsonObject, PublishesEvents
from bot.sandbox.posting import in_form, thread_of
from bot.sandbox.records import (
    Chat,
    ChatType,
    Mention,
    Message,
    MessageType,
    Reaction,
    Sender,
    SenderType,
    User,
)
from bot.sandbox.tenant import Tenant


class NotPossibleError(Exception):
    """A person cannot do this; the text says why."""


class NotFoundError(NotPossibleError):
    """It names something that is not there."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a person sends. `content` instead of `text` for anything but plain text."""

    text: str = ""
    msg_type: MessageType = MessageType.TEXT
    content: str | None = None
    mention_bot: bool = False
    mention_all: bool = False
    mention_users: Sequence[str] = ()
    in_thread: bool = False


class People:
    """The human side of the conversation. Tells the bot what its scopes let it hear."""

    def __init__(self, tenant: Tenant, console: AppConsole, events: PublishesEvents, clock: Clock) -> None:
        self._tenant = tenant
        self._console = console
        self._events = events
        self._clock = clock

    def user(self, open_id: str) -> User:
        user = self._tenant.user(open_id)
        if user is None:
            raise NotFoundError(f"nobody has the open_id {open_id}")
        return user

    def chat(self, chat_id: str) -> Chat:
        chat = self._tenant.chat(chat_id)
        if chat is None:
            raise NotFoundError(f"there is no chat {chat_id}")
        return chat

    def message(self, message_id: str) -> Message:
        message = self._tenant.message(message_id)
        if message is None:
            raise NotFoundError(f"there is no message {message_id}")
        return message

    def personal_chat(self, user: User) -> Chat:
        """Return the person's chat with the bot, opening it if need be."""
        if not user.available:
            raise NotPossibleError("the bot is not available to this person")
        if user.tenant_key:
            raise NotPossibleError("the bot talks in person to people of its own company only")
        return self._tenant.open_personal_chat(user.open_id, self._clock())

    def write(self, user: User, chat: Chat, said: Utterance, reply_to: Message | None = None) -> Message:
        """Post as `user` and tell the bot if it may hear it."""
        self._check_may_write(user, chat, reply_to)
        if said.in_thread and not chat.threads:
            raise NotPossibleError("this chat has no threads")
        mentions = self._mentions(said)
        message = self._stored(user, chat, said, mentions, reply_to)
        if self._hears(chat, said):
            self._publish("im.message.receive_v1", self._received(message, chat, user))
        return message

    def recall(self, user: User, message: Message) -> None:
        """Take a message back: one's own, or anybody's in a group that one owns or manages."""
        chat = self.chat(message.chat_id)
        recall_type = _recall_type(user, chat, message)
        if recall_type is None or message.recalled or message.only_for is not None:
            raise NotPossibleError("one takes back one's own messages, and others' where one rules, once")
        now = self._clock()
        self._tenant.put_message(replace(message, recalled=True, updated=now))
        if chat.bot_member:
            self._publish("im.message.recalled_v1", payloads.message_recalled(message, now, recall_type))

    def react(self, user: User, message: Message, emoji_type: str) -> None:
        if emoji_type not in EMOJI_TYPES:
            raise NotPossibleError(f"there is no emoji {emoji_type}")
        if message.only_for is not None:
            raise NotPossibleError("a card that only one person sees takes no reaction")
        chat = self.chat(message.chat_id)
        if user.open_id not in chat.members or message.recalled:
            raise NotPossibleError("the message is not there for this person")
        operator = Sender(user.open_id, SenderType.USER)
        now = self._clock()
        self._tenant.put_reaction(Reaction(new_reaction_id(), message.message_id, emoji_type, operator, now))
        body = payloads.reaction_changed(
            message.message_id, emoji_type, user, now, with_user_id=self._tells_user_id
        )
        if chat.bot_member:
            self._publish("im.message.reaction.created_v1", body)

    def enter_personal_chat(self, user: User) -> Chat:
        """Open the chat with the bot, as a click on it in the list does."""
        chat = self.personal_chat(user)
        said = [each for each in self._tenant.messages() if each.chat_id == chat.chat_id]
        body = payloads.personal_chat_entered(
            chat, user, said[-1] if said else None, with_user_id=self._tells_user_id
        )
        self._publish("im.chat.access_event.bot_p2p_chat_entered_v1", body)
        return chat

    def press_menu(self, user: User, event_key: str) -> None:
        body = payloads.menu_pressed(user, event_key, self._clock(), with_user_id=self._tells_user_id)
        self._publish("application.bot.menu_v6", body)

    def _check_may_write(self, user: User, chat: Chat, reply_to: Message | None) -> None:
        if chat.dissolved:
            raise NotPossibleError("the group was dissolved")
        if user.open_id not in chat.members:
            raise NotPossibleError(f"{user.name} is not in this chat")
        if chat.chat_type is ChatType.P2P and not user.available:
            raise NotPossibleError("the bot is not available to this person")
        if reply_to is not None and (reply_to.chat_id != chat.chat_id or _is_gone(reply_to)):
            raise NotPossibleError("the message replied to is not in this chat any more")
        if reply_to is not None and reply_to.only_for is not None:
            raise NotPossibleError("a card that only one person sees takes no reply")

    def _hears(self, chat: Chat, said: Utterance) -> bool:
        if chat.chat_type is ChatType.P2P:
            return self._console.has_one_of(scopes.PERSONAL_MESSAGES)
        if not chat.bot_member:
            return False
        addressed = said.mention_bot or said.mention_all
        wanted = scopes.GROUP_MENTIONS if addressed else scopes.GROUP_MESSAGES
        return self._console.has_one_of(wanted)

    def _stored(
        self,
        user: User,
        chat: Chat,
        said: Utterance,
        mentions: tuple[Mention, ...],
        reply_to: Message | None,
    ) -> Message:
        content = said.content if said.content is not None else _text_content(said, mentions)
        thread_root = self._thread_root(said, reply_to)
        parent = thread_root or reply_to
        now = self._clock()
        message = self._tenant.put_message(
            Message(
                message_id=new_message_id(),
                position=self._tenant.next_position(),
                chat_id=ChatId(chat.chat_id),
                sender=Sender(user.open_id, SenderType.USER, user.tenant_key),
                msg_type=said.msg_type,
                content=content,
                created=now,
                updated=now,
                mentions=mentions,
                root_id=_root_of(thread_root, reply_to),
                parent_id=parent.message_id if parent else None,
                thread_id=thread_of(self._tenant, thread_root),
                versions=(content,),
            )
        )
        return in_form(self._tenant, chat, message)

    def _thread_root(self, said: Utterance, reply_to: Message | None) -> Message | None:
        if reply_to is not None and reply_to.thread_id is not None:
            return self._tenant.message(self._tenant.thread_root(reply_to.thread_id) or "")
        return reply_to if said.in_thread else None

    def _mentions(self, said: Utterance) -> tuple[Mention, ...]:
        app = self._tenant.app
        bot = [Mention("", app.bot_open_id, app.bot_name, is_bot=True)] if said.mention_bot else []
        people = [_mention(self.user(each)) for each in said.mention_users]
        named = [*bot, *people]
        return tuple(replace(mention, key=f"@_user_{number}") for number, mention in enumerate(named, 1))

    def _received(self, message: Message, chat: Chat, user: User) -> JsonObject:
        return payloads.message_received(
            message, chat, user, self._tenant.app, with_user_id=self._tells_user_id
        )

    @property
    def _tells_user_id(self) -> bool:
        return self._console.has_one_of(scopes.EMPLOYEE_ID)

    def _publish(self, event_type: str, event: JsonObject) -> None:
        self._events.publish(event_type, event)


def _is_gone(message: Message) -> bool:
    """Tell whether nobody can answer a message any more; in a thread one still goes on under it."""
    return message.recalled and message.thread_id is None


def _recall_type(user: User, chat: Chat, message: Message) -> str | None:
    """Return by which right somebody takes a message back, in Lark's words; None without any."""
    if message.sender.id == user.open_id:
        return "message_owner"
    if chat.owner == user.open_id:
        return "group_owner"
    return "group_manager" if user.open_id in chat.managers else None


def _mention(user: User) -> Mention:
    return Mention("", user.open_id, user.name, user.union_id, tenant_key=user.tenant_key)


def _root_of(thread_root: Message | None, reply_to: Message | None) -> MessageId | None:
    if thread_root is not None:
        return thread_root.message_id
    return (reply_to.root_id or reply_to.message_id) if reply_to else None


def _text_content(said: Utterance, mentions: Sequence[Mention]) -> str:
    """Put the mentions before the text, each as its placeholder."""
    everyone = ["@_all"] if said.mention_all else []
    text = " ".join([*everyone, *(each.key for each in mentions), said.text])
    return json.dumps({"text": text}, ensure_ascii=False)
