"""Backups of a PostgreSQL database: its own programs make them, and read them back.

The password goes through the environment of those programs: a command line can be read by everybody on
the machine.
"""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy.engine import URL

from scheduler.errors import PermanentError
from storage.backup import written


def dump(address: URL, target: Path, *, programs: str | None = None) -> None:
    """Write the whole database to `target` as one consistent state; whoever writes goes on writing.

    `programs` is where `pg_dump` is looked for, as in PATH.
    """
    whole = ["pg_dump", "--format=custom", *_where(address)]
    _require([*whole, f"--file={target}"], programs)
    with written(target) as part:
        _run([*whole, f"--file={part}"], address)


def load(address: URL, backup: Path) -> None:
    """Fill an empty database from `backup`, all or nothing."""
    if not backup.exists():
        raise PermanentError(f"there is no {backup}")
    careful = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
    command = ["pg_restore", *careful, *_where(address), str(backup)]
    _require(command)
    _run(command, address)


def _where(address: URL) -> list[str]:
    return ["--no-password", f"--dbname={conninfo(address)}"]


def _require(command: Sequence[str], programs: str | None = None) -> None:
    if shutil.which(command[0], path=programs) is None:
        raise PermanentError(
            f"{command[0]} is not on this machine: install PostgreSQL's client programs, or run this where "
            f"they are, with the password in PGPASSWORD or ~/.pgpass: {shlex.join(command)}"
        )


def _run(command: Sequence[str], address: URL) -> None:
    done = subprocess.run(  # noqa: S603 - no shell, and the words are our own
        command, env=_environment(address), capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr.strip() or f"exit code {done.returncode}").splitlines()
        raise PermanentError(f"{command[0]} failed: {said[0]}")


def conninfo(address: URL) -> str:
    """Return what libpq connects by, without the password."""
    words: dict[str, object] = {
        "host": address.host,
        "port": address.port,
        "user": address.username,
        "dbname": address.database,
    }
    words |= {name: value for name, value in address.query.items() if name != "password"}
    return " ".join(f"{name}={_quoted(value)}" for name, value in words.items() if value is not None)


def _quoted(value: object) -> str:
    plain = ",".join(value) if isinstance(value, tuple) else str(value)
    escaped = plain.replace("\\", r"\\").replace("'", r"\'")
    return f"'{escaped}'"


def _environment(address: URL) -> Mapping[str, str]:
    password = address.password or address.query.get("password")
    return {**os.environ, "PGPASSWORD": str(password)} if password else os.environ
