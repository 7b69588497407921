"""Bots that only talk, and workers that only work, on one PostgreSQL."""

import asyncio

import pytest
from sqlalchemy import create_engine, text

from tests.journeys.cast import Cast
from tests.journeys.stage import a_bot, a_worker, aime, serve_environment

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]  # processes start, and leases run out

NEWS = "每天早上9点总结昨天的新闻"


def asked(url: str, question: str) -> list[tuple]:
    """Ask the database from outside."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(question))]
    engine.dispose()
    return rows


@pytest.fixture
def url(bare_postgres_url):
    return bare_postgres_url


@pytest.fixture
def talks(url):
    return {"AIME_DATABASE_URL": url, "AIME_QUEUES": "none"}


async def test_a_worker_does_what_a_bot_that_only_talks_leaves_to_it(lark, cast: Cast, tmp_path, url, talks):
    async with a_bot(lark, tmp_path, talks):
        task = await cast.saved(cast.owner, "每天早上9点提醒我喝茶")
        await cast.press(cast.owner, task, "task.run")
        await cast.says("run.stop")
        assert asked(url, "SELECT state, lease_owner FROM run") == [("queued", None)]

        async with a_worker(lark, tmp_path, {"AIME_DATABASE_URL": url}):
            await cast.says("已完成")

    assert asked(url, "SELECT state FROM run") == [("succeeded",)]
    assert asked(url, "SELECT * FROM procrastinate_jobs") == []


async def test_agents_and_reminders_live_on_machines_of_their_own(lark, cast: Cast, tmp_path, url, talks):
    static, agents = ({"AIME_DATABASE_URL": url, "AIME_QUEUES": word} for word in ("static", "agent,webhook"))
    async with a_bot(lark, tmp_path, talks), a_worker(lark, tmp_path, static):
        reminder = await cast.saved(cast.owner, "每天早上9点提醒我喝茶")
        news = await cast.saved(cast.owner, NEWS)
        await cast.press(cast.owner, news, "task.run")
        waiting = await cast.says("run.stop", "新闻")
        await cast.press(cast.owner, reminder, "task.run")
        await cast.says("已完成", "喝茶")
        assert asked(url, "SELECT count(*) FROM run WHERE state = 'queued'") == [(1,)]

        async with a_worker(lark, tmp_path, agents):
            await cast.turns(waiting, "已完成")


async def test_a_run_is_stopped_on_whichever_machine_it_is(lark, cast: Cast, tmp_path, url, talks):
    hangs = {"AIME_DATABASE_URL": url, "AIME_MODEL": "stand-in-hang"}
    async with a_bot(lark, tmp_path, talks), a_worker(lark, tmp_path, hangs):
        task = await cast.saved(cast.owner, NEWS)
        await cast.press(cast.owner, task, "task.run")
        running = await cast.says('"blue"', "正在成文", "run.stop")

        await cast.press(cast.owner, running, "run.stop")

        await cast.turns(running, "已取消", cast.owner["name"])
    assert asked(url, "SELECT state FROM run") == [("cancelled",)]


async def test_a_worker_that_is_killed_has_its_run_done_by_another(lark, cast: Cast, tmp_path, url, talks):
    hangs = serve_environment(lark, tmp_path, AIME_DATABASE_URL=url, AIME_MODEL="stand-in-hang")
    async with a_bot(lark, tmp_path, talks):
        task = await cast.saved(cast.owner, NEWS)
        async with aime("worker", "--queues", "agent,webhook", environment=hangs) as process:
            await process.says("worker.started")
            await cast.press(cast.owner, task, "task.run")
            running = await cast.says('"blue"', "正在成文")
            await process.killed()
        async with a_worker(lark, tmp_path, {"AIME_DATABASE_URL": url}):
            await cast.one(lambda card: is_done(card, running), within_s=60)  # a lease has to run out first

    assert asked(url, "SELECT state, attempt FROM run") == [("succeeded", 2)]


def is_done(card, running):
    return card["message_id"] == running["message_id"] and "已完成" in card["content"]


async def test_a_worker_that_is_asked_to_end_hands_back_and_says_goodbye(
    lark, cast: Cast, tmp_path, url, talks
):
    hangs = serve_environment(lark, tmp_path, AIME_DATABASE_URL=url, AIME_MODEL="stand-in-hang")
    async with a_bot(lark, tmp_path, talks):
        task = await cast.saved(cast.owner, NEWS)
        async with aime("worker", environment=hangs) as process:
            await process.says("worker.started")
            await cast.press(cast.owner, task, "task.run")
            await cast.says('"blue"', "正在成文")

            assert await process.stopped() == 0

    assert asked(url, "SELECT state, lease_token FROM run") == [("queued", None)]
    assert asked(url, "SELECT * FROM procrastinate_workers") == []


async def test_bots_that_start_at_once_make_the_database_once(url):
    environment = {"AIME_DATABASE_URL": url}
    async with (
        aime("db", "upgrade", environment=environment) as first,
        aime("db", "upgrade", environment=environment) as second,
    ):
        ended = await asyncio.gather(first.ended(), second.ended())

    assert [code for code, _ in ended] == [0, 0]
    assert asked(url, "SELECT count(*) FROM procrastinate_jobs") == [(0,)]
