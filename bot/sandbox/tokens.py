"""Access tokens of the app: given out, reused, expired."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ports import Clock

TOKEN_LIFE = timedelta(hours=2)
RENEWAL = timedelta(minutes=30)
"""Lark: with this much life left the same token is given again; with less, a new one, both being valid."""


class TokenKind(StrEnum):
    """The letter a token begins with."""

    TENANT = "t"
    APP = "a"


@dataclass(frozen=True, slots=True)
class Token:
    value: str
    kind: TokenKind
    expires: datetime


class Tokens:
    """Every token of one app. Belongs to one event loop."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[str, Token] = {}
        self._newest: dict[TokenKind, Token] = {}

    def grant(self, kind: TokenKind) -> Token:
        """Return a token good for at least `RENEWAL`: the newest, or a new one."""
        newest = self._newest.get(kind)
        if newest is not None and newest.expires - self._clock() >= RENEWAL:
            return newest
        return self._new(kind)

    def check(self, authorization: str | None) -> None:
        """Pass an Authorization header with a living tenant token, refuse any other."""
        value = _bearer(authorization)
        if value.startswith("u-"):
            raise LarkError(Code.BAD_USER_TOKEN)
        if not value.startswith("t-"):
            raise LarkError(Code.UNKNOWN_TOKEN_KIND)
        token = self._known.get(value)
        if token is None or token.expires <= self._clock():
            raise LarkError(Code.BAD_TENANT_TOKEN)

    def expire_all(self) -> None:
        """Make every token given out so far invalid at once."""
        self._known.clear()
        self._newest.clear()

    def _new(self, kind: TokenKind) -> Token:
        now = self._clock()
        self._known = {value: token for value, token in self._known.items() if token.expires > now}
        token = Token(f"{kind}-{secrets.token_hex(20)}", kind, now + TOKEN_LIFE)
        self._known[token.value] = self._newest[kind] = token
        return token


def _bearer(authorization: str | None) -> str:
    scheme, _, value = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not value.strip():
        raise LarkError(Code.NO_TOKEN)
    return value.strip()
