"""A group that is gone: its tasks pause, their owners hear why in person, and nothing else stops."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.browser.scripted_model import scripted_model
from tests.journeys.cast import Cast, verbs
from tests.journeys.stage import a_bot, rows

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


SEND = {"method": "POST", "path": "/open-apis/im/v1/messages*"}
DECLINED = {"kind": "server_error", "status": 400, "code": 230028, "msg": "no"}


async def test_a_failure_that_a_group_does_not_take_is_shown_to_its_owner(lark, cast: Cast, tmp_path):
    async with (
        scripted_model("", lambda: True) as url,
        a_bot(lark, tmp_path, {"AIME_MODEL_BASE_URL": url, "AIME_MODEL": "scripted"}),
    ):
        said = "every day at 9am summarise the news"
        task = await cast.saved(cast.colleague, said, chat_id=cast.group, mention_bot=True)
        await cast.fault(**DECLINED, **SEND)

        await cast.press(cast.colleague, task, "task.run")

        private = await cast.personal_chat(cast.colleague)
        failed = await cast.says("The model service refused", chat_id=private)
        assert "run.again" in verbs(failed)
    assert rows(tmp_path, "run", "delivery") == [("failed",)]


async def test_a_result_that_a_group_does_not_take_is_said_to_its_owner(bot, cast: Cast):
    task = await cast.saved(cast.owner, "每天早上9点提醒我们喝水", chat_id=cast.group, mention_bot=True)
    await cast.fault(**DECLINED, method="POST", path="/open-apis/im/v1/messages/*/reply")

    await cast.press(cast.owner, task, "task.run")

    private = await cast.personal_chat(cast.owner)
    await cast.says("没能发到群里", chat_id=private)


@pytest.fixture
async def told():
    """What administrators were told by the webhook, and its address."""
    bodies = []

    async def answer(request: web.Request) -> web.Response:
        bodies.append(await request.json())
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", answer)
    async with TestServer(app) as server:
        yield bodies, str(server.make_url("/hook"))


async def test_what_reaches_nobody_in_the_chat_reaches_the_administrators(lark, cast: Cast, tmp_path, told):
    bodies, address = told
    async with (
        scripted_model("", lambda: True) as url,
        a_bot(
            lark,
            tmp_path,
            {"AIME_MODEL_BASE_URL": url, "AIME_MODEL": "scripted", "AIME_ALERT_URL": address},
        ),
    ):
        said = "every day at 9am summarise the news"
        task = await cast.saved(cast.colleague, said, chat_id=cast.group, mention_bot=True)
        await cast.fault(**DECLINED, times=None, **SEND)
        await cast.press(cast.colleague, task, "task.run")

        await cast.until(
            lambda _: {body["event"] for body in bodies} >= {"incident.opened", "delivery.failed"},
            within_s=60,
        )
    [(run_id,)] = rows(tmp_path, "run", "id")
    by_event = {body["event"]: body["facts"] for body in bodies}
    assert by_event["incident.opened"]["cause"] == "refused"
    assert by_event["delivery.failed"] == {"message": f"{run_id}:in_person", "error": "DeclinedError"}
