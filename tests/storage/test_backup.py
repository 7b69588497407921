"""Backups of a SQLite file: whole, checked, private, and never over something else."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.errors import PermanentError
from storage.backup import back_up, put_in_place
from storage.copies import Copies
from storage.database import FILE_NAME, Database
from storage.outbox import Outbox
from tests.builders import NOW, a_post

PAIR = ("one", "other")


def keys(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        return {key for (key,) in connection.execute("SELECT key FROM delivery")}


async def write_pairs(database: Database, begun: asyncio.Event, stop: asyncio.Event) -> int:
    """Write two posts in every transaction until told to stop; returns how many times."""
    outbox, written = Outbox(database), 0
    while not stop.is_set():
        await outbox.add([a_post(f"{written}:{name}") for name in PAIR], NOW)
        written += 1
        if written > 20:
            begun.set()
    return written


@pytest.fixture
def original(fresh_sqlite_folder: Path) -> Path:
    return fresh_sqlite_folder / FILE_NAME


async def test_what_is_copied_while_it_is_written_to_is_one_state_of_it(
    sqlite_database: Database, original: Path, tmp_path: Path
):
    begun, stop = asyncio.Event(), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        writer = group.create_task(write_pairs(sqlite_database, begun, stop))
        await begun.wait()
        await asyncio.to_thread(back_up, original, tmp_path / "backup.db")
        stop.set()

    copied = len(keys(tmp_path / "backup.db"))
    assert 40 < copied <= 2 * writer.result()
    assert keys(tmp_path / "backup.db") == {f"{each}:{name}" for each in range(copied // 2) for name in PAIR}


def test_it_is_one_file_that_only_its_owner_reads(original: Path, tmp_path: Path):
    folder = tmp_path / "backups"
    folder.mkdir()

    back_up(original, folder / "backup.db")

    assert [file.name for file in folder.iterdir()] == ["backup.db"]
    assert stat.S_IMODE((folder / "backup.db").stat().st_mode) == 0o600


def test_nothing_is_written_over(original: Path, tmp_path: Path):
    (tmp_path / "backup.db").write_text("of yesterday")

    with pytest.raises(PermanentError, match="nothing is written over"):
        back_up(original, tmp_path / "backup.db")

    assert (tmp_path / "backup.db").read_text() == "of yesterday"


def test_what_fails_leaves_nothing_behind(tmp_path: Path):
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 1000)

    with pytest.raises(PermanentError, match=r"backup.db was not written: file is not a database"):
        back_up(tmp_path / FILE_NAME, tmp_path / "backup.db")

    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


def test_a_damaged_database_is_not_called_backed_up(original: Path, tmp_path: Path):
    with closing(sqlite3.connect(original)) as connection:
        connection.executescript("PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'run';")

    with pytest.raises(PermanentError, match="damaged"):
        back_up(original, tmp_path / "backup.db")

    assert not (tmp_path / "backup.db").exists()


def test_a_folder_that_is_not_there_is_said(original: Path, tmp_path: Path):
    with pytest.raises(PermanentError, match=r"cannot write to .*nowhere: No such file"):
        back_up(original, tmp_path / "nowhere" / "backup.db")
    with pytest.raises(PermanentError, match="AIME_DATA_DIR names its folder"):
        back_up(tmp_path / "nowhere" / FILE_NAME, tmp_path / "backup.db")


async def test_what_is_put_in_place_serves_and_says_that_it_is_a_copy(original: Path, tmp_path: Path):
    back_up(original, tmp_path / "backup.db")

    put_in_place(tmp_path / "backup.db", tmp_path / "elsewhere" / FILE_NAME)

    restored = await Database.open(None, tmp_path / "elsewhere")
    assert await restored.at_head()
    assert await Copies(restored).noticed(NOW) == NOW
    await restored.close()
    assert (tmp_path / "backup.db").exists()


@pytest.mark.parametrize("left", [FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"])
def test_a_database_that_is_there_is_left_alone(original: Path, tmp_path: Path, left: str):
    """Beside the log of another database a file would be spoilt."""
    back_up(original, tmp_path / "backup.db")
    there = tmp_path / "elsewhere" / left
    there.parent.mkdir()
    there.write_text("there")

    with pytest.raises(PermanentError, match=r"stop the bot and move .*elsewhere"):
        put_in_place(tmp_path / "backup.db", tmp_path / "elsewhere" / FILE_NAME)

    assert [file.read_text() for file in there.parent.iterdir()] == ["there"]


@pytest.mark.parametrize("content", [b"", b"no database" * 1000])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "letter.txt").write_bytes(content)

    with pytest.raises(PermanentError, match=r"no database of this program|not a database"):
        put_in_place(tmp_path / "letter.txt", tmp_path / "elsewhere" / FILE_NAME)

    assert list((tmp_path / "elsewhere").iterdir()) == []
