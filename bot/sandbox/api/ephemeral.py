"""Cards in a group that only one person sees: send, delete."""

import json
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from bot.sandbox import console
from bot.sandbox.api.routes import Answer, Call, Route, StrictWire
from bot.sandbox.console import AppConsole
from bot.sandbox.directory import Directory
from bot.sandbox.ephemeral import Ephemeral
from bot.sandbox.errors import Code, LarkError, invalid_field
from bot.sandbox.records import User
from bot.sandbox.tenant import Tenant
from bot.sandbox.wire import UserIdType

BASE = "/open-apis/ephemeral/v1"


class _SendBody(StrictWire):
    chat_id: str = Field(min_length=1)
    open_id: str = ""
    user_id: str = ""
    email: str = ""
    msg_type: Literal["interactive"]
    card: dict[str, Any]
    """The card itself, not JSON in a string."""


class _DeleteBody(StrictWire):
    message_id: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class EphemeralApi:
    tenant: Tenant
    ephemeral: Ephemeral
    directory: Directory
    console: AppConsole

    def routes(self) -> list[Route]:
        return [
            Route("POST", f"{BASE}/send", self.send, console.UPDATE),
            Route("POST", f"{BASE}/delete", self.delete, console.UPDATE),
        ]

    async def send(self, call: Call) -> Answer:
        body = await call.body(_SendBody)
        self.console.check_bot()
        user = self._user(body)
        chat = self.tenant.chat(body.chat_id)
        if chat is None:
            raise LarkError(Code.EPHEMERAL_REFUSED)
        content = json.dumps(body.card, ensure_ascii=False)
        return {"message_id": self.ephemeral.send(chat, user, content, body.card).message_id}

    async def delete(self, call: Call) -> Answer:
        body = await call.body(_DeleteBody)
        self.console.check_bot()
        self.ephemeral.delete(body.message_id)
        return {}

    def _user(self, body: _SendBody) -> User:
        """Return who shall see it. Lark: of several ids the open_id counts first, then the user_id."""
        if not (body.open_id or body.user_id or body.email):
            raise invalid_field("open_id", "", "one of open_id, user_id and email is required")
        user = self._named(body)
        if user is None:
            raise LarkError(Code.OPEN_ID_UNKNOWN if body.open_id else Code.EPHEMERAL_REFUSED)
        return user

    def _named(self, body: _SendBody) -> User | None:
        if body.open_id:
            return self.directory.user(UserIdType.OPEN_ID, body.open_id)
        if body.user_id:
            return self.directory.user(UserIdType.USER_ID, body.user_id)
        return next((each for each in self.tenant.users() if each.email == body.email), None)
