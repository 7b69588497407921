"""The Dockerfile's own commands, run here: what they make works for a user who may write one folder only."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.deploy.tools import DEPLOY, REPO, steps_of

STEPS = [step for step in steps_of((DEPLOY / "Dockerfile").read_text()) if step.stage == 0]
USER = "10001"
BASE = shutil.which("python3", path="/usr/bin:/usr/local/bin") or sys.executable
"""Stands for the Python of the base image: one that every user may run."""

HASTE = {"PIP_NO_COMPILE": "1"}
"""Compiling is a third of the work, and what is tried here needs little of it."""


def done(command: list[str], **more) -> str:
    finished = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    assert finished.returncode == 0, f"{shlex.join(command)}: {finished.stdout}{finished.stderr}"
    return finished.stdout


def bring(source: str, target: Path) -> None:
    """Copy as COPY does: a file into a folder, what is in a folder into a folder."""
    found = REPO / source
    if found.is_dir():
        shutil.copytree(found, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(found, target)


@contextmanager
def image() -> Iterator[Path]:
    """Make a folder with `opt/aime` and `data` as the image has them."""
    with tempfile.TemporaryDirectory(prefix="aime-image-") as name:
        root = Path(name)
        root.chmod(0o755)
        done([BASE, "-m", "venv", str(root / "usr")])
        environment = {**os.environ, "PATH": f"{root}/usr/bin:{os.environ['PATH']}", **HASTE}
        for step in STEPS:
            if step.word == "COPY":
                *sources, target = step.rest.split()
                for source in sources:
                    bring(source, root / "src" / target)
            if step.word == "RUN":
                there = step.rest.replace("/opt/aime", f"{root}/opt/aime")
                there = there.replace("/wheels", f"{root}/wheels")
                done(["sh", "-ec", there], cwd=root / "src", env=environment)
        (root / "data").mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(root / "data", int(USER), int(USER))
        yield root


def as_nobody(image: Path, *command: str) -> str:
    """Run a command with the user, the folder and the settings of the image."""
    who = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", "--no-new-privs"]
    whole = [*(who if os.geteuid() == 0 else []), *command]
    path = f"{image}/opt/aime/bin:/usr/bin:/bin"
    environment = {"PATH": path, "PYTHONDONTWRITEBYTECODE": "1", "AIME_DATA_DIR": str(image / "data")}
    return done(whole, cwd=image / "data", env=environment)


@pytest.mark.skipif(os.environ.get("REQUIRE_ALL") != "1", reason="installs everything anew, for a minute")
@pytest.mark.timeout(900)
def test_what_the_image_s_commands_make_works_where_one_folder_may_be_written():
    with image() as made:
        assert "serve" in as_nobody(made, "aime", "--help")
        assert as_nobody(made, "aime", "db", "upgrade") == "The database is up to date.\n"
        assert "Backed up" in as_nobody(made, "aime", "db", "backup", "backup.db")
        as_nobody(made, "python", "-c", "import psycopg, pydantic_ai")  # PostgreSQL and the model
        for absent in ("pip", "hatchling", "pytest"):
            as_nobody(made, "sh", "-c", f"! python -c 'import {absent}' 2>/dev/null")
        if os.geteuid() == 0:
            as_nobody(made, "sh", "-c", f"! touch {made}/opt/aime/new 2>/dev/null")
