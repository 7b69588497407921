"""Where Lark is: the address that every call begins with, and who we are there."""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scheduler.errors import PermanentError

# As in the SDK, which is not imported for them: settings are read by processes that never call Lark.
_KNOWN = {"feishu": "https://open.feishu.cn", "lark": "https://open.larksuite.com"}


@dataclass(frozen=True, slots=True)
class Credentials:
    """A self-built app's identity."""

    app_id: str
    app_secret: str = field(repr=False)


def address_of(domain: str) -> str:
    """Return the address, without a trailing slash, for `feishu`, `lark` or a full address.

    Plain http is only for a Lark on this machine or in the same container network: the secret travels on it.
    """
    if domain in _KNOWN:
        return _KNOWN[domain]
    address = domain.rstrip("/")
    if not _is_address(address):
        raise PermanentError(
            "AIME_LARK_DOMAIN must be feishu, lark or https://host[:port] (http only on this machine)"
        )
    return address


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port  # reading the port checks it
    except ValueError:
        return False
    bare = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
    return bool(host) and bare and (parts.scheme == "https" or (parts.scheme == "http" and _is_near(host)))


def _is_near(host: str | None) -> bool:
    """Say whether `host` is this machine, or a name without dots as containers have."""
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return host is not None and "." not in host
