"""What the bot may do with messages: send, reply, update a card, edit, recall.

Every rule is Lark's, with Lark's code. No waiting in here: a call is one step of the event loop,
so what was checked still holds when it is stored.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.sandbox import content as contents
from bot.sandbox.card_json import CardProblem, check_card, check_replacement
from bot.sandbox.console import AppConsole
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ids import ChatId, MessageId, ThreadId, new_message_id, new_thread_id
from bot.sandbox.limits import RateLimits
from bot.sandbox.ports import Clock, JsonObject
from bot.sandbox.records import Chat, ChatType, Message, MessageType, Sender, SenderType
from bot.sandbox.references import References, with_placeholders
from bot.sandbox.tenant import Tenant
from bot.sandbox.wire import part_of

CARD_LIFE = timedelta(days=14)
RECALL_LIMIT = timedelta(days=365)
UUID_LIFE = timedelta(hours=1)
MAX_EDITS = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """What the bot wants to say; not yet checked."""

    msg_type: MessageType
    content: str
    uuid: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a message goes."""

    chat: Chat
    root_id: MessageId | None = None
    parent_id: MessageId | None = None
    in_thread_of: Message | None = None


class Posting:
    """The bot's side of the conversation."""

    def __init__(self, tenant: Tenant, console: AppConsole, clock: Clock, limits: RateLimits) -> None:
        self._tenant = tenant
        self._console = console
        self._references = References(tenant)
        self._clock = clock
        self._limits = limits
        self._sent: dict[str, tuple[datetime, MessageId]] = {}

    def send(self, chat: Chat, draft: Draft) -> Message:
        """Post into `chat`; with a `uuid` used within the hour, return what it posted then."""
        return self._once(draft, _Place(chat))

    def reply(self, message_id: str, draft: Draft, *, in_thread: bool) -> Message:
        """Answer a message; in its thread when asked, and always when it stands in one."""
        known = self._already_sent(draft.uuid)
        if known is not None:
            return known
        target = self.find(message_id)
        if target.recalled:
            raise LarkError(Code.MESSAGE_RECALLED)
        chat = self.chat_of(target)
        return self._once(draft, self._place_of_reply(chat, target, in_thread=in_thread))

    def forward(self, source: Message, chat: Chat, uuid: str | None) -> Message:
        """Post a message's present content again, somewhere else."""
        return self.send(chat, Draft(source.msg_type, source.content, uuid))

    def patch(self, message_id: str, content: str) -> None:
        """Replace a card of the bot's own."""
        message = self.find(message_id)
        self._check_patchable(message)
        self._limits.count_target(("patch", message.message_id))
        refuse(check_replacement(message.content, content))
        if not (is_shared_card(message.content) and is_shared_card(content)):
            raise LarkError(Code.BAD_PARAMETER, "the card needs update_multi: true before and after")
        if self._tenant.is_being_pressed(message.message_id):
            raise LarkError(Code.BAD_CARD, "ext=ErrCode: 11310; ErrMsg: card action is lock; ErrorValue: ; ")
        self._tenant.change_content(message, content, self._clock())

    def edit(self, message_id: str, msg_type: MessageType, content: str) -> Message:
        """Replace a text or rich text of the bot's own, at most 20 times."""
        message = self.find(message_id)
        self.chat_of(message)
        self._check_editable(message, msg_type)
        parsed = contents.check_content(msg_type, content)
        mentions = self._references.mentions(msg_type, parsed)
        stored = with_placeholders(msg_type, content, parsed, mentions)
        return self._tenant.change_content(replace(message, mentions=mentions), stored, self._clock())

    def recall(self, message_id: str) -> Message:
        """Take back a message: the bot's own, or anybody's where the bot rules the group."""
        message = self.find(message_id)
        chat = self.chat_of(message)
        if message.recalled:
            raise LarkError(Code.MESSAGE_RECALLED)
        if not (self.is_own(message) or _rules(chat)):
            raise LarkError(Code.NOT_YOURS_TO_RECALL)
        if self._clock() - message.created > RECALL_LIMIT:
            raise LarkError(Code.RECALL_EXPIRED)
        return self._tenant.put_message(replace(message, recalled=True, updated=self._clock()))

    def find(self, message_id: str) -> Message:
        """Return a message that everybody sees: nothing but a delete of its own is done to the others."""
        message = self._tenant.message(message_id)
        if message is None:
            raise LarkError(Code.MESSAGE_ID_UNKNOWN, f"invalid ids: [{message_id}]")
        if message.only_for is not None:
            raise LarkError(Code.UNSUPPORTED_MESSAGE)
        return message

    def chat_of(self, message: Message) -> Chat:
        """Return the message's chat, if the bot may act there now."""
        chat = self._tenant.chat(message.chat_id)
        assert chat is not None, "a chat is never forgotten"
        self.check_access(chat)
        return chat

    def check_access(self, chat: Chat) -> None:
        """Refuse a chat that is dissolved, that the bot left, or whose person is out of range."""
        if chat.dissolved:
            raise LarkError(Code.CHAT_DISSOLVED)
        if not chat.bot_member:
            raise LarkError(Code.BOT_OUTSIDE_CHAT)
        self._console.check_external(chat, Code.NO_PERMISSION)
        if chat.chat_type is ChatType.P2P and not self._is_available(chat.members[0]):
            raise LarkError(Code.USER_OUT_OF_RANGE)

    def is_own(self, message: Message) -> bool:
        return message.sender.id == self._tenant.app.app_id

    def _is_available(self, open_id: str) -> bool:
        user = self._tenant.user(open_id)
        return user is not None and user.available

    def _once(self, draft: Draft, place: _Place) -> Message:
        known = self._already_sent(draft.uuid)
        if known is not None:
            return known
        self.check_access(place.chat)
        parsed = self._checked(draft)
        self._limits.count_target(("chat", place.chat.chat_id))
        message = self._post(draft, parsed, place)
        if draft.uuid:
            self._sent[draft.uuid] = (self._clock(), message.message_id)
        return message

    def _already_sent(self, uuid: str | None) -> Message | None:
        when, message_id = self._sent.get(uuid or "", (None, None))
        if when is None or message_id is None or self._clock() - when >= UUID_LIFE:
            return None
        return self.find(message_id)

    def _checked(self, draft: Draft) -> JsonObject:
        """Return the parsed content of what may be sent, or refuse it."""
        if draft.msg_type is MessageType.INTERACTIVE:
            refuse(check_card(draft.content))
            return {}
        parsed = contents.check_content(draft.msg_type, draft.content)
        self._references.check(draft.msg_type, parsed)
        return parsed

    def _check_patchable(self, message: Message) -> None:
        self.chat_of(message)
        if message.recalled:
            raise LarkError(Code.MESSAGE_RECALLED)
        if message.msg_type is not MessageType.INTERACTIVE:
            raise LarkError(Code.BAD_PARAMETER, "This message is NOT a card.")
        if not self.is_own(message):
            raise LarkError(Code.NO_PERMISSION, "the card was sent by somebody else")
        if self._clock() - message.created > CARD_LIFE:
            raise LarkError(Code.CARD_TOO_OLD)

    def _check_editable(self, message: Message, msg_type: MessageType) -> None:
        if message.recalled:
            raise LarkError(Code.MESSAGE_RECALLED)
        if not self.is_own(message):
            raise LarkError(Code.NOT_THE_SENDER)
        editable = {MessageType.TEXT, MessageType.POST}
        if message.msg_type not in editable or msg_type not in editable:
            raise LarkError(Code.BAD_PARAMETER, "only text and post can be edited")
        if message.msg_type is not msg_type:
            raise LarkError(Code.BAD_PARAMETER, "msg_type cannot change")
        if len(message.versions) > MAX_EDITS:
            raise LarkError(Code.EDITED_TOO_OFTEN)

    def _place_of_reply(self, chat: Chat, target: Message, *, in_thread: bool) -> _Place:
        if target.thread_id is not None:
            root_id = self._tenant.thread_root(target.thread_id)
            assert root_id is not None, "a thread has a root"
            return _Place(chat, root_id, root_id, in_thread_of=self.find(root_id))
        if not in_thread:
            return _Place(chat, target.root_id or target.message_id, target.message_id)
        if not chat.threads:
            raise LarkError(Code.NO_THREADS_HERE)
        return _Place(chat, target.message_id, target.message_id, in_thread_of=target)

    def _post(self, draft: Draft, parsed: JsonObject, place: _Place) -> Message:
        mentions = self._references.mentions(draft.msg_type, parsed)
        stored = with_placeholders(draft.msg_type, draft.content, parsed, mentions)
        now = self._clock()
        message = self._tenant.put_message(
            Message(
                message_id=new_message_id(),
                position=self._tenant.next_position(),
                chat_id=ChatId(place.chat.chat_id),
                sender=Sender(self._tenant.app.app_id, SenderType.APP),
                msg_type=draft.msg_type,
                content=stored,
                created=now,
                updated=now,
                mentions=mentions,
                root_id=place.root_id,
                parent_id=place.parent_id,
                thread_id=thread_of(self._tenant, place.in_thread_of),
                versions=(stored,),
            )
        )
        return in_form(self._tenant, place.chat, message)


def in_form(tenant: Tenant, chat: Chat, message: Message) -> Message:
    """Begin a thread with a message where every message does; return it as it is then."""
    if chat.is_all_threads and message.thread_id is None:
        return tenant.begin_thread(message, new_thread_id())
    return message


def refuse(problem: CardProblem | None) -> None:
    """Raise what Lark answers to a card with this problem; nothing when there is none."""
    if problem is None:
        return
    if problem.api_code == Code.TOO_LONG.number:
        raise LarkError(Code.TOO_LONG)
    raise LarkError(Code.BAD_CARD, problem.text().removeprefix(Code.BAD_CARD.sentence))


def thread_of(tenant: Tenant, root: Message | None) -> ThreadId | None:
    """Return the thread under `root`, beginning it with this first reply."""
    if root is None:
        return None
    if root.thread_id is None:
        root = tenant.begin_thread(root, new_thread_id())
    return root.thread_id


def is_shared_card(content: str) -> bool:
    """True when everybody sees the same card, which alone can be updated. Cards 2.0 always are."""
    card = json.loads(content)
    shared = part_of(card, "config").get("update_multi")
    return shared is not False if is_version_2(card) else shared is True


def is_version_2(card: JsonObject) -> bool:
    return card.get("schema") == "2.0" or card.get("type") in ("card", "template")


def _rules(chat: Chat) -> bool:
    owns = chat.chat_type is ChatType.GROUP and chat.owner is None
    return owns or chat.bot_is_manager
