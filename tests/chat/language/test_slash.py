"""Commands by slash, in both languages, however they are typed."""

import pytest

from bot.chat.language import language_of
from bot.chat.language.meaning import Intent, Question, TaskRef
from scheduler.model import Locale
from tests.chat.language.clocks import fires, said


@pytest.mark.parametrize(
    ("text", "intent", "ref"),
    [
        ("/list", Intent.LIST, None),
        ("/列表", Intent.LIST, None),
        ("／列表", Intent.LIST, None),
        (" /LIST ", Intent.LIST, None),
        ("/help", Intent.HELP, None),
        ("/帮助", Intent.HELP, None),
        ("/show 2", Intent.SHOW, TaskRef(number=2)),
        ("/show Daily News", Intent.SHOW, TaskRef(name="Daily News")),
        ("/查看 日报", Intent.SHOW, TaskRef(name="日报")),
        ("/查看日报", Intent.SHOW, TaskRef(name="日报")),
        ("/run ３", Intent.RUN, TaskRef(number=3)),
        ("/run #3", Intent.RUN, TaskRef(number=3)),
        ("/运行 第三个", Intent.RUN, TaskRef(number=3)),
        ("/pause all", Intent.PAUSE, TaskRef(all=True)),
        ("/暂停 全部", Intent.PAUSE, TaskRef(all=True)),
        ("/resume", Intent.RESUME, None),
        ("/恢复 日报", Intent.RESUME, TaskRef(name="日报")),
        ("/delete 1", Intent.DELETE, TaskRef(number=1)),
        ("/删除 日报", Intent.DELETE, TaskRef(name="日报")),
        ("/unknown 1", Intent.NONE, None),
        ("/", Intent.NONE, None),
    ],
)
def test_command(text, intent, ref):
    meaning = said(text)

    assert (meaning.intent, meaning.ref) == (intent, ref)


@pytest.mark.parametrize("text", ["/new", "/新建", "/new "])
def test_new_alone_opens_the_form(text):
    assert said(text).intent is Intent.NEW


@pytest.mark.parametrize("text", ["/new every day at 9", "/新建 每天9点"])
def test_new_without_a_wish_asks_what_to_do(text):
    assert said(text).ask.question is Question.WHAT_TO_DO


def test_new_with_a_schedule_in_words():
    meaning = said("/new every 5 minutes post hello")

    assert (meaning.prompt, meaning.is_fixed_text) == ("hello", True)
    assert fires("/new every 5 minutes post hello", count=2) == "04-22 14:10, 04-22 14:15"


def test_new_needs_no_asking_form():
    assert said("/新建 每天9点 团队周知").prompt == "团队周知"


def test_new_without_a_schedule_offers_some():
    ask = said("/new summarise the news").ask

    assert ask.question is Question.HOW_OFTEN
    assert all(said(choice.sentence).prompt == "summarise the news" for choice in ask.choices)


@pytest.mark.parametrize(
    "text", ["/pause 2 until Monday", "/暂停 2 到下周一", "暂停2到下周一", "pause 2 until Monday"]
)
def test_pause_with_an_end(text):
    meaning = said(text)

    assert meaning.ref == TaskRef(number=2)
    assert meaning.until.isoformat() == "2026-04-26T16:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("/list", None),
        ("/ping 1 https://hc.example/AbC-1", None),
        ("https://example.com/reports?day=today", None),
        ("wang.min@example.com", None),
        ("2", None),
        ("", None),
        ("👍", None),
        ("hello", Locale.EN),
        ("每天9点 check PR", Locale.ZH),
    ],
)
def test_language_is_told_by_the_script(text, locale):
    assert language_of(text) is locale


@pytest.mark.parametrize(
    ("text", "ref", "query"),
    [
        ("/ping 2 https://hc.example/AbC-1", TaskRef(number=2), "https://hc.example/AbC-1"),
        ("/心跳 2 https://hc.example/AbC-1", TaskRef(number=2), "https://hc.example/AbC-1"),
        ("/心跳 日报 https://hc.example/AbC-1", TaskRef(name="日报"), "https://hc.example/AbC-1"),
        ("/ping Daily News https://hc.example/x?a=B", TaskRef(name="Daily News"), "https://hc.example/x?a=B"),
        ("/ping https://hc.example/AbC-1", None, "https://hc.example/AbC-1"),
        ("/ping 2 off", TaskRef(number=2), "off"),
        ("/心跳 日报 关闭", TaskRef(name="日报"), "关闭"),
        ("/心跳 海关", TaskRef(name="海关"), ""),
        ("/心跳 2 关闭", TaskRef(number=2), "关闭"),
        ("/ping 2", TaskRef(number=2), ""),
        ("/心跳 日报", TaskRef(name="日报"), ""),
        ("/ping", None, ""),
    ],
)
def test_a_monitor_s_address_is_read_as_it_was_typed(text, ref, query):
    meaning = said(text)

    assert (meaning.intent, meaning.ref, meaning.query) == (Intent.PING, ref, query)
