"""The way in is cut, repeats itself or is late: nothing is lost, nothing happens twice."""

from datetime import timedelta

import pytest

from tests.journeys.cast import Cast, toast
from tests.journeys.stage import rows

DAILY = "every day at 9am remind us to drink tea"


@pytest.mark.parametrize("fault", ["drop_socket", "close_socket"])
async def test_what_was_said_while_the_socket_was_down_is_answered_once(bot, cast: Cast, tmp_path, fault):
    await cast.fault("hang_discovery", value=0.2)
    await cast.fault(fault)
    await cast.write(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    await cast.struck()  # the bot has noticed, and asks for a new connection
    await bot.connected()
    await cast.advance(timedelta(seconds=16))  # when Lark delivers again

    await cast.says("draft.save")

    assert len(rows(tmp_path, "draft")) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "duplicate_event", "value": 9},
        {"kind": "lose_ack", "times": 2},
        {"kind": "split_frames", "value": 4},
        {"kind": "late_event", "value": 0.3},
    ],
    ids=lambda fault: fault["kind"],
)
async def test_an_event_that_comes_oddly_has_one_effect(bot, cast: Cast, tmp_path, fault):
    await cast.fault(**fault)

    await cast.write(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    await cast.says("draft.save")
    await cast.advance(timedelta(minutes=6))  # every repetition is due by then
    await cast.write(cast.colleague, "help", chat_id=cast.group, mention_bot=True)
    await cast.until(lambda messages: len(messages) == 2)

    assert len(rows(tmp_path, "draft")) == 1
    assert len(rows(tmp_path, "inbox")) == 2


async def test_a_press_that_takes_too_long_says_so_and_is_done_after_all(bot, cast: Cast, tmp_path):
    task = await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    await cast.fault("slow", path="/open-apis/im/v1/chats/*", delay_s=4)
    await cast.fault("slow", path="/open-apis/contact/*", delay_s=4)

    answer = await cast.press(cast.owner, task, "task.pause")

    assert answer["error"] is None
    assert toast(answer) in ("Got it, working on it.", "收到，正在处理。")
    await cast.turns(task, "Paused")
