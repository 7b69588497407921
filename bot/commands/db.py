"""`aime db upgrade`: bring the database's schema up to date."""

import argparse
import os

from bot.settings import Settings
from storage.database import Database


async def run(_: argparse.Namespace) -> int:
    settings = Settings.read(os.environ)
    database = await Database.open(settings.database_address, settings.data_dir)
    try:
        await database.upgrade()
    finally:
        await database.close()
    print("The database is up to date.")
    return 0
