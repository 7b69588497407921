"""`aime worker`: what it asks for, and what it does not carry."""

import sys
from subprocess import run

import pytest

from bot.settings import Settings, SettingsError
from scheduler.dispatch import QueueName
from tests.journeys.stage import aime

POSTGRES = {"AIME_DATABASE_URL": "postgresql+psycopg://somebody@127.0.0.1:1/aime"}


@pytest.mark.parametrize(
    ("arguments", "environment", "says"),
    [
        ([], {}, "S001 AIME_DATABASE_URL: is not set; a worker finds its runs in the PostgreSQL database"),
        (["--queues", "agent"], {}, "S003 AIME_QUEUES: must be all of them on SQLite"),
        (["--queues", "agents"], POSTGRES, "S003 AIME_QUEUES: must be some of agent, webhook, static"),
        (["--queues", "none"], POSTGRES, "S003 AIME_QUEUES: a worker needs one at least"),
        (["--queues", "agent"], POSTGRES, "S001 AIME_MODEL: is not set, and agents need it"),
    ],
)
async def test_what_cannot_work_says_what_to_do(arguments, environment, says, tmp_path):
    environment = {"AIME_DATA_DIR": str(tmp_path), **environment}
    async with aime("worker", *arguments, environment=environment) as process:
        code, said = await process.ended()

    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith(says)


async def test_a_database_that_is_not_there_is_one_sentence():
    async with aime("worker", "--queues", "static", environment=POSTGRES) as process:
        code, said = await process.ended()

    assert code == 1
    assert said.startswith("aime: cannot connect to postgresql+psycopg://somebody@127.0.0.1:1/aime")


async def test_its_help_names_the_queues():
    async with aime("worker", "--help", environment={}) as process:
        code, said = await process.ended()

    assert code == 0
    assert "--queues" in said
    assert "agent,webhook,static" in said


def test_queues_are_told_apart_by_commas():
    given = Settings.read({"AIME_QUEUES": " agent, webhook,agent", **POSTGRES})

    assert given.queues == (QueueName.AGENT, QueueName.WEBHOOK)
    assert Settings.read({"AIME_QUEUES": "none", **POSTGRES}).queues == ()
    assert Settings.read({}).queues == tuple(QueueName)


def test_a_bot_on_sqlite_cannot_leave_work_to_others():
    with pytest.raises(SettingsError, match="S003 AIME_QUEUES: must be all of them on SQLite"):
        Settings.read({"AIME_QUEUES": "none"})


def test_it_carries_neither_lark_nor_chat_nor_models():
    """What a machine that only works on runs must not pay for."""
    heavy = ["bot.main", "bot.chat", "bot.deliver", "bot.lark.sdk", "openai"]
    program = f"import sys, bot.commands.worker; print([name for name in {heavy} if name in sys.modules])"

    said = run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert said.strip() == "[]"
