"""`aime db`: bring the schema up to date, back it up while the bot runs, put a backup in place, move it."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import URL

from bot.settings import Settings
from storage.backup import back_up, put_in_place
from storage.copies import Copies
from storage.database import FILE_NAME, Database, address_of
from storage.dumps import dump, load
from storage.moving import move

_WHAT_FOLLOWS = (
    "At its next start the bot owns up to what was due since the backup instead of running it again; "
    "docs/operations.md says what that means."
)


async def run(asked: argparse.Namespace) -> int:
    settings = Settings.read(os.environ)
    match asked.action:
        case "backup":
            print(_backed_up(settings, Path(asked.file)))
        case "restore":
            print(await _restored(settings, asked.file and Path(asked.file)))
            print(_WHAT_FOLLOWS)
        case "move":
            print(await _moved(settings, Path(asked.file or settings.data_dir / FILE_NAME)))
        case _:
            await _upgrade(settings)
            print("The database is up to date.")
    return 0


async def _upgrade(settings: Settings) -> None:
    database = await Database.open(settings.database_address, settings.data_dir)
    try:
        await database.upgrade()
    finally:
        await database.close()


def _backed_up(settings: Settings, file: Path) -> str:
    address = address_of(settings.database_address, settings.data_dir)
    if _is_file(address):
        back_up(_file_of(address), file)
    else:
        dump(address, file)
    return f"Backed up to {file} ({file.stat().st_size:,} bytes). It holds people's texts: keep it as safe."


async def _restored(settings: Settings, file: Path | None) -> str:
    """Put `file` in place; without one, what is in place already came from a backup."""
    address = address_of(settings.database_address, settings.data_dir)
    if file is not None and _is_file(address):
        put_in_place(file, _file_of(address))
        return f"{file} is in place as {_file_of(address)}."
    if file is not None:
        load(address, file)
    await _mark(settings)
    return f"{file} is in place." if file else "What is in place is taken for a backup from now on."


async def _moved(settings: Settings, file: Path) -> str:
    """Bring what a SQLite file holds to the PostgreSQL database of the settings."""
    database = await Database.open(settings.database_address, settings.data_dir)
    try:
        rows = await move(file, database, datetime.now(UTC))
    finally:
        await database.close()
    counts = ", ".join(f"{name} {count:,}" for name, count in sorted(rows.items()) if count)
    return f"Rows that moved: {sum(rows.values()):,} ({counts}). {file} is as it was, and used no more."


async def _mark(settings: Settings) -> None:
    database = await Database.open(settings.database_address, settings.data_dir)
    try:
        await Copies(database).mark()
    finally:
        await database.close()


def _is_file(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"


def _file_of(address: URL) -> Path:
    return Path(address.database or "")
