"""What is told of a task is written with the task, or not at all."""

from dataclasses import replace

import pytest

from scheduler.drafts import Amendment
from scheduler.errors import Reason, Refused
from scheduler.model import TaskId
from storage.drafts import SqlDrafts
from storage.outbox import Outbox
from storage.tasks import SqlTasks
from tests.builders import NOW, OWNER, a_draft, a_post, a_spec, a_task, an_audit


async def keys(database) -> list[str]:
    return [delivery.post.key for delivery in await Outbox(database).due(NOW, 10)]


async def test_a_task_is_saved_with_what_is_told_of_it_once(database):
    drafts = SqlDrafts(database)
    await drafts.open(a_draft(), None)
    saved = replace(a_draft(), task_id=TaskId("task_1"))

    first = await drafts.save(saved, a_task(), an_audit(), [a_post("told")])
    second = await drafts.save(saved, a_task(), an_audit(), [a_post("told again")])

    assert (first, second) == (True, False)
    assert await keys(database) == ["told"]


async def test_a_change_is_told_from_the_task_as_it_was_and_is(database):
    drafts, seen = SqlDrafts(database), []
    draft = await a_change(database)

    def told(old, new):
        seen.append((old.spec.title, new.spec.title))
        return [a_post("told")]

    await drafts.amend(draft, lambda task: replace(task, spec=draft.spec, revision=2), an_audit(), told)

    assert seen == [("Stand-up", "Another")]
    assert await keys(database) == ["told"]


async def test_a_change_that_is_refused_is_told_to_nobody(database):
    draft = await a_change(database)

    def refused(task):
        raise Refused(Reason.STALE)

    with pytest.raises(Refused):
        await SqlDrafts(database).amend(draft, refused, an_audit(), lambda old, new: [a_post("told")])

    assert await keys(database) == []
    assert (await SqlTasks(database).get(TaskId("task_1"))).spec.title == "Stand-up"


async def a_change(database):
    """The open draft of another title for a task that is there."""
    drafts = SqlDrafts(database)
    await drafts.open(a_draft(), None)
    await drafts.save(replace(a_draft(), task_id=TaskId("task_1")), a_task(), an_audit())
    amends = Amendment(TaskId("task_1"), 1, a_spec(), OWNER)
    draft = a_draft(2, spec=a_spec(title="Another"), amends=amends)
    await drafts.open(draft, None)
    return draft
