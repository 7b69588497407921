"""What follows where a chat does not take what was to be posted there."""

from dataclasses import replace
from datetime import timedelta

from bot.deliver.unreachable import Unreachable
from bot.lark.errors import Gone, GoneError
from scheduler.model import DeliveryState, RunId, TaskId, TaskStatus
from scheduler.posts import ToPerson
from scheduler.views import RunCard, TaskCard
from storage.chats import Chats
from storage.drafts import SqlDrafts
from storage.runs import SqlRuns
from storage.tasks import SqlTasks
from tests.builders import NOW, OWNER, a_run, a_run_card, a_task, an_audit
from tests.contracts.steps import store
from tests.doubles import Ids

HOUR = timedelta(hours=1)


class Overtaken(SqlTasks):
    """Somebody changes a task right after it was read."""

    async def in_chat(self, *arguments):
        found = await super().in_chat(*arguments)
        for task in found:
            changed = replace(task, revision=task.revision + 1)
            await self.change(changed, seen=task.revision, audit=an_audit())
        return found


async def told_in_person(outbox):
    return [item.post.view for item in await outbox.due(NOW, 9) if item.post.target == ToPerson(OWNER)]


async def nothing_is_due(*_):
    """Nothing of the task is due just now."""


async def lose_the_chat(tasks, database, outbox, clock):
    """Let the card of a run find that the bot is not in its group any more; returns what its task is then."""
    await store(SqlDrafts(database), a_task(next_fire_time=NOW + HOUR))
    runs, run = SqlRuns(database, Ids()), a_run()
    await runs.request(run, a_run_card(run), an_audit())
    [card] = [item for item in await outbox.due(NOW, 9) if item.post.run_id]
    unreachable = Unreachable(tasks, runs, Chats(database), clock, nothing_is_due)
    word = await unreachable.word_of(card, GoneError(Gone.BOT_REMOVED, code=230002))
    await outbox.give_up(card, DeliveryState.FAILED, "gone", NOW, word)
    return (await tasks.get(TaskId("task_1"))).status


async def test_a_task_that_is_paused_is_told_by_its_own_card(database, outbox, clock):
    assert await lose_the_chat(SqlTasks(database), database, outbox, clock) is TaskStatus.PAUSED

    assert await told_in_person(outbox) == [TaskCard(TaskId("task_1"))]


async def test_where_somebody_changed_it_meanwhile_the_owner_is_told_of_the_run(database, outbox, clock):
    assert await lose_the_chat(Overtaken(database), database, outbox, clock) is TaskStatus.ACTIVE

    assert await told_in_person(outbox) == [RunCard(RunId("run_1"))]
