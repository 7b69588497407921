"""Access tokens of a self-built app."""

from dataclasses import dataclass
from math import ceil

from aiohttp import web

from bot.sandbox.api.routes import Answer, Call, Route, StrictWire
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.identity import AppIdentity
from bot.sandbox.ports import Clock
from bot.sandbox.tokens import Token, TokenKind, Tokens


class _Credentials(StrictWire):
    app_id: str = ""
    app_secret: str = ""


@dataclass(frozen=True, slots=True)
class AuthApi:
    app: AppIdentity
    tokens: Tokens
    clock: Clock

    def routes(self) -> list[Route]:
        base = "/open-apis/auth/v3"
        return [
            Route("POST", f"{base}/tenant_access_token/internal", self.tenant_token, needs_token=False),
            Route("POST", f"{base}/app_access_token/internal", self.app_token, needs_token=False),
        ]

    async def tenant_token(self, call: Call) -> Answer:
        self._check(await call.body(_Credentials))
        return self._answer(self.tokens.grant(TokenKind.TENANT), tenant=True)

    async def app_token(self, call: Call) -> Answer:
        self._check(await call.body(_Credentials))
        return self._answer(self.tokens.grant(TokenKind.APP), tenant=False)

    def _check(self, credentials: _Credentials) -> None:
        if not credentials.app_id or not credentials.app_secret or credentials.app_id != self.app.app_id:
            raise LarkError(Code.BAD_CREDENTIAL_PARAMETER)
        if credentials.app_secret != self.app.app_secret:
            raise LarkError(Code.BAD_APP_SECRET)

    def _answer(self, token: Token, *, tenant: bool) -> Answer:
        # Flat, without `data`: these two APIs are older than the rest.
        name = "tenant_access_token" if tenant else "app_access_token"
        expire = ceil((token.expires - self.clock()).total_seconds())
        return web.json_response({"code": 0, "msg": "ok", name: token.value, "expire": expire})
