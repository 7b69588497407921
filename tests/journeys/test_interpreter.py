"""With a model, a sentence that the grammar cannot read gets its help, and is only ever offered."""

from tests.journeys.stage import rows

UNREAD = "老样子把周报弄一下吧【每周五 18:00】"
"""The stand-in model takes what stands in these brackets for the schedule."""


async def test_what_the_grammar_cannot_read_comes_as_a_card_to_confirm(bot, cast, tmp_path):
    await cast.write(cast.owner, UNREAD)

    card = await cast.says("draft.save", "周报")

    assert rows(tmp_path, "task") == []
    assert "AI" in card["content"] or "模型" in card["content"]


async def test_small_talk_is_not_worth_a_question(bot, cast):
    await cast.write(cast.owner, "帮助")
    await cast.until(bool)
    await cast.write(cast.owner, "周五的会改到下午了")

    await cast.says("什么也没有创建")
