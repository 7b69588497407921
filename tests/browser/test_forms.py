"""The form for a task at the chat page: filled in, mended and sent by hand, on a desktop and on a phone."""

from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from bot.commands.local_lark import LocalLark
from tests.browser.chat_page import PHONE_WIDTH, ChatPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BOT = "Aime"
TOO_MANY = 1_500  # characters, more than a field of Lark's takes


@dataclass(frozen=True)
class Words:
    """What the person types, presses and reads."""

    person: str
    new: str
    form: str
    title: str
    content: str
    schedule: str
    unclear: str
    question: str
    submit: str
    check: str
    cancel: str
    back: str
    save: str
    edit: str
    pickers: str
    advanced: str
    weekly: str
    monday: str
    read: str
    as_picked: str
    missing: str
    cancelled: str
    to_confirm: str
    on: str
    on_failure: str
    shown_on_failure: str
    list: str
    open: str


ZH = Words(
    person="陈晓",
    new="新建任务",
    form="新建定时任务",
    title="销售日报",
    content="总结昨天的销售数据",
    schedule="每个工作日早上9点",
    unclear="每周一",
    question="几点运行？",
    submit="下一步",
    check="看看时间",
    cancel="取消",
    back="返回",
    save="保存",
    edit="修改",
    pickers="或者逐项选时间",
    advanced="更多设置",
    weekly="每周几",
    monday="周一",
    read="每个工作日 09:00",
    as_picked="按选的：每周一 10:15",
    missing="写一下到时候做什么",
    cancelled="没有创建任务",
    to_confirm="待确认",
    on="已开启",
    on_failure="失败才发",
    shown_on_failure="通知：失败时",
    list="任务列表",
    open="新建",
)
EN = Words(
    person="Emma Carter",
    new="please create a new task",
    form="New scheduled task",
    title="Sales digest",
    content="Summarise yesterday's sales",
    schedule="every weekday at 9am",
    unclear="every Monday",
    question="At what time?",
    submit="Next",
    check="Check the time",
    cancel="Cancel",
    back="Back",
    save="Save",
    edit="Edit",
    pickers="Or pick the time",
    advanced="More settings",
    weekly="Weekly",
    monday="Mon",
    read="Every weekday at 09:00",
    as_picked="As picked: every Monday at 10:15",
    missing="Say what is to be done",
    cancelled="no task was created",
    to_confirm="To confirm",
    on="On",
    on_failure="When it fails",
    shown_on_failure="Notify: on failure",
    list="show my tasks please",
    open="New task",
)
BOTH = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
DEVICES = pytest.mark.parametrize("width", [1280, PHONE_WIDTH], ids=["desktop", "phone"])


@pytest_asyncio.fixture(loop_scope="session")
async def chat(lark: LocalLark, page: Page) -> ChatPage:
    opened = ChatPage(page, lark.url)
    await opened.open()
    return opened


async def form_of(chat: ChatPage, words: Words, width: int = 1280) -> Locator:
    """Sit down and ask for a form; return its card."""
    await chat.page.set_viewport_size({"width": width, "height": 844})
    await chat.be(words.person)
    await chat.open_chat(BOT)
    await chat.say(words.new)
    return await chat.expect_card(words.form)


def field(card: Locator, name: str) -> Locator:
    return card.locator(f"[data-name='{name}']").locator("input, textarea, select").first


async def unfold(card: Locator, title: str) -> None:
    await card.get_by_text(title, exact=True).click()


@BOTH
@DEVICES
async def test_a_task_is_filled_in_confirmed_and_saved(chat: ChatPage, words: Words, width: int) -> None:
    card = await form_of(chat, words, width)
    await chat.fill(card, title=words.title, content=words.content, schedule=words.schedule)
    await chat.expect_tidy()
    await chat.press(words.submit, card)
    confirm = await chat.expect_card(words.title, words.content, tag=words.to_confirm)
    await chat.expect_tidy()
    await chat.press(words.save, confirm)
    await chat.expect_card(words.title, tag=words.on)


@BOTH
@DEVICES
async def test_an_empty_form_says_what_is_missing_and_keeps_what_is_there(
    chat: ChatPage, words: Words, width: int
) -> None:
    card = await form_of(chat, words, width)
    await chat.fill(card, title=words.title, schedule=words.unclear)
    await chat.press(words.submit, card)
    await expect(card).to_contain_text(words.missing)
    await expect(card).to_contain_text(words.question)
    await expect(field(card, "title")).to_have_value(words.title)
    await expect(field(card, "schedule")).to_have_value(words.unclear)
    await chat.expect_tidy()
    await chat.fill(card, content=words.content)
    await chat.press("14:00", card)
    await chat.expect_card(words.title, "14:00", tag=words.to_confirm)


@BOTH
@DEVICES
async def test_a_time_is_picked_and_weighed_against_the_words(
    chat: ChatPage, words: Words, width: int
) -> None:
    card = await form_of(chat, words, width)
    await chat.fill(card, content=words.content, schedule=words.schedule)
    await unfold(card, words.pickers)
    await chat.fill(card, cycle="weekly", clock="10:15", weekdays=["1"])
    await chat.page.keyboard.press("Escape")
    await chat.expect_tidy()
    await chat.press(words.submit, card)
    await expect(card.get_by_role("button", name=words.as_picked)).to_be_visible()
    await chat.expect_tidy()
    await chat.press(words.as_picked, card)
    await chat.expect_card(words.content, "10:15", tag=words.to_confirm)


@BOTH
async def test_the_time_is_checked_before_anything_else_is_filled_in(chat: ChatPage, words: Words) -> None:
    card = await form_of(chat, words)
    await chat.fill(card, schedule=words.schedule)
    await chat.press(words.check, card)
    await expect(card).to_contain_text(words.read)
    await expect(field(card, "schedule")).to_have_value(words.schedule)
    await chat.expect_tidy()


@BOTH
@DEVICES
async def test_settings_are_chosen_and_shown_before_they_are_saved(
    chat: ChatPage, words: Words, width: int
) -> None:
    card = await form_of(chat, words, width)
    await chat.fill(card, title=words.title, content=words.content, schedule=words.schedule)
    await unfold(card, words.advanced)
    await chat.fill(card, notify="on_failure", maximum="20", end="2040-12-31")
    await chat.expect_tidy()
    await chat.press(words.submit, card)
    confirm = await chat.expect_card(words.title, words.shown_on_failure, "2040", "20", tag=words.to_confirm)
    await chat.press(words.edit, confirm)
    await expect(field(confirm, "notify")).to_have_value("on_failure")
    await expect(field(confirm, "end")).to_have_value("2040-12-31")
    await chat.expect_tidy()
    await chat.press(words.back, confirm)
    await chat.expect_card(words.title, tag=words.to_confirm)


@BOTH
async def test_a_form_is_given_up(chat: ChatPage, words: Words) -> None:
    card = await form_of(chat, words)
    await chat.press(words.cancel, card)
    await expect(card).to_contain_text(words.cancelled)
    await expect(card.get_by_role("button")).to_have_count(0)


@BOTH
async def test_the_list_leads_to_a_form(chat: ChatPage, words: Words) -> None:
    await chat.be(words.person)
    await chat.open_chat(BOT)
    await chat.say(words.list)
    await chat.press(words.open)
    await chat.expect_card(words.form)
    await chat.expect_tidy()


async def test_a_long_content_goes_on_in_the_next_field(chat: ChatPage) -> None:
    card = await form_of(chat, EN)
    await unfold(card, "A long one? Go on here")
    await chat.fill(card, content="a" * 1000, content_2="b" * (TOO_MANY - 1000), schedule=EN.schedule)
    await chat.press(EN.submit, card)
    confirm = await chat.expect_card("A" + "a" * 10, tag=EN.to_confirm)
    await chat.press(EN.edit, confirm)
    await expect(field(confirm, "content")).to_have_value("a" * 1000)
    await expect(field(confirm, "content_2")).to_have_value("b" * (TOO_MANY - 1000))
    await chat.expect_tidy()


async def test_hostile_text_is_kept_as_typed_and_does_no_harm(chat: ChatPage) -> None:
    card = await form_of(chat, ZH)
    hostile = "<at id=all></at> **粗** `x` <b>&amp;</b> | a | b |"
    await chat.fill(card, title=hostile, content=hostile, schedule=hostile)
    await chat.press(ZH.submit, card)
    await expect(field(card, "content")).to_have_value(hostile)
    await chat.expect_tidy()
    await chat.fill(card, schedule=ZH.schedule)
    await chat.press(ZH.submit, card)
    await chat.expect_card("<at id=all>", tag=ZH.to_confirm)
    await chat.expect_tidy()
