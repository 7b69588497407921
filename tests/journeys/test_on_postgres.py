"""The same conversation on PostgreSQL."""

from pathlib import Path

import pytest

from bot.commands.demo_check import script
from bot.commands.local_lark import LocalLark
from storage.database import FILE_NAME
from tests.journeys.cast import Cast
from tests.journeys.stage import a_bot


@pytest.mark.postgres
async def test_the_scripted_conversation_happens_step_by_step(
    lark: LocalLark, cast: Cast, tmp_path: Path, bare_postgres_url: str
):
    async with a_bot(lark, tmp_path, {"AIME_DATABASE_URL": bare_postgres_url}):
        await script(cast.http)
    assert not (tmp_path / FILE_NAME).exists()  # it was not on SQLite by mistake
