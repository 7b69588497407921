"""A task with placeholders from its draft to its run."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.errors import Reason, Refused
from scheduler.model import Cause, RunState, StaticText
from tests.builders import a_draft, a_spec, an_audit


async def test_an_executor_gets_the_text_filled_in_and_the_task_keeps_it_as_written(room):
    await room.saved(action=StaticText("{{who}}, {{now}}", {"who": "Zoe {{today}}"}))

    await room.fire()

    assert [request.task.spec.action.text for request in room.executor.seen] == [
        "Zoe {{today}}, 2026-03-02 10:00"
    ]
    assert (await room.task()).spec.action.text == "{{who}}, {{now}}"


async def test_a_value_that_is_missing_when_it_fires_fails_the_run_once_and_for_all(room):
    task = await room.saved(action=StaticText("for {{who}}", {"who": "Zoe"}))
    broken = replace(task.spec, action=StaticText("for {{who}}"))
    await room.tasks.change(replace(task, spec=broken, revision=2), seen=1, audit=an_audit())

    [run] = await room.fire()

    assert (run.state, run.cause, run.attempt) == (RunState.FAILED, Cause.MISSING_VALUE, 1)
    assert room.executor.seen == []


async def test_a_placeholder_that_nobody_knows_opens_no_draft_and_enters_none(room):
    with pytest.raises(Refused) as caught:
        await room.service.open_draft(a_draft(spec=a_spec(action=StaticText("{{whom}}"))), None)
    assert caught.value.reason is Reason.UNKNOWN_PLACEHOLDER

    draft = a_draft()
    await room.service.open_draft(draft, None)
    with pytest.raises(Refused):
        await room.service.revise_draft(
            replace(draft, spec=a_spec(action=StaticText("{{whom}}"))), room.clock()
        )


async def test_a_late_run_is_about_the_time_it_was_planned_for(room):
    await room.saved(action=StaticText("{{now}}"))
    room.clock.advance(timedelta(hours=1))
    await room.planner.tick()

    room.clock.advance(timedelta(minutes=7))
    await room.work()

    assert room.executor.seen[0].task.spec.action.text == "2026-03-02 10:00"
