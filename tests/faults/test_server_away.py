"""The PostgreSQL that several processes share is away for longer than a lease lasts."""

import asyncio

import pytest

from tests.faults.pace import lasting
from tests.journeys.cast import Cast
from tests.journeys.stage import a_bot, a_worker
from tests.journeys.test_workers import asked
from tests.postgres import missing, server

STALL_S = 1.5


@pytest.mark.postgres
async def test_what_is_at_work_goes_on_and_is_not_begun_anew(lark, cast: Cast, tmp_path):
    if reason := missing():
        pytest.skip(reason)
    with server() as postgres:
        both = {"AIME_DATABASE_URL": postgres.url, "AIME_STALL": str(STALL_S), "AIME_HEARTBEAT": "0.5"}
        talks = {**both, "AIME_QUEUES": "none", "AIME_SWEEP": "0.2"}
        async with a_bot(lark, tmp_path, talks), a_worker(lark, tmp_path, both):
            task = await cast.saved(cast.owner, "每天早上9点总结昨天的新闻")
            await cast.press(cast.owner, task, "task.run")
            running = await cast.says('"blue"', "正在成文")
            await asyncio.to_thread(postgres.stop_hard)
            await lasting(STALL_S + 0.5)
            await asyncio.to_thread(postgres.start)

            await cast.turns(running, "已完成")

        assert asked(postgres.url, "SELECT state, attempt FROM run") == [("succeeded", 1)]
