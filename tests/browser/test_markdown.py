"""Lark's markdown, as the renderer reads it."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.drawing import draw, markdown

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

READINGS = [
    ("**粗** *斜* ~~删~~ `码`", "strong, em, del, code"),
    ("[字](https://example.com)", "a"),
    ("# 大\n## 中", "[role=heading]"),
    ("- a\n- b\n    - c", "ul ul"),
    ("1. a\n2. b", "ol"),
    ("> q", "blockquote"),
    ("```py\nx\n```", "pre"),
    ("| a | b |\n| - | - |\n| 1 | 2 |", "table tbody td"),
    ("a\nb", "br"),
    ("<font color='red'>x</font>", "span[style*=color]"),
    ("<text_tag color='green'>x</text_tag>", ".lc-tag"),
    ("<number_tag>1</number_tag>", ".lc-number"),
]


@pytest.mark.parametrize(("source", "made"), READINGS)
async def test_markdown_is_read_as_lark_reads_it(page: Page, origin: str, source: str, made: str) -> None:
    await draw(page, origin, markdown(source))
    for selector in made.split(", "):
        await expect(page.locator(".lc-md").locator(selector).first).to_be_attached()


@pytest.mark.parametrize("source", ["a_b_c and snake_case", "2 * 3 * 4", "2*3 and 4", "**", "~~ x ~~"])
async def test_signs_that_mean_nothing_stay(page: Page, origin: str, source: str) -> None:
    await draw(page, origin, markdown(source))
    await expect(page.locator(".lc-md")).to_have_text(source)
    assert await page.locator(".lc-md").locator("strong, em, del").count() == 0


async def test_a_backslash_takes_the_meaning_away(page: Page, origin: str) -> None:
    await draw(page, origin, markdown(r"\*a\* \<b\> \[c\](d)"))
    await expect(page.locator(".lc-md")).to_have_text("*a* <b> [c](d)")


async def test_an_unknown_markup_tag_vanishes_and_its_text_stays(page: Page, origin: str) -> None:
    await draw(page, origin, markdown("a <blink>b</blink> <x/>c &lt;d&gt;"))
    await expect(page.locator(".lc-md")).to_have_text("a b c <d>")


async def test_a_mention_shows_the_name_and_a_time_the_readers_clock(page: Page, origin: str) -> None:
    at_nine = "<local_datetime millisecond='1772672400000' format_type='time'></local_datetime>"
    await draw(page, origin, markdown(f"<at id=ou_zhang></at> <at id=all></at> {at_nine}"))
    await expect(page.locator(".lc-md")).to_have_text("@张三 @所有人 09:00")


async def test_a_card_speaks_the_readers_language(page: Page, origin: str) -> None:
    title = {"tag": "plain_text", "content": "你好", "i18n_content": {"zh_cn": "你好", "en_us": "Hello"}}
    await draw(page, origin, {"header": {"title": title}}, locale="en_us")
    await expect(page.locator(".lc-title")).to_have_text("Hello")
