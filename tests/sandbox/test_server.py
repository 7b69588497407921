"""The sandbox as a process: its start line, its page, its end."""

import asyncio
import io
import json

import aiohttp
import pytest
from yarl import URL

from bot.sandbox.serve import PortUnavailableError, serve
from bot.sandbox.server import running_sandbox
from bot.sandbox.web_page import CONTENT_SECURITY_POLICY


class StartLine(io.StringIO):
    """Notices when the line is complete."""

    def __init__(self) -> None:
        super().__init__()
        self.ready = asyncio.Event()

    def flush(self) -> None:
        self.ready.set()


async def test_one_line_says_where_and_with_which_keys():
    out = StartLine()
    async with asyncio.TaskGroup() as group:
        job = group.create_task(serve(0, out))
        await out.ready.wait()
        job.cancel()

    line = json.loads(out.getvalue())
    assert out.getvalue().count("\n") == 1
    assert set(line) == {
        "url",
        "app_id",
        "app_secret",
        "encrypt_key",
        "verification_token",
        "model_base_url",
        "admins",
    }
    assert line["url"].startswith("http://127.0.0.1:")
    assert not line["url"].endswith("/")
    assert line["model_base_url"] == f"{line['url']}/model/v1"
    assert [admin[:3] for admin in line["admins"]] == ["ou_"]


async def test_a_port_in_use_is_said_in_a_sentence():
    async with running_sandbox() as first:
        port = int(first.url.rpartition(":")[2])

        with pytest.raises(PortUnavailableError, match=f"port {port}"):
            await serve(port, io.StringIO())


@pytest.mark.parametrize("port", [-1, 65536])
async def test_what_is_no_port_is_said_so(port):
    with pytest.raises(PortUnavailableError, match="is no port"):
        await serve(port, io.StringIO())


async def test_a_watcher_does_not_keep_the_sandbox_from_ending():
    async with aiohttp.ClientSession() as session:
        async with running_sandbox() as running:
            response = await session.get(f"{running.url}/_sandbox/events")
        rest = await response.content.read()

    assert rest.startswith(b": here")


async def test_the_page_is_served_under_a_strict_policy():
    async with running_sandbox() as running, aiohttp.ClientSession(running.url) as session:
        async with session.get("/") as page:
            assert page.status == 200
            assert page.content_type == "text/html"
            assert page.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
            assert page.headers["Cache-Control"] == "no-store"
        async with session.get("/page/app.js") as script:
            assert script.content_type == "text/javascript"
        async with session.get("/favicon.ico") as icon:
            assert icon.status in (200, 204)


@pytest.mark.parametrize(
    "path",
    [
        "/page/nothing.js",
        "/page/..%2fserver.py",
        "/page/%2e%2e/server.py",
        "/static/..%2f__init__.py",
        "/page/%00",
        "/elsewhere",
    ],
)
async def test_nothing_but_the_pages_own_files_is_served(path):
    async with running_sandbox() as running:
        url = URL(running.url + path, encoded=True)
        async with aiohttp.request("GET", url) as response:
            assert response.status == 404


async def test_a_failure_inside_comes_out_as_it_is():
    with pytest.raises(ZeroDivisionError):
        async with running_sandbox():
            1 / 0  # noqa: B018


async def test_the_stand_in_model_answers_beside_the_api():
    async with running_sandbox() as running:
        key = {"Authorization": "Bearer any"}
        async with aiohttp.request("GET", f"{running.model_base_url}/models", headers=key) as response:
            assert response.status == 200
