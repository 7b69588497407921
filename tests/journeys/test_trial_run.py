"""What is drafted can be tried once; nothing of it stays."""

import pytest

from tests.journeys.cast import Cast, toast, verbs
from tests.journeys.stage import rows

SAID = {"zh": "每天9点总结昨天的新闻", "en": "every day at 9am summarise yesterday's news"}
TAG = {"zh": "试跑", "en": "Trial"}


def person(cast, language):
    return cast.owner if language == "zh" else cast.colleague


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_trial_runs_at_once_where_the_card_stands_and_the_draft_stays_open(
    bot, cast: Cast, tmp_path, language
):
    asker = person(cast, language)
    await cast.write(asker, SAID[language])
    confirm = await cast.says("draft.try")

    answer = await cast.press(asker, confirm, "draft.try")
    run = await cast.one(lambda m: m["message_id"] != confirm["message_id"] and TAG[language] in m["content"])
    done = await cast.turns(run, "green")

    assert toast(answer)
    assert done["chat_id"] == confirm["chat_id"]
    assert not {"run.again", "task.show", "task.pause"} & verbs(done)
    assert "draft.save" in verbs(await cast.message(confirm["message_id"]))
    assert rows(tmp_path, "task", "status") == [("trial",)]


async def test_what_is_said_under_a_trial_changes_the_draft(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, SAID["zh"])
    confirm = await cast.says("draft.try")
    await cast.press(cast.owner, confirm, "draft.try")
    run = await cast.one(lambda m: m["message_id"] != confirm["message_id"] and "试跑" in m["content"])

    await cast.write(cast.owner, "改成10点", reply_to=run["message_id"])

    await cast.turns(confirm, "每天 10:00")
    assert rows(tmp_path, "draft", "state") == [("open",)]


async def test_after_a_trial_the_draft_is_saved_as_ever_and_the_list_has_one(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, SAID["zh"])
    confirm = await cast.says("draft.try")
    await cast.press(cast.owner, confirm, "draft.try")

    await cast.press(cast.owner, confirm, "draft.save")
    await cast.write(cast.owner, "任务列表")

    listed = await cast.says("1 个 · 1 个开启")
    assert listed["content"].count("总结昨天的新闻") == 1


async def test_a_trial_in_a_group_is_its_askers_to_begin(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, SAID["zh"], chat_id=cast.group, mention_bot=True)
    confirm = await cast.says("draft.try", chat_id=cast.group)

    answer = await cast.press(cast.colleague, confirm, "draft.try")

    assert "发起人" in toast(answer)
    assert rows(tmp_path, "task") == []


async def test_a_trial_of_a_draft_that_was_cancelled_is_refused(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, SAID["zh"])
    confirm = await cast.says("draft.try")
    stale = dict(confirm)
    await cast.press(cast.owner, confirm, "draft.cancel")

    assert "draft.try" not in verbs(await cast.turns(stale, "已取消"))
