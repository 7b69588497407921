"""Backups of a SQLite file: made while it is being written to, put in place as what they are.

A backup is one file, whole or not there: it is written beside its place, checked, and then renamed.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from scheduler.errors import PermanentError
from storage.copies import mark_file
from storage.database import FILE_NAME

_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps next to a database: with another one's, a file is spoilt."""

_WAIT_S = 30.0


def back_up(database: Path, target: Path) -> None:
    """Write a consistent copy of `database` to `target`, which only its owner may read.

    Raises PermanentError, leaving nothing behind, where there is a `target` already or it fails.
    """
    _refuse_missing(database)
    with written(target) as part, _copied(database, part) as copy:
        _make_whole(copy)


@contextmanager
def working_copy(database: Path) -> Iterator[Path]:
    """Yield a folder with a copy of `database` as it is, which does not say that it is one; then it goes."""
    _refuse_missing(database)
    try:
        with tempfile.TemporaryDirectory(prefix=".copy.", dir=database.parent) as folder:  # mode 700
            with _copied(database, Path(folder) / FILE_NAME) as copy:
                _refuse_other_files(copy, database)
            yield Path(folder)
    except (OSError, sqlite3.Error) as error:
        raise PermanentError(f"{database} cannot be copied: {error}") from error


def put_in_place(backup: Path, database: Path) -> None:
    """Let a copy of `backup` be the database, where there is none; PermanentError otherwise."""
    there = [str(name) for name in _with_what_is_beside(database) if name.exists()]
    if there:
        raise PermanentError(
            f"there is a database already: stop the bot and move {' '.join(there)} to another folder, "
            "all of them, then try again"
        )
    if not backup.exists():
        raise PermanentError(f"there is no {backup}")
    database.parent.mkdir(exist_ok=True)
    with written(database) as part:
        shutil.copyfile(backup, part)
        with closing(sqlite3.connect(part)) as copy:
            _refuse_other_files(copy, backup)
            _make_whole(copy)
        _give_to_owner_of_folder(part)


@contextmanager
def written(target: Path) -> Iterator[Path]:
    """Yield a file of our own beside `target`, and rename it to that once it is written."""
    if target.exists():
        raise PermanentError(f"{target} is there already: nothing is written over")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # mode 600
        os.close(handle)
    except OSError as error:
        raise PermanentError(f"cannot write to {target.parent}: {error.strerror}") from error
    part = Path(name)
    try:
        yield part
        _to_disk(part)
        part.rename(target)
        _to_disk(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise PermanentError(f"{target} was not written: {error}") from error
    finally:
        for left in _with_what_is_beside(part):
            left.unlink(missing_ok=True)


@contextmanager
def _copied(database: Path, target: Path) -> Iterator[sqlite3.Connection]:
    """Copy one consistent state of `database`, and yield the copy."""
    with _existing(database) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)  # in one step: in parts it would begin anew at every write of the bot
        yield copy


@contextmanager
def _existing(database: Path) -> Iterator[sqlite3.Connection]:
    address = f"file:{quote(str(database.absolute()))}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=_WAIT_S)) as connection:
        yield connection


def _refuse_missing(database: Path) -> None:
    if not database.exists():
        raise PermanentError(f"there is no database at {database}: AIME_DATA_DIR names its folder")


def _make_whole(copy: sqlite3.Connection) -> None:
    """Leave one file, checked, that says of itself what it is."""
    copy.execute("PRAGMA journal_mode = DELETE")
    mark_file(copy)
    problems = [problem for (problem,) in copy.execute("PRAGMA integrity_check")]
    if problems != ["ok"]:
        raise PermanentError(f"the copy is damaged, and so is what it was made from: {problems[0]}")


def _refuse_other_files(copy: sqlite3.Connection, backup: Path) -> None:
    found = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    if found != (1,):
        raise PermanentError(f"{backup} is no database of this program")


def _with_what_is_beside(database: Path) -> list[Path]:
    return [database.with_name(database.name + suffix) for suffix in _BESIDE]


def _give_to_owner_of_folder(file: Path) -> None:
    """Put in place by root, it has to be the bot's all the same."""
    if os.geteuid() == 0:
        folder = file.parent.stat()
        os.chown(file, folder.st_uid, folder.st_gid)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
