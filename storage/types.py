"""Column types: instants that are always UTC, documents that are always JSON.

What is made of a value is decided once for a statement, not for each value: batches have thousands of them.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from storage.codec import Codec


class UTCDateTime(TypeDecorator[datetime]):
    """Aware in, aware out, UTC in between; a naive datetime is a defect and raises."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], datetime | str | None]:
        return _as_text if dialect.name == "sqlite" else _in_utc

    def result_processor(self, dialect: Dialect, _coltype: object) -> Callable[[Any], datetime | None]:
        return _of_text if dialect.name == "sqlite" else _in_utc


def _in_utc(value: datetime | None) -> datetime | None:
    if value is None or value.tzinfo is UTC:
        return value
    if value.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return value.astimezone(UTC)


def _as_text(value: datetime | None) -> str | None:
    instant = _in_utc(value)
    return instant.replace(tzinfo=None).isoformat(" ", "microseconds") if instant else None


def _of_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


class Document(TypeDecorator[Any]):
    """A value of the engine as JSON text; the column's `Mapped` type says which."""

    impl = Text
    cache_ok = True

    def __init__(self, codec: Codec[Any]) -> None:
        super().__init__()
        self.codec = codec

    def bind_processor(self, _dialect: Dialect) -> Callable[[Any], str | None]:
        dump = self.codec.dump
        return lambda value: None if value is None else dump(value)

    def result_processor(self, _dialect: Dialect, _coltype: object) -> Callable[[str | None], Any]:
        load = self.codec.load
        return lambda text: None if text is None else load(text)
