"""The PostgreSQL that several processes share is away for longer than a lease lasts."""

import asyncio

import pytest

from scheduler.leases import Leases
from tests.faults.pace import lasting
from tests.journeys.cast import Cast
from tests.journeys.stage import a_bot, a_worker
from tests.journeys.test_workers import asked
from tests.postgres import missing, server

RENEWED = "SELECT count(*) FROM run WHERE state = 'running' AND attempt = 1 AND lease_until > now()"


@pytest.mark.postgres
async def test_what_is_at_work_goes_on_and_is_not_begun_anew(lark, cast: Cast, tmp_path):
    if reason := missing():
        pytest.skip(reason)
    with server() as postgres:
        works = {"AIME_DATABASE_URL": postgres.url, "AIME_MODEL": "stand-in-hang"}
        talks = {**works, "AIME_QUEUES": "none"}
        async with a_bot(lark, tmp_path, talks), a_worker(lark, tmp_path, works):
            task = await cast.saved(cast.owner, "每天早上9点总结昨天的新闻")
            await cast.press(cast.owner, task, "task.run")
            await cast.says('"blue"', "正在成文")
            await asyncio.to_thread(postgres.stop_hard)
            await lasting(Leases().stall.total_seconds() + 0.5)
            await asyncio.to_thread(postgres.start)

            await cast.when(lambda: asked(postgres.url, RENEWED) == [(1,)])
