"""Tasks that do not speak every time, over the whole engine."""

from datetime import timedelta

import pytest

from scheduler.commands import RunTask
from scheduler.executor import Finished
from scheduler.model import DeliveryState, NotifyMode, Policies, RunKind, RunState, TaskId
from scheduler.views import RunCard, RunResult
from tests.builders import OWNER
from tests.scheduler.shells.room import failing

HOUR = timedelta(hours=1)


def saying(*results):
    """An executor that comes to these results, one after the other."""
    rest = list(results)

    async def script(_):
        yield Finished(rest.pop(0))

    return script


async def spoken(room):
    """What the chat is going to hear of runs."""
    return [post.post.view for post in await room.posts() if post.post.run_id]


async def quiet_task(room, notify):
    await room.saved(policies=Policies(notify=notify))


async def test_on_failure_a_run_that_succeeds_is_not_heard_of(room):
    await quiet_task(room, NotifyMode.ON_FAILURE)

    [run] = await room.fire()

    assert (run.state, run.result, run.delivery) == (RunState.SUCCEEDED, "done", DeliveryState.NONE)
    assert await spoken(room) == []


async def test_on_failure_a_run_that_fails_has_its_card(room):
    await quiet_task(room, NotifyMode.ON_FAILURE)
    room.executor.script = failing()

    [run] = await room.fire()

    assert await spoken(room) == [RunCard(run.id)]
    assert run.delivery is DeliveryState.PENDING


async def test_on_failure_a_run_speaks_when_it_has_failed_for_good_not_when_it_is_tried_again(room):
    await quiet_task(room, NotifyMode.ON_FAILURE)
    room.executor.script = failing(passing=True)

    [run] = await room.fire()
    assert (run.state, await spoken(room)) == (RunState.QUEUED, [])
    for _ in range(2):
        room.clock.advance(timedelta(minutes=3))
        await room.work()

    assert await spoken(room) == [RunCard(run.id)]


async def test_on_change_the_same_result_is_said_once(room):
    await quiet_task(room, NotifyMode.ON_CHANGE)
    room.executor.script = saying("10", "10", "11", "11\n")

    first, _, third, _ = [(await room.fire())[0] for _ in range(4)]

    cards = [view for view in await spoken(room) if isinstance(view, RunCard)]
    assert cards == [RunCard(first.id), RunCard(third.id)]


async def test_on_change_a_failure_is_said_and_the_result_after_it_is_not_news(room):
    await quiet_task(room, NotifyMode.ON_CHANGE)
    room.executor.script = saying("10")
    await room.fire()
    room.executor.script = failing()
    failed = (await room.fire())[0]
    room.executor.script = saying("10")

    await room.fire()

    cards = [view for view in await spoken(room) if isinstance(view, RunCard)]
    assert cards[1:] == [RunCard(failed.id)]


@pytest.mark.parametrize("notify", NotifyMode)
async def test_a_run_by_hand_always_speaks(room, notify):
    await quiet_task(room, notify)

    change = await room.service.execute(RunTask(TaskId("task_1"), OWNER, room.clock()))
    await room.work()

    assert await spoken(room) == [RunCard(change.run.id)]
    assert (await room.runs.get(change.run.id)).kind is RunKind.MANUAL


async def test_what_a_run_by_hand_has_said_is_no_news_later(room):
    await quiet_task(room, NotifyMode.ON_CHANGE)
    room.executor.script = saying("10", "10")
    await room.service.execute(RunTask(TaskId("task_1"), OWNER, room.clock()))
    await room.work()
    before = await spoken(room)

    await room.fire()

    assert await spoken(room) == before


async def test_a_quiet_run_whose_worker_goes_away_for_good_is_owned_up_to(room):
    await quiet_task(room, NotifyMode.ON_FAILURE)
    room.executor.restartable = False
    room.clock.advance(HOUR)
    await room.planner.tick()
    [claimed] = await room.runs.claim("gone", room.clock(), room.clock() + timedelta(seconds=1), 1)
    room.clock.advance(timedelta(minutes=1))

    await room.reaper.recover()

    assert (await room.runs.get(claimed.run.id)).state is RunState.UNKNOWN
    assert await spoken(room) == [RunCard(claimed.run.id)]


async def test_the_result_of_a_quiet_run_stands_under_its_late_card(room):
    await quiet_task(room, NotifyMode.ON_CHANGE)

    [run] = await room.fire()

    assert await spoken(room) == [RunCard(run.id)]
    card = await room.outbox.begin((await room.posts())[-1], room.clock())
    await room.outbox.sent(card, card.wanted, "om_1", "oc_group", None, room.clock())
    assert RunResult(run.id, 0) in await spoken(room)
