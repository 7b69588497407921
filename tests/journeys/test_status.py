"""An administrator asks how the bot is doing, in both languages."""

import pytest

from tests.journeys.stage import a_bot


@pytest.mark.parametrize(
    ("language", "said", "words"),
    [
        ("说中文", "/状态", ("前看过有没有到期的任务", "已连上", "0 条没发出")),
        ("speak English", "/status", ("Looked for due tasks", "Up", "0 not sent")),
    ],
)
async def test_an_administrator_reads_that_all_is_well(lark, cast, tmp_path, language, said, words):
    async with a_bot(lark, tmp_path, {"AIME_ADMINS": cast.owner["open_id"]}):
        await cast.write(cast.owner, language)
        await cast.write(cast.owner, said)

        card = await cast.says(*words)

    assert card["chat_id"] == await cast.personal_chat(cast.owner)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [("说中文", "/状态", "只给管理员看"), ("speak English", "/status", "Only administrators")],
)
async def test_others_are_told_so_alone(bot, cast, language, said, told):
    await cast.write(cast.owner, language, chat_id=cast.group, mention_bot=True)
    await cast.write(cast.owner, said, chat_id=cast.group, mention_bot=True)

    message = await cast.says(told, chat_id=cast.group)

    assert message["only_for"] == cast.owner["open_id"]
