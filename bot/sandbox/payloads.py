"""What is inside the events that the bot receives."""

from collections.abc import Sequence
from datetime import datetime

from bot.sandbox.identity import AppIdentity
from bot.sandbox.ports import JsonObject
from bot.sandbox.records import Chat, Mention, Message, User
from bot.sandbox.wire import milliseconds, readable_content, reply_ids, user_ids


def message_received(
    message: Message, chat: Chat, sender: User, app: AppIdentity, *, with_user_id: bool
) -> JsonObject:
    """Return the event of `im.message.receive_v1`."""
    return {
        "sender": {
            "sender_id": user_ids(sender, with_user_id=with_user_id),
            "sender_type": "user",
            "tenant_key": sender.tenant_key or app.tenant_key,
        },
        "message": {
            "message_id": message.message_id,
            **reply_ids(message),
            "create_time": milliseconds(message.created),
            "update_time": milliseconds(message.updated),
            "chat_id": message.chat_id,
            "chat_type": chat.chat_type,
            "message_type": message.msg_type,
            "content": readable_content(message),
            **_mentions(message, app),
        },
    }


def bot_membership(chat: Chat, operator: User, app: AppIdentity, *, with_user_id: bool) -> JsonObject:
    """Return what every event about a group and its members tells; all of it for the bot's own coming
    and going and for a dissolved group.
    """
    return {
        "chat_id": chat.chat_id,
        "operator_id": user_ids(operator, with_user_id=with_user_id),
        "external": chat.external,
        "operator_tenant_key": operator.tenant_key or app.tenant_key,
        "name": chat.name,
        "i18n_names": {"zh_cn": chat.name, "en_us": chat.name, "ja_jp": chat.name},
    }


def people_of_group(people: Sequence[User], app: AppIdentity, *, with_user_id: bool) -> list[JsonObject]:
    """Return the `users` of `im.chat.member.user.added_v1` and `…deleted_v1`."""
    return [
        {
            "name": user.name,
            "tenant_key": user.tenant_key or app.tenant_key,
            "user_id": user_ids(user, with_user_id=with_user_id),
        }
        for user in people
    ]


def personal_chat_entered(
    chat: Chat, operator: User, last: Message | None, *, with_user_id: bool
) -> JsonObject:
    """Return the event of `im.chat.access_event.bot_p2p_chat_entered_v1`."""
    return {
        "chat_id": chat.chat_id,
        "operator_id": user_ids(operator, with_user_id=with_user_id),
        "last_message_id": last.message_id if last else "",
        "last_message_create_time": milliseconds(last.created) if last else "",
    }


def message_recalled(message: Message, now: datetime, recall_type: str) -> JsonObject:
    """Return the event of `im.message.recalled_v1`."""
    return {
        "message_id": message.message_id,
        "chat_id": message.chat_id,
        "recall_time": milliseconds(now),
        "recall_type": recall_type,
    }


def reaction_changed(
    message_id: str, emoji_type: str, operator: User, now: datetime, *, with_user_id: bool
) -> JsonObject:
    """Return the event of `im.message.reaction.created_v1`."""
    return {
        "message_id": message_id,
        "reaction_type": {"emoji_type": emoji_type},
        "operator_type": "user",
        "user_id": user_ids(operator, with_user_id=with_user_id),
        "action_time": milliseconds(now),
    }


def menu_pressed(operator: User, event_key: str, now: datetime, *, with_user_id: bool) -> JsonObject:
    """Return the event of `application.bot.menu_v6`; its time is in seconds, and a number."""
    return {
        "operator": {
            "operator_name": operator.name,
            "operator_id": user_ids(operator, with_user_id=with_user_id),
        },
        "event_key": event_key,
        "timestamp": int(now.timestamp()),
    }


def _mentions(message: Message, app: AppIdentity) -> JsonObject:
    if not message.mentions:
        return {}
    return {"mentions": [_mention(each, app) for each in message.mentions]}


def _mention(mention: Mention, app: AppIdentity) -> JsonObject:
    return {
        "key": mention.key,
        "id": {"open_id": mention.id, "union_id": mention.union_id, "user_id": ""},
        "mentioned_type": "bot" if mention.is_bot else "user",
        "name": mention.name,
        "tenant_key": mention.tenant_key or app.tenant_key,
    }
