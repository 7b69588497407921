"""A message that cannot be delivered is told of another way, whenever the bot is killed meanwhile."""

import pytest

from bot.deliver.sender import Sender
from bot.deliver.unreachable import Unreachable
from bot.lark.errors import DeclinedError, Objection
from scheduler.posts import Priority, ToPerson
from scheduler.views import RunCard
from storage.alerts import Alerts
from storage.chats import Chats
from storage.drafts import SqlDrafts
from storage.outbox import Outbox
from storage.runs import SqlRuns
from storage.tasks import SqlTasks
from tests.builders import NOW, OWNER, a_post, a_run, a_task
from tests.contracts.steps import queue, store
from tests.deliver.doubles import FreePacing
from tests.deliver.lark_model import Killed
from tests.deliver.test_sender import render


class Dying(Outbox):
    """Belongs to a process that is killed when it would give a message up."""

    async def give_up(self, *_: object) -> None:
        raise Killed


class UnwillingLark:
    def __init__(self) -> None:
        self.pacing = FreePacing()

    async def send(self, *_: object, **__: object) -> None:
        raise DeclinedError(Objection.SENSITIVE, code=230028)


async def never(*_: object) -> None:
    raise AssertionError("nothing is due")


@pytest.fixture
def send_due(database, clock):
    async def send_due(outbox: Outbox) -> None:
        tasks, runs = SqlTasks(database), SqlRuns(database, lambda: "token")
        unreachable = Unreachable(tasks, runs, Chats(database), clock, never, has_webhook=True)
        sender = Sender(outbox, UnwillingLark(), render, unreachable, clock)
        for delivery in await outbox.due(clock(), 10):
            await sender.deliver(delivery, None)

    return send_due


async def test_killed_before_it_is_given_up_the_administrators_hear_of_it_once(database, send_due):
    outbox, alerts = Outbox(database), Alerts(database)
    await outbox.add([a_post("card", target=ToPerson(OWNER), priority=Priority.FAILURE)], NOW)
    with pytest.raises(Killed):
        await send_due(Dying(database))
    assert await alerts.take(NOW, 9) == []

    await send_due(outbox)

    assert [alert.key for alert in await alerts.take(NOW, 9)] == ["delivery.failed:card"]
    assert await outbox.due(NOW, 9) == []


async def test_killed_before_it_is_given_up_the_owner_hears_of_it_in_person(database, send_due):
    outbox, run = Outbox(database), a_run()
    await store(SqlDrafts(database), a_task())
    await queue(SqlRuns(database, lambda: "token"), run)
    with pytest.raises(Killed):
        await send_due(Dying(database))

    await send_due(outbox)

    [told] = await outbox.due(NOW, 9)
    assert (told.post.view, told.post.target) == (RunCard(run.id), ToPerson(OWNER))
