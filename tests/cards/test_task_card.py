"""What the cards of tasks leave out."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from cards.task_card import TaskView, task_card
from cards.task_list import ListRow, ListView, task_list
from scheduler.days import EveryDays
from scheduler.model import Locale, StaticText, TaskStatus
from scheduler.triggers import At, Calendar
from scheduler.views import ListScope
from tests.builders import a_spec
from tests.cards.checking import as_json
from tests.cards.examples import CST, NOW, reader, task_of


def drawn(task):
    return as_json(task_card(TaskView(task, "Emma", "Sales", None), reader(Locale.EN)))


def test_a_content_that_the_name_says_already_is_left_out():
    spec = a_spec(title="Drink water", action=StaticText("drink water"))

    assert "Content" not in drawn(task_of(spec))
    assert "Content" in drawn(task_of(replace(spec, action=StaticText("Get up and drink"))))


@pytest.mark.parametrize(
    ("zone", "shared", "is_named"),
    [(CST, False, False), (CST, True, True), ("Asia/Singapore", False, False), ("UTC", False, True)],
)
def test_a_zone_is_named_only_where_somebody_s_clock_may_differ(zone, shared, is_named):
    task = task_of(a_spec(trigger=Calendar(EveryDays(), (time(9),), zone)))
    card = task_card(TaskView(task, "", "Sales", None), reader(Locale.EN, shared=shared))

    named = any(name in as_json(card) for name in ("Beijing time", "Singapore time", "UTC"))
    assert named is is_named


def test_the_time_to_restore_a_task_has_no_seconds():
    deleted = task_of(a_spec(), status=TaskStatus.DELETED, deleted_at=NOW + timedelta(seconds=47))

    assert "Deleted. It can be restored until Wed 3 Apr 14:00." in drawn(deleted)


def test_a_row_of_a_single_time_says_it_once():
    task = task_of(a_spec(trigger=At(NOW + timedelta(days=1), CST)))
    view = ListView([ListRow(1, task, "Emma", None)], ListScope.MINE, 0, in_group=False)

    assert '"content": "next tomorrow 14:00"' in as_json(task_list(view, reader(Locale.EN)))
