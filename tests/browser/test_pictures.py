"""The pictures of the README and of the documentation; SCREENSHOTS=1 writes them anew.

Otherwise the same scenes are drawn, and only what they say and how wide they are is looked at.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Locator, Page, expect

from bot.commands.local_lark import LocalLark, local_lark
from scheduler.model import Locale
from tests.browser.chat_page import PHONE_WIDTH, ChatPage
from tests.browser.scripted_model import scripted_model
from tests.browser.words import EN, ZH, Words
from tests.cards.gallery import GALLERY
from tests.journeys.conftest import a_bot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

IMAGES = Path(__file__).parents[2] / "docs" / "images"
WRITES = os.environ.get("SCREENSHOTS") == "1"
AT_MOST = {"chat": 300_000, "cards": 6_000_000}
"""Bytes of a picture. Those of the chat lie in the repository, those of all cards are only drawn."""

CHAT = {"width": 1280, "height": 944}
DRAW_ALL = (Path(__file__).parent / "draw_all.js").read_text()
BURSTING = """() => {
  const right = (each) => each.getBoundingClientRect().right;
  return [...document.querySelectorAll("#sheet section *")]
    .filter((each) => !each.closest(".lc-scroll, .lc-pre, svg"))
    .filter((each) => right(each) > right(each.closest("section")) + 1)
    .map((each) => `${each.className}: ${each.textContent.slice(0, 60)}`);
}"""

RESULTS = {
    "zh": "昨日成交额 **128 万**，同比 **+6%**，华东领先。\n\n"
    "- **华东** 58 万，连续三周增长\n- **华南** 41 万，新增两家门店\n- **华北** 29 万，退货率降到 1.8%\n"
    "- 明细见 [销售看板](https://example.com/sales)",
    "en": "Overnight the team got **42 tickets**, 9 fewer than usual.\n\n"
    "- **Billing** 17, mostly one double charge, now refunded\n- **Login** 14, fixed by the 02:10 release\n"
    "- **Other** 11, none of them urgent\n"
    "- Details on the [ticket board](https://example.com/tickets)",
}


@asynccontextmanager
async def a_group_at_work(page: Page, folder: Path, words: Words, answer: str) -> AsyncIterator[ChatPage]:
    """A group in which a task was created, run once, and its result opened."""
    async with (
        scripted_model(answer) as model,
        local_lark() as lark,
        a_bot(lark, folder, {"AIME_MODEL_BASE_URL": model}),
    ):
        yield await _at_work(page, lark, words)


async def _at_work(page: Page, lark: LocalLark, words: Words) -> ChatPage:
    await page.set_viewport_size(CHAT)
    chat = ChatPage(page, lark.url)
    await chat.open()
    await chat.be(words.person)
    await chat.open_chat(words.group)
    await chat.say(words.sentence, mention=True)
    await chat.press(words.save, await chat.expect_card(words.title, tag=words.to_confirm))
    await chat.press(words.run, await chat.expect_card(words.title, tag=words.on))
    await chat.thread(await chat.expect_card(words.title, tag=words.completed))
    return chat


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
async def test_the_picture_of_a_chat(page: Page, tmp_path: Path, words: Words) -> None:
    language = "zh" if words is ZH else "en"
    async with a_group_at_work(page, tmp_path, words, RESULTS[language]) as chat:
        await expect(page.locator("aside.thread")).to_contain_text("128" if words is ZH else "42 tickets")
        await expect(page.get_by_role("status")).to_have_count(0)
        await page.mouse.move(0, 0)
        await chat.expect_tidy()
        await keep(page.locator("body"), f"chat-{language}")
        await page.goto("about:blank")


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize(("width", "columns"), [(PHONE_WIDTH - 62, 10), (600, 6)], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_picture_of_every_card(
    page: Page, origin: str, locale: Locale, width: int, columns: int, scheme: Literal["light", "dark"]
) -> None:
    cards = {name: example(locale).json() for name, example in GALLERY.items()}
    language = {Locale.ZH: "zh_cn", Locale.EN: "en_us"}[locale]
    await page.emulate_media(color_scheme=scheme)
    await page.set_viewport_size({"width": columns * (width + 24) + 24, "height": 800})
    await page.goto(origin)
    await page.wait_for_selector("html[data-ready]")
    await page.evaluate(DRAW_ALL, {"cards": cards, "locale": language, "width": width, "columns": columns})
    await expect(page.locator("#sheet .lc-title")).to_have_count(len(cards))
    assert await page.evaluate("window.__cardErrors") == []
    assert await page.evaluate(BURSTING) == []
    device = "phone" if width < PHONE_WIDTH else "desktop"
    await keep(page.locator("#sheet"), f"cards-{locale}-{device}-{scheme}")
    await page.emulate_media(color_scheme="no-preference")


async def keep(shown: Locator, name: str) -> None:
    """Take the picture; write it where pictures were asked for."""
    picture = await shown.screenshot()
    assert len(picture) <= AT_MOST[name.split("-")[0]], f"{name}: {len(picture)} bytes"
    if WRITES:
        IMAGES.mkdir(parents=True, exist_ok=True)
        (IMAGES / f"{name}.png").write_bytes(picture)
