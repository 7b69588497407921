"""Groups on the chat page, by hand: made, ruled, left; and what only one person sees."""

import json

import pytest
from playwright.async_api import Locator, expect

from bot.sandbox.server import RunningSandbox
from tests.browser.chat_page import ChatPage
from tests.browser.gallery import GALLERY
from tests.browser.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ZH, EN, ADMIN, GROUP = "陈晓", "Emma Carter", "王敏", "销售日报群"


@pytest.fixture
def stage(sandbox: RunningSandbox) -> Stage:
    return Stage(sandbox)


async def row(chat: ChatPage, name: str) -> Locator:
    """Return what the dialog of members says of somebody."""
    found = chat.page.locator(f"dialog [data-name='{name}']")
    await expect(found).to_be_visible()
    return found


async def press(line: Locator, label: str) -> None:
    await line.get_by_role("button", name=label, exact=True).click()


async def test_a_group_is_made_with_people_and_the_bot(chat: ChatPage, stage: Stage) -> None:
    await chat.page.get_by_role("button", name="新建群").click()
    await chat.page.fill("input[name=group-name]", "发布小组")
    await chat.page.locator("dialog label", has_text=EN).click()
    await chat.page.get_by_role("button", name="创建").click()

    await expect(chat.page.locator("main h2")).to_have_text("发布小组")
    await expect(chat.page.locator(".pane-about")).to_have_text("3 人")
    made = stage.chat("发布小组")
    assert (made.bot_member, len(made.members)) == (True, 2)


async def test_the_owner_names_a_manager_and_hands_over(chat: ChatPage, stage: Stage) -> None:
    await chat.open_chat(GROUP)
    await chat.page.locator("button[name=group-members]").click()
    await press(await row(chat, ADMIN), "设为管理员")
    await expect((await row(chat, ADMIN)).locator(".badge")).to_have_text("管理员")

    await press(await row(chat, EN), "转让群主")

    await expect((await row(chat, EN)).locator(".badge")).to_have_text("群主")
    await expect((await row(chat, ADMIN)).get_by_role("button")).to_have_count(0)
    assert len(stage.chat(GROUP).managers) == 1


async def test_the_bot_is_put_out_and_brought_back(chat: ChatPage) -> None:
    await chat.open_chat(GROUP)
    await chat.page.locator("button[name=group-members]").click()
    await press(await row(chat, "Aime"), "移出群")
    await expect(chat.page.locator(".pane-about")).to_contain_text("机器人不在这个群里")

    await press(await row(chat, "Aime"), "拉入群")

    await expect(chat.page.locator(".pane-about")).to_have_text("4 人")


async def test_who_leaves_is_back_in_the_personal_chat(chat: ChatPage, stage: Stage) -> None:
    await chat.be(ADMIN)
    await chat.open_chat(GROUP)
    await chat.page.locator("button[name=group-members]").click()

    await chat.page.get_by_role("button", name="退出群").click()

    await expect(chat.page.locator("dialog")).to_have_count(0)
    await expect(chat.page.locator("main h2")).to_have_text("Aime")
    await expect(chat.page.locator(".chat-name-text", has_text=GROUP)).to_have_count(0)


async def test_a_card_for_one_is_seen_by_that_one_until_it_is_taken_away(
    chat: ChatPage, stage: Stage
) -> None:
    place, ephemeral = stage.chat(GROUP), stage.running.sandbox.ephemeral
    reader = next(user for user in stage.tenant.users() if user.name == ADMIN)
    card = GALLERY["task"]
    shown = ephemeral.send(place, reader, json.dumps(card), card)

    await chat.open_chat(GROUP)
    await expect(chat.messages()).to_have_count(0)
    await chat.be(ADMIN)
    await chat.open_chat(GROUP)
    message = await chat.expect_message("仅对你可见")
    await expect(message.get_by_role("button", name="回复话题")).to_have_count(0)

    ephemeral.delete(shown.message_id)
    await expect(chat.messages()).to_have_count(0)


async def test_the_dialogs_fit_on_a_phone(chat: ChatPage) -> None:
    await chat.page.set_viewport_size({"width": 390, "height": 844})
    await chat.be(EN)
    await chat.open_chat(GROUP)
    await chat.page.locator("button[name=group-members]").click()

    dialog = await chat.confirm_dialog()

    assert await dialog.evaluate("each => each.scrollWidth <= each.clientWidth")
    assert await chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
