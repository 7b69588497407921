"""What every table stands on: types of columns, names of constraints, indexes of a part."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Enum, Index, Integer, MetaData, Text, literal_column
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute

from storage.types import UTCDateTime

_Word = Enum(
    StrEnum, native_enum=False, length=24, values_callable=lambda words: [word.value for word in words]
)
SERIAL = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts by itself there


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read once by SQLAlchemy, which wants a plain dict
        datetime: UTCDateTime(),
        StrEnum: _Word,
        str: Text(),
    }


def word(value: StrEnum) -> ColumnElement[str]:
    """Return `value` written into the statement: a bound parameter would hide a partial index."""
    return literal_column(f"'{value.value}'")


def partial(name: str, *columns: InstrumentedAttribute[Any], where: ColumnElement[bool]) -> None:
    """Index only the rows that a due query looks at: the rest, nearly all, costs nothing."""
    Index(name, *columns, sqlite_where=where, postgresql_where=where)
