"""What people write, right and wrong: each gets one answer that says what to do next."""

import pytest

from bot.commands.local_lark import LocalLark
from scheduler.model import TEXT_LIMIT
from tests.journeys.cast import Cast, card_of, components
from tests.journeys.stage import a_bot, rows


async def answer_to(cast: Cast, text: str, **more) -> str:
    """What the owner, who was welcomed before, reads after writing `text`."""
    await cast.write(cast.owner, "帮助")
    await cast.until(lambda messages: bool(messages))
    await cast.write(cast.owner, text, **more)
    answer = await cast.one(lambda message: message["msg_type"] == "text")
    return card_of(answer)["text"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("every day at 9am Foo/Bar time remind me to drink", "This time zone is unknown: Foo/Bar"),
        ("2月30日提醒我交报告", "日历上没有这一天"),
        ("remind me on february 30 at 9am to pay", "There is no such day in the calendar"),
        ("每30秒提醒我眨眼", "最快每分钟一次"),
        ("every 30 seconds remind me to blink", "Once a minute is the most"),
        ("2020年1月1日9点提醒我开会", "已经过去"),
        ("量子猫的薛定谔方程", "什么也没有创建"),
        ("colourless green ideas", "nothing was created"),
        ("😀", "随时说"),
        ("/没有这个命令", "没有 /没有这个命令 这个命令"),
        ("/pause 77", "没有找到"),
        ("暂停 周报", "没有找到"),
    ],
)
async def test_what_cannot_be_done_is_answered_with_what_to_do(bot, cast: Cast, tmp_path, text, sentence):
    assert sentence in await answer_to(cast, text)
    assert rows(tmp_path, "draft") == []


async def test_an_empty_prompt_is_asked_for(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, "/new every day at 9am")

    await cast.says("What should be done")
    assert rows(tmp_path, "draft") == []


async def test_the_longest_text_allowed_is_posted_to_its_last_character(bot, cast: Cast):
    task = await cast.saved(cast.owner, "每天早上9点提醒我" + "长" * (TEXT_LIMIT - 1) + "完")

    await cast.press(cast.owner, task, "task.run")

    await cast.until(
        lambda messages: sum(m["content"].count("长") for m in replies(messages)) == TEXT_LIMIT - 1
    )


async def test_ten_thousand_characters_are_refused_with_both_numbers(bot, cast: Cast, tmp_path):
    answer = await answer_to(cast, "每天早上9点提醒我" + "长" * 10_000)

    assert "10000" in answer
    assert str(TEXT_LIMIT) in answer
    assert rows(tmp_path, "draft") == []


async def test_emoji_and_markup_are_only_text(bot, cast: Cast):
    task = await cast.saved(cast.owner, '每天早上9点提醒我🎉<at id=all></at> **粗** [x](http://x) "引" {y}')

    await cast.press(cast.owner, task, "task.run")

    reply = await cast.one(lambda message: message["msg_type"] == "post")
    assert "🎉" in reply["content"]
    assert "<at" not in "".join(markdown_of(task) + markdown_of(reply))
    assert '"tag": "at"' not in reply["content"]


async def test_pictures_are_answered_kindly(bot, cast: Cast):
    await cast.write(cast.owner, "帮助")
    await cast.until(lambda messages: bool(messages))

    await cast.write(
        cast.owner, "", message_type="sticker", content='{"file_key": "6bd6b9c4-0000-4000-8000-000000000000"}'
    )

    await cast.says("看得懂文字")


async def test_a_new_person_is_welcomed_once_however_often_the_bot_starts(
    lark: LocalLark, cast: Cast, tmp_path
):
    async with a_bot(lark, tmp_path):
        await cast.write(cast.owner, "你好")
        await cast.until(lambda messages: bool(messages))
    async with a_bot(lark, tmp_path):
        await cast.write(cast.owner, "/pause 77")
        found = await cast.until(lambda messages: any(m["msg_type"] == "text" for m in messages))

    assert sum("你好，我是" in message["content"] for message in found) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("帮助", "想做的事"),
        ("/help", "想做的事"),
        ("help", "Say what to do"),
        ("what can you do", "Say what to do"),
    ],
)
async def test_help_comes_in_the_language_of_the_question(bot, cast: Cast, text, words):
    await cast.write(cast.owner, text, chat_id=cast.group, mention_bot=True)

    await cast.says(words, chat_id=cast.group)


async def test_no_model_means_reminders_only_and_says_what_to_set(lark: LocalLark, cast: Cast, tmp_path):
    async with a_bot(lark, tmp_path, {"AIME_MODEL_BASE_URL": "", "AIME_MODEL": ""}):
        assert "AIME_MODEL_BASE_URL" in await answer_to(cast, "每天早上9点总结昨天的新闻")

    assert rows(tmp_path, "draft") == []


def markdown_of(message) -> list[str]:
    """What a message has where Lark reads marks: a card's markdown, a rich text's `md`."""
    parts = [part for part in components(card_of(message)) if part.get("tag") in ("markdown", "md")]
    return [str(part.get("content") or part.get("text")) for part in parts]


def replies(messages) -> list:
    return [message for message in messages if message["msg_type"] == "post"]
