"""A newer version brings the database up to date while an old process works on it."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import NullPool, create_engine, text

from storage.database import FILE_NAME
from tests.journeys.cast import Cast
from tests.journeys.stage import aime, rows, serve_environment, serving

SENTENCE = "aime: the database was made by a newer version of this program (schema 9999)"
TO_COME = "UPDATE alembic_version SET version_num = '9999'"


async def test_an_old_bot_hands_back_its_run_ends_and_does_not_start_again(lark, cast: Cast, tmp_path):
    async with serving(lark, tmp_path, AIME_MODEL="stand-in-hang") as process:
        task = await cast.saved(cast.owner, "每天早上9点总结昨天的新闻")
        await cast.press(cast.owner, task, "task.run")
        await cast.says('"blue"', "正在成文")
        with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as newer:
            newer.execute(TO_COME)
        await ended_plainly(process)
    assert rows(tmp_path, "run", "state, lease_token") == [("queued", None)]

    async with aime("serve", environment=serve_environment(lark, tmp_path)) as process:
        await ended_plainly(process)


@pytest.mark.postgres
async def test_an_old_worker_ends(bare_postgres_url):
    environment = {"AIME_DATABASE_URL": bare_postgres_url, "AIME_QUEUES": "static"}
    async with aime("worker", environment=environment) as process:
        await process.says("worker.started")
        with create_engine(bare_postgres_url, poolclass=NullPool).begin() as newer:
            newer.execute(text(TO_COME))
        await ended_plainly(process)


async def ended_plainly(process) -> None:
    code, said = await process.ended()
    assert code == 1
    assert said.strip().splitlines()[-1].startswith(SENTENCE)
    assert "Traceback" not in said
