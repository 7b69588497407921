"""The chat page as a test uses it: in words of the person at the keyboard."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

PHONE_WIDTH = 390
TOO_WIDE = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return [...document.querySelectorAll(":root, main .messages, main .messages *, aside.thread *")]
  .filter((each) => !each.closest(".lc-scroll, .lc-pre, svg"))
  .filter((each) => each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1)
  .filter((each) => getComputedStyle(each).textOverflow !== "ellipsis")
  .map((each) => `${each.tagName} ${each.className}: ${each.textContent.slice(0, 60)}`);
}"""
"""Whatever shows less than it holds; what scrolls by itself or is cut with an ellipsis is meant to."""


class ChatPage:
    """One browser tab on the sandbox. Every method waits until what it says has happened."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    async def open(self) -> None:
        await self.page.goto(self.url)
        await self.page.wait_for_selector("html[data-ready='1']")

    async def be(self, name: str) -> None:
        """Act as the person of this name from now on."""
        await self.page.select_option("select[name=person]", label=name)

    async def open_chat(self, name: str) -> None:
        """Open a chat by its name; the personal one has the bot's."""
        if not await self.page.locator(".sidebar").is_visible():
            await self.page.locator("button.back").click()
        title = self.page.locator(".chat-name-text", has_text=_exactly(name))
        await self.page.locator("[data-chat-id]").filter(has=title).click()
        await expect(self.page.locator("main h2")).to_have_text(name)

    async def say(self, text: str, *, mention: bool = False) -> None:
        """Write into the open chat; in a group, `mention` says whether the bot is mentioned."""
        await self._write("composer", text, mention=mention)

    async def press(self, label: str, card: Locator | None = None, *, agree: bool | None = None) -> None:
        """Press a button and wait until the bot has answered.

        By default the last one with that label on the page; `agree` answers the confirm dialog that comes up.
        """
        place = card or self.page
        await place.get_by_role("button", name=label, exact=True).last.click()
        if agree is not None:
            await self.page.locator("dialog button").nth(1 if agree else 0).click()
        await self.is_answered()

    async def choose_from_menu(self, item: str, card: Locator) -> None:
        """Open the card's overflow menu and take one item."""
        await card.locator(".lc-overflow > button").click()
        await card.get_by_role("menuitem", name=item, exact=True).click()
        await self.is_answered()

    async def fill(self, card: Locator, **values: str | list[str] | bool) -> None:
        """Fill fields of a form by name."""
        for name, value in values.items():
            await _fill(card.locator(f"[data-name='{name}']"), value)

    async def is_answered(self) -> None:
        """Wait until nothing that was pressed is still busy."""
        await expect(self.page.locator("[data-busy]")).to_have_count(0)

    def messages(self) -> Locator:
        """Every message of the open chat, threads not included."""
        return self.page.locator("main [data-message-id]")

    def card(self, title: str) -> Locator:
        """The newest card of the open chat whose title contains `title`."""
        heading = self.page.locator(".lc-title", has_text=title)
        return self.page.locator("main .lc-card").filter(has=heading).last

    async def expect_card(self, title: str, *texts: str, tag: str | None = None) -> Locator:
        """Wait for a card with this title, this state in its header, and these texts."""
        card = self.card(title)
        await expect(card).to_be_visible()
        if tag is not None:
            await expect(card.locator("header .lc-tag", has_text=tag)).to_be_visible()
        for text in texts:
            await expect(card).to_contain_text(text)
        return card

    async def expect_message(self, text: str) -> Locator:
        """Wait for a message in the open chat that contains this text."""
        message = self.messages().filter(has_text=text).last
        await expect(message).to_be_visible()
        return message

    async def expect_toast(self, text: str, kind: str | None = None) -> None:
        toast = self.page.get_by_role("status").filter(has_text=text).last
        await expect(toast).to_be_visible()
        if kind is not None:
            await expect(toast).to_have_attribute("data-type", kind)

    async def thread(self, card: Locator | None = None) -> Thread:
        """Open the thread under a card, or the last one of the chat."""
        place = self.messages() if card is None else card.locator("xpath=ancestor::*[@data-message-id]")
        await place.locator(".replies").last.click()
        await expect(self.page.locator("aside.thread")).to_be_visible()
        return Thread(self)

    async def confirm_dialog(self) -> Locator:
        """Return the question that has come up over the page."""
        dialog = self.page.locator("dialog[open]")
        await expect(dialog).to_be_visible()
        return dialog

    async def expect_tidy(self) -> None:
        """Every part of every card was drawn, and nothing is wider than its place, on a phone either."""
        assert await self.page.evaluate("window.__cardErrors") == []
        await expect(self.page.locator(".lc-unknown")).to_have_count(0)
        size = self.page.viewport_size
        for width in (1280, PHONE_WIDTH):
            await self.page.set_viewport_size({"width": width, "height": 844})
            too_wide = await self.page.evaluate(TOO_WIDE)
            assert too_wide == [], f"at {width} pixels: {too_wide}"
        await self.page.set_viewport_size(size)

    async def _write(self, field: str, text: str, *, mention: bool) -> None:
        toggle = self.page.locator(f"button[name={field}-mention]")
        if await toggle.is_visible() and (await toggle.get_attribute("aria-pressed") == "true") != mention:
            await toggle.click()
        box = self.page.locator(f"textarea[name={field}]")
        await box.fill(text)
        await box.press("Enter")
        await expect(box).to_have_value("")


class Thread:
    """The side panel with a message and what was answered under it."""

    def __init__(self, chat: ChatPage) -> None:
        self._chat = chat
        self.panel = chat.page.locator("aside.thread")

    def replies(self) -> Locator:
        return self.panel.locator("[data-message-id]")

    async def expect(self, *texts: str) -> None:
        """Wait until the replies together contain every text."""
        for text in texts:
            await expect(self.replies().filter(has_text=text).last).to_be_visible()

    async def say(self, text: str, *, mention: bool = False) -> None:
        await self._chat._write("reply", text, mention=mention)

    async def close(self) -> None:
        await self._chat.page.keyboard.press("Escape")
        await expect(self.panel).to_be_hidden()


async def _fill(field: Locator, value: str | list[str] | bool) -> None:
    match value:
        case bool():
            await field.locator("input").set_checked(value)
        case list():
            await _tick(field, value)
        case str() if await field.locator("select").count():
            await field.locator("select").select_option(value)
        case str():
            await field.locator("input, textarea").fill(value)


async def _tick(field: Locator, values: list[str]) -> None:
    await field.locator("summary").click()
    boxes = field.locator("input[type=checkbox]")
    for box in await boxes.all():
        await box.set_checked(await box.get_attribute("value") in values)


def _exactly(text: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(text)}$")
