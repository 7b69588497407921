"""The card renderer, on its own: every tag draws, nothing is injected, nothing overflows."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.drawing import body, draw, errors, markdown
from tests.browser.gallery import ALL_TAGS, GALLERY
from tests.browser.gallery_blocks import button, text

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PHONE = {"width": 390, "height": 844}
BURSTING = """() => [...document.querySelectorAll(".lc-card, .lc-card *")]
  .filter((each) => !each.closest(".lc-scroll, .lc-pre, svg"))
  .filter((each) => each.getBoundingClientRect().right > innerWidth)
  .map((each) => each.className)"""


@pytest.mark.parametrize("name", GALLERY)
async def test_a_card_of_the_gallery_draws_without_an_error(page: Page, origin: str, name: str) -> None:
    await draw(page, origin, GALLERY[name])
    await expect(page.locator(".lc-title")).to_have_text(GALLERY[name]["header"]["title"]["content"])
    assert await errors(page) == []
    assert await page.locator(".lc-unknown").count() == 0


async def test_the_gallery_uses_every_tag_there_is() -> None:
    assert _tags(list(GALLERY.values())) >= ALL_TAGS


def _tags(part: object) -> set[str]:
    if isinstance(part, list):
        return {tag for each in part for tag in _tags(each)}
    if not isinstance(part, dict):
        return set()
    own = {part["tag"]} if isinstance(part.get("tag"), str) else set()
    return own | _tags(list(part.values()))


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_nothing_overflows_at_phone_width(page: Page, origin: str, theme: str) -> None:
    await page.set_viewport_size(PHONE)
    await page.emulate_media(color_scheme=theme)
    for name, drawn in GALLERY.items():
        await draw(page, origin, drawn, width="100%")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert await page.evaluate(BURSTING) == [], name


async def test_an_unknown_tag_draws_a_grey_box_and_is_recorded(page: Page, origin: str) -> None:
    await draw(page, origin, body({"tag": "hologram"}, {"tag": "markdown", "content": "after"}))
    await expect(page.locator(".lc-unknown")).to_contain_text("hologram")
    await expect(page.locator(".lc-card")).to_contain_text("after")
    assert await errors(page) == [{"tag": "hologram", "error": "unknown tag"}]


@pytest.mark.parametrize("tag", ["constructor", "__proto__", "toString"])
async def test_a_tag_named_like_a_property_of_objects_is_unknown(page: Page, origin: str, tag: str) -> None:
    await draw(page, origin, body({"tag": tag}))
    await expect(page.locator(".lc-unknown")).to_have_count(1)


async def test_a_component_that_cannot_be_drawn_does_not_take_the_card_with_it(
    page: Page, origin: str
) -> None:
    await draw(page, origin, body({"tag": "button", "behaviors": 7}, {"tag": "table", "rows": 3}))
    await expect(page.locator(".lc-unknown")).to_contain_text("table")
    assert [each["tag"] for each in await errors(page)] == ["table"]


HOSTILE = [
    "<script>window.hit=1</script>",
    "<img src=x onerror='window.hit=1'>",
    "<svg onload=window.hit=1><b>",
    "[x](javascript:window.hit=1) <a href='javascript:window.hit=1'>y</a>",
    "[x](data:text/html,<script>window.hit=1</script>)",
    "<font color='red;background:url(//example.com)' onclick=window.hit=1>z</font>",
    "<at id='\"><img src=x onerror=window.hit=1>'></at>",
    "![a](https://example.com/x.png) ![b](javascript:1)",
    "<link url='javascript:window.hit=1' icon='\"><script>'>l</link>",
    "&lt;img src=x onerror=window.hit=1&gt;",
    "| <iframe src=//example.com> | b |\n| - | - |\n| <object> | <style>*{display:none}</style> |",
    "```\n<script>window.hit=1</script>\n```",
]


@pytest.mark.parametrize("source", HOSTILE)
async def test_hostile_markdown_becomes_text_only(page: Page, origin: str, source: str) -> None:
    await draw(page, origin, markdown(source))
    inside = page.locator(".lc-body")
    assert (
        await inside.locator("script, img, iframe, object, style, [onerror], [onclick], [onload]").count()
        == 0
    )
    assert await inside.locator("a:not([href^='http'])").count() == 0
    assert await page.evaluate("window.hit") is None


async def test_texts_of_every_component_are_text_only(page: Page, origin: str) -> None:
    evil = "<img src=x onerror=window.hit=1>"
    await draw(
        page,
        origin,
        {
            "header": {
                "title": text(evil),
                "subtitle": text(evil),
                "template": evil,
                "text_tag_list": [{"text": text(evil)}],
            },
            "body": {
                "elements": [
                    button("b", evil, hover_tips=text(evil)),
                    {"tag": "div", "text": text(evil)},
                    {"tag": "input", "label": text(evil), "placeholder": text(evil), "default_value": evil},
                    {"tag": "select_static", "options": [{"text": text(evil), "value": evil}]},
                    {"tag": "table", "columns": [{"name": "a", "display_name": evil}], "rows": [{"a": evil}]},
                ]
            },
        },
    )
    assert await page.locator(".lc-card img").count() == 0
    assert await page.evaluate("window.hit") is None
