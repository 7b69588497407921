"""A group that is gone: its tasks pause, their owners hear why in person, and nothing else stops."""

import pytest

from tests.journeys.cast import Cast
from tests.journeys.stage import rows

DAILY = "every day at 9am remind us to drink tea"


async def removed(cast: Cast) -> None:
    await cast.fault("bot_removed", chat_id=cast.group)


async def dissolved(cast: Cast) -> None:
    await cast.post(f"/_sandbox/chats/{cast.group}/dissolve", {"as": cast.owner["open_id"]})


@pytest.mark.parametrize("end", [removed, dissolved])
async def test_a_task_of_a_group_that_ended_is_paused_and_its_owner_told_in_person(
    bot, cast: Cast, tmp_path, end
):
    await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)

    await end(cast)

    private = await cast.personal_chat(cast.colleague)
    await cast.says("Paused", "rink tea", chat_id=private)
    assert rows(tmp_path, "task", "status, pause_reason") == [("paused", "unreachable")]


async def test_a_removal_that_nobody_announced_is_noticed_when_a_run_cannot_be_posted(
    bot, cast: Cast, tmp_path
):
    task = await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    await cast.fault(
        "server_error",
        method="POST",
        path="/open-apis/im/v1/messages",
        status=400,
        code=230002,
        msg="Bot/User can NOT be out of the chat.",
    )

    await cast.press(cast.colleague, task, "task.run")

    private = await cast.personal_chat(cast.colleague)
    await cast.says("Paused", "rink tea", chat_id=private)
    assert rows(tmp_path, "task", "status, pause_reason") == [("paused", "unreachable")]
