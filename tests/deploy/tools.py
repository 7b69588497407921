"""What the tests of the deployment files share: tools from outside, and the Dockerfile in parts."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.settings import Settings, variable

REPO = Path(__file__).parents[2]
DEPLOY = REPO / "deploy"
SETTINGS = {variable(name) for name in Settings.model_fields}

_SETTING = re.compile(r"\bAIME_[A-Z_]*[A-Z]\b")


@dataclass(frozen=True)
class Step:
    """One instruction of a Dockerfile, its continued lines joined; `stage` counts the FROMs."""

    stage: int
    word: str
    rest: str


def found(program: str) -> str:
    """Return the path of a tool; where it is missing the test is skipped, and fails in the full suite."""
    path = shutil.which(program, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if path is None and os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"there is no {program}: make setup and make system-deps install it")
    if path is None:
        pytest.skip(f"there is no {program}")
    return path


def steps_of(dockerfile: str) -> Iterator[Step]:
    lines = [line for line in dockerfile.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    stage = -1
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        word, rest = line.split(maxsplit=1)
        stage += word == "FROM"
        yield Step(stage, word, " ".join(rest.split()))


def settings_in(text: str) -> set[str]:
    """Return every setting of the bot that a text names."""
    return set(_SETTING.findall(text))
