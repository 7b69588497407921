"""`aime doctor`: a line for each check, a hint where one failed, and an exit code."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import aiohttp
import pytest

from bot.commands.local_lark import LocalLark
from storage.database import Database
from storage.drafts import SqlDrafts
from tests.builders import a_task
from tests.contracts.steps import store
from tests.journeys.stage import forked_lark

PASS_ON = ("PATH", "HOME", "LANG")


@pytest.fixture
async def lark() -> AsyncIterator[LocalLark]:
    async with forked_lark() as started:
        yield started


@pytest.fixture
def environment(lark: LocalLark, tmp_path: Path) -> dict[str, str]:
    return {
        "AIME_LARK_APP_ID": lark.app_id,
        "AIME_LARK_APP_SECRET": lark.app_secret,
        "AIME_LARK_DOMAIN": lark.url,
        "AIME_DATA_DIR": str(tmp_path),
    }


async def doctor(environment: Mapping[str, str]) -> tuple[int, dict[str, str]]:
    """Run it; returns its exit code and what it says of each check."""
    base = {name: os.environ[name] for name in PASS_ON if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "doctor", env=base | dict(environment), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    lines = [line for line in said.decode().splitlines() if line.strip()]
    return process.returncode or 0, {line[6:18].strip(): f"{line[:4].strip()} {line[18:]}" for line in lines}


async def test_a_healthy_set_up_passes_every_check(environment):
    code, said = await doctor(environment)

    assert code == 0
    assert [line for line in said.values() if not line.startswith("ok")] == []
    assert set(said) >= {"settings", "database", "credentials", "connection"}


async def test_a_wrong_secret_names_the_setting_and_is_not_repeated(environment):
    code, said = await doctor(environment | {"AIME_LARK_APP_SECRET": "wrong-wrong-wrong"})

    assert code == 1
    assert said["credentials"].startswith("FAIL")
    assert "AIME_LARK_APP_SECRET" in said["credentials"]
    assert "wrong-wrong" not in str(said)


async def test_a_missing_scope_is_named(lark, environment):
    async with aiohttp.ClientSession(lark.url) as http:
        scopes = ["im:message:send_as_bot", "im:chat", "im:message"]
        async with http.post("/_sandbox/app", json={"scopes": scopes}) as response:
            assert response.status == 200

    code, said = await doctor(environment)

    assert code == 1
    assert said["scope people"].startswith("FAIL")
    assert "contact:contact.base:readonly" in said["scope people"]


async def test_a_lark_that_is_not_there_is_told_apart_from_a_wrong_secret(environment):
    code, said = await doctor(environment | {"AIME_LARK_DOMAIN": "http://127.0.0.1:9"})

    assert code == 1
    assert "AIME_LARK_DOMAIN" in said["credentials"]


async def test_a_database_that_cannot_be_used_is_said(environment, tmp_path):
    (tmp_path / "aime.db").write_text("Dear diary, " * 100)

    code, said = await doctor(environment)

    assert code == 1
    assert "AIME_DATA_DIR" in said["database"]


async def test_a_missing_setting_is_said_with_where_to_find_it():
    code, said = await doctor({})

    assert code == 1
    assert "App Secret" in said["settings"]


async def test_a_task_whose_time_passed_unnoticed_is_named_with_what_to_do(environment, fresh_sqlite_folder):
    database = await Database.open(None, fresh_sqlite_folder)
    await store(SqlDrafts(database), a_task())
    await database.close()

    code, said = await doctor(environment | {"AIME_DATA_DIR": str(fresh_sqlite_folder)})

    assert code == 1
    assert said["database"].startswith("ok")
    assert said["tasks"].startswith("FAIL")
    assert "task_1" in said["tasks"]
    assert "aime serve" in said["tasks"]
