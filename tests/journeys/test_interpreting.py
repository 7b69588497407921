"""What the grammar cannot read and a model can, and what happens when the model cannot."""

import pytest

from tests.journeys.cast import Cast, verbs
from tests.journeys.stage import a_bot, rows

UNREAD = "老样子，周五下班那会儿把周报弄一下"


async def welcomed(cast: Cast):
    await cast.write(cast.owner, "帮助")
    await cast.until(lambda messages: bool(messages))


async def test_a_sentence_read_by_the_model_s_help_is_confirmed_like_any_other(bot, cast: Cast, tmp_path):
    await welcomed(cast)
    await cast.write(cast.owner, UNREAD)

    card = await cast.says("每周五 17:00", "由 AI 帮忙理解")

    assert "draft.save" in verbs(card)
    assert rows(tmp_path, "task") == []
    await cast.press(cast.owner, card, "draft.save")
    await cast.turns(card, "周五下班那会儿把周报弄一下")
    assert len(rows(tmp_path, "task")) == 1


@pytest.mark.parametrize("fault", ["500", "nonsense", "hang"])
async def test_when_the_model_fails_the_person_is_answered_as_without_one(lark, cast: Cast, tmp_path, fault):
    async with a_bot(lark, tmp_path, {"AIME_MODEL": f"stand-in-{fault}"}):
        await welcomed(cast)
        await cast.write(cast.owner, UNREAD)

        await cast.says("什么也没有创建")

    assert rows(tmp_path, "draft") == []
