"""What a message refers to: files, people, chats. All must exist, and suit the message."""

import json
from collections.abc import Sequence

from bot.sandbox import content as contents
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ports import JsonObject
from bot.sandbox.records import ChatType, FileType, Mention, MessageType, SenderType
from bot.sandbox.tenant import Tenant


class References:
    """Looks up what the content of the bot's messages names."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant

    def check(self, msg_type: MessageType, parsed: JsonObject) -> None:
        """Refuse files that are not the bot's or of the wrong kind, and unknown people and chats."""
        for key in ("file_key", "image_key"):
            if parsed.get(key):
                self._check_file(msg_type, key, parsed[key])
        if msg_type is MessageType.POST:
            self._check_post_files(parsed)
        if msg_type is MessageType.SHARE_CHAT:
            self._check_shared_chat(parsed["chat_id"])
        if msg_type is MessageType.SHARE_USER and self._tenant.user(parsed["user_id"]) is None:
            raise LarkError(Code.BAD_PARAMETER, "invalid user_id")

    def _check_file(self, msg_type: MessageType, key_name: str, key: str) -> None:
        file = self._tenant.file(key)
        if file is None:
            raise LarkError(Code.BAD_PARAMETER, f"invalid {key_name}")
        if not (msg_type is MessageType.STICKER or file.owner.type is SenderType.APP):
            raise LarkError(Code.NOT_RESOURCE_OWNER)
        allowed = frozenset({FileType.IMAGE})
        if key_name == "file_key":
            allowed = contents.SENDABLE_FILES.get(msg_type, frozenset(FileType))
        if file.type not in allowed:
            raise LarkError(Code.FILE_TYPE_MISMATCH)

    def _check_post_files(self, parsed: JsonObject) -> None:
        for node in contents.post_nodes(parsed):
            if node["tag"] == "img":
                self._check_file(MessageType.IMAGE, "image_key", node["image_key"])
            if node["tag"] == "media":
                self._check_file(MessageType.MEDIA, "file_key", node["file_key"])

    def _check_shared_chat(self, chat_id: str) -> None:
        chat = self._tenant.chat(chat_id)
        if chat is None:
            raise LarkError(Code.BAD_PARAMETER, "invalid chat_id")
        if chat.chat_type is ChatType.P2P:
            raise LarkError(Code.P2P_NOT_SHAREABLE)

    def mentions(self, msg_type: MessageType, parsed: JsonObject) -> tuple[Mention, ...]:
        """Return the people that a text or rich text names, each once, numbered in order."""
        ids = [each for each in contents.mentioned_ids(msg_type, parsed) if each != "all"]
        known = [user for each in dict.fromkeys(ids) if (user := self._tenant.user(each)) is not None]
        return tuple(
            Mention(f"@_user_{number}", user.open_id, user.name, user.union_id)
            for number, user in enumerate(known, 1)
        )


def with_placeholders(
    msg_type: MessageType, content: str, parsed: JsonObject, mentions: Sequence[Mention]
) -> str:
    """Return a text's content with `@_user_N` where it named people, as Lark stores it."""
    if msg_type is not MessageType.TEXT:
        return content
    keys = {each.id: each.key for each in mentions} | {"all": "@_all"}
    text = contents.AT.sub(lambda found: keys.get(found.group(1), found.group(0)), parsed["text"])
    return content if text == parsed["text"] else json.dumps({"text": text}, ensure_ascii=False)
