"""Templates at the chat page: found, filled in, confirmed, written."""

from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.commands.local_lark import LocalLark
from tests.browser.chat_page import ChatPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BOT = "Aime"


@dataclass(frozen=True)
class Words:
    """What is typed and read in one language."""

    person: str
    hello: str
    all: str
    library: str
    query: str
    search: str
    title: str
    use: str
    next: str
    needs_number: str
    schedule: str
    date: str
    shown: str
    to_confirm: str
    new: str
    save: str
    done: str
    prompt: str
    draft: str


ZH = Words(
    person="陈晓",
    hello="帮助",
    all="模板",
    library="模板库",
    query="新闻",
    search="搜索",
    title="新闻早报",
    use="用这个模板",
    next="下一步",
    needs_number="要填数字",
    schedule="每周五 17:00",
    date="2026-12-31",
    shown="每周五 17:00",
    to_confirm="待确认",
    new="新建模板",
    save="保存",
    done="完成",
    prompt="写一首关于{{主题}}的{{体裁}}，{{今天}}",
    draft="草稿",
)
EN = Words(
    person="Emma Carter",
    hello="please tell me what you can do",
    all="templates",
    library="Templates",
    query="news",
    search="Search",
    title="Morning news digest",
    use="Use this template",
    next="Next",
    needs_number="A number is needed",
    schedule="every Friday at 5pm",
    date="2026-12-31",
    shown="Every Friday at 17:00",
    to_confirm="To confirm",
    new="New template",
    save="Save",
    done="Done",
    prompt="Write a {{form}} about {{subject}}, {{today}}",
    draft="Draft",
)
BOTH = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])


@pytest_asyncio.fixture(loop_scope="session")
async def chat(lark: LocalLark, page: Page) -> ChatPage:
    opened = ChatPage(page, lark.url)
    await opened.open()
    return opened


async def enter(chat: ChatPage, words: Words) -> None:
    """Sit down in one's own chat with the bot and ask for the library."""
    await chat.be(words.person)
    await chat.open_chat(BOT)
    await chat.say(words.hello)
    await expect(chat.messages().locator(".lc-card")).to_have_count(1)
    await chat.say(words.all)
    await chat.expect_card(words.library)


@BOTH
async def test_a_template_is_found_filled_in_and_confirmed(chat: ChatPage, words: Words) -> None:
    await enter(chat, words)
    card = chat.card(words.library)
    await chat.expect_tidy()
    await chat.fill(card, query=words.query)
    await chat.press(words.search, card)
    await chat.page.locator("main .lc-clickable", has_text=words.title).click()
    await chat.press(words.use, await chat.expect_card(words.title))
    form = await chat.expect_card(words.title)
    await chat.expect_tidy()
    await chat.fill(form, value_0="Aime", value_1="many", schedule=words.schedule)
    await chat.press(words.next, form)
    await chat.expect_toast(words.needs_number, "error")
    await expect(form.locator("[data-name=value_0] input")).to_have_value("Aime")
    await chat.fill(form, value_1="3")
    await chat.press(words.next, form)
    await chat.expect_card(words.title, words.shown, "Aime", tag=words.to_confirm)
    await chat.expect_tidy()


@BOTH
async def test_a_template_is_written_without_learning_a_syntax(chat: ChatPage, words: Words) -> None:
    await enter(chat, words)
    await chat.press(words.new, chat.card(words.library))
    form = await chat.expect_card(words.new)
    await chat.expect_tidy()
    await chat.fill(form, title=words.title, description=words.title, prompt_0=words.prompt)
    await chat.press(words.save, form)
    questions = await chat.expect_card(words.title)
    await chat.expect_tidy()
    await chat.fill(questions, label_0="A?", kind_0="date", must_1="may")
    await chat.press(words.done, questions)
    await chat.expect_card(words.title, "A?", tag=words.draft)
    await chat.expect_tidy()
