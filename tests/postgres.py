"""A throw-away PostgreSQL cluster: its own folder, a socket and no port, gone at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def missing() -> str | None:
    """Say why no cluster can be started here, or None."""
    if not BINARIES:
        return "no PostgreSQL server under /usr/lib/postgresql (make system-deps installs it)"
    if os.geteuid() == 0 and not (_unprivileged() and shutil.which("setpriv")):
        return "PostgreSQL refuses to run as root and there is no user `nobody` or no setpriv"
    return None


@dataclass(frozen=True, slots=True)
class Server:
    """A running cluster, which can be stopped as a power cut would."""

    place: Path

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@/postgres?host={self.place}"

    def start(self) -> None:
        options = f"-k {self.place} -c listen_addresses='' -c fsync=off -c max_connections=200"
        self._control("-w", "-l", str(self.place / "log"), "-o", options, "start")

    def stop_hard(self) -> None:
        self._control("-m", "immediate", "stop")

    def _control(self, *arguments: str) -> None:
        _run("pg_ctl", "-D", str(self.place / "data"), "-s", *arguments)


@contextmanager
def server() -> Iterator[Server]:
    """Start a cluster; stop it hard."""
    with tempfile.TemporaryDirectory(prefix="aime-postgres-") as folder:
        place = Path(folder)
        _hand_over(place)
        data, how = str(place / "data"), ("--no-sync", "-A", "trust", "-E", "UTF8", "--locale=C")
        _run("initdb", "-D", data, "-U", "postgres", *how)
        started = Server(place)
        started.start()
        try:
            yield started
        finally:
            started.stop_hard()


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster and yield the URL of its database; stop it hard."""
    with server() as started:
        yield started.url


def _run(program: str, *arguments: str) -> None:
    command = [*_as_somebody(), str(BINARIES[-1] / program), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stderr or done.stdout}")


def _as_somebody() -> list[str]:
    user = _unprivileged()
    if os.geteuid() != 0 or user is None:
        return []
    return [
        "setpriv",
        f"--reuid={user.pw_uid}",
        f"--regid={user.pw_gid}",
        "--init-groups",
        "--reset-env",
    ]


def _hand_over(place: Path) -> None:
    user = _unprivileged()
    if os.geteuid() == 0 and user is not None:
        os.chown(place, user.pw_uid, user.pw_gid)


def _unprivileged() -> pwd.struct_passwd | None:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None
