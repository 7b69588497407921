"""The disk is full, and later there is room again."""

import errno
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from bot.commands.local_lark import LocalLark
from bot.main import utc_now
from tests.benchmarks.programs import free_port
from tests.faults.form import Form, Told
from tests.faults.ground import a_lark, check_each_seen_once, groups, is_over, once, planted
from tests.faults.log import reading
from tests.journeys.cast import Cast
from tests.journeys.stage import aime, rows, serve_environment

AGAIN = timedelta(seconds=16)  # Lark sends again what was not acknowledged


@dataclass(frozen=True, slots=True)
class Disk:
    """A file system of one mebibyte; where none may be mounted, a limit on the size of the bot's files."""

    folder: Path
    mounted: bool

    @property
    def complaint(self) -> str:
        """What SQLite says when there is no room: of a file that may not grow it knows no reason."""
        return "disk is full" if self.mounted else "disk I/O error"

    def fill(self, pid: int) -> None:
        if not self.mounted:
            written = max(file.stat().st_size for file in self.folder.iterdir())
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (written, resource.RLIM_INFINITY))
            return
        with _until_full(), (self.folder / "filler").open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))

    def free(self, pid: int) -> None:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        (self.folder / "filler").unlink(missing_ok=True)
        if self.mounted:  # the log of a SQLite file alone grows to four mebibytes
            subprocess.run(["mount", "-o", "remount,size=64m", str(self.folder)], check=True)


@contextmanager
def _until_full() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise


@contextmanager
def small_disk(folder: Path, *, may_mount: bool) -> Iterator[Disk]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    mounted = (
        may_mount
        and os.geteuid() == 0
        and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    )
    try:
        yield Disk(folder, mounted)
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


async def measure(form: Form, folder: Path) -> Told:
    async with a_lark() as (lark, cast):
        return await filled(lark, cast, form, folder)


async def filled(lark: LocalLark, cast: Cast, form: Form, folder: Path, *, may_mount: bool = True) -> Told:
    """Fill the disk while tasks are due and people write; make room; look for what is lost."""
    chats = await groups(cast, 5)
    port = free_port()
    with small_disk(folder / "disk", may_mount=may_mount) as disk:
        environment = serve_environment(lark, disk.folder, AIME_HTTP_PORT=str(port))
        async with aime("serve", environment=environment) as process:
            await process.says("lark.socket_connected")
            due = utc_now() + timedelta(seconds=3)
            tasks = [once(cast, n, chats[n % len(chats)], due) for n in range(form.due_on_a_full_disk)]
            await planted(disk.folder, tasks)
            await cast.saved(cast.owner, "每天早上9点提醒我喝茶")  # the planner looks when that is saved
            disk.fill(process.pid)
            await cast.write(cast.owner, "帮助")
            await process.says(disk.complaint)
            async with reading(process):
                told = await _ready(cast, port)
                assert told["ready"] is False
                assert disk.complaint in told["checks"]["database"], told
                ended = rows(disk.folder, "run WHERE finished_at IS NOT NULL", "count(*)")
                disk.free(process.pid)
                began = perf_counter()
                await cast.when(lambda: is_over(disk.folder, len(tasks)), within_s=120)
                seconds = perf_counter() - began
                await cast.advance(AGAIN)
                await cast.when(lambda: _answered(disk.folder) == 2, within_s=60)
                assert (await _ready(cast, port))["ready"] is True
            await check_each_seen_once(cast, disk.folder, tasks)
            assert await process.stopped() == 0
    return Told(
        {
            "disk": "a tmpfs of 1 MiB" if disk.mounted else "a limit on the size of a file",
            "occurrences": len(tasks),
            "ended_before": ended[0][0],
            "lost": 0,
            "seen_twice": 0,
            "goes_on_after_s": round(seconds, 1),
        }
    )


async def _ready(cast: Cast, port: int) -> dict:
    async with cast.http.get(f"http://127.0.0.1:{port}/readyz") as response:
        return await response.json()


def _answered(folder: Path) -> int:
    handled = "inbox WHERE handled_at IS NOT NULL AND NOT buried AND kind = 'MessageReceived'"
    return len(rows(folder, handled))
