"""What a run tells of the times that were missed before it, and of when nobody was there."""

from datetime import timedelta

from scheduler.absence import Absence, Away
from scheduler.misfire import LISTED
from scheduler.model import NotifyMode, Policies, RunState, TaskId
from scheduler.posts import ToPerson
from scheduler.triggers import Every
from scheduler.views import RunCard
from tests.builders import NOW, OWNER, a_draft
from tests.scheduler.shells.room import Room

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


async def away(room: Room, for_long: timedelta) -> Away:
    """The bot looks, is gone for a while, and looks again."""
    await room.planner.tick()
    before = room.clock()
    room.clock.advance(for_long)
    await room.planner.tick()
    return Away(before, room.clock())


async def runs(room: Room):
    return await room.runs.of_task(TaskId("task_1"), 300)


async def test_a_run_that_is_made_up_for_tells_of_the_times_before_it_and_why(room):
    await room.saved()

    gone = await away(room, 3 * HOUR + 10 * MINUTE)

    newest, *_ = await runs(room)
    assert newest.state is RunState.QUEUED
    assert newest.absence == Absence(2, NOW + HOUR, NOW + 2 * HOUR, gone)


async def test_of_what_was_missed_for_good_the_newest_tells(room):
    await room.saved()

    gone = await away(room, 3 * HOUR + 50 * MINUTE)

    newest, *others = await runs(room)
    assert newest.absence == Absence(2, NOW + HOUR, NOW + 2 * HOUR, gone)
    assert [run.absence for run in others] == [None, None]


async def test_of_more_than_get_a_row_of_their_own_one_row_owns_up_to_all(room):
    await room.saved(trigger=Every(MINUTE, NOW, "Asia/Shanghai"))
    await away(room, 5 * HOUR)

    newest, *missed = await runs(room)
    assert (newest.state, len(missed)) == (RunState.QUEUED, LISTED)
    assert (newest.absence.count, newest.absence.first) == (299, NOW + MINUTE)
    assert (missed[0].absence.count, missed[0].absence.first) == (298, NOW + MINUTE)


async def test_a_run_on_time_has_nothing_to_tell(room):
    await room.saved()

    await away(room, HOUR + MINUTE)

    assert [run.absence for run in await runs(room)] == [None]


async def test_where_what_begins_keeps_quiet_the_owner_is_told_of_what_was_missed(room):
    await room.saved(policies=Policies(notify=NotifyMode.ON_FAILURE))

    await away(room, 3 * HOUR + 10 * MINUTE)

    begun, missed, *_ = await runs(room)
    told = [item.post for item in await room.posts() if item.post.target == ToPerson(OWNER)]
    assert begun.state is RunState.QUEUED
    assert [post.view for post in told] == [RunCard(missed.id)]


async def test_what_is_late_at_a_start_is_spread_as_one_over_all_batches(room):
    for number in range(30):
        await room.saved(a_draft(number + 1))
    room.planner.batch = 10
    room.clock.advance(HOUR + 10 * MINUTE)

    while await room.planner.tick():
        pass

    begins = [run.due_at for n in range(30) for run in await room.runs.of_task(TaskId(f"task_{n + 1}"), 1)]
    assert sorted(begins) == [room.clock() + timedelta(seconds=2 * place) for place in range(30)]
