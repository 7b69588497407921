"""Drawing one card alone in a page of the sandbox, so that its content security policy applies."""

from pathlib import Path
from typing import Any

from playwright.async_api import Page

from tests.browser.gallery_blocks import Card, Element, card

DRAW = (Path(__file__).parent / "draw.js").read_text()


async def draw(page: Page, url: str, drawn: Card, locale: str = "zh_cn", width: str = "600px") -> None:
    """Show `drawn` and nothing else. What it calls back gathers in `window.pressed`."""
    if page.url == "about:blank":
        await page.goto(url)
        await page.wait_for_selector("html[data-ready]")
    await page.evaluate(DRAW, {"card": drawn, "locale": locale, "width": width})


async def errors(page: Page) -> list[dict[str, Any]]:
    """Return what the renderer could not draw."""
    found: list[dict[str, Any]] = await page.evaluate("window.__cardErrors")
    return found


async def pressed(page: Page) -> list[dict[str, Any]]:
    """Return what the card called back so far."""
    actions: list[dict[str, Any]] = await page.evaluate("window.pressed")
    return actions


def body(*elements: Element) -> Card:
    return card("T", "blue", "", list(elements))


def markdown(source: str) -> Card:
    return body({"tag": "markdown", "content": source})
