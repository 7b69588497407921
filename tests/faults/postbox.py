"""Events as Lark posts them to an address: caught on their way, and posted again as often as one likes."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from aiohttp import ClientSession, web

from bot.commands.local_lark import LocalLark
from bot.lark.callback import CALLBACK_PATH, CallbackRoute, Verifier
from bot.lark.events import Receive
from bot.main import utc_now
from bot.sandbox.delivery.signing import encrypt, signature_headers
from bot.web import serving
from tests.journeys.cast import Cast

AT_ONCE = 20
Envelope = Mapping[str, Any]


@dataclass
class Caught:
    """What Lark believes to have delivered; nobody has seen it yet."""

    envelopes: list[Envelope] = field(default_factory=list)

    async def __call__(self, envelope: Envelope) -> None:
        self.envelopes.append(envelope)

    def kinds(self) -> list[str]:
        return [envelope["header"]["event_type"] for envelope in self.envelopes]

    def take(self) -> list[Envelope]:
        taken, self.envelopes = self.envelopes, []
        return taken


@asynccontextmanager
async def catching(lark: LocalLark, cast: Cast, receive: Receive) -> AsyncIterator[None]:
    """Stand at the address to which the local Lark delivers, and let `receive` have what comes."""
    verifier = Verifier(lark.encrypt_key, lark.verification_token, utc_now)
    app = web.Application()
    CallbackRoute(verifier, receive).add_to(app)
    async with serving(app, "127.0.0.1", 0) as port:
        await cast.post("/_sandbox/callback_url", {"url": address(port)})
        yield


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}{CALLBACK_PATH}"


@dataclass(frozen=True, slots=True)
class Postbox:
    """Posts to the bot, each time signed and encrypted anew, and measures how long it takes to answer."""

    lark: LocalLark
    http: ClientSession

    async def post(self, url: str, envelope: Envelope) -> tuple[int, float]:
        """Return the status and the seconds until it came."""
        sealed = encrypt(json.dumps(envelope).encode(), self.lark.encrypt_key)
        raw = json.dumps({"encrypt": sealed}).encode()
        headers = dict(signature_headers(raw, self.lark.encrypt_key, utc_now()))
        began = perf_counter()
        async with self.http.post(url, data=raw, headers=headers) as response:
            await response.read()
            return response.status, perf_counter() - began

    async def post_all(self, url: str, envelopes: Sequence[Envelope]) -> list[tuple[int, float]]:
        """Post in this order, several at a time, each again until it is taken, as Lark does."""
        slots = asyncio.Semaphore(AT_ONCE)

        async def one(envelope: Envelope) -> tuple[int, float]:
            async with slots:
                while (answer := await self.post(url, envelope))[0] >= 500:
                    pass
                return answer

        return await asyncio.gather(*map(one, envelopes))
