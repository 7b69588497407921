"""What a message wants, asked of the stand-in model over its wire."""

from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.chat.interpreter import PATIENCE, Interpreter
from bot.chat.language import read
from bot.executors.agent import ModelAccess
from bot.executors.interpreting import ModelProposer, Proposed
from bot.sandbox.model import BASE_PATH, ModelStandIn, Pace
from scheduler.errors import TransientError
from scheduler.fires import next_fire_time
from scheduler.model import Locale

NOW = datetime.fromisoformat("2026-04-22T14:05+08:00")
CST = "Asia/Shanghai"
MESSAGE = "老样子，周五下班那会儿把周报弄一下"
SLOW = Pace(answer=timedelta(0), slow_start=timedelta(hours=1))


@asynccontextmanager
async def proposer(model="stand-in", key="sk-right"):
    app = web.Application()
    ModelStandIn("sk-right", SLOW).install(app)
    async with TestServer(app) as server:
        access = ModelAccess(str(server.make_url(BASE_PATH)), key, model, 5, 10_000)
        asking = ModelProposer(access)
        try:
            yield asking
        finally:
            await asking.close()


async def helped(model, patience=PATIENCE):
    async with proposer(model) as asking:
        interpreter = Interpreter(asking, patience)
        meaning = read(MESSAGE, NOW, CST, Locale.ZH)
        return await interpreter.helped(MESSAGE, meaning, now=NOW, zone=CST, locale=Locale.ZH)


async def test_a_model_answers_in_the_shape_that_is_asked_for():
    async with proposer() as asking:
        proposed = await asking.propose(MESSAGE, Locale.ZH)

    assert proposed == Proposed(asks=True, schedule="每周五 17:00", task="周五下班那会儿把周报弄一下")


async def test_a_model_says_when_nothing_is_asked_for():
    async with proposer() as asking:
        assert (await asking.propose("周五真好", Locale.ZH)).asks is False


@pytest.mark.parametrize(
    ("model", "key"),
    [("x-429", "sk-right"), ("x-500", "sk-right"), ("x-nonsense", "sk-right"), ("x", "wrong")],
)
async def test_a_model_that_fails_or_talks_nonsense_gives_no_answer(model, key):
    async with proposer(model, key) as asking:
        with pytest.raises(TransientError):
            await asking.propose(MESSAGE, Locale.ZH)


async def test_a_sentence_is_read_by_its_help():
    meaning = await helped("stand-in")

    assert next_fire_time(meaning.readings[0].trigger, NOW) == datetime.fromisoformat(
        "2026-04-24T17:00+08:00"
    )
    assert meaning.prompt == "周五下班那会儿把周报弄一下"


@pytest.mark.parametrize("fault", ["429", "500", "slow", "hang", "drop", "nonsense", "endless"])
async def test_whatever_goes_wrong_the_ordinary_answer_stands(fault):
    assert await helped(f"stand-in-{fault}", patience=timedelta(milliseconds=300)) is None
