"""Records as the Open API and its events write them."""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.sandbox.identity import AppIdentity
from bot.sandbox.ports import JsonObject
from bot.sandbox.records import Chat, ChatType, Mention, Message, MessageType, Sender, SenderType, User


class UserIdType(StrEnum):
    OPEN_ID = "open_id"
    UNION_ID = "union_id"
    USER_ID = "user_id"


def milliseconds(instant: datetime) -> str:
    return str(round(instant.timestamp() * 1000))


def id_of(user: User, id_type: UserIdType) -> str:
    match id_type:
        case UserIdType.OPEN_ID:
            return user.open_id
        case UserIdType.UNION_ID:
            return user.union_id
        case UserIdType.USER_ID:
            return user.user_id


def user_ids(user: User, *, with_user_id: bool) -> JsonObject:
    """Return a person's ids as events carry them; `user_id` needs the employee-id scope."""
    ids = {"open_id": user.open_id, "union_id": user.union_id}
    return ids | {"user_id": user.user_id} if with_user_id else ids


def message_wire(message: Message, app: AppIdentity, *, original_card: bool = False) -> JsonObject:
    """Return a message as create, reply, get and list answer it.

    A card comes back in a degraded form, unless `original_card`.
    """
    return {
        **reply_ids(message),
        "message_id": message.message_id,
        "msg_type": message.msg_type,
        "create_time": milliseconds(message.created),
        "update_time": milliseconds(message.updated),
        "deleted": message.recalled,
        "updated": message.is_edited,
        "chat_id": message.chat_id,
        "sender": sender_wire(message.sender, app),
        "body": body_wire(message, original_card=original_card),
        **mentions_wire(message, app),
    }


def reply_ids(message: Message) -> JsonObject:
    """Return root, parent and thread, each only where there is one."""
    ids = {"root_id": message.root_id, "parent_id": message.parent_id, "thread_id": message.thread_id}
    return {name: value for name, value in ids.items() if value is not None}


def sender_wire(sender: Sender, app: AppIdentity) -> JsonObject:
    id_type = "app_id" if sender.type is SenderType.APP else "open_id"
    return {
        "id": sender.id,
        "id_type": id_type,
        "sender_type": sender.type,
        "tenant_key": sender.tenant_key or app.tenant_key,
    }


def body_wire(message: Message, *, original_card: bool) -> JsonObject:
    """Return the body; a recalled message has no content any more."""
    if message.recalled:
        return {}
    return {"content": readable_content(message, original_card=original_card)}


def readable_content(message: Message, *, original_card: bool = False) -> str:
    """Return content as Lark hands it out: rich text without its language, cards degraded."""
    match message.msg_type:
        case MessageType.INTERACTIVE if not original_card:
            return degraded_card(message.content)
        case MessageType.POST:
            return received_post(message.content)
        case _:
            return message.content


def received_post(content: str) -> str:
    """Take the language wrapper off a rich text: the first language that it has."""
    post = json.loads(content)
    if "content" in post:
        return content
    return _dumps(next(iter(post.values())))


def degraded_card(content: str) -> str:
    """Return the plain rendering of a card: its title and the texts in it, one paragraph each."""
    card = json.loads(content)
    title = part_of(part_of(card, "header"), "title")
    elements = [[{"tag": "text", "text": text}] for text in _texts(card.get("body") or card.get("elements"))]
    return _dumps({"title": title.get("content"), "elements": elements})


def part_of(parent: JsonObject, key: str) -> JsonObject:
    """Return the object under `key`, an empty one when there is none: cards 1.0 are hardly checked."""
    part = parent.get(key)
    return part if isinstance(part, dict) else {}


def _texts(part: Any) -> list[str]:
    if isinstance(part, list):
        return [text for each in part for text in _texts(each)]
    if not isinstance(part, dict):
        return []
    own = [re.sub(r"<[^>]+>|\*\*", "", part["content"])] if isinstance(part.get("content"), str) else []
    return own + [text for value in part.values() for text in _texts(value)]


def mentions_wire(message: Message, app: AppIdentity) -> JsonObject:
    if not message.mentions:
        return {}
    return {"mentions": [_mention(each, app) for each in message.mentions]}


def _mention(mention: Mention, app: AppIdentity) -> JsonObject:
    return {
        "key": mention.key,
        "id": mention.id,
        "id_type": "open_id",
        "name": mention.name,
        "tenant_key": mention.tenant_key or app.tenant_key,
    }


def user_wire(user: User, *, with_user_id: bool) -> JsonObject:
    """Return a person as the contact API shows one."""
    avatar = {f"avatar_{size}": "" for size in ("72", "240", "640", "origin")}
    return {
        **user_ids(user, with_user_id=with_user_id),
        "name": user.name,
        "en_name": user.en_name,
        "avatar": avatar,
        "is_tenant_manager": user.is_admin,
        "time_zone": user.timezone,
        "status": {
            "is_frozen": False,
            "is_resigned": False,
            "is_activated": True,
            "is_exited": False,
            "is_unjoin": False,
        },
        "department_ids": ["0"],
    }


def chat_item_wire(chat: Chat, app: AppIdentity, owner: User | None, id_type: UserIdType) -> JsonObject:
    """Return a group as lists and searches show it."""
    return {
        "chat_id": chat.chat_id,
        "avatar": "",
        "name": chat.name,
        "description": chat.description,
        **owner_wire(owner, id_type),
        "external": chat.external,
        "tenant_key": app.tenant_key,
        "chat_status": chat_status(chat),
    }


def chat_wire(
    chat: Chat, app: AppIdentity, owner: User | None, managers: Sequence[User], id_type: UserIdType
) -> JsonObject:
    """Return a chat in full."""
    return {
        **chat_item_wire(chat, app, owner, id_type),
        "i18n_names": {"zh_cn": chat.name, "en_us": chat.name, "ja_jp": chat.name},
        "chat_mode": chat_mode(chat),
        "chat_type": "public" if chat.public else "private",
        "chat_tag": "inner",
        "group_message_type": "thread" if chat.thread_form else "chat",
        "user_manager_id_list": [id_of(user, id_type) for user in managers],
        "bot_manager_id_list": [app.app_id] if chat.bot_is_manager else [],
        "add_member_permission": "all_members",
        "share_card_permission": "allowed",
        "at_all_permission": "all_members",
        "edit_permission": "all_members",
        "join_message_visibility": "all_members",
        "leave_message_visibility": "all_members",
        "membership_approval": "no_approval_required",
        "moderation_permission": "all_members",
        "user_count": str(len(chat.members)),
        "bot_count": str(int(chat.bot_member)),
    }


def chat_mode(chat: Chat) -> str:
    if chat.chat_type is ChatType.P2P:
        return "p2p"
    return "topic" if chat.topic else "group"


def chat_status(chat: Chat) -> str:
    return "dissolved" if chat.dissolved else "normal"


def owner_wire(owner: User | None, id_type: UserIdType) -> JsonObject:
    """Return nothing when a bot owns the chat, as Lark does."""
    return {"owner_id": id_of(owner, id_type), "owner_id_type": id_type} if owner else {}


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
