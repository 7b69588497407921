"""The tenant as the control API shows it: to the chat page, to tests, to the feed."""

from bot.sandbox.ports import JsonObject
from bot.sandbox.records import Chat, Mention, Message, User


def user_view(user: User) -> JsonObject:
    return {
        "open_id": user.open_id,
        "name": user.name,
        "locale": user.locale,
        "timezone": user.timezone,
        "is_admin": user.is_admin,
        "available": user.available,
        "tenant_key": user.tenant_key,
    }


def chat_view(chat: Chat) -> JsonObject:
    return {
        "chat_id": chat.chat_id,
        "chat_type": chat.chat_type,
        "name": chat.name,
        "members": list(chat.members),
        "bot_member": chat.bot_member,
        "owner": chat.owner,
        "managers": list(chat.managers),
        "bot_is_manager": chat.bot_is_manager,
        "external": chat.external,
        "dissolved": chat.dissolved,
    }


def message_view(message: Message) -> JsonObject:
    """Return a message with every content it had; a card's content is the JSON that was sent."""
    return {
        "message_id": message.message_id,
        "chat_id": message.chat_id,
        "sender": {"id": message.sender.id, "type": message.sender.type},
        "msg_type": message.msg_type,
        "content": message.content,
        "mentions": [_mention_view(each) for each in message.mentions],
        "root_id": message.root_id,
        "parent_id": message.parent_id,
        "thread_id": message.thread_id,
        "recalled": message.recalled,
        "created": message.created.isoformat(),
        "updated": message.updated.isoformat(),
        "versions": list(message.versions),
        "only_for": message.only_for,
    }


def _mention_view(mention: Mention) -> JsonObject:
    return {"key": mention.key, "id": mention.id, "name": mention.name, "is_bot": mention.is_bot}
