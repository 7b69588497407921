"""The SDK's answers, read into our records.

Lark's fields may all be missing; what we cannot do without is asked for, and an answer that lacks it leaves
open whether the call took effect.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.lark.errors import UncertainError
from bot.lark.records import ChatHit, ChatInfo, ChatMode, Found, PersonInfo, Sent
from scheduler.model import ChatId, PersonId, TenantKey


def sent(data: Any) -> Sent:
    """Read the answer to a send; without a message id nobody knows whether there is a message."""
    message_id = required(data, "message_id")
    return Sent(message_id, ChatId(data.chat_id or ""), data.thread_id or None, _instant(data.create_time))


def found(item: Any) -> Found:
    return Found(
        message_id=required(item, "message_id"),
        chat_id=ChatId(item.chat_id or ""),
        created=_instant(item.create_time),
        msg_type=item.msg_type or "",
        sender_id=(item.sender.id if item.sender is not None else None) or "",
        content=(item.body.content if item.body is not None else None) or "",
        thread_id=item.thread_id or None,
        root_id=item.root_id or None,
        parent_id=item.parent_id or None,
        deleted=bool(item.deleted),
    )


def chat_info(chat_id: str, data: Any) -> ChatInfo:
    if data is None or data.chat_mode not in list(ChatMode):
        raise UncertainError("the answer does not have the shape that Lark documents")
    return ChatInfo(
        chat_id=ChatId(chat_id),
        name=data.name or "",
        mode=ChatMode(data.chat_mode),
        owner=PersonId(data.owner_id) if data.owner_id else None,
        managers=tuple(PersonId(manager) for manager in data.user_manager_id_list or ()),
        tenant=TenantKey(data.tenant_key or ""),
        external=bool(data.external),
        dissolved=(data.chat_status or "normal") != "normal",
        people=_count(data.user_count),
    )


def _count(digits: Any) -> int | None:
    """Read Lark's number, which is a string of digits."""
    return int(digits) if isinstance(digits, str) and digits.isascii() and digits.isdigit() else None


def chat_hit(item: Any) -> ChatHit:
    owner = PersonId(item.owner_id) if item.owner_id else None
    return ChatHit(ChatId(required(item, "chat_id")), item.name or "", owner, bool(item.external))


def required(data: Any, name: str) -> str:
    value = getattr(data, name, None)
    if not isinstance(value, str) or not value:
        raise UncertainError(f"Lark's answer holds no {name}")
    return value


def _instant(milliseconds: Any) -> datetime:
    """Read Lark's milliseconds, a number or a string of digits."""
    try:
        return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=int(milliseconds))
    except (TypeError, ValueError, OverflowError) as error:
        raise UncertainError("Lark's answer holds no time") from error


def person_info(user: Any) -> PersonInfo:
    return PersonInfo(
        PersonId(required(user, "open_id")),
        user.name or "",
        user.en_name or None,
        user.time_zone or None,
        bool(user.is_tenant_manager),
    )
