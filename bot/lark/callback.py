"""Lark's HTTP callbacks: what proves to come from Lark is handed over, everything else is turned away.

A request is believed when its signature over the raw bytes is right, its timestamp is within five minutes,
its nonce is new and it names the verification token. Only the check of the address (`url_verification`),
which Lark does not sign, is answered for the token alone: nothing is stored for it.
"""

import asyncio
import hashlib
import hmac
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog
from aiohttp import web

from bot.lark.events import Receive
from bot.lark.receiving import ANSWER_WITHIN, EnvelopeError, NotTakenError, envelope_of, hand_over
from bot.lark.sealing import Unsealer
from scheduler.errors import PermanentError

log = structlog.get_logger()

CALLBACK_PATH = "/lark/events"
BODY_LIMIT = 1024 * 1024
_MAX_AGE = timedelta(minutes=5)
_STORED = b'{"msg": "success"}'


class RefusedRequestError(Exception):
    """The request is turned away with `status`; the message tells Lark's console why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class SeenNonces:
    """The nonces of signed requests, remembered as long as their timestamps are believed.

    Only what is rightly signed gets in, so nobody but Lark can fill it.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], datetime] = OrderedDict()

    def is_new(self, timestamp: str, nonce: str, now: datetime) -> bool:
        """Say whether this pair was never seen, and remember it."""
        while self._seen and next(iter(self._seen.values())) < now:
            self._seen.popitem(last=False)
        if (timestamp, nonce) in self._seen:
            return False
        self._seen[timestamp, nonce] = now + 2 * _MAX_AGE
        return True


class Verifier:
    """Tells Lark's requests from others. `clock` returns the present instant, aware."""

    def __init__(self, encrypt_key: str, verification_token: str, clock: Callable[[], datetime]) -> None:
        if not encrypt_key or not verification_token:
            raise PermanentError(
                "callback mode needs AIME_LARK_ENCRYPT_KEY and AIME_LARK_VERIFICATION_TOKEN: "
                "both are in Lark's developer console under Encryption strategy"
            )
        self._key = encrypt_key
        self._unsealer = Unsealer(encrypt_key)
        self._token = verification_token.encode()
        self._clock = clock
        self._nonces = SeenNonces()

    def opened(self, headers: Mapping[str, str], raw: bytes) -> dict[str, object]:
        """Return the plain body of a request from Lark; raise RefusedRequestError for any other."""
        try:
            body = envelope_of(raw)
        except EnvelopeError as error:
            raise RefusedRequestError(400, "the body is not a JSON object") from error
        signed = self._is_signed(headers, raw)
        plain = self._decrypted(body)
        # One answer for every way to be wrong: a difference would help to guess at the encryption.
        if plain is None or not self._has_token(plain) or not (signed or is_challenge(plain)):
            raise RefusedRequestError(401, "the request is not signed by Lark")
        if signed and not self._is_new(headers):
            raise RefusedRequestError(401, "the request was received before")
        return plain

    def _is_signed(self, headers: Mapping[str, str], raw: bytes) -> bool:
        timestamp = headers.get("X-Lark-Request-Timestamp", "")
        nonce = headers.get("X-Lark-Request-Nonce", "")
        said = headers.get("X-Lark-Signature", "")
        expected = hashlib.sha256(_bytes(f"{timestamp}{nonce}{self._key}") + raw).hexdigest()
        return hmac.compare_digest(expected.encode(), _bytes(said)) and self._is_recent(timestamp)

    def _is_recent(self, timestamp: str) -> bool:
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 11):
            return False
        return abs(self._clock().timestamp() - int(timestamp)) <= _MAX_AGE.total_seconds()

    def _is_new(self, headers: Mapping[str, str]) -> bool:
        timestamp, nonce = headers["X-Lark-Request-Timestamp"], headers.get("X-Lark-Request-Nonce", "")
        return self._nonces.is_new(timestamp, nonce, self._clock())

    def _decrypted(self, body: dict[str, object]) -> dict[str, object] | None:
        """Return the body inside `encrypt`, or a plain one as it is: a right signature proves that, too."""
        sealed = body.get("encrypt")
        if sealed is None:
            return body
        try:
            return envelope_of(self._unsealer.opened(sealed)) if isinstance(sealed, str) else None
        except ValueError:  # not base64, not our key, not JSON
            return None

    def _has_token(self, plain: Mapping[str, object]) -> bool:
        header = plain.get("header")
        token = header.get("token") if isinstance(header, Mapping) else plain.get("token")
        return isinstance(token, str) and hmac.compare_digest(_bytes(token), self._token)


def _bytes(text: str) -> bytes:
    """Encode what a stranger sent, which may hold halves of characters."""
    return text.encode(errors="surrogatepass")


def is_challenge(plain: Mapping[str, object]) -> bool:
    return plain.get("type") == "url_verification" and isinstance(plain.get("challenge"), str)


class CallbackRoute:
    """The handler to put at the address that Lark's console knows, for events and callbacks alike."""

    def __init__(
        self, verifier: Verifier, receive: Receive, *, answer_within: timedelta = ANSWER_WITHIN
    ) -> None:
        self._verifier = verifier
        self._receive = receive
        self._answer_within = answer_within

    def add_to(self, app: web.Application, path: str = CALLBACK_PATH) -> None:
        app.router.add_post(path, self.handle)

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request: 200 once stored, 500 when Lark is to deliver it again."""
        try:
            raw = await _body(request, self._answer_within)
            plain = self._verifier.opened(request.headers, raw)
        except RefusedRequestError as error:
            log.warning("lark.callback_refused", status=error.status, reason=str(error))
            return _json({"msg": str(error)}, error.status)
        if is_challenge(plain):
            return _json({"challenge": plain["challenge"]})
        try:
            answer = await hand_over(self._receive, plain, self._answer_within)
        except NotTakenError:  # logged where it happened
            return _json({"msg": "not stored, deliver it again"}, 500)
        return _json_bytes(_STORED if answer is None else answer)


async def _body(request: web.Request, within: timedelta) -> bytes:
    """Read the raw bytes, whatever limit the application has for other routes."""
    try:
        if request.content.is_eof():  # all of it is here, as nearly always: there is nothing to wait for
            raw = request.content.read_nowait()
            _check_size(len(raw))
            return raw
        async with asyncio.timeout(within.total_seconds()):
            return await _read(request)
    except TimeoutError as error:
        raise RefusedRequestError(408, "the body did not come in time") from error
    except web.RequestPayloadError as error:
        raise RefusedRequestError(400, "the body cannot be read") from error


async def _read(request: web.Request) -> bytes:
    _check_size(request.content_length or 0)
    raw = bytearray()
    async for part in request.content.iter_chunked(64 * 1024):
        raw += part
        _check_size(len(raw))
    return bytes(raw)


def _check_size(size: int) -> None:
    if size > BODY_LIMIT:
        raise RefusedRequestError(413, "the body is larger than 1 MiB")


def _json(body: Mapping[str, object], status: int = 200) -> web.Response:
    return _json_bytes(json.dumps(body).encode(), status)


def _json_bytes(body: bytes, status: int = 200) -> web.Response:
    headers = {"Content-Type": "application/json; charset=utf-8"}
    return web.Response(body=body, status=status, headers=headers)
