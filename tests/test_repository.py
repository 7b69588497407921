"""What the repository promises about itself: pins, pages and packages."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PAGES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").rglob("*.md"))]

_LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def pins(lock: str) -> dict[str, Version]:
    found = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)
    return {name.lower(): Version(version) for name, version in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_satisfies_what_the_project_asks_for(lock):
    asked = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
    if "dev" in lock:
        asked += [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]

    pinned = pins(lock)
    assert [str(one) for one in asked if not one.specifier.contains(pinned[one.name.lower()])] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_has_hashes_and_no_addresses(lock):
    text = (ROOT / lock).read_text()

    assert "://" not in text
    assert len(re.findall(r"--hash=sha256:", text)) >= len(pins(lock))


def test_both_locks_agree():
    running, developing = (pins(lock) for lock in LOCKS)

    assert {name: developing.get(name) for name in running} == running


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_on_a_page_leads_somewhere(page):
    missing = [link for link in _LINK.findall(page.read_text()) if not (page.parent / link).exists()]

    assert missing == []


def test_the_readme_is_short_and_its_twin_says_as_much():
    english, chinese = (page.read_text().splitlines() for page in PAGES[:2])

    assert len(english) < 150
    assert [line for line in english if line.startswith("```")] == [
        line for line in chinese if line.startswith("```")
    ]
    assert sum(line.startswith("#") for line in english) == sum(line.startswith("#") for line in chinese)


@pytest.mark.parametrize("command", ["serve", "worker", "demo", "sandbox", "doctor", "db"])
def test_every_command_is_named_in_the_documentation(command):
    told = "".join(page.read_text() for page in PAGES)

    assert f"aime {command}" in told
