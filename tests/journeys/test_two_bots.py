"""Two bots on one PostgreSQL, both connected: Lark brings each event to one of them, whichever."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import create_engine, text

from tests.journeys.cast import Cast
from tests.journeys.stage import a_bot

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]

DAILY = "every day at 9am remind us to drink tea"
PEOPLE = ("owner", "colleague", "admin")


@pytest.fixture
async def bots(lark, tmp_path, bare_postgres_url) -> AsyncIterator[str]:
    """The URL of the database that both work on."""
    async with AsyncExitStack() as stack:
        for _ in range(2):
            bot = a_bot(lark, tmp_path, {"AIME_DATABASE_URL": bare_postgres_url})
            await stack.enter_async_context(bot)
        yield bare_postgres_url


def rows(url: str, query: str) -> list:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = list(connection.execute(text(query)))
    engine.dispose()
    return found


async def test_what_many_say_at_once_is_answered_once_each(bots, cast: Cast):
    people = [getattr(cast, name) for name in PEOPLE]
    said = [cast.write(person, "help") for person in people for _ in range(3)]

    await asyncio.gather(*said)
    answers = await cast.until(lambda messages: len(messages) >= len(said))

    assert rows(bots, "SELECT count(*) FROM inbox WHERE handled_at IS NOT NULL") == [(len(said),)]
    assert len(answers) == len(said)
    assert len({chat["chat_id"] for chat in answers}) == len(people)


async def test_of_many_presses_on_one_card_by_several_people_one_counts(bots, cast: Cast):
    await cast.write(cast.owner, DAILY, chat_id=cast.group, mention_bot=True)
    confirm = await cast.says("draft.save")

    presses = [cast.press(cast.owner, confirm, "draft.save") for _ in range(5)]
    answers = await asyncio.gather(*presses, cast.press(cast.colleague, confirm, "draft.save"))
    await cast.turns(confirm, "task.pause")

    assert all(answer["error"] is None for answer in answers)
    assert rows(bots, "SELECT count(*) FROM task") == [(1,)]


async def test_a_run_asked_for_is_seen_to_its_end_whoever_works_on_it_and_whoever_sends(bots, cast: Cast):
    task = await cast.saved(cast.owner, DAILY)

    await cast.press(cast.owner, task, "task.run")

    await cast.says("Completed", "drink tea")
    is_known = [("succeeded", "delivered")]
    await cast.when(lambda: rows(bots, "SELECT state, delivery FROM run") == is_known)


async def test_a_bot_that_stops_leaves_the_sending_to_the_others_at_once(
    lark, cast: Cast, tmp_path, bare_postgres_url
):
    async with a_bot(lark, tmp_path, {"AIME_DATABASE_URL": bare_postgres_url}):
        await cast.write(cast.owner, "help")
        await cast.until(bool)
        assert rows(bare_postgres_url, "SELECT count(*) FROM role") == [(1,)]

    assert rows(bare_postgres_url, "SELECT count(*) FROM role") == [(0,)]
