"""The Dockerfile: what it copies is there, what it installs is pinned, what it starts is ours."""

import asyncio
import json
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from aiohttp import web
from packaging.requirements import Requirement

from bot.web import serving
from tests.deploy.tools import DEPLOY, REPO, found, settings_in, steps_of

TEXT = (DEPLOY / "Dockerfile").read_text()
STEPS = list(steps_of(TEXT))
LAST = max(step.stage for step in STEPS)
PROJECT = tomllib.loads((REPO / "pyproject.toml").read_text())
NOBODY = "10001"

_PINNED = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def final(word: str) -> list[str]:
    return [step.rest for step in STEPS if step.stage == LAST and step.word == word]


def pinned(lock: Path) -> dict[str, str]:
    return dict(_PINNED.findall(lock.read_text()))


def copied() -> list[str]:
    """Return what is copied from the repository."""
    own = [step.rest.split() for step in STEPS if step.word == "COPY" and "--from" not in step.rest]
    return [source for words in own for source in words[:-1]]


def test_a_linter_has_nothing_to_say():
    done = subprocess.run([found("hadolint"), "--no-color", DEPLOY / "Dockerfile"], capture_output=True)

    assert done.stdout.decode() + done.stderr.decode() == ""


@pytest.mark.parametrize("source", copied())
def test_what_is_copied_is_there_and_gets_through(source: str):
    lines = (REPO / ".dockerignore").read_text().splitlines()
    let_through = [line[1:] for line in lines if line.startswith("!")]

    assert (REPO / source).exists()
    assert "*" in lines
    assert source in let_through


def test_nothing_gets_through_that_is_not_copied():
    lines = (REPO / ".dockerignore").read_text().splitlines()

    assert {line[1:] for line in lines if line.startswith("!")} == set(copied())


@pytest.mark.parametrize("secret", ["deploy/aime.env", ".env", "data/aime.db", ".git/config", "bot/.env"])
def test_secrets_stay_outside(secret: str):
    lines = (REPO / ".dockerignore").read_text().splitlines()
    decisive = [line for line in lines if line[:1] not in {"", "#"} and fits(secret, line)][-1]

    assert not decisive.startswith("!")


def fits(path: str, line: str) -> bool:
    """Tell whether a line of .dockerignore is about `path`: of those that are, the last decides."""
    pattern = line.removeprefix("!").removeprefix("**/")
    return fnmatch(path, pattern) or path.startswith(f"{pattern}/") or fnmatch(Path(path).name, pattern)


def test_what_runs_is_nobody_in_particular_and_installs_nothing():
    assert final("USER") == [f"{NOBODY}:{NOBODY}"]
    assert not any("pip install" in command or "apt-get" in command for command in final("RUN"))
    assert "pip uninstall --yes --root-user-action=ignore setuptools wheel pip" in " ".join(final("RUN"))
    assert final("VOLUME") == ['["/data"]']
    assert {step.rest.split()[0] for step in STEPS if step.word == "FROM"} == {"python:3.11-slim"}


def test_whatever_is_installed_is_pinned_by_its_hash():
    commands = [each for step in STEPS if step.word == "RUN" for each in step.rest.split("&&")]
    installs = [each for each in commands if re.search(r"pip .*\binstall\b", each)]

    assert len(installs) == 3
    assert all("--require-hashes" in each or "--no-index" in each for each in installs)


def test_the_image_has_what_the_repository_pins_and_postgresql():
    ours, theirs = pinned(DEPLOY / "requirements.lock"), pinned(REPO / "requirements.lock")
    postgres = {Requirement(each).name for each in PROJECT["project"]["optional-dependencies"]["postgres"]}

    assert theirs.items() <= ours.items()
    assert postgres <= set(ours)
    assert ours.items() - theirs.items() <= pinned(REPO / "requirements-dev.lock").items()


def test_the_image_is_built_by_what_the_repository_builds_with():
    name, version = PROJECT["build-system"]["requires"][0].split("==")

    assert pinned(DEPLOY / "build.lock")[name] == version


def test_what_it_starts_is_a_command_of_ours():
    [entrypoint], [command] = final("ENTRYPOINT"), final("CMD")

    assert json.loads(entrypoint) == ["aime"]
    assert "aime" in PROJECT["project"]["scripts"]
    assert (REPO / "bot" / "commands" / f"{json.loads(command)[0]}.py").exists()


def test_paths_and_ports_agree():
    [environment] = final("ENV")
    given = dict(each.split("=", 1) for each in environment.split())

    assert given["AIME_DATA_DIR"] in json.loads(final("VOLUME")[0])
    assert [given["AIME_HTTP_PORT"]] == final("EXPOSE")
    assert settings_in(TEXT) <= set(given)
    assert json.loads(final("HEALTHCHECK")[0].split("CMD ")[1])[-1] in final("COPY")[-1].split()


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
async def test_the_health_check_says_whether_the_bot_is_alive(status: int, code: int):
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status)

    app = web.Application()
    app.router.add_get("/healthz", answer)
    async with serving(app, "127.0.0.1", 0) as port:
        assert await health(port) == code
    assert await health(port) == 1, "nobody listens there any more"


async def health(port: int) -> int:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(DEPLOY / "healthcheck.py"), env={"AIME_HTTP_PORT": str(port)}
    )
    return await process.wait()
