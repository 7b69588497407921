"""Eight writers on one SQLite file: whatever each of them was told is stored, is."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from scheduler.errors import TransientError
from scheduler.model import TaskId
from scheduler.ports import Audit
from storage.database import Database
from storage.inbox import Arrival, Inbox
from storage.rows import task_values
from storage.statements import insert_all
from storage.tables import TaskRow
from storage.tasks import SqlTasks
from tests.builders import NOW, OWNER, TENANT, a_task
from tests.faults.form import Form, Told
from tests.journeys.stage import rows

WRITERS = 8


@dataclass
class Done:
    """What one writer was told."""

    changes: int = 0
    accepted: int = 0
    came_too_late: int = 0  # somebody else had changed the task since it was read
    locked_out: int = 0


async def measure(form: Form, folder: Path) -> Told:
    return await written(form, folder)


async def written(form: Form, folder: Path) -> Told:
    """Let all of them change the same task and accept events of their own; count what is there."""
    async with _opened(folder) as database:
        await database.upgrade()
        async with database.write() as session:
            await insert_all(session, TaskRow, [task_values(a_task())])
    began = perf_counter()
    writer = _as_process if form.writers_are_processes else _as_thread
    done = await asyncio.gather(*(writer(folder, number, form.writes) for number in range(WRITERS)))
    seconds = perf_counter() - began

    total = WRITERS * form.writes
    assert sum(each.changes for each in done) == total
    assert rows(folder, "task", "revision") == [(1 + total,)], "an update was lost"
    assert len(rows(folder, "audit")) == total
    assert len(rows(folder, "inbox")) == sum(each.accepted for each in done) == total
    return Told(
        {
            "writers": f"{WRITERS} {'processes' if form.writers_are_processes else 'threads'}",
            "updates": total,
            "lost": 0,
            "made_anew_after_another": sum(each.came_too_late for each in done),
            "locked_out": sum(each.locked_out for each in done),
            "transactions_per_s": round(2 * total / seconds),
        }
    )


async def write(folder: Path, number: int, writes: int) -> Done:
    """Change the task and accept an event, so many times, each until it is stored."""
    done = Done()
    async with _opened(folder) as database:
        for turn in range(writes):
            while not await _is_changed(database, number, done):
                pass
            done.changes += 1
            done.accepted += await _is_accepted(database, f"writer {number}, event {turn}")
    return done


async def _is_accepted(database: Database, key: str) -> bool:
    arrival = Arrival(key=key, tenant=TENANT, kind="MessageReceived", chat_id="", envelope={})
    return await Inbox(database).accept(arrival, NOW) is not None


async def _is_changed(database: Database, number: int, done: Done) -> bool:
    tasks = SqlTasks(database)
    task = await tasks.get(TaskId("task_1"))
    assert task is not None
    title = replace(task.spec, title=f"by {number}")
    changed = replace(task, spec=title, revision=task.revision + 1, updated_at=NOW + timedelta(seconds=1))
    try:
        is_changed = await tasks.change(
            changed, seen=task.revision, audit=Audit(TENANT, OWNER, "task.changed", task.id, NOW)
        )
    except TransientError:
        done.locked_out += 1
        return False
    done.came_too_late += not is_changed
    return is_changed


@asynccontextmanager
async def _opened(folder: Path) -> AsyncIterator[Database]:
    database = await Database.open(None, folder)
    yield database
    await database.close()


async def _as_thread(folder: Path, number: int, writes: int) -> Done:
    return await asyncio.to_thread(lambda: asyncio.run(write(folder, number, writes)))


async def _as_process(folder: Path, number: int, writes: int) -> Done:
    arguments = ("-m", "tests.faults.writers", str(folder), str(number), str(writes))
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    assert process.returncode == 0, "a writer failed; what it said is above"
    return Done(**json.loads(said))


def main(arguments: Sequence[str]) -> None:
    folder, number, writes = arguments
    print(json.dumps(vars(asyncio.run(write(Path(folder), int(number), int(writes))))))


if __name__ == "__main__":
    main(sys.argv[1:])
