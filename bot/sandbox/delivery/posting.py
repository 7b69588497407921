"""Lark's side of HTTP delivery: the challenge, and signed, encrypted posts."""

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.delivery.answers import Answer, Failure
from bot.sandbox.delivery.faults import Forgery
from bot.sandbox.delivery.limits import Deadlines
from bot.sandbox.delivery.signing import encrypt, signature_headers
from bot.sandbox.identity import AppIdentity

CONTENT_TYPE = {"Content-Type": "application/json;charset=utf-8"}


class AddressRefusedError(Exception):
    """The console does not accept a callback address; the text says why."""


class CallbackPost:
    """Posts to the bot's address. Signed in real time: the bot compares with its own clock."""

    def __init__(
        self,
        identity: AppIdentity,
        session: aiohttp.ClientSession,
        deadlines: Deadlines,
        wall: Callable[[], datetime],
    ) -> None:
        self._identity = identity
        self._session = session
        self._deadlines = deadlines
        self._wall = wall

    async def challenge(self, url: str) -> None:
        """Raise `AddressRefusedError` unless the address echoes a challenge in time."""
        if not _is_address(url):
            raise AddressRefusedError("the address must begin with http:// or https:// and name a host")
        challenge = secrets.token_hex(16)
        question = {
            "challenge": challenge,
            "token": self._identity.verification_token,
            "type": "url_verification",
        }
        # Lark encrypts the challenge when a key is set, and never signs it.
        body = self._sealed(json.dumps(question).encode())
        answer = await self._send(url, body, {}, self._deadlines.challenge)
        _check_challenge(answer, challenge)

    async def event(self, url: str, body: bytes) -> Answer:
        """Post one envelope, encrypted and signed anew when an Encrypt Key is set."""
        sealed = self._sealed(body)
        return await self._send(url, sealed, self._signed(sealed, self._wall()), self._deadlines.answer)

    async def forged(self, url: str, body: bytes, forgery: Forgery) -> Answer:
        """Post what did not come from Lark, or not now."""
        sealed, headers = self._forge(body, forgery)
        return await self._send(url, sealed, headers, self._deadlines.answer)

    def _forge(self, body: bytes, forgery: Forgery) -> tuple[bytes, Mapping[str, str]]:
        match forgery:
            case Forgery.UNSIGNED:
                return self._sealed(body), {}
            case Forgery.BAD_SIGNATURE:
                sealed = self._sealed(body)
                return sealed, signature_headers(sealed, "not the key", self._wall())
            case Forgery.STALE:
                sealed = self._sealed(body)
                return sealed, self._signed(sealed, self._wall() - timedelta(hours=1))
            case Forgery.WRONG_TOKEN:
                sealed = self._sealed(
                    body.replace(self._identity.verification_token.encode(), b"not-the-token")
                )
                return sealed, self._signed(sealed, self._wall())
            case Forgery.NOT_JSON:
                return b"this is not JSON", self._signed(b"this is not JSON", self._wall())

    def _sealed(self, body: bytes) -> bytes:
        key = self._identity.encrypt_key
        return json.dumps({"encrypt": encrypt(body, key)}).encode() if key else body

    def _signed(self, body: bytes, at: datetime) -> Mapping[str, str]:
        key = self._identity.encrypt_key
        return signature_headers(body, key, at) if key else {}

    async def _send(self, url: str, body: bytes, headers: Mapping[str, str], limit: timedelta) -> Answer:
        timeout = aiohttp.ClientTimeout(
            total=limit.total_seconds(), sock_connect=self._deadlines.connect.total_seconds()
        )
        try:
            async with self._session.post(
                url, data=body, headers={**CONTENT_TYPE, **headers}, timeout=timeout, allow_redirects=False
            ) as response:
                return Answer(response.status, await response.read())
        except aiohttp.ConnectionTimeoutError:
            return Answer(failure=Failure.CONNECT)
        except TimeoutError:
            return Answer(failure=Failure.TIMEOUT)
        except aiohttp.ClientConnectorDNSError:
            return Answer(failure=Failure.DNS)
        except aiohttp.ClientError:
            return Answer(failure=Failure.CONNECT)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not close, a port that is no number
        return False


def _check_challenge(answer: Answer, challenge: str) -> None:
    if answer.failure is not None:
        raise AddressRefusedError(f"no answer to the challenge: {answer.failure.value}")
    if answer.status != HTTPStatus.OK:
        raise AddressRefusedError(f"the challenge was answered with HTTP {answer.status}, not 200")
    try:
        echoed = json.loads(answer.body or b"")
    except ValueError as error:
        raise AddressRefusedError("the answer to the challenge is not JSON") from error
    if not isinstance(echoed, dict) or echoed.get("challenge") != challenge:
        raise AddressRefusedError("the answer does not hold the challenge")
