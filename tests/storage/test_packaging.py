"""What an installed copy of the program needs to bring a database up to date."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]

OPEN_WITHOUT_DRIVER = """
import asyncio, pathlib, sys
sys.modules["psycopg"] = None
from storage.database import Database
asyncio.run(Database.open("postgresql+psycopg://aime@localhost/aime", pathlib.Path()))
"""


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_wheel_carries_the_migrations_and_the_templates(tmp_path):
    built = python("-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    assert built.returncode == 0, built.stderr

    [wheel] = tmp_path.glob("*.whl")
    inside = zipfile.ZipFile(wheel).namelist()

    storage = ROOT / "storage"
    migrations, templates = (storage / "migrations").rglob("*.py"), (storage / "library").glob("*.toml")
    expected = {f"{path.relative_to(ROOT)}" for path in [*migrations, *templates]}
    assert len(expected) > 12
    assert expected <= set(inside)


def test_postgresql_without_its_driver_names_the_extra():
    outcome = python("-c", OPEN_WITHOUT_DRIVER)

    assert "PermanentError" in outcome.stderr
    assert "aime-bot[postgres]" in outcome.stderr.splitlines()[-1]
