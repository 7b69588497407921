"""A monitor outside hears how the runs of one task go."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.journeys.cast import Cast, shown
from tests.journeys.stage import a_bot, rows

SECRET = "0f6c2b1e-90b1-4f3a-a4f6-1d2c3b4a5968"


@pytest.fixture
async def monitor():
    """What a monitor heard, and where it listens."""
    heard = []

    async def answer(request: web.Request) -> web.Response:
        heard.append(request.path)
        return web.Response()

    app = web.Application()
    app.router.add_get("/{rest:.*}", answer)
    async with TestServer(app) as server:
        yield heard, f"127.0.0.1:{server.port}"


@pytest.mark.parametrize(
    ("who", "task", "command", "done"),
    [
        ("owner", "每天早上9点提醒我喝水", "/心跳 1 ", "都会告诉"),
        ("colleague", "every day at 9am remind me to drink tea", "/ping 1 ", "hears when a run of"),
    ],
    ids=["zh", "en"],
)
async def test_a_monitor_hears_of_a_task_s_runs(
    lark, cast: Cast, tmp_path, monitor, who, task, command, done
):
    heard, host = monitor
    person = getattr(cast, who)
    async with a_bot(lark, tmp_path, {"AIME_PING_HOSTS": host}):
        card = await cast.saved(person, task)
        await cast.write(person, f"{command}http://{host}/{SECRET}")
        answer = await cast.says(done)

        await cast.press(person, card, "task.run")
        await cast.until(lambda _: f"/{SECRET}" in heard, within_s=30)

    assert SECRET not in str([shown(message) for message in await cast.messages()])
    assert SECRET[-4:] in shown(answer)
    assert SECRET not in str(rows(tmp_path, "audit"))
    assert SECRET not in str(rows(tmp_path, "delivery"))
