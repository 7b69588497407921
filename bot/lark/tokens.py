"""The tenant token: fetched once for all who need it, renewed before it ends."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from scheduler.errors import TransientError

log = structlog.get_logger()

# Lark: a call with less than 30 minutes left returns a new token, and the old one stays valid; with more left
# it returns the same one again.
_RENEW_BEFORE_END = timedelta(minutes=25)
_PAUSE_AFTER_FAILURE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Grant:
    """What Lark answers to a token call."""

    token: str
    lasts: timedelta

    def __repr__(self) -> str:
        return f"Grant(lasts={self.lasts})"


class TokenStore:
    """Keeps one token. `fetch` raises our errors; `monotonic` counts seconds."""

    def __init__(self, fetch: Callable[[], Awaitable[Grant]], monotonic: Callable[[], float]) -> None:
        self._fetch = fetch
        self._monotonic = monotonic
        self._fetching = asyncio.Lock()
        self._token: str | None = None
        self._ends_at = 0.0
        self._renew_at = 0.0

    async def token(self) -> str:
        """Return a token that is valid now, fetching one when there is none or the present one ends soon."""
        now = self._monotonic()
        if self._token is not None and (now < self._renew_at or self._is_renewed_elsewhere(now)):
            return self._token
        async with self._fetching:
            return await self._renewed()

    async def after_rejection(self, rejected: str) -> str:
        """Return another token than `rejected`, which Lark did not accept."""
        if rejected == self._token:
            self._token = None
        return await self.token()

    def _is_renewed_elsewhere(self, now: float) -> bool:
        return self._fetching.locked() and now < self._ends_at

    async def _renewed(self) -> str:
        now = self._monotonic()
        if self._token is not None and now < self._renew_at:
            return self._token
        try:
            grant = await self._fetch()
        except TransientError:
            if self._token is None or now >= self._ends_at:
                raise
            log.warning("lark.token_not_renewed", valid_s=round(self._ends_at - now))
            self._renew_at = now + _PAUSE_AFTER_FAILURE.total_seconds()
            return self._token
        return self._keep(grant, now)

    def _keep(self, grant: Grant, asked_at: float) -> str:
        early = min(_RENEW_BEFORE_END, grant.lasts / 4)
        self._token = grant.token
        self._ends_at = asked_at + grant.lasts.total_seconds()
        self._renew_at = self._ends_at - early.total_seconds()
        return grant.token
