"""What Lark's answers mean to us: the one place where its codes become our errors.

LarkError (an AppError that carries `code` and `log_id`)
├── BusyError        Transient: surely not done; trying again may help
│   ├── RateLimitError   `scope` says which limit was met
│   └── TokenError       the tenant token is not valid
├── UncertainError   Transient: may have been done; look before repeating
├── GoneError        Permanent: the message, chat or person is gone for good; `gone` says how
├── DeclinedError    Permanent: safe to show; `objection` says what Lark did not like
├── AccessError      Permanent: a setting, scope or approval is missing; the sentence says which
└── CallError        Permanent: the request is wrong, so a defect of ours; `card_code` for cards

Codes and their meaning: Lark's pages on general errors, messages, groups and cards.
"""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from scheduler.errors import AppError, PermanentError, TransientError

OK = 0
BAD_TOKEN = 99991663
NO_THREADS_HERE = 230071

_APP_LIMIT = {99991400}
_PLATFORM_PRESSURE = {11232, 11233, 11247}
_NARROW_LIMIT = {230020, 232019}
_STILL_AT_IT = {230049, 232068}  # an earlier request with the same uuid has not ended
_CARD_ERROR = 230099
_CARD_OPEN = {"200810"}  # a person's press on the card is being answered
_BAD_CREDENTIALS = {10003, 10014, 10015, 514, 1000040344}
_APP_OFF = {99991662, 99991673, 230006, 232025}
_NO_SCOPE = {99991672, 99991679, 230027, 232033}
_ANSWER_LIMIT = timedelta(minutes=10)
_DEFAULT_WAIT = timedelta(seconds=1)


class Gone(StrEnum):
    """Why nothing will ever reach this message, chat or person again."""

    RECALLED = "recalled"
    TOO_OLD = "too_old"  # a card takes updates for 14 days
    BOT_REMOVED = "bot_removed"
    CHAT_DISSOLVED = "chat_dissolved"
    OUT_OF_RANGE = "out_of_range"  # the person left, or the app is not published to them
    THREAD_GONE = "thread_gone"


class Objection(StrEnum):
    """Why Lark does not pass this message on, in a way that a person can act upon."""

    TOO_LONG = "too_long"
    SENSITIVE = "sensitive"
    PRIVATE_DATA = "private_data"  # the company's audit found phone numbers or addresses
    MUTED = "muted"
    STOPPED = "stopped"  # the person stopped this bot's messages


class Limit(StrEnum):
    """How far a rate limit reaches."""

    API = "api"  # every call of this API by the app
    TARGET = "target"  # this chat, person or message


_GONE = {
    code: gone
    for gone, codes in {
        Gone.RECALLED: (230011, 230110, 230111, 231003),
        Gone.TOO_OLD: (230031,),
        Gone.BOT_REMOVED: (230002, 232011),
        Gone.CHAT_DISSOLVED: (232009,),
        Gone.OUT_OF_RANGE: (230013, 230029, 230038, 232022, 232024, 232043),
        Gone.THREAD_GONE: (230019,),
    }.items()
    for code in codes
}

_OBJECTIONS = {
    230025: Objection.TOO_LONG,
    230022: Objection.SENSITIVE,
    230028: Objection.PRIVATE_DATA,
    230018: Objection.MUTED,
    230035: Objection.MUTED,
    230053: Objection.STOPPED,
}


class LarkError(AppError):
    """A call failed. `code` is None when no answer came; Lark's support finds a request by its `log_id`."""

    def __init__(self, message: str, *, code: int | None = None, log_id: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.log_id = log_id


class BusyError(LarkError, TransientError):
    """Lark surely did not do it."""

    def __init__(
        self,
        message: str,
        *,
        code: int | None = None,
        log_id: str | None = None,
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(message, code=code, log_id=log_id)
        self.retry_after = retry_after


class RateLimitError(BusyError):
    """Too many calls; `retry_after` is what Lark advised, or a second."""

    def __init__(
        self, message: str, *, scope: Limit, code: int | None, log_id: str | None, retry_after: timedelta
    ) -> None:
        super().__init__(message, code=code, log_id=log_id, retry_after=retry_after)
        self.scope = scope


class TokenError(BusyError):
    """The tenant token is not, or no longer, valid."""


class UncertainError(LarkError, TransientError):
    """The request may have taken effect: it was sent, and no trustworthy answer came back."""


class GoneError(LarkError, PermanentError):
    """Stop: no further attempt at this message, chat or person can succeed."""

    def __init__(self, gone: Gone, *, code: int, log_id: str | None = None) -> None:
        super().__init__(f"gone for good: {gone} (code {code})", code=code, log_id=log_id)
        self.gone = gone


class DeclinedError(LarkError, PermanentError):
    """Lark objects to the message; a person may change that."""

    def __init__(self, objection: Objection, *, code: int, log_id: str | None = None) -> None:
        super().__init__(f"Lark declined the message: {objection} (code {code})", code=code, log_id=log_id)
        self.objection = objection


class AccessError(LarkError, PermanentError):
    """The app may not do this: `scopes` are the missing ones where Lark names them."""

    def __init__(
        self,
        message: str,
        *,
        code: int | None = None,
        log_id: str | None = None,
        scopes: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message, code=code, log_id=log_id)
        self.scopes = scopes


class CallError(LarkError, PermanentError):
    """The request itself is wrong. `card_code` is the inner code of a refused card."""

    def __init__(
        self,
        message: str,
        *,
        code: int | None = None,
        log_id: str | None = None,
        card_code: int | None = None,
    ) -> None:
        super().__init__(message, code=code, log_id=log_id)
        self.card_code = card_code


def body_of(status: int, headers: Mapping[str, str], raw: bytes) -> dict[str, object]:
    """Return the JSON body of a successful answer; raise one of the errors above otherwise.

    `headers` must find its keys whatever their case.
    """
    log_id = headers.get("X-Tt-Logid")
    body = _parsed(raw)
    if status >= 500:
        raise UncertainError(f"Lark answered HTTP {status}", code=_code(body), log_id=log_id)
    if status == 429:
        raise _rate_limit(_code(body), Limit.API, headers, log_id)
    code = _code(body)
    if body is None or code is None:
        raise _not_from_lark(status, log_id)
    if code != OK:
        raise _refusal(code, body, headers, log_id)
    return body


def _parsed(raw: bytes) -> dict[str, object] | None:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _code(body: Mapping[str, object] | None) -> int | None:
    code = body.get("code") if body is not None else None
    return code if type(code) is int else None


def _not_from_lark(status: int, log_id: str | None) -> LarkError:
    said = f"HTTP {status} without Lark's JSON came back: is a proxy in between, or AIME_LARK_DOMAIN wrong?"
    if 200 <= status < 300:
        return UncertainError(said, log_id=log_id)
    return CallError(said, log_id=log_id)


def _refusal(
    code: int, body: Mapping[str, object], headers: Mapping[str, str], log_id: str | None
) -> LarkError:
    if code == BAD_TOKEN:
        return TokenError("the tenant token is not valid", code=code, log_id=log_id)
    if code in _APP_LIMIT | _PLATFORM_PRESSURE:
        return _rate_limit(code, Limit.API, headers, log_id)
    if code in _NARROW_LIMIT:
        return _rate_limit(code, Limit.TARGET, headers, log_id)
    if code in _STILL_AT_IT:
        return UncertainError("an earlier request with this uuid has not ended", code=code, log_id=log_id)
    if code in _GONE:
        return GoneError(_GONE[code], code=code, log_id=log_id)
    if code in _OBJECTIONS:
        return DeclinedError(_OBJECTIONS[code], code=code, log_id=log_id)
    message = str(body.get("msg") or "")
    if code == _CARD_ERROR:
        return _card_refusal(message, log_id)
    return _no_access(code, body, log_id) or CallError(
        f"Lark refused the request: {_without_content(message)} (code {code})", code=code, log_id=log_id
    )


def _rate_limit(
    code: int | None, scope: Limit, headers: Mapping[str, str], log_id: str | None
) -> RateLimitError:
    return RateLimitError(
        "Lark's rate limit is reached",
        scope=scope,
        code=code,
        log_id=log_id,
        retry_after=_advised_wait(headers),
    )


def _advised_wait(headers: Mapping[str, str]) -> timedelta:
    """Read how long Lark wants us to wait: whole seconds, at least one, believed up to ten minutes."""
    said = headers.get("x-ogw-ratelimit-reset") or headers.get("Retry-After") or ""
    if not re.fullmatch(r"[0-9]{1,9}", said):
        return _DEFAULT_WAIT
    return min(max(timedelta(seconds=int(said)), _DEFAULT_WAIT), _ANSWER_LIMIT)


def _card_refusal(message: str, log_id: str | None) -> LarkError:
    inner = re.search(r"ErrCode:\s*(\d+)", message)
    found = inner.group(1) if inner else None
    if found in _CARD_OPEN or "is lock" in message:
        return BusyError("a press on the card is being answered", code=_CARD_ERROR, log_id=log_id)
    return CallError(
        f"Lark refused the card: {_without_content(message)}",
        code=_CARD_ERROR,
        log_id=log_id,
        card_code=int(found) if found else None,
    )


def _without_content(message: str) -> str:
    """Leave out the value that Lark quotes from a card or field: logs hold no message texts."""
    return re.split(r"ErrorValue:", message, maxsplit=1)[0].strip()[:300]


def _no_access(code: int, body: Mapping[str, object], log_id: str | None) -> AccessError | None:
    if code in _BAD_CREDENTIALS:
        said = "Lark does not accept the app: check AIME_LARK_APP_ID and AIME_LARK_APP_SECRET"
    elif code in _APP_OFF:
        said = "the app or its bot ability is off: publish a version in Lark's developer console"
    elif code in _NO_SCOPE:
        scopes = _missing_scopes(body)
        said = f"the app lacks a permission: grant {' or '.join(scopes) or 'it'} in the console, then publish"
        return AccessError(f"{said} (code {code})", code=code, log_id=log_id, scopes=scopes)
    elif code == 99991401:
        said = "this machine's address is not in the app's allow list: add it in Lark's developer console"
    elif code == 99991403:
        said = "the company's monthly quota of API calls is used up"
    else:
        return None
    return AccessError(f"{said} (code {code})", code=code, log_id=log_id)


def _missing_scopes(body: Mapping[str, object]) -> tuple[str, ...]:
    error = body.get("error")
    violations = error.get("permission_violations") if isinstance(error, dict) else None
    if not isinstance(violations, list):
        return ()
    subjects = [one.get("subject") for one in violations if isinstance(one, dict)]
    return tuple(subject for subject in subjects if isinstance(subject, str))
