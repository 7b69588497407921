"""Language, zone, templates, undo, the form, two tasks at once, crontab lines, and small talk."""

import pytest

from bot.chat.language.meaning import Intent, Question, TaskRef, Tone
from scheduler.errors import Reason
from scheduler.model import Locale
from scheduler.triggers import Cron
from tests.chat.language.clocks import said


@pytest.mark.parametrize(
    ("text", "language", "zone"),
    [
        ("说英文", Locale.EN, ""),
        ("speak English", Locale.EN, ""),
        ("用中文", Locale.ZH, ""),
        ("switch to Chinese", Locale.ZH, ""),
        ("/language english", Locale.EN, ""),
        ("我的时区改成纽约", None, "America/New_York"),
        ("set my timezone to Berlin", None, "Europe/Berlin"),
        ("/timezone Asia/Tokyo", None, "Asia/Tokyo"),
        ("设置", None, ""),
    ],
)
def test_settings(text, language, zone):
    meaning = said(text)

    assert (meaning.intent, meaning.language, meaning.zone) == (Intent.SETTINGS, language, zone)


def test_an_unknown_zone_of_ones_own_is_refused():
    assert said("set my timezone to Atlantis").refusal.reason is Reason.UNKNOWN_ZONE


@pytest.mark.parametrize(
    ("text", "query", "using"),
    [
        ("有哪些模板", "", False),
        ("templates", "", False),
        ("show me the templates", "", False),
        ("用周报模板", "周报", True),
        ("use the weekly report template", "weekly report", True),
        ("找竞品模板", "竞品", False),
        ("search templates for standup", "standup", False),
        ("/templates 周报", "周报", False),
    ],
)
def test_templates(text, query, using):
    meaning = said(text)

    assert (meaning.intent, meaning.query, meaning.using) == (Intent.TEMPLATE, query, using)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("撤销删除", None),
        ("undo", None),
        ("/undo", None),
        ("恢复刚删的日报", TaskRef(name="日报")),
        ("bring back the digest", TaskRef(name="digest")),
    ],
)
def test_a_deleted_task_comes_back(text, ref):
    meaning = said(text)

    assert (meaning.intent, meaning.ref) == (Intent.RESTORE, ref)


@pytest.mark.parametrize("text", ["新建任务", "new task", "/new", "创建一个定时任务"])
def test_a_new_task_without_a_word_opens_the_form(text):
    assert said(text).intent is Intent.NEW


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("每天9点发日报，每周五5点发周报", ("每天9点发日报", "每周五5点发周报")),
        ("每天9点提醒我带伞，下午3点提醒我喝水", ("每天9点提醒我带伞", "每天下午3点提醒我喝水")),
        (
            "every day at 9 send the digest and every Friday at 5pm send the report",
            ("every day at 9 send the digest", "every Friday at 5pm send the report"),
        ),
    ],
)
def test_two_tasks_in_one_message_are_both_offered(text, parts):
    meaning = said(text)

    assert (meaning.intent, meaning.parts, meaning.readings) == (Intent.CREATE, parts, ())
    assert all(said(part).readings for part in parts)


@pytest.mark.parametrize(
    "text", ["周一9点和周四15点提醒我开会", "每天9点汇总新闻，发到本群", "明天下午2点提醒我周五要交表"]
)
def test_one_task_with_more_words_is_one(text):
    assert said(text).parts == ()


@pytest.mark.parametrize(
    "text", ["/new 0 9 * * 1-5 汇总工单", "cron 0 9 * * 1-5 汇总工单", "crontab: 0 9 * * 1-5 汇总工单"]
)
def test_a_crontab_line_creates(text):
    meaning = said(text)

    assert meaning.prompt == "汇总工单"
    assert meaning.readings[0].trigger == Cron("0 9 * * 1-5", "Asia/Shanghai")


@pytest.mark.parametrize("text", ["0 9 * * 1-5", "我们的 cron 是 0 9 * * 1-5", 'run "0 9 * * 1-5" on prod'])
def test_a_crontab_line_in_talk_creates_nothing(text):
    assert said(text).intent is not Intent.CREATE


def test_a_crontab_line_without_a_wish_asks_for_it():
    assert said("/new 0 9 * * *").ask.question is Question.WHAT_TO_DO


@pytest.mark.parametrize(
    "text", ["/new 每天9点 Mars/Base 汇总", "/new every day at 9 Mars/Phobos report", "/new 99 9 * * * x"]
)
def test_what_a_command_cannot_mean_is_refused(text):
    assert said(text).refusal.reason in {Reason.UNKNOWN_ZONE, Reason.BAD_CRON}


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("你好", Tone.GREETING),
        ("hi there", Tone.GREETING),
        ("谢谢啦", Tone.THANKS),
        ("thanks a lot!", Tone.THANKS),
        ("晚安，明天见", Tone.GOODBYE),
        ("bye", Tone.GOODBYE),
        ("好烦", Tone.COMPLAINT),
        ("今天天气真好", None),
    ],
)
def test_small_talk_has_a_tone(text, tone):
    meaning = said(text)

    assert (meaning.intent, meaning.tone) == (Intent.NONE, tone)
