"""The chat page on a sandbox whose bot is played by the test."""

import re

import pytest
from playwright.async_api import expect

from bot.sandbox.server import RunningSandbox
from tests.browser.chat_page import ChatPage, Thread
from tests.browser.gallery import GALLERY
from tests.browser.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ZH, EN, GROUP = "陈晓", "Emma Carter", "销售日报群"
FORM = GALLERY["form"]


@pytest.fixture
def stage(sandbox: RunningSandbox) -> Stage:
    return Stage(sandbox)


async def test_the_first_message_opens_the_personal_chat(chat: ChatPage, stage: Stage) -> None:
    await expect(chat.page.locator("[data-chat-id=p2p]")).to_be_visible()
    await chat.say("你好")
    message = await chat.expect_message("你好")
    await expect(message).to_have_class("message mine")
    chat_id = stage.chat(ZH).chat_id
    await expect(chat.page.locator(f"[data-chat-id={chat_id}]")).to_contain_text("你好")


async def test_enter_with_shift_breaks_the_line(chat: ChatPage, stage: Stage) -> None:
    box = chat.page.locator("textarea[name=composer]")
    await box.fill("一")
    await box.press("Shift+Enter")
    await box.press_sequentially("二")
    await box.press("Enter")
    await chat.expect_message("一\n二")
    assert stage.newest().content == '{"text": "一\\n二"}'


async def test_a_card_arrives_and_the_list_shows_its_summary(chat: ChatPage, stage: Stage) -> None:
    stage.send_card(stage.open_personal_chat(ZH), GALLERY["completed"])
    await chat.expect_card("销售日报", "昨日成交额", tag="已完成")
    await expect(chat.page.locator(".chat-preview").first).to_have_text("📊 销售日报：已完成 · 1 分 12 秒")


async def test_a_press_shows_the_bots_toast_and_its_new_card(chat: ChatPage, stage: Stage) -> None:
    stage.send_card(stage.open_personal_chat(ZH), GALLERY["confirm"])
    answer = {
        "toast": {"type": "success", "content": "已保存"},
        "card": {"type": "raw", "data": GALLERY["task"]},
    }
    async with stage.answering(answer):
        await chat.press("保存", await chat.expect_card("新建定时任务"))
        await chat.expect_toast("已保存", "success")
        await chat.expect_card("销售日报", tag="已开启")
    await expect(chat.messages()).to_have_count(1)


async def test_a_press_that_nobody_answers_shows_larks_code(chat: ChatPage, stage: Stage) -> None:
    stage.send_card(stage.open_personal_chat(ZH), GALLERY["confirm"])
    await chat.press("保存", await chat.expect_card("新建定时任务"))
    await chat.expect_toast("出错了，请稍后重试 code: 200340", "error")


async def test_a_form_reaches_the_bot_with_its_values(chat: ChatPage, stage: Stage) -> None:
    stage.send_card(stage.open_personal_chat(ZH), FORM)
    card = await chat.expect_card("修改任务")
    await chat.fill(
        card, title="日报", frequency="weekly", days=["fri"], holidays=False, until="2026-12-31T18:00"
    )
    async with stage.answering({}) as bot:
        await chat.press("保存", card)
        values = (await bot.events.get())["event"]["action"]["form_value"]
    assert (values["title"], values["frequency"], values["days"]) == ("日报", "weekly", ["fri"])
    assert (values["holidays"], values["until"]) == (False, "2026-12-31 18:00 +0800")


async def test_what_was_typed_survives_other_messages(chat: ChatPage, stage: Stage) -> None:
    place = stage.open_personal_chat(ZH)
    sent = stage.send_card(place, FORM)
    card = await chat.expect_card("修改任务")
    await chat.fill(card, title="写到一半")
    stage.send_text(place, "插一句", under=sent)
    stage.send_text(place, "再来一条")
    await chat.expect_message("再来一条")
    await expect(card.locator("[data-name=title] input")).to_have_value("写到一半")


async def test_a_long_chat_shows_its_end_and_keeps_the_focus(chat: ChatPage, stage: Stage) -> None:
    place = stage.open_personal_chat(ZH)
    stage.fill(place, 250)
    stage.send_card(place, FORM)
    field = (await chat.expect_card("修改任务")).locator("[data-name=title] input")
    await field.click()
    stage.send_text(place, "再来一条")
    await chat.expect_message("再来一条")
    await expect(field).to_be_focused()
    await expect(chat.messages()).to_have_count(200)
    await chat.page.get_by_role("button", name="更早的消息").click()
    await expect(chat.messages()).to_have_count(252)


async def test_who_writes_sees_the_end_again(chat: ChatPage, stage: Stage) -> None:
    stage.fill(stage.open_personal_chat(ZH), 60)
    await chat.expect_message("59")
    await chat.page.locator("main .messages").evaluate("each => each.scrollTo(0, 0)")
    await expect(chat.page.get_by_role("button", name="跳到最新消息")).to_be_visible()
    await chat.say("在上面写的")
    await expect(await chat.expect_message("在上面写的")).to_be_in_viewport()


async def test_a_changed_card_is_drawn_in_its_place(chat: ChatPage, stage: Stage) -> None:
    place = stage.open_personal_chat(ZH)
    sent = stage.send_card(place, GALLERY["running"])
    stage.send_text(place, "后面")
    await chat.expect_card("销售日报", tag="运行中")
    stage.change(sent, GALLERY["completed"])
    await chat.expect_card("销售日报", tag="已完成")
    await expect(chat.messages().first).to_have_attribute("aria-label", re.compile("已完成"))
    await expect(chat.messages().first).to_have_attribute("data-message-id", sent.message_id)


async def test_a_mention_is_one_switch_away(chat: ChatPage, stage: Stage) -> None:
    await chat.open_chat(GROUP)
    await chat.say("不叫机器人", mention=False)
    await chat.expect_message("不叫机器人")
    assert not stage.newest().mentions
    await chat.say("叫机器人", mention=True)
    await chat.expect_message("@Aime 叫机器人")
    assert [each.is_bot for each in stage.newest().mentions] == [True]


async def test_a_typed_mention_counts(chat: ChatPage, stage: Stage) -> None:
    await chat.open_chat(GROUP)
    await chat.say("@Aime /list", mention=False)
    await chat.expect_message("@Aime /list")
    assert [each.is_bot for each in stage.newest().mentions] == [True]


async def test_news_for_somebody_else_waits_with_a_dot(chat: ChatPage, stage: Stage) -> None:
    stage.send_text(stage.chat(GROUP), "大家好")
    await chat.be(EN)
    row = chat.page.locator(f"[data-chat-id={stage.chat(GROUP).chat_id}]")
    await expect(row).to_have_attribute("data-unread", "1")
    await chat.open_chat(GROUP)
    await expect(row).not_to_have_attribute("data-unread", "1")


async def test_a_thread_opens_at_the_side_and_takes_replies(chat: ChatPage, stage: Stage) -> None:
    place = stage.open_personal_chat(ZH)
    sent = stage.send_card(place, GALLERY["completed"])
    stage.send_text(place, "结果在这里", under=sent)
    thread = await chat.thread(await chat.expect_card("销售日报"))
    await thread.expect("结果在这里")
    await thread.say("谢谢")
    await thread.expect("谢谢")
    assert stage.newest().root_id == sent.message_id
    await expect(chat.messages()).to_have_count(1)
    await expect(chat.page.locator(".replies")).to_contain_text("2 条回复")
    await thread.close()


async def test_a_long_reply_shows_its_first_words_in_one_line(chat: ChatPage, stage: Stage) -> None:
    place = stage.open_personal_chat(ZH)
    stage.send_markdown(
        place, "**华东** 领先\n\n- " + "很长的结果" * 200, under=stage.send_text(place, "日报")
    )
    replies = chat.page.locator("main .replies")
    await expect(replies).to_contain_text("华东 领先 很长的结果")
    column = chat.page.locator("main .messages")
    assert await column.evaluate("each => each.scrollWidth <= each.clientWidth")


async def test_a_toast_replaces_the_one_before(chat: ChatPage, stage: Stage) -> None:
    stage.send_card(stage.open_personal_chat(ZH), GALLERY["confirm"])
    for word in ("一", "二"):
        async with stage.answering({"toast": {"type": "success", "content": word}}):
            await chat.press("保存")
            await chat.expect_toast(word)
    await expect(chat.page.get_by_role("status")).to_have_count(1)


async def test_a_thread_can_be_begun_from_any_message(chat: ChatPage, stage: Stage) -> None:
    sent = stage.send_text(stage.open_personal_chat(ZH), "说说看")
    message = await chat.expect_message("说说看")
    await message.hover()
    await message.get_by_role("button", name="回复话题").click()
    thread = Thread(chat)
    await thread.say("好的")
    await thread.expect("好的")
    assert stage.newest().root_id == sent.message_id


async def test_a_recalled_message_says_so(chat: ChatPage, stage: Stage) -> None:
    sent = stage.send_text(stage.open_personal_chat(ZH), "说错了")
    await chat.expect_message("说错了")
    stage.posting.recall(sent.message_id)
    await chat.expect_message("消息已撤回")


async def test_the_page_speaks_the_language_of_who_one_is(chat: ChatPage) -> None:
    await expect(chat.page.locator(".chats-title")).to_have_text("会话")
    await chat.be(EN)
    await expect(chat.page.locator(".chats-title")).to_have_text("Chats")
    await expect(chat.page.locator("textarea[name=composer]")).to_have_attribute(
        "placeholder", "Message Aime"
    )


async def test_a_text_is_never_markup(chat: ChatPage) -> None:
    evil = "<img src=x onerror=alert(1)> **a** javascript:alert(1)"
    await chat.say(evil)
    message = await chat.expect_message(evil)
    await expect(message.locator("img, strong, a")).to_have_count(0)


async def test_the_drawer_shows_what_goes_over_the_wire(chat: ChatPage, stage: Stage) -> None:
    await chat.page.get_by_role("button", name="网络请求", exact=True).click()
    async with stage.answering({}):
        await chat.say("你好")
        await expect(chat.page.locator("[data-wire=delivery]")).to_contain_text("im.message.receive_v1")
    await chat.page.keyboard.press("Escape")
    await expect(chat.page.locator(".drawer")).to_be_hidden()


async def test_dark_mode_follows_the_system_until_it_is_switched(chat: ChatPage) -> None:
    switch = chat.page.get_by_role("button", name="深色模式")
    await expect(switch).to_have_attribute("aria-pressed", "false")
    await switch.click()
    await expect(chat.page.locator("html")).to_have_attribute("data-theme", "dark")
    await switch.click()
    assert await chat.page.locator("html").get_attribute("data-theme") is None


@pytest.mark.parametrize("person", [ZH, EN])
async def test_on_a_phone_one_pane_shows_and_nothing_overflows(
    chat: ChatPage, stage: Stage, person: str
) -> None:
    for name in ("confirm", "task", "list", "form", "history"):
        stage.send_card(stage.chat(GROUP), GALLERY[name])
    await chat.page.set_viewport_size({"width": 390, "height": 844})
    await chat.be(person)
    await chat.open_chat(GROUP)
    await expect(chat.page.locator(".sidebar")).to_be_hidden()
    assert await chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    column = chat.page.locator("main .messages")
    assert await column.evaluate("each => each.scrollWidth <= each.clientWidth")
