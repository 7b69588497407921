"""A bell that is rung in one process sounds in the others; two databases stand for two processes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.bells import Bells
from storage.database import Database

CUT = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")


class Ear:
    """Knows how often it was nudged, and waits for the next time."""

    def __init__(self, bells: Bells, name: str) -> None:
        self.count = 0
        self._nudged = asyncio.Event()
        bells.bell(name).listen(self._nudge)

    def _nudge(self) -> None:
        self.count += 1
        self._nudged.set()

    async def hears(self) -> None:
        await self._nudged.wait()
        self._nudged.clear()


@asynccontextmanager
async def a_process(url: str, name: str, **more) -> AsyncIterator[Bells]:
    """Bells that have begun to listen."""
    database = await Database.open(url, Path())
    bells = Bells(database, name, **more)
    ready = Ear(bells, "ready")
    async with asyncio.TaskGroup() as group:
        job = group.create_task(bells.run())
        await ready.hears()
        yield bells
        job.cancel()
    await database.close()


@pytest.mark.postgres
async def test_a_bell_rung_in_one_process_sounds_in_the_others_and_once_at_home(fresh_postgres_url):
    async with a_process(fresh_postgres_url, "one") as one, a_process(fresh_postgres_url, "two") as two:
        here, there, other = Ear(one, "due"), Ear(two, "due"), Ear(two, "outgoing")

        one.bell("due").ring()
        assert here.count == 1
        await there.hears()
        two.bell("due").ring()
        two.bell("outgoing").ring()
        await here.hears()
        await here.hears()

        assert (here.count, there.count, other.count) == (2, 2, 1)


@pytest.mark.postgres
async def test_what_rang_while_nobody_could_listen_is_made_up_for_when_the_connection_is_back(
    fresh_postgres_url,
):
    async def at_once(_: float) -> None:
        await asyncio.sleep(0)

    database = await Database.open(fresh_postgres_url, Path())
    async with a_process(fresh_postgres_url, "one", sleep=at_once) as bells:
        ear = Ear(bells, "due")
        async with database.write() as session:
            await session.execute(CUT)

        await ear.hears()
    await database.close()


@pytest.mark.postgres
async def test_who_does_not_hear_itself_looks_again_and_again(fresh_postgres_url):
    """So it is behind a pooler that hands the connection to others between two statements."""
    database = await Database.open(fresh_postgres_url, Path())
    async with a_process(fresh_postgres_url, "one", echo_within=timedelta(0)) as bells:
        ear = Ear(bells, "due")

        await ear.hears()
    await database.close()


async def test_on_sqlite_a_bell_sounds_at_home(sqlite_database):
    bells = Bells(sqlite_database, "one")
    ear = Ear(bells, "due")

    await bells.run()
    bells.bell("due").ring()

    assert ear.count == 1
