"""A browser for the tests of pages: one per process, a fresh page per test, no error overlooked."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from bot.commands.local_lark import LocalLark
from bot.sandbox.server import RunningSandbox, running_sandbox
from tests.browser.chat_page import ChatPage
from tests.journeys.stage import a_bot, forked_lark

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 15_000
"""How long a state may take to come; only a machine under load needs much of it."""
LOCAL = {"127.0.0.1", "localhost", ""}


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where chromium is; without it, browser tests are skipped, or fail when all must run."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None and os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail("chromium is missing: make system-deps")
    if path is None:
        pytest.skip("chromium is missing: make system-deps")
    return path


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=chromium_path, headless=True, args=list(FLAGS)
        )
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page in a context of its own. Script errors and calls to other machines fail the test."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    troubles = _troubles(context)
    context.set_default_timeout(PATIENCE_MS)
    yield await context.new_page()
    await context.close()
    assert not troubles


def _troubles(context: BrowserContext) -> list[str]:
    """Return a list that fills up while the context lives."""
    found: list[str] = []
    context.on("weberror", lambda error: found.append(f"page error: {error.error}"))
    context.on(
        "console", lambda said: found.append(f"console: {said.text}") if said.type == "error" else None
    )
    context.on("request", lambda asked: found.extend(_foreign(asked.url)))
    return found


def _foreign(url: str) -> list[str]:
    parts = urlsplit(url)
    is_foreign = parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in LOCAL
    return [f"left this machine: {url}"] if is_foreign else []


@pytest_asyncio.fixture(loop_scope="session")
async def lark(tmp_path: Path) -> AsyncIterator[LocalLark]:
    """A local Lark with a bot connected to it; it stops after the page is closed."""
    async with forked_lark() as started, a_bot(started, tmp_path):
        yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def origin() -> AsyncIterator[str]:
    """Where the static files are served, for tests that draw cards alone; one per process."""
    async with running_sandbox() as running:
        yield running.url


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[RunningSandbox]:
    """A fresh local Lark without a bot: cards are posted and events read by the test itself."""
    async with running_sandbox() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def chat(sandbox: RunningSandbox, page: Page) -> ChatPage:
    """The chat page, open; it is closed before the sandbox stops."""
    opened = ChatPage(page, sandbox.url)
    await opened.open()
    return opened
