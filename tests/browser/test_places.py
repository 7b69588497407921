"""Another place for a task, chosen by hand at the chat page: a new group with people picked."""

import pytest
from playwright.async_api import Page, expect

from bot.commands.local_lark import LocalLark
from tests.browser.chat_page import ChatPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

GROUP = "销售日报群"


async def test_a_new_group_is_named_its_people_picked_and_made(lark: LocalLark, page: Page) -> None:
    chat = ChatPage(page, lark.url)
    await chat.open()
    await chat.be("陈晓")
    await chat.open_chat(GROUP)
    await chat.say("每天早上9点提醒大家看日报", mention=True)
    confirm = await chat.expect_card("大家看日报", "群里 3 人都能看到结果", tag="待确认")
    await chat.expect_tidy()

    await chat.press("换个地方", confirm)
    asked = await chat.expect_card("发到哪里", "我的私聊")
    await chat.expect_tidy()
    await chat.press("新建一个群", asked)
    form = await chat.expect_card("发到哪里", "还有谁")
    await chat.fill(form, group_name="晨会")
    people = form.locator("[data-name=members]")
    await people.locator("summary").click()
    await people.get_by_text("Emma Carter").click()
    await people.locator("summary").click()
    await chat.expect_tidy()
    await chat.press("用这个新群", form)
    confirm = await chat.expect_card("大家看日报", "新群“晨会”，群里 2 人都能看到结果")
    await chat.press("保存", confirm)

    task = await chat.expect_card("大家看日报", "晨会", tag="已开启")
    await chat.press("我的权限", task)
    await chat.expect_toast("你是负责人")
    await chat.open_chat("晨会")
    await chat.expect_card("大家看日报", "设置了一个发到本群的任务", tag="已设置")
    await chat.expect_tidy()
    await expect(page.get_by_role("button", name="我的权限")).to_have_count(1)
