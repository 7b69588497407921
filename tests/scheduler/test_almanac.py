"""A loaded calendar counts wherever a fire time is reckoned."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from scheduler.calendars import LegalCalendar, Override
from scheduler.commands import SaveDraft
from scheduler.days import LegalDays
from scheduler.decided import DueTask
from scheduler.lifecycle import first_fire_time, paused, restored, resumed, task_of
from scheduler.model import PauseReason
from scheduler.planner import plan
from scheduler.triggers import Calendar
from tests.builders import NOW, OWNER, a_draft, a_spec, a_task
from tests.doubles import Ids

WORKING_DAYS = Calendar(LegalDays(), (time(9),), "Asia/Shanghai")
LOADED = LegalCalendar([Override(date(2026, 3, 3), False, "Fair")])
TUESDAY, WEDNESDAY = (datetime(2026, 3, day, 1, tzinfo=UTC) for day in (3, 4))
DRAFT = a_draft(spec=a_spec(trigger=WORKING_DAYS))
TASK = a_task(spec=a_spec(trigger=WORKING_DAYS), next_fire_time=NOW)


def test_a_task_begins_by_the_loaded_calendar():
    assert first_fire_time(DRAFT, NOW) == TUESDAY
    assert first_fire_time(DRAFT, NOW, LOADED) == WEDNESDAY
    assert task_of(DRAFT, SaveDraft(DRAFT.id, OWNER, NOW), LOADED).next_fire_time == WEDNESDAY


def test_a_task_goes_on_by_the_loaded_calendar():
    settled = plan(DueTask(TASK, running=0, queued=0), NOW, Ids(), LOADED)

    assert settled.moved.next_fire_time == WEDNESDAY


def test_a_task_that_is_taken_up_again_goes_by_the_loaded_calendar():
    task = paused(TASK, NOW, PauseReason.BY_PERSON)

    assert resumed(task, NOW, LOADED).next_fire_time == WEDNESDAY
    assert restored(replace(task, pause_reason=None), NOW, LOADED).next_fire_time == WEDNESDAY
