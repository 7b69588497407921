"""A template named beside a time is used at that time; a task about templates is a task."""

from datetime import UTC, datetime

import pytest

from bot.chat.language import read
from bot.chat.language.meaning import Intent, Question
from scheduler.model import Locale

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def understood(text):
    return read(text, NOW, "Asia/Shanghai", Locale.ZH)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("用周报模板，每周五5点", "周报"),
        ("每周五17点用周报模板", "周报"),
        ("use the news digest template, every Friday at 5pm", "news digest"),
        ("every Friday at 5pm use the weekly report template", "weekly report"),
    ],
)
def test_a_template_named_beside_a_time_is_used_at_that_time(text, query):
    meaning = understood(text)

    assert (meaning.intent, meaning.query, meaning.using) == (Intent.TEMPLATE, query, True)
    assert len(meaning.readings) == 1
    assert meaning.said == text


@pytest.mark.parametrize(
    ("text", "query", "place"),
    [
        ("用周报模板，每周五17点发到产品群", "周报", "产品群"),
        ("每周五17点用周报模板，发到“产品”群里", "周报", "产品"),
        ("use the weekly report template every Friday at 5pm, in the Ops group", "weekly report", "Ops"),
        ("use the news template, post it to the Ops group every Friday at 5pm", "news", "Ops"),
    ],
)
def test_where_it_is_posted_is_no_part_of_the_template(text, query, place):
    meaning = understood(text)

    assert (meaning.intent, meaning.query, meaning.using) == (Intent.TEMPLATE, query, True)
    assert meaning.post_to.name == place


def test_a_template_on_a_day_without_an_hour_asks_for_it():
    assert understood("用周报模板，每周五发到产品群").ask.question is Question.WHAT_TIME


@pytest.mark.parametrize(
    "text", ["每周五17点检查周报模板有没有人改过", "every Friday at 5pm review the email template"]
)
def test_a_task_about_templates_is_a_task(text):
    assert understood(text).intent is Intent.CREATE


def test_a_template_without_a_time_waits_for_one():
    meaning = understood("用周报模板")

    assert (meaning.intent, meaning.using, meaning.readings) == (Intent.TEMPLATE, True, ())
