"""Talk under a run's card goes on with that run."""

import pytest

from tests.journeys.cast import card_of
from tests.journeys.stage import a_bot, rows

WITH_A_MODEL = {
    "zh": ("每天早上9点总结昨天的销售数据", "再短一点可以吗", "已完成", "暂停", "已暂停"),
    "en": (
        "every day at 9am summarise the sales",
        "Can you make that shorter?",
        "Completed",
        "pause",
        "Paused",
    ),
}


async def run_once(cast, person, text, done):
    """Save a task, run it, and return its run card."""
    task = await cast.saved(person, text)
    await cast.press(person, task, "task.run")
    return await cast.one(
        lambda message: (
            message["message_id"] != task["message_id"]
            and done in message["content"]
            and message["msg_type"] == "interactive"
        )
    )


async def answered(cast, card, question, done, within_s=15):
    """Wait until the one card that answers `question` in the thread of `card` is done."""
    return await cast.one(
        lambda message: (
            message["root_id"] == card["message_id"]
            and question in message["content"]
            and done in message["content"]
        ),
        within_s,
    )


def speaker(cast, language):
    return cast.owner if language == "zh" else cast.colleague


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_reply_under_a_run_is_answered_by_its_agent_in_the_thread(bot, cast, language):
    person = speaker(cast, language)
    text, question, done, *_ = WITH_A_MODEL[language]
    card = await run_once(cast, person, text, done)

    await cast.write(person, question, reply_to=card["message_id"], in_thread=True)

    answer = await answered(cast, card, question, done)
    assert answer["thread_id"]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_command_in_the_thread_is_about_its_task(bot, cast, tmp_path, language):
    person = speaker(cast, language)
    text, _, done, command, paused = WITH_A_MODEL[language]
    card = await run_once(cast, person, text, done)

    await cast.write(person, command, reply_to=card["message_id"], in_thread=True)

    await cast.says(paused)
    assert rows(tmp_path, "task", "status") == [("paused",)]


async def test_under_a_fixed_text_there_is_nobody_to_answer(bot, cast):
    card = await run_once(cast, cast.owner, "每天早上9点提醒我喝水", "已完成")

    await cast.write(cast.owner, "为什么要喝水", reply_to=card["message_id"], in_thread=True)

    await cast.says("没有 AI 可以回答")


async def test_a_reply_is_answered_once_across_a_restart(lark, cast, tmp_path):
    async with a_bot(lark, tmp_path):
        card = await run_once(cast, cast.owner, "每天早上9点总结昨天的销售数据", "已完成")
        await cast.write(cast.owner, "华东呢", reply_to=card["message_id"], in_thread=True)
        await cast.one(
            lambda message: message["root_id"] == card["message_id"] and "华东呢" in message["content"]
        )

    async with a_bot(lark, tmp_path):
        answer = await answered(cast, card, "华东呢", "已完成", within_s=40)

    assert card_of(answer)["header"]["title"]["content"] == "华东呢"
