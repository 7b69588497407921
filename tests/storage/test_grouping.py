"""What arrives together is committed together, whoever gives up meanwhile."""

import asyncio
import threading
from contextlib import asynccontextmanager

import pytest

from storage.database import Database
from storage.grouping import Grouped
from storage.inbox import Arrival, Inbox
from tests.builders import NOW, TENANT


class Ledger:
    """Remembers what was committed together; `hold` keeps a commit back until `open` is set."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.begun, self.open = asyncio.Event(), asyncio.Event()
        self.open.set()

    @asynccontextmanager
    async def begin(self):
        yield self

    async def write(self, _opened, entries):
        self.begun.set()
        await self.open.wait()
        self.batches.append(list(entries))
        return [-entry for entry in entries]


async def test_what_came_together_once_is_waited_for_the_next_time():
    ledger = Ledger()
    grouped = Grouped(ledger.begin, ledger.write)
    await asyncio.gather(*(grouped.do(number) for number in range(3)))

    first = asyncio.create_task(grouped.do(10))
    for _ in range(3):
        await asyncio.sleep(0)
    outcomes = await asyncio.gather(first, grouped.do(11), grouped.do(12))

    assert outcomes == [-10, -11, -12]
    assert ledger.batches == [[0, 1, 2], [10, 11, 12]]


async def test_one_alone_after_many_is_written_all_the_same():
    ledger = Ledger()
    grouped = Grouped(ledger.begin, ledger.write)
    await asyncio.gather(*(grouped.do(number) for number in range(3)))

    assert await grouped.do(10) == -10


async def test_who_gives_up_while_it_is_written_undoes_nothing_for_the_others():
    ledger = Ledger()
    grouped = Grouped(ledger.begin, ledger.write)
    ledger.open.clear()
    jobs = [asyncio.create_task(grouped.do(number)) for number in (1, 2)]
    await ledger.begun.wait()

    jobs[0].cancel()
    await asyncio.wait([jobs[0]])
    ledger.open.set()

    assert await jobs[1] == -2
    assert ledger.batches == [[1, 2]]


@pytest.mark.parametrize("turns", range(12))
async def test_whoever_is_cancelled_leaves_no_connection_open_when_the_database_closes(
    fresh_sqlite_folder, turns
):
    """One that is in use, if only to be given back, is not the pool's to close."""
    before = set(threading.enumerate())
    database = await Database.open(None, fresh_sqlite_folder)
    arrival = Arrival(key="om_1", tenant=TENANT, kind="MessageReceived", chat_id="", envelope={})
    jobs = {
        asyncio.ensure_future(job) for job in (Inbox(database).accept(arrival, NOW), database.ping_write())
    }
    for _ in range(turns):
        await asyncio.wait(jobs, timeout=0)
    for job in jobs:
        job.cancel()
    await asyncio.wait(jobs)

    await database.close()

    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=5)
        assert not thread.is_alive()
