"""Sentences beyond the worked examples: fires, prompts, questions and refusals."""

from datetime import datetime

import pytest

from bot.chat.language.meaning import Intent, TaskRef
from scheduler.errors import Reason
from scheduler.fires import upcoming
from scheduler.triggers import zone_of
from tests.chat.language import (
    said_in_chinese,
    said_in_english,
    said_in_other_words,
    said_indirectly,
    said_loosely,
)
from tests.chat.language.clocks import CLOCKS, said
from tests.chat.language.commands import COMMANDS

READ = (
    *said_in_chinese.READ,
    *said_in_english.READ,
    *said_in_other_words.READ,
    *said_loosely.READ,
    *said_indirectly.READ,
)
ASKED = (*said_in_chinese.ASKED, *said_in_english.ASKED, *said_in_other_words.ASKED, *said_loosely.ASKED)
REFUSED = (*said_in_chinese.REFUSED, *said_in_english.REFUSED, *said_loosely.REFUSED)


def named(rows):
    return [row[1] for row in rows]


def first_two(meaning, clock):
    now, zone = CLOCKS[clock]
    local = [time.astimezone(zone_of(zone)) for time in upcoming(meaning.readings[0].trigger, now, 2)]
    return ", ".join(f"{time:%Y-%m-%d %H:%M:%S}".removesuffix(":00") for time in local)


@pytest.mark.parametrize(("clock", "text", "fires", "prompt", "fixed"), READ, ids=named(READ))
def test_is_read(clock, text, fires, prompt, fixed):
    meaning = said(text, clock)

    assert first_two(meaning, clock) == fires
    assert (meaning.prompt, meaning.is_fixed_text) == (prompt, fixed)


@pytest.mark.parametrize(("clock", "text", "question"), ASKED, ids=named(ASKED))
def test_asks_one_question(clock, text, question):
    meaning = said(text, clock)

    assert meaning.ask.question == question
    assert not meaning.readings
    assert meaning.refusal is None


@pytest.mark.parametrize(("clock", "text", "question"), ASKED, ids=named(ASKED))
def test_every_choice_is_a_whole_sentence(clock, text, question):
    meaning = said(text, clock)

    assert meaning.ask.choices or question == "what_to_do"
    for choice in meaning.ask.choices:
        again = said(choice.sentence, clock)
        assert again.readings, choice.sentence
        assert again.prompt == meaning.prompt


@pytest.mark.parametrize(("clock", "text", "reason"), REFUSED, ids=named(REFUSED))
def test_refuses_and_offers_what_would_work(clock, text, reason):
    meaning = said(text, clock)

    assert meaning.refusal.reason is Reason(reason)
    assert said(meaning.refusal.offer, clock).readings, meaning.refusal.offer


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("每天24:30提醒我", Reason.BAD_TIME),
        ("every day at 25:00 remind me", Reason.BAD_TIME),
        ("every day at 7:61 remind me", Reason.BAD_TIME),
        ("每10秒提醒我", Reason.INTERVAL_TOO_SHORT),
        ("remind me every 10 seconds", Reason.INTERVAL_TOO_SHORT),
        ("2月30号提醒我", Reason.IMPOSSIBLE_DATE),
        ("周八叫我", Reason.IMPOSSIBLE_DATE),
    ],
)
def test_refuses_a_time_that_cannot_be_before_asking_what_to_do(text, reason):
    assert said(text).refusal.reason is reason


@pytest.mark.parametrize(("text", "intent", "task"), COMMANDS, ids=[row[0] for row in COMMANDS])
def test_verbs_in_plain_words(text, intent, task):
    meaning = said(text)

    assert meaning.intent is Intent(intent)
    assert meaning.ref == task_ref(task)


def task_ref(task):
    if task in {"", "*", "it"}:
        return TaskRef(all=task == "*", it=task == "it") if task else None
    return TaskRef(number=int(task)) if task.isdigit() else TaskRef(name=task)


def test_choice_of_a_weekday_keeps_every_two_weeks():
    choices = said("every 2 weeks remind me to report").ask.choices

    assert choices[0].sentence == "every 2 weeks on Monday at 09:00 remind me to report"
    assert said(choices[0].sentence).readings[0].trigger.days.step == 2


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("4月24号之前每天晚上8点提醒我背单词", "2026-04-23T23:59:59+08:00"),
        ("月底之前每天晚上9点提醒我记账", "2026-04-30T23:59:59+08:00"),
    ],
)
def test_a_limit_in_front_leaves_its_day_out_and_the_end_of_a_month_in(text, last):
    assert said(text).readings[0].trigger.bounds.end == datetime.fromisoformat(last)
