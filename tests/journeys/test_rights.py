"""Who may do what, played out: managers of a group, administrators, people of other companies."""

import pytest

from tests.journeys.cast import Cast, Json, toast
from tests.journeys.stage import a_bot, rows

DAILY = "every day at 9am remind us to stand up"


@pytest.fixture
async def partner(cast: Cast) -> Json:
    """Somebody of another company, in an external group with the owner and the bot."""
    await cast.post("/_sandbox/app", {"external_sharing": True})
    return await cast.post(
        "/_sandbox/users", {"name": "Partner", "locale": "en-US", "tenant_key": "tk_partner"}
    )


@pytest.fixture
async def joint(bot, cast: Cast, partner: Json) -> str:
    """The external group."""
    body = {"as": cast.owner["open_id"], "name": "Joint venture", "members": [partner["open_id"]]}
    return (await cast.post("/_sandbox/chats", body))["chat_id"]


async def test_a_manager_of_the_group_may_change_everybody_s_tasks(bot, cast: Cast, tmp_path):
    await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    named = {"as": cast.owner["open_id"], "person": cast.admin["open_id"], "manager": True}
    await cast.post(f"/_sandbox/chats/{cast.group}/managers", named)

    await cast.write(cast.admin, "暂停1", chat_id=cast.group, mention_bot=True)

    await cast.until(lambda _: rows(tmp_path, "task", "status") == [("paused",)])


async def test_who_manages_the_group_no_more_is_refused_at_once(bot, cast: Cast, tmp_path):
    await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    manager = {"as": cast.owner["open_id"], "person": cast.admin["open_id"]}
    await cast.post(f"/_sandbox/chats/{cast.group}/managers", {**manager, "manager": True})
    await cast.post(f"/_sandbox/chats/{cast.group}/managers", {**manager, "manager": False})

    await cast.write(cast.admin, "暂停1", chat_id=cast.group, mention_bot=True)

    told = await cast.says("群管理员可以改动", chat_id=cast.group)
    assert told["only_for"] == cast.admin["open_id"]
    assert rows(tmp_path, "task", "status") == [("active",)]


async def test_a_new_owner_of_the_group_rules_and_the_old_one_no_more(bot, cast: Cast):
    task = await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    handed = {"as": cast.owner["open_id"], "person": cast.admin["open_id"]}
    await cast.post(f"/_sandbox/chats/{cast.group}/owner", handed)

    refused = await cast.press(cast.owner, task, "task.pause")
    await cast.press(cast.admin, task, "task.pause")

    assert "for the task's owner" in toast(refused) or "群管理员" in toast(refused)
    await cast.turns(task, "Paused")


async def test_an_administrator_ends_trouble_but_runs_nothing_for_others(lark, cast: Cast, tmp_path):
    admins = {"AIME_ADMINS": cast.colleague["open_id"]}
    async with a_bot(lark, tmp_path, admins):
        task = await cast.saved(cast.owner, "每天早上9点提醒大家站会", chat_id=cast.group, mention_bot=True)

        refused = await cast.press(cast.colleague, task, "task.run")
        await cast.press(cast.colleague, task, "task.pause")
        await cast.turns(task, "task.resume")

    assert refused["response"]["toast"]["type"] == "error"
    assert rows(tmp_path, "run") == []
    assert rows(tmp_path, "task", "status, pause_reason") == [("paused", "by_person")]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (DAILY, "People of other companies"),
        ("每天早上9点提醒大家站会", "其他公司的人"),
        ("/list", "其他公司的人"),
        ("暂停1", "其他公司的人"),
    ],
)
async def test_people_of_other_companies_are_told_so_alone(
    cast: Cast, partner: Json, joint: str, tmp_path, said, answer
):
    await cast.saved(cast.owner, "每天早上8点提醒大家打卡", chat_id=joint, mention_bot=True)

    await cast.write(partner, said, chat_id=joint, mention_bot=True)

    told = await cast.says(answer, chat_id=joint)
    assert told["only_for"] == partner["open_id"]
    assert "打卡" not in told["content"]
    assert len(rows(tmp_path, "draft")) == 1
    assert rows(tmp_path, "task", "status") == [("active",)]


async def test_a_press_of_theirs_changes_nothing(cast: Cast, partner: Json, joint: str, tmp_path):
    task = await cast.saved(cast.owner, "每天早上8点提醒大家打卡", chat_id=joint, mention_bot=True)

    answers = [await cast.press(partner, task, verb) for verb in ("task.pause", "task.run", "task.delete")]

    assert all(answer["response"]["toast"]["type"] == "error" for answer in answers)
    assert rows(tmp_path, "task", "status") == [("active",)]
    assert rows(tmp_path, "run") == []


async def test_they_may_ask_for_help(cast: Cast, partner: Json, joint: str):
    await cast.write(partner, "/help", chat_id=joint, mention_bot=True)

    assert (await cast.says("wathet", chat_id=joint))["only_for"] is None


async def test_an_external_group_is_like_any_other_for_its_own(cast: Cast, joint: str, tmp_path):
    task = await cast.saved(cast.owner, "每天早上8点提醒大家打卡", chat_id=joint, mention_bot=True)

    await cast.press(cast.owner, task, "task.pause")

    await cast.turns(task, "task.resume")
    assert rows(tmp_path, "task", "tenant_key") == rows(tmp_path, "chat", "DISTINCT tenant_key")
