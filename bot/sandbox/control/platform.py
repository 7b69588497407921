"""The sandbox's own switches, over HTTP: state, faults, clock, log, delivery, the app's settings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.sandbox.clock import SandboxClock
from bot.sandbox.console import AppConsole
from bot.sandbox.control import bodies
from bot.sandbox.control.talk import answered
from bot.sandbox.delivery import AddressRefusedError, DeliveryFault, EventBus
from bot.sandbox.faults import ApiFault, Armed, Faults
from bot.sandbox.gathering import Gathering
from bot.sandbox.people import NotPossibleError, People
from bot.sandbox.requests_log import RequestLog
from bot.sandbox.seed import new_user
from bot.sandbox.tenant import Tenant
from bot.sandbox.views import chat_view, message_view, user_view


@dataclass(frozen=True, slots=True)
class Platform:
    tenant: Tenant
    people: People
    gathering: Gathering
    console: AppConsole
    faults: Faults
    bus: EventBus
    clock: SandboxClock
    requests: RequestLog

    def routes(self) -> list[web.RouteDef]:
        base = "/_sandbox"
        return [
            web.get(f"{base}/state", answered(self.state)),
            web.get(f"{base}/requests", answered(self.list_requests)),
            web.delete(f"{base}/requests", answered(self.clear_requests)),
            web.get(f"{base}/faults", answered(self.list_faults)),
            web.post(f"{base}/faults", answered(self.arm)),
            web.delete(f"{base}/faults", answered(self.disarm)),
            web.post(f"{base}/callback_url", answered(self.set_callback_url)),
            web.post(f"{base}/forge", answered(self.forge)),
            web.get(f"{base}/clock", answered(self.show_clock)),
            web.post(f"{base}/clock", answered(self.move_clock)),
            web.get(f"{base}/app", answered(self.show_app)),
            web.post(f"{base}/app", answered(self.change_app)),
            web.post(f"{base}/users", answered(self.add_user)),
            web.post(f"{base}/users/{{open_id}}", answered(self.change_user)),
        ]

    async def state(self, _: web.Request) -> Mapping[str, Any]:
        return {
            "users": [user_view(user) for user in self.tenant.users()],
            "chats": [chat_view(chat) for chat in self.tenant.chats()],
            "messages": [message_view(message) for message in self.tenant.messages()],
            "bot": {"open_id": self.tenant.app.bot_open_id, "name": self.tenant.app.bot_name},
            "app_id": self.tenant.app.app_id,
            "now": self.clock.now().isoformat(),
        }

    async def list_requests(self, _: web.Request) -> Mapping[str, Any]:
        return {"requests": [entry.to_json() for entry in self.requests.entries()]}

    async def clear_requests(self, _: web.Request) -> Mapping[str, Any]:
        self.requests.clear()
        return {}

    async def list_faults(self, _: web.Request) -> Mapping[str, Any]:
        return {"faults": [*map(_armed_view, self.faults.armed()), *self._delivery_faults()]}

    async def arm(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.ArmFault)
        match body.kind:
            case ApiFault():
                return _armed_view(self.faults.arm(_api_fault(body.kind, body)))
            case DeliveryFault():
                self.bus.faults.arm(body.kind, body.value, body.times)
            case "drop_socket":
                self.bus.connections.drop_all()
            case "close_socket":
                await self.bus.connections.close_all()
            case "mute_socket":
                self.bus.connections.mute_all()
            case "bot_removed":
                self._remove_bot(body.chat_id)
        return {"kind": body.kind}

    async def disarm(self, _: web.Request) -> Mapping[str, Any]:
        self.faults.clear()
        self.bus.faults.clear()
        return {}

    async def set_callback_url(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.CallbackUrl)
        try:
            await self.bus.set_callback_url(body.url)
        except AddressRefusedError as error:
            raise NotPossibleError(str(error)) from error
        return {"url": self.bus.callback_url}

    async def forge(self, request: web.Request) -> Mapping[str, Any]:
        """Post something to the callback address that the bot must refuse."""
        body = await bodies.parse(request, bodies.Forge)
        if self.bus.callback_url is None:
            raise NotPossibleError("forged posts need a callback address")
        answer = await self.bus.forge(body.forgery, body.event_type, body.event)
        return {"status": answer.status, "failure": answer.failure}

    async def show_clock(self, _: web.Request) -> Mapping[str, Any]:
        return {"now": self.clock.now().isoformat(), "speed": self.clock.speed}

    async def move_clock(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.MoveClock)
        if body.speed is not None:
            self.clock.set_speed(body.speed)
        if body.advance_s is not None:
            self.clock.advance(timedelta(seconds=body.advance_s))
        return await self.show_clock(request)

    async def show_app(self, _: web.Request) -> Mapping[str, Any]:
        return {
            "scopes": sorted(self.console.scopes),
            "bot_active": self.console.bot_active,
            "external_sharing": self.console.external_sharing,
        }

    async def change_app(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.ChangeApp)
        if body.scopes is not None:
            self.console.scopes = frozenset(body.scopes)
        if body.bot_active is not None:
            self.console.bot_active = body.bot_active
        if body.external_sharing is not None:
            self.console.external_sharing = body.external_sharing
        return await self.show_app(request)

    async def add_user(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.NewUser)
        chats = [self.people.chat(chat_id) for chat_id in body.chats]
        user = new_user(
            body.name,
            body.en_name or body.name,
            body.locale,
            body.timezone,
            is_admin=body.is_admin,
            available=body.available,
            tenant_key=body.tenant_key,
        )
        if body.tenant_key and not all(chat.external for chat in chats):
            raise NotPossibleError("people of other companies join external groups only")
        self.tenant.put_user(user)
        for chat in chats:
            self.tenant.put_chat(replace(chat, members=(*chat.members, user.open_id)))
        return user_view(user)

    async def change_user(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.ChangeUser)
        user = replace(self.people.user(request.match_info["open_id"]), available=body.available)
        self.tenant.put_user(user)
        return user_view(user)

    def _delivery_faults(self) -> list[Mapping[str, Any]]:
        armed = self.bus.faults.armed.items()
        return [{"kind": kind, "value": value, "times": times} for kind, (value, times) in armed]

    def _remove_bot(self, chat_id: str | None) -> None:
        if chat_id is None:
            raise NotPossibleError("bot_removed needs a chat_id")
        chat = self.people.chat(chat_id)
        operator = self.people.user(chat.owner or chat.members[0])
        self.gathering.set_bot_member(operator, chat, member=False)


def _api_fault(kind: ApiFault, body: bodies.ArmFault) -> Armed:
    return Armed(
        id=0,
        kind=kind,
        method=body.method.upper(),
        path=body.path,
        times=body.times,
        delay=timedelta(seconds=body.delay_s),
        retry_after=timedelta(seconds=body.retry_after_s),
        status=body.status,
        code=body.code,
        message=body.msg,
    )


def _armed_view(fault: Armed) -> Mapping[str, Any]:
    return {
        "id": fault.id,
        "kind": fault.kind,
        "method": fault.method,
        "path": fault.path,
        "times": fault.times,
    }
