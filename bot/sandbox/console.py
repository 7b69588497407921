"""What the developer console decides about the app: its abilities and scopes, as published."""

from dataclasses import dataclass, field

from bot.sandbox.errors import Code, LarkError
from bot.sandbox.identity import AppIdentity
from bot.sandbox.records import Chat

SEND = ("im:message", "im:message:send_as_bot")
UPDATE = ("im:message", "im:message:send_as_bot", "im:message:update")
RECALL = ("im:message", "im:message:send_as_bot", "im:message:recall")
READ = ("im:message", "im:message:readonly")
REACT = ("im:message", "im:message.reactions:write_only")
READ_REACTIONS = ("im:message", "im:message:readonly", "im:message.reactions:read")
UPLOAD = ("im:resource", "im:resource:upload")
READ_CHATS = ("im:chat", "im:chat:readonly", "im:chat:read", "im:chat.group_info:readonly")
READ_MEMBERS = (*READ_CHATS, "im:chat.members:read")
CREATE_CHAT = ("im:chat", "im:chat:create")
CHANGE_MEMBERS = ("im:chat", "im:chat.members:write_only")
DISSOLVE = ("im:chat", "im:chat:delete")
MANAGERS = ("im:chat", "im:chat.managers:write_only")
CONTACT = ("contact:contact.base:readonly",)

RULE_OWN_GROUPS = ("im:chat:operate_as_owner",)
"""With this scope the bot rules every group that it made, whoever owns it."""
GROUP_MESSAGES = ("im:message.group_msg", "im:message.group_msg:readonly")
"""With one of these the bot hears every message of its groups, not only those that mention it."""
GROUP_MENTIONS = ("im:message.group_at_msg", "im:message.group_at_msg:readonly", *GROUP_MESSAGES)
PERSONAL_MESSAGES = ("im:message.p2p_msg", "im:message.p2p_msg:readonly")
EMPLOYEE_ID = ("contact:user.employee_id:readonly",)
"""With this scope `user_id` is told."""

DEFAULT_SCOPES = frozenset(
    {
        "im:message",
        "im:message.p2p_msg:readonly",
        "im:message.group_at_msg:readonly",
        "im:chat",
        "im:resource",
        "contact:contact.base:readonly",
        "contact:user.base:readonly",
    }
)


@dataclass(slots=True)
class AppConsole:
    """The published settings of the one app. Changes count at once."""

    app: AppIdentity
    scopes: frozenset[str] = field(default=DEFAULT_SCOPES)
    bot_active: bool = True
    external_sharing: bool = False
    """Whether the bot may be in groups with people of other companies."""

    def has_one_of(self, scopes: tuple[str, ...]) -> bool:
        return not self.scopes.isdisjoint(scopes)

    def check_scope(self, wanted: tuple[str, ...]) -> None:
        """Refuse with 99991672 unless the app has one of `wanted`."""
        if wanted and not self.has_one_of(wanted):
            raise LarkError(Code.MISSING_SCOPE, f"[{', '.join(wanted)}]", missing_scopes=wanted)

    def check_external(self, chat: Chat, code: Code) -> None:
        """Refuse with `code` what concerns an external group, unless the bot may be in such groups."""
        if chat.external and not self.external_sharing:
            raise LarkError(code)

    def check_bot(self, code: Code = Code.BOT_ABILITY_OFF) -> None:
        if not self.bot_active:
            raise LarkError(code)
