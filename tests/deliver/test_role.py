"""Of several processes one sends, and one that does not hold the role any more knows it by itself."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.deliver.loop import ANSWERED_WITHIN, ON_ITS_WAY, DeliveryLoop
from bot.deliver.rendered import as_card
from bot.deliver.role import SenderRole
from bot.deliver.sender import Sender
from scheduler.errors import TransientError
from scheduler.leases import Leases
from scheduler.model import TaskId
from scheduler.views import TaskCard
from storage.database import Database
from storage.roles import Roles
from tests.builders import NOW, a_post
from tests.contracts.steps import send_all
from tests.deliver.test_sender import ScriptedLark

LEASES = Leases()
STALL = LEASES.stall.total_seconds()


class Seconds:
    """The time that has elapsed in one process."""

    def __init__(self) -> None:
        self.passed = 100.0

    def __call__(self) -> float:
        return self.passed


class OneRole:
    """Grants the role to whoever is in `free_for`; away while that is None."""

    def __init__(self, free_for: str | None) -> None:
        self.free_for = free_for

    async def hold(self, _role, holder, _lease) -> bool:
        if self.free_for is None:
            raise TransientError("database: away")
        return holder == self.free_for


def a_role(roles, process="one", seconds=None, taken=lambda: None) -> SenderRole:
    return SenderRole(roles, "cli_1", process, LEASES, taken=taken, seconds=seconds or Seconds())


def test_where_there_is_one_process_it_sends():
    assert a_role(None).is_held()


async def test_the_role_is_held_from_the_answer_on_until_the_lease_ends():
    seconds, rung = Seconds(), []
    role = a_role(OneRole("one"), seconds=seconds, taken=lambda: rung.append("taken"))
    assert not role.is_held()

    await role.tick()
    assert role.is_held()
    seconds.passed += STALL - 0.1
    assert role.is_held()
    seconds.passed += 0.1
    assert not role.is_held()
    assert rung == ["taken"]


async def test_while_the_database_is_away_what_is_left_of_the_lease_holds():
    seconds, roles = Seconds(), OneRole("one")
    role = a_role(roles, seconds=seconds)
    await role.tick()
    roles.free_for = None

    seconds.passed += STALL / 2
    await role.tick()
    assert role.is_held()
    seconds.passed += STALL / 2
    assert not role.is_held()


async def test_a_role_that_another_has_taken_is_known_to_be_lost():
    roles = OneRole("one")
    role = a_role(roles)
    await role.tick()
    roles.free_for = "two"

    await role.tick()

    assert not role.is_held()


async def test_without_the_role_nothing_goes_out_and_nobody_waits_for_it(outbox, quiet, clock):
    lark = ScriptedLark(lost_answers=0)
    held = [False]
    sender = Sender(outbox, lark, None, None, clock, may_send=lambda: held[0])
    loop = DeliveryLoop(outbox, quiet, sender, clock, nudge=lambda: None, may_send=lambda: held[0])
    await outbox.add([a_post()], NOW)

    await loop.tick(None)
    await loop.drain(timedelta(hours=1))
    await sender.deliver((await outbox.due(NOW, 1))[0], None)

    assert lark.shown == {}
    assert (await outbox.due(NOW, 1))[0].attempts == 0


async def test_who_loses_the_role_while_a_card_is_drawn_does_not_send_it(outbox, clock):
    """So it is with a process that was stopped there and goes on after another took over."""
    lark = ScriptedLark(lost_answers=0)
    held = [True]

    async def draw_for_long(_):
        held[0] = False
        return as_card({}, "")

    sender = Sender(outbox, lark, draw_for_long, None, clock, may_send=lambda: held[0])
    await outbox.add([a_post()], NOW)

    await sender.deliver((await outbox.due(NOW, 1))[0], None)

    assert lark.shown == {}
    [again] = await outbox.due(NOW, 1)
    assert again.first_tried_at == NOW  # for whoever sends now: it may have been sent


async def test_while_a_press_is_answered_here_its_card_is_left_alone_there(outbox, quiet, clock):
    loop = DeliveryLoop(outbox, quiet, None, clock, nudge=lambda: None, may_send=lambda: False)
    await outbox.add([a_post("card", view=TaskCard(TaskId("task_1")))], NOW)
    await send_all(outbox)
    await outbox.mark_stale("task:task_1")
    [card] = await outbox.due(NOW, 1)

    async with loop.held(card.message_id):
        assert await outbox.due(NOW + ANSWERED_WITHIN / 2, 1) == []

    assert await outbox.due(NOW, 1) == []
    assert await outbox.next_due() == NOW + ON_ITS_WAY


@pytest.mark.postgres
async def test_one_holds_the_role_until_it_is_let_go_or_the_lease_has_run_out(fresh_postgres_url):
    database = await Database.open(fresh_postgres_url, Path())
    roles, lease = Roles(database), timedelta(hours=1)

    assert await roles.hold("sender", "one", lease)
    assert await roles.hold("sender", "one", lease)
    assert not await roles.hold("sender", "two", lease)
    assert await roles.hold("sender of another app", "two", lease)
    await roles.let_go("sender", "two")
    assert not await roles.hold("sender", "two", lease)
    await roles.let_go("sender", "one")
    assert await roles.hold("sender", "two", lease)
    async with database.write() as session:
        await session.execute(text("UPDATE role SET until = clock_timestamp()"))
    assert await roles.hold("sender", "one", lease)
    await database.close()
