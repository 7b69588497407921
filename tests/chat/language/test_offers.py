"""A thing and a time alone create nothing; what they may stand for is offered."""

import pytest

from bot.chat.language.meaning import Intent
from tests.chat.language.clocks import said
from tests.chat.language.test_talk import TALK

NOTES = (
    ("dentist tomorrow at 3pm", ["tomorrow at 3pm remind me: dentist"]),
    ("standup 9:30 weekdays", ["9:30 weekdays remind me: standup"]),
    ("daily standup at 9:30", ["daily at 9:30 remind me: standup"]),
    ("note to self: call mum tomorrow at 6", ["tomorrow at 6 remind me: call mum"]),
    (
        "every Monday at 9 sales report",
        ["every Monday at 9 remind me: sales report", "every Monday at 9 send me the sales report"],
    ),
    (
        "team lunch next Friday noon",
        ["on April 24 noon remind me: team lunch", "on May 1 noon remind me: team lunch"],
    ),
    ("明天下午3点看牙医", ["明天下午3点提醒我看牙医"]),
    ("工作日9点半站会", ["工作日9点半提醒我站会"]),
    ("每周一9点销售报表", ["每周一9点提醒我销售报表", "每周一9点把销售报表发给我"]),
    ("周五下午3点 1:1 with Lisa", ["周五下午3点 remind me: 1:1 with Lisa"]),
)
NO_NOTES = (
    "late every Monday at 9", "every Monday is a holiday here", "our launch moved to Thursday 2pm",
    "我每天9点上班",
    "the team reviews PRs every morning at 10", "My boss sends reports every Friday at 5", "下周三我请假",
    "every 5 minutes the wifi drops", "Office hours: Mondays 2pm to 4pm", "the 9am every Monday", "明天9点",
    "dentist tomorrow at 3pm?", "会议改到周四下午两点了", "thanks", "out of office until Monday at 9",
)  # fmt: skip


@pytest.mark.parametrize(("text", "sentences"), NOTES, ids=[row[0] for row in NOTES])
def test_a_thing_and_a_time_are_offered_as_wishes(text, sentences):
    meaning = said(text)

    assert meaning.intent is Intent.NONE
    assert [one.sentence for one in meaning.offers] == sentences


@pytest.mark.parametrize("text", NO_NOTES)
def test_what_is_told_is_not_offered(text):
    assert said(text).offers == ()


def test_every_offer_is_a_task_once_it_is_tapped():
    offers = [one for text in (*TALK, *(row[0] for row in NOTES)) for one in said(text).offers]

    assert offers
    assert [one.sentence for one in offers if not said(one.sentence).readings] == []
