"""What many tests need: a clock, ids, and a fresh migrated database of either kind."""

import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.engine import make_url

from storage import schema
from storage.database import FILE_NAME, Database
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


@pytest.fixture(scope="session")
def postgres_copies(postgres_url: str) -> Callable[[], str]:
    """A source of names of fresh databases, each a copy of one that is migrated."""
    names = Ids()
    _execute(postgres_url, "CREATE DATABASE template_aime")
    _migrate(_named(postgres_url, "template_aime"))

    def copy() -> str:
        name = names("test_")
        _execute(postgres_url, f"CREATE DATABASE {name} TEMPLATE template_aime")
        return name

    return copy


@pytest.fixture
def fresh_postgres_url(postgres_url: str, postgres_copies: Callable[[], str]) -> Iterator[str]:
    """The URL of a fresh migrated PostgreSQL database, dropped at the end."""
    name = postgres_copies()
    yield _named(postgres_url, name)
    _execute(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


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


def _named(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def _migrate(url: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        schema.upgrade(connection)


def _execute(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(statement))
