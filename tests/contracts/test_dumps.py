"""Backups of PostgreSQL: made and read back by its own programs, which see no password in their words."""

import stat
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from scheduler.errors import PermanentError
from storage.copies import Copies
from storage.database import Database
from storage.dumps import conninfo, dump, load
from storage.outbox import Outbox
from tests.builders import NOW, a_post


@pytest.mark.postgres
async def test_what_is_dumped_is_there_where_it_is_loaded(
    fresh_postgres_url: str, bare_postgres_url: str, tmp_path: Path
):
    original = await Database.open(fresh_postgres_url, tmp_path)
    await Outbox(original).add([a_post()], NOW)
    await original.close()

    dump(make_url(fresh_postgres_url), tmp_path / "backup.dump")
    load(make_url(bare_postgres_url), tmp_path / "backup.dump")

    restored = await Database.open(bare_postgres_url, tmp_path)
    assert await restored.at_head()
    assert await Outbox(restored).by_key("post_1") is not None
    assert await Copies(restored).noticed(NOW) is None, "the command says that it is a copy"
    await restored.close()
    assert stat.S_IMODE((tmp_path / "backup.dump").stat().st_mode) == 0o600


@pytest.mark.postgres
async def test_a_database_that_holds_something_is_left_as_it_is(fresh_postgres_url: str, tmp_path: Path):
    dump(make_url(fresh_postgres_url), tmp_path / "backup.dump")

    with pytest.raises(PermanentError, match=r"pg_restore failed: .*already exists"):
        load(make_url(fresh_postgres_url), tmp_path / "backup.dump")


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_said_and_nothing_is_left(postgres_url: str, tmp_path: Path):
    nowhere = make_url("postgresql+psycopg://aime:hunter2@/aime").update_query_dict({"host": str(tmp_path)})

    with pytest.raises(PermanentError, match="pg_dump failed") as refused:
        dump(nowhere, tmp_path / "backup.dump")

    assert "hunter2" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql+psycopg://aime:hunter2@db:5433/aime", "host='db' port='5433' user='aime' dbname='aime'"),
        (
            "postgresql+psycopg://aime@/aime?host=/run/pg&password=hunter2&sslmode=require",
            "host='/run/pg' user='aime' dbname='aime' sslmode='require'",
        ),
        (r"postgresql+psycopg://o'brien@db/a\b", r"host='db' user='o\'brien' dbname='a\\b'"),
    ],
)
def test_the_password_is_in_no_word_of_a_command(url: str, words: str):
    assert conninfo(make_url(url)) == words


def test_where_the_programs_are_missing_the_command_is_said(tmp_path: Path):
    address = make_url("postgresql+psycopg://aime:hunter2@db/aime")

    with pytest.raises(PermanentError, match=r"pg_dump is not on this machine.*pg_dump --format") as refused:
        dump(address, tmp_path / "backup.dump", programs=str(tmp_path))

    assert "hunter2" not in str(refused.value)
