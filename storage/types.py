"""Column types: instants that are always UTC, documents that are always JSON."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from storage.codec import Codec


class UTCDateTime(TypeDecorator[datetime]):
    """Aware in, aware out, UTC in between; a naive datetime is a defect and raises."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Document(TypeDecorator[Any]):
    """A value of the engine as JSON text; the column's `Mapped` type says which."""

    impl = Text
    cache_ok = True

    def __init__(self, codec: Codec[Any]) -> None:
        super().__init__()
        self.codec = codec

    def process_bind_param(self, value: object, _dialect: Dialect) -> str | None:
        return None if value is None else self.codec.dump(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> object:
        return None if value is None else self.codec.load(value)
