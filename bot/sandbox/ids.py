"""Ids that look like Lark's own."""

import secrets
from typing import NewType

OpenId = NewType("OpenId", str)
ChatId = NewType("ChatId", str)
MessageId = NewType("MessageId", str)
ThreadId = NewType("ThreadId", str)


def new_open_id() -> OpenId:
    return OpenId(f"ou_{secrets.token_hex(16)}")


def new_union_id() -> str:
    return f"on_{secrets.token_hex(16)}"


def new_user_id() -> str:
    """Return a tenant-wide id: eight lower-case characters, as Lark shows them."""
    return secrets.token_hex(4)


def new_chat_id() -> ChatId:
    return ChatId(f"oc_{secrets.token_hex(16)}")


def new_message_id() -> MessageId:
    return MessageId(f"om_{secrets.token_hex(16)}")


def new_thread_id() -> ThreadId:
    return ThreadId(f"omt_{secrets.token_hex(8)}")


def new_image_key() -> str:
    return f"img_v3_{secrets.token_hex(16)}"


def new_file_key() -> str:
    return f"file_v3_{secrets.token_hex(16)}"


def new_reaction_id() -> str:
    return secrets.token_urlsafe(24)


def new_log_id() -> str:
    return secrets.token_hex(16).upper()
