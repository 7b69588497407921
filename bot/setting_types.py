"""How the value of a setting is read, by its kind; what is wrong with it is said as what would be right."""

from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, SecretStr

from scheduler.dispatch import QueueName
from scheduler.model import PersonId

_NO_QUEUE = "none"


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("not an IANA time zone; for example Asia/Shanghai or Europe/London") from error
    return name


def _address(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError("must be an address that begins with https:// (or http:// on this machine)")
    return value.rstrip("/")


def _secret_address(value: SecretStr) -> SecretStr:
    return SecretStr(_address(value.get_secret_value()))


def _seconds(value: str | timedelta) -> timedelta:
    if isinstance(value, timedelta):
        return value
    try:
        return timedelta(seconds=float(value))
    except (ValueError, OverflowError) as error:
        raise ValueError("must be a number of seconds") from error


def _people(value: str | tuple[str, ...]) -> tuple[str, ...]:
    given = value.split(",") if isinstance(value, str) else value
    people = tuple(dict.fromkeys(person.strip() for person in given if person.strip()))
    if not all(person.startswith("ou_") for person in people):
        raise ValueError("must be open_ids, which begin with ou_, separated by commas")
    return people


def _hosts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    given = value.split(",") if isinstance(value, str) else value
    hosts = tuple(dict.fromkeys(host.strip().lower() for host in given if host.strip()))
    if any("/" in host or " " in host or "@" in host for host in hosts):
        raise ValueError("must be names of hosts, without https://, separated by commas")
    return hosts


def _queues(value: str | tuple[QueueName, ...]) -> tuple[QueueName, ...]:
    given = value.split(",") if isinstance(value, str) else value
    words = [word.strip() for word in given if word.strip()]
    if words == [_NO_QUEUE]:
        return ()
    try:
        return tuple(dict.fromkeys(QueueName(word) for word in words))
    except ValueError as error:
        known = ", ".join(QueueName)
        raise ValueError(f"must be some of {known}, separated by commas, or {_NO_QUEUE}") from error


Zone = Annotated[str, AfterValidator(_zone)]
"""The name of an IANA zone."""
Address = Annotated[str, AfterValidator(_address)]
"""Without a slash at the end; "" where none is set."""
SecretAddress = Annotated[SecretStr, AfterValidator(_secret_address)]
Seconds = Annotated[timedelta, BeforeValidator(_seconds)]
"""Given in seconds."""
People = Annotated[tuple[PersonId, ...], BeforeValidator(_people)]
Hosts = Annotated[tuple[str, ...], BeforeValidator(_hosts)]
Queues = Annotated[tuple[QueueName, ...], BeforeValidator(_queues)]
