"""What an admin loaded, and the tasks that run by it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from scheduler.almanac import Almanac, rereckon
from scheduler.calendars import LegalCalendar, Override
from scheduler.days import EveryDays, LegalDays, MonthWorkingDays
from scheduler.fires import next_fire_time
from scheduler.model import TaskId, TaskStatus
from scheduler.triggers import Bounds, Calendar
from scheduler.views import TaskCard
from storage.calendars import Calendars
from tests.builders import NOW, a_post, a_spec, a_task
from tests.contracts.steps import send_all, store
from tests.doubles import ManualClock

NINE = (time(9),)
TUESDAY, WEDNESDAY = (datetime(2026, 3, day, 1, tzinfo=UTC) for day in (3, 4))  # 09:00 in Shanghai
TUESDAY_IS_OFF = Override(date(2026, 3, 3), False, "Fair")


def by(days, **bounds):
    return Calendar(days, NINE, "Asia/Shanghai", Bounds(**bounds))


WORKING_DAYS = by(LegalDays())


@pytest.fixture
def calendars(database):
    return Calendars(database)


@pytest.fixture
def saved(drafts, tasks):
    """Store a task that fires by a rule, and read it anew whenever asked."""

    async def made(trigger=WORKING_DAYS, number=1, **more):
        fields = {"next_fire_time": next_fire_time(trigger, NOW)} | more
        task = a_task(number, spec=a_spec(trigger=trigger), **fields)
        await store(drafts, task)
        return lambda: tasks.get(task.id)

    return made


async def test_what_is_loaded_takes_the_place_of_what_was_loaded_for_that_day(calendars):
    worked = Override(date(2026, 3, 7), True, "")
    await calendars.load([TUESDAY_IS_OFF, worked])
    await calendars.load([replace(TUESDAY_IS_OFF, name="Flood")])

    assert list(await calendars.days()) == [replace(TUESDAY_IS_OFF, name="Flood"), worked]


async def test_one_year_is_forgotten_and_others_stay(calendars):
    await calendars.load([TUESDAY_IS_OFF, Override(date(2027, 1, 2), False, "new_year")])

    assert await calendars.clear(2026) == 1
    assert [day.day.year for day in await calendars.days()] == [2027]


@pytest.mark.parametrize(
    "trigger",
    [WORKING_DAYS, by(EveryDays(), skip_holidays=True), by(MonthWorkingDays((2,), legal=True))],
    ids=["working days", "except holidays", "second working day"],
)
async def test_a_task_that_minds_the_calendar_moves_with_it(calendars, saved, trigger):
    task = await saved(trigger)
    assert (await task()).next_fire_time == TUESDAY

    assert await rereckon(calendars, LegalCalendar([TUESDAY_IS_OFF]), NOW) == 1
    assert (await task()).next_fire_time == WEDNESDAY


async def test_other_tasks_stay_as_they_are(calendars, saved):
    await saved(by(EveryDays()))
    await saved(by(MonthWorkingDays((2,))), 2)
    await saved(number=3, status=TaskStatus.DELETED)

    assert await rereckon(calendars, LegalCalendar([TUESDAY_IS_OFF]), NOW) == 0


async def test_what_is_due_already_was_promised_and_stays(calendars, saved):
    task = await saved(next_fire_time=NOW - timedelta(minutes=1))

    assert await rereckon(calendars, LegalCalendar([TUESDAY_IS_OFF]), NOW) == 0
    assert (await task()).next_fire_time == NOW - timedelta(minutes=1)


async def test_a_task_that_was_changed_meanwhile_is_not_moved(calendars, saved):
    task = await (await saved())()

    assert not await calendars.move(replace(task, revision=7), WEDNESDAY)
    assert await calendars.move(task, WEDNESDAY)
    assert not await calendars.move(task, TUESDAY)


async def test_a_task_with_nothing_left_is_finished_and_its_card_drawn_anew(calendars, saved, outbox):
    task = await saved(by(LegalDays(), end=TUESDAY))
    await outbox.add([a_post("card", view=TaskCard(TaskId("task_1")))], NOW)
    await send_all(outbox)

    await rereckon(calendars, LegalCalendar([TUESDAY_IS_OFF]), NOW)

    assert ((await task()).status, (await task()).next_fire_time) == (TaskStatus.FINISHED, None)
    assert [delivery.post.key for delivery in await outbox.due(WEDNESDAY, 10)] == ["card"]


async def test_every_task_is_reckoned_however_many_there_are(calendars, saved):
    for number in range(5):
        await saved(number=number)
    first = await calendars.tasks_by_it(None, 3)
    others = await calendars.tasks_by_it(first[-1].id, 3)

    assert [task.id for task in [*first, *others]] == [f"task_{number}" for number in range(5)]


async def test_the_almanac_takes_up_what_was_loaded_and_tells_whoever_asks(calendars, saved):
    task, almanac = await saved(), Almanac(calendars, ManualClock())
    await almanac.tick()
    assert not almanac().is_day_off(TUESDAY_IS_OFF.day)
    await calendars.load([TUESDAY_IS_OFF])

    assert await almanac.tick()
    assert almanac().is_day_off(TUESDAY_IS_OFF.day)
    assert (await task()).next_fire_time == WEDNESDAY
    assert not await almanac.tick()


async def test_at_its_start_the_almanac_reckons_what_was_reckoned_otherwise(calendars, saved):
    task = await saved(next_fire_time=WEDNESDAY)

    assert await Almanac(calendars, ManualClock()).tick()
    assert (await task()).next_fire_time == TUESDAY
