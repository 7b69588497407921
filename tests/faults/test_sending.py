"""Lark answers late, wrongly or not at all: every message is there once, and the right one."""

from datetime import datetime, timedelta

import pytest

from tests.journeys.cast import Cast, verbs
from tests.journeys.stage import rows

DAILY = "every day at 9am remind us to drink tea"
SEND = {"method": "POST", "path": "/open-apis/im/v1/messages*"}
UPDATE = {"method": "PATCH", "path": "/open-apis/im/v1/messages/*"}

FAULTS = [
    {"kind": "rate_limit", "retry_after_s": 1},
    {"kind": "server_error"},
    {"kind": "server_error", "status": 503, "code": 2200},
    {"kind": "html_error"},
    {"kind": "cut_before"},
    {"kind": "cut_after"},
    {"kind": "slow", "delay_s": 0.5},
    {"kind": "drip", "delay_s": 0.5},
    {"kind": "expired_token"},
]
NAMES = [fault["kind"] for fault in FAULTS]


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
async def test_a_card_whose_sending_goes_wrong_is_posted_exactly_once(bot, cast: Cast, tmp_path, fault):
    await cast.fault(**fault, **SEND)

    await cast.write(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)

    await cast.until(lambda messages: bool(messages) and is_settled(tmp_path))
    (confirm,) = await cast.messages()
    assert "draft.save" in verbs(confirm)


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
async def test_a_run_whose_updates_go_wrong_ends_on_its_one_card(bot, cast: Cast, tmp_path, fault):
    task = await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    await cast.fault(**fault, **UPDATE)

    await cast.press(cast.colleague, task, "task.run")

    await cast.until(lambda messages: len(messages) == 3 and is_settled(tmp_path))
    found = await cast.messages()
    assert len(found) == 3, "the task's card, the run's card, the result"
    assert "Completed" in found[1]["content"]
    assert rows(tmp_path, "run", "state, delivery") == [("succeeded", "delivered")]


async def test_a_result_cut_off_again_and_again_is_one_reply(bot, cast: Cast, tmp_path):
    task = await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    await cast.fault("cut_after", method="POST", path="/open-apis/im/v1/messages/*/reply", times=2)

    await cast.press(cast.colleague, task, "task.run")

    await cast.until(lambda _: rows(tmp_path, "run", "delivery") == [("delivered",)])
    assert len([message for message in await cast.messages() if message["msg_type"] == "post"]) == 1


async def test_a_limit_is_waited_for_and_not_tried_against(bot, cast: Cast):
    await cast.fault("rate_limit", retry_after_s=2, **SEND)

    await cast.write(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    await cast.says("draft.save")

    calls = [call for call in await cast.requests() if call["path"].startswith(SEND["path"][:-1])]
    sends = [call for call in calls if call["method"] == "POST"]
    assert [call["status"] for call in sends] == [429, 200]
    refused, taken = (datetime.fromisoformat(call["time"]) for call in sends)
    assert taken - refused >= timedelta(seconds=2)


async def test_a_card_that_somebody_took_back_is_not_tried_for_ever_and_stops_nothing(
    bot, cast: Cast, tmp_path
):
    task = await cast.saved(cast.owner, DAILY, chat_id=cast.group, mention_bot=True)
    await cast.fault("slow", **UPDATE, delay_s=0.5)
    await cast.press(cast.owner, task, "task.run")
    found = await cast.until(lambda messages: len(messages) == 2)

    await cast.post(f"/_sandbox/messages/{found[1]['message_id']}/recall", {"as": cast.owner["open_id"]})

    await cast.write(cast.owner, "help", chat_id=cast.group, mention_bot=True)
    await cast.when(lambda: rows(tmp_path, "delivery WHERE live AND posted < wanted") == [])
    await cast.until(lambda messages: len(messages) > 2)
    assert rows(tmp_path, "run", "state") == [("succeeded",)]


async def test_people_are_answered_while_lark_tells_nothing_about_them(bot, cast: Cast):
    await cast.fault("server_error", path="/open-apis/contact/*", times=None)

    await cast.write(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)

    await cast.says("draft.save")


def is_settled(folder) -> bool:
    """Say whether everything that was to be posted is known to be posted, in its newest state."""
    return all(posted == wanted for posted, wanted in rows(folder, "delivery", "posted, wanted"))
