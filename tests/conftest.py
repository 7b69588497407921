"""What many tests need: a clock, ids, and a fresh migrated database of either kind."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.engine import make_url

from storage import schema
from storage.database import FILE_NAME, Database
from storage.tables import Base
from tests import postgres
from tests.doubles import Ids, ManualClock


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def ids() -> Ids:
    return Ids()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a throw-away cluster, one per test process."""
    reason = postgres.missing()
    if reason and os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    with postgres.cluster() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    file = tmp_path_factory.mktemp("template") / FILE_NAME
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def bare_postgres_url(postgres_url: str) -> Iterator[str]:
    """The URL of a PostgreSQL database without any tables."""
    _execute(postgres_url, "CREATE DATABASE bare")
    yield make_url(postgres_url).set(database="bare").render_as_string(hide_password=False)
    _execute(postgres_url, "DROP DATABASE bare WITH (FORCE)")


@pytest.fixture(scope="session")
def migrated_postgres_url(postgres_url: str) -> str:
    """The URL of a migrated database in the cluster, emptied for each test that uses it."""
    _execute(postgres_url, "CREATE DATABASE aime")
    url = make_url(postgres_url).set(database="aime").render_as_string(hide_password=False)
    _migrate(url)
    return url


@pytest.fixture
def fresh_postgres_url(migrated_postgres_url: str) -> str:
    """The URL of an empty migrated PostgreSQL database (truncating takes a tenth of a copy)."""
    return emptied(migrated_postgres_url)


@pytest.fixture
def fresh_sqlite_folder(sqlite_template: Path, tmp_path: Path) -> Path:
    """A folder with a fresh migrated database file in it."""
    shutil.copy(sqlite_template, tmp_path / FILE_NAME)
    return tmp_path


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh migrated database; each test runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('fresh_sqlite_folder') / FILE_NAME}"
    return str(request.getfixturevalue("fresh_postgres_url"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh migrated database, open; each test runs on both kinds."""
    database = await Database.open(database_url, Path())
    yield database
    await database.close()


@pytest.fixture
async def sqlite_database(fresh_sqlite_folder: Path) -> AsyncIterator[Database]:
    """The same on SQLite only, for tests that are not about the database."""
    database = await Database.open(None, fresh_sqlite_folder)
    yield database
    await database.close()


def emptied(url: str) -> str:
    """Take everything out of the PostgreSQL database at `url`; returns the URL."""
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    _execute(url, f"TRUNCATE {tables}, procrastinate_jobs, procrastinate_workers RESTART IDENTITY CASCADE")
    return url


def _migrate(url: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        schema.upgrade(connection)


def _execute(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(statement))
