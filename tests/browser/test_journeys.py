"""The real bot, a local Lark in a process of its own, and people at the chat page."""

import re

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from bot.commands.local_lark import LocalLark
from tests.browser.chat_page import ChatPage
from tests.browser.words import EN, ZH, Words
from tests.journeys.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BOT = "Aime"
BOTH = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
EVERYWHERE = pytest.mark.parametrize("in_group", [False, True], ids=["alone", "group"])
MORE_THAN_A_PAGE = 9
RUBBISH = ("🦄🦄🦄", "\u202eabc مرحبا", "字" * 10_000, "<b>&amp;</b> **a** `b`", "。")
NOT_UNDERSTOOD = re.compile("没听懂|随时说|I did not get that|All right")


@pytest_asyncio.fixture(loop_scope="session")
async def chat(lark: LocalLark, page: Page) -> ChatPage:
    opened = ChatPage(page, lark.url)
    await opened.open()
    return opened


async def enter(chat: ChatPage, words: Words, *, in_group: bool) -> None:
    """Sit down as the person who speaks this language, in the group or in the personal chat."""
    await chat.be(words.person)
    await chat.open_chat(words.group if in_group else BOT)


async def create(chat: ChatPage, words: Words, *, in_group: bool) -> Locator:
    """Create a task by a sentence and a press; return its card."""
    await chat.say(words.sentence, mention=in_group)
    confirm = await chat.expect_card(words.title, tag=words.to_confirm)
    await chat.press(words.save, confirm)
    return await chat.expect_card(words.title, tag=words.on)


@BOTH
@EVERYWHERE
async def test_a_task_lives_by_clicking(chat: ChatPage, words: Words, in_group: bool) -> None:
    await enter(chat, words, in_group=in_group)
    await create(chat, words, in_group=in_group)
    await chat.expect_toast(words.toast_saved, "success")
    task = chat.messages().locator(".lc-card").last
    await chat.press(words.pause, task)
    await chat.expect_toast(words.toast_paused, "success")
    await expect(task.locator("header .lc-tag")).to_have_text(words.paused)
    await chat.press(words.resume, task)
    await expect(task.locator("header .lc-tag")).to_have_text(words.on)
    await chat.press(words.delete, task, agree=False)
    await expect(task.locator("header .lc-tag")).to_have_text(words.on)
    await chat.press(words.delete, task, agree=True)
    await expect(task.locator("header .lc-tag")).to_have_text(words.deleted)
    await chat.press(words.undo, task)
    await expect(task.locator("header .lc-tag")).to_have_text(words.on)
    await chat.expect_tidy()


@BOTH
@EVERYWHERE
async def test_a_run_completes_and_its_result_stands_in_the_thread(
    chat: ChatPage, words: Words, in_group: bool
) -> None:
    await enter(chat, words, in_group=in_group)
    await chat.press(words.run, await create(chat, words, in_group=in_group))
    run = await chat.expect_card(words.title, words.title, tag=words.completed)
    thread = await chat.thread(run)
    await thread.expect(words.title)
    await chat.expect_tidy()
    await thread.close()
    await chat.expect_tidy()


@BOTH
@EVERYWHERE
async def test_a_task_lives_by_typing(chat: ChatPage, words: Words, in_group: bool) -> None:
    await enter(chat, words, in_group=in_group)
    await create(chat, words, in_group=in_group)
    await chat.say(words.type_list, mention=in_group)
    await expect(chat.messages().last).to_contain_text(words.title)
    await chat.say(words.type_run, mention=in_group)
    await chat.expect_card(words.title, tag=words.completed)
    await chat.say(words.type_pause, mention=in_group)
    await chat.expect_card(words.title, tag=words.paused)
    await chat.say(words.type_resume, mention=in_group)
    await expect(chat.messages().last.locator("header .lc-tag")).to_have_text(words.on)
    await chat.say(words.type_delete, mention=in_group)
    await chat.press(words.delete, await chat.expect_card(words.title, words.question))
    await chat.expect_card(words.title, tag=words.deleted)
    await chat.expect_tidy()


@BOTH
async def test_a_colleague_cannot_change_somebody_elses_task(chat: ChatPage, words: Words) -> None:
    await enter(chat, words, in_group=True)
    await create(chat, words, in_group=True)
    await chat.be(words.colleague)
    await chat.open_chat(words.group)
    task = chat.messages().locator(".lc-card").last
    await chat.press(words.pause, task)
    await chat.expect_toast(words.toast_refused, "error")
    await expect(task.locator("header .lc-tag")).to_have_text(words.on)


@BOTH
async def test_a_long_list_is_turned_page_by_page(chat: ChatPage, lark: LocalLark, words: Words) -> None:
    async with aiohttp.ClientSession(lark.url) as http:
        cast = await Cast.of(http)
        writer = cast.owner if words is ZH else cast.colleague
        for _ in range(MORE_THAN_A_PAGE):
            await cast.saved(writer, words.sentence)
    await enter(chat, words, in_group=False)
    await chat.say(words.type_list)
    last_row = chat.page.get_by_text(f"{MORE_THAN_A_PAGE} {words.title[:10]}")
    await chat.press(words.next_page)
    await expect(last_row).to_be_visible()
    await chat.expect_tidy()
    await chat.press(words.previous_page)
    await expect(last_row).to_have_count(0)


@BOTH
async def test_a_newcomer_is_greeted_and_can_begin_with_one_tap(chat: ChatPage, words: Words) -> None:
    await enter(chat, words, in_group=False)
    await chat.say(words.ask_help)
    example = chat.page.locator("main .lc-clickable").last
    await expect(example).to_be_visible()
    await chat.expect_tidy()
    await example.click()
    await expect(chat.page.locator("main header .lc-tag", has_text=words.to_confirm)).to_be_visible()


async def test_rubbish_is_answered_and_creates_nothing(chat: ChatPage) -> None:
    await enter(chat, ZH, in_group=False)
    await chat.say("你好")
    for rubbish in RUBBISH:
        await chat.say(rubbish)
    answers = chat.page.locator("main [data-sender=app] .bubble", has_text=NOT_UNDERSTOOD)
    await expect(answers).to_have_count(len(RUBBISH))
    await expect(chat.page.locator("main header .lc-tag")).to_have_count(0)
    await chat.expect_tidy()


async def test_every_message_of_a_burst_is_answered_once(chat: ChatPage) -> None:
    await enter(chat, ZH, in_group=False)
    for hour in range(8, 18):
        await chat.say(f"每天 {hour}:00 提醒我喝水")
    await expect(chat.page.locator("main header .lc-tag", has_text=ZH.to_confirm)).to_have_count(10)
    await chat.expect_tidy()


async def test_a_button_pressed_twice_acts_once(chat: ChatPage) -> None:
    await enter(chat, ZH, in_group=False)
    task = await create(chat, ZH, in_group=False)
    await task.get_by_role("button", name=ZH.run).dblclick()
    await chat.expect_card(ZH.title, tag=ZH.completed)
    await expect(chat.page.locator("main header .lc-tag", has_text=ZH.completed)).to_have_count(1)
