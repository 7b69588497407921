"""A caller of the sandbox: the app by its token, and a person by the control API."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.sandbox.server import RunningSandbox

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
CARD = json.dumps(
    {
        "schema": "2.0",
        "config": {"update_multi": True},
        "header": {"title": {"tag": "plain_text", "content": "Daily"}},
        "body": {"elements": [{"tag": "markdown", "content": "**on**"}]},
    }
)


def text(words: str) -> str:
    return json.dumps({"text": words}, ensure_ascii=False)


@dataclass(frozen=True)
class Answer:
    status: int
    json: Any
    headers: Mapping[str, str]

    @property
    def code(self) -> int:
        return self.json["code"]

    @property
    def data(self) -> Any:
        assert self.code == 0, self.json
        return self.json["data"]

    @property
    def fields(self) -> list[str]:
        return [each["field"] for each in self.json["error"]["field_violations"]]


class Caller:
    def __init__(self, running: RunningSandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = running.sandbox
        self.identity = running.app
        self.url = running.url
        self.session = session
        self.owner, self.colleague, self.admin = self.sandbox.tenant.users()
        self.group, self.crew = self.sandbox.tenant.chats()
        self.token = ""

    async def log_in(self) -> Answer:
        answer = await self.log_in_with(self.identity.app_id, self.identity.app_secret)
        self.token = answer.json["tenant_access_token"]
        return answer

    async def log_in_with(self, app_id: str, app_secret: str, kind: str = "tenant") -> Answer:
        body = {"app_id": app_id, "app_secret": app_secret}
        path = f"/open-apis/auth/v3/{kind}_access_token/internal"
        return await self.request("POST", path, json=body, headers={})

    async def request(self, method: str, path: str, **options) -> Answer:
        options.setdefault("headers", {"Authorization": f"Bearer {self.token}"})
        async with self.session.request(method, path, **options) as response:
            is_json = response.content_type == "application/json"
            body = await response.json() if is_json else await response.read()
            return Answer(response.status, body, response.headers)

    async def im(self, method: str, path: str, body: object = None, **query: object) -> Answer:
        options = {} if body is None else {"json": body}
        params = {key: str(value) for key, value in query.items()}
        return await self.request(method, f"/open-apis/im/v1/{path}", params=params, **options)

    async def send(
        self, to: str, content: str | None = None, msg_type: str = "text", *, by: str = "chat_id", **more
    ) -> Answer:
        content = text("hello") if content is None else content
        body = {"receive_id": to, "msg_type": msg_type, "content": content, **more}
        return await self.im("POST", "messages", body, receive_id_type=by)

    async def send_card(self, to: str | None = None) -> str:
        answer = await self.send(to or self.group.chat_id, CARD, "interactive")
        return answer.data["message_id"]

    async def send_text(self, to: str | None = None) -> str:
        return (await self.send(to or self.group.chat_id)).data["message_id"]

    async def reply(self, message_id: str, **more) -> Answer:
        body = {"msg_type": "text", "content": text("re"), **more}
        return await self.im("POST", f"messages/{message_id}/reply", body)

    async def patch(self, message_id: str, card: str = CARD) -> Answer:
        return await self.im("PATCH", f"messages/{message_id}", {"content": card})

    async def get(self, message_id: str, **query) -> Any:
        return (await self.im("GET", f"messages/{message_id}", **query)).data["items"][0]

    async def control(self, method: str, path: str, body: object = None, **options) -> Answer:
        if body is not None:
            options["json"] = body
        return await self.request(method, f"/_sandbox/{path}", headers=options.pop("headers", {}), **options)

    async def write(self, chat_id: str | None = None, **more) -> Answer:
        body = {"as": self.owner.open_id, "text": "hello", **more}
        return await self.control(
            "POST", "messages", body if chat_id is None else {**body, "chat_id": chat_id}
        )

    def pass_time(self, **duration: float) -> None:
        self.sandbox.clock.advance(timedelta(**duration))
