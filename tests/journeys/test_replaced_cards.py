"""A run's card that takes no update any more makes way for one new card."""

from datetime import timedelta

import pytest

from tests.journeys.cast import Cast
from tests.journeys.stage import a_bot, rows

HANGS = {"AIME_MODEL": "stand-in-hang"}
WORDS = {
    "zh": ("每天早上9点总结昨天的新闻", "把正在跑的总结昨天的新闻停下来", "停止了这次运行"),
    "en": ("every day at 9am summarise the overnight tickets", "cancel the run of summarise", "Stopped by"),
}


async def recall(cast: Cast, card) -> None:
    """Let the group's owner take the card back."""
    await cast.post(f"/_sandbox/messages/{card['message_id']}/recall", {"as": cast.owner["open_id"]})


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("gone", ["recalled", "too old"])
async def test_a_run_whose_card_is_gone_is_told_by_one_new_card(lark, cast, tmp_path, language, gone):
    person = cast.owner if language == "zh" else cast.colleague
    text, stop, stopped = WORDS[language]
    here = {"chat_id": cast.group, "mention_bot": True}
    async with a_bot(lark, tmp_path, HANGS):
        task = await cast.saved(person, text, **here)
        await cast.press(person, task, "task.run")
        card = await cast.says('"blue"', "run.stop", "正在成文" if language == "zh" else "Writing")

        await (recall(cast, card) if gone == "recalled" else cast.advance(timedelta(days=15)))
        await cast.write(person, stop, **here)

        known = {task["message_id"], card["message_id"]}
        new = await cast.one(
            lambda message: message["message_id"] not in known and stopped in message["content"]
        )
        assert new["chat_id"] == cast.group
        assert (await cast.message(card["message_id"]))["content"] == card["content"]
        await cast.until(lambda _: rows(tmp_path, "run", "state, delivery") == [("cancelled", "delivered")])


async def test_a_run_whose_card_was_recalled_says_its_result_once_below_the_new_card(lark, cast, tmp_path):
    async with a_bot(lark, tmp_path):
        task = await cast.saved(cast.owner, WORDS["zh"][0], chat_id=cast.group, mention_bot=True)
        await cast.press(cast.owner, task, "task.run")
        card = await cast.says('"blue"', "run.stop", "正在成文")

        await recall(cast, card)

        await cast.until(lambda _: is_told(tmp_path))
        _, former, new, result = await cast.messages(cast.group)
        assert former["content"] == card["content"]
        assert "已完成" in new["content"]
        assert result["root_id"] == new["message_id"]


def is_told(folder) -> bool:
    """Say whether the run is over and all of it is there."""
    waiting = rows(folder, "delivery WHERE live AND posted < wanted")
    return rows(folder, "run", "state, delivery") == [("succeeded", "delivered")] and not waiting
