"""The difference card: what changes stands there, old beside new, and nothing of what stays."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.card_json import check_card
from cards.change_card import ChangeView, change_card
from cards.differences import EXCERPT, Places, differences, excerpts
from cards.reader import Reader
from scheduler.amending import Field
from scheduler.drafts import Amendment
from scheduler.model import TEXT_LIMIT, TITLE_LIMIT, AgentPrompt, Locale, StaticText, TaskId
from scheduler.triggers import At
from tests.builders import NOW, OWNER, a_draft, a_spec, a_task
from tests.cards.change_examples import AT_TEN, CHANGE_EXAMPLES, WEEKDAYS, a_change
from tests.cards.test_largest import calm, holds, hostile, locales, reader, specs, stretched

ZH = Reader(Locale.ZH, "Asia/Shanghai", NOW)


def lines(before, after, places=None):
    return [(one.field, one.old, one.new) for one in differences(before, after, places or Places(), ZH)]


def test_one_line_a_field_and_none_for_what_stays():
    before = a_spec(title="周报", trigger=WEEKDAYS)

    assert lines(before, replace(before, trigger=AT_TEN)) == [
        (Field.SCHEDULE, "每个工作日 09:00", "每个工作日 10:00")
    ]
    assert lines(before, before) == []


def test_a_zone_is_named_where_it_changes():
    before = a_spec(trigger=WEEKDAYS)
    [(_, old, new)] = lines(before, replace(before, trigger=replace(WEEKDAYS, zone="America/New_York")))

    assert "北京时间" in old
    assert "纽约时间" in new


def test_a_single_time_is_said_as_a_day():
    before = a_spec(trigger=WEEKDAYS)
    [(_, _, new)] = lines(before, replace(before, trigger=At(NOW, "Asia/Shanghai")))

    assert new == "今天 周一 3月2日 09:00"


def test_a_long_text_is_shown_where_it_differs():
    same = "很长的开头" * 40
    old, new = excerpts(same + "三条建议" + same, same + "五条建议" + same)

    assert old == "…开头很长的开头很长的开头三条建议很长的开头很长的开…"
    assert new == "…开头很长的开头很长的开头五条建议很长的开头很长的开…"


@given(st.text(max_size=300), st.text(max_size=300))
def test_an_excerpt_is_never_long_and_short_texts_are_whole(old, new):
    shown = excerpts(old, new)

    assert max(map(len, shown)) <= EXCERPT + 2
    if max(len(old), len(new)) <= 40:
        assert shown == (old, new)


def test_another_kind_of_task_is_said():
    before = a_spec(action=StaticText("开会"))
    [(_, old, new)] = lines(before, replace(before, action=AgentPrompt("开会")))

    assert (old, new) == ("提醒“开会”", "AI 任务“开会”")


def test_another_value_of_a_placeholder_is_said():
    before = a_spec(action=AgentPrompt("总结 {{topic}}", {"topic": "AI", "count": "3"}))
    after = replace(before, action=AgentPrompt("总结 {{topic}}", {"topic": "芯片", "count": "3"}))

    assert lines(before, after) == [(Field.CONTENT, "topic=AI", "topic=芯片")]


@pytest.mark.parametrize("locale", Locale)
def test_the_next_run_stands_last_of_what_is_said(locale):
    elements = CHANGE_EXAMPLES["change_time"](locale).json()["body"]["elements"]
    tags = [element["tag"] for element in elements]
    last = elements[tags.index("hr") - 1]

    assert "10:00" in json.dumps(last)
    assert json.dumps(last, ensure_ascii=False).count("→") == 0


@calm
@given(specs(), specs(), hostile, locales)
def test_whatever_was_typed_the_card_can_be_built_and_mentions_nobody(before, after, name, locale):
    draft = a_change_of(before, after)
    view = ChangeView(
        draft=draft,
        before=before,
        asker=name,
        places=Places(name, name),
        status=a_task().status,
        next_run=NOW,
        has_twin=True,
    )
    holds(change_card(view, reader(locale)))


def a_change_of(before, after):
    return a_draft(spec=after, amends=Amendment(TaskId("task_1"), 1, before, OWNER))


def test_the_largest_change_fits():
    card = a_change(
        Locale.ZH, title=stretched("界", TITLE_LIMIT), action=StaticText(stretched("界", TEXT_LIMIT))
    )

    assert check_card(json.dumps(card.json())) is None
