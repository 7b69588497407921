"""A year of five hundred mixed tasks in three zones, against an oracle that walks it minute by minute."""

from collections import Counter
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest

from scheduler.calendars import LegalCalendar, Override
from scheduler.misfire import LISTED, Missed
from scheduler.model import RunState
from scheduler.triggers import At, Calendar, Cron, Every
from tests.scheduler.year.clock import SimulatedYear
from tests.scheduler.year.oracle import Oracle, Row, settled
from tests.scheduler.year.story import BEGIN, END, OFTEN, ZONES, Deed, Story, World, stories
from tests.scheduler.year.wall import Offices, Wall, seconds_of

LATER = timedelta(days=110)  # beyond the year the walk goes on so far, for the periods of its last fires
# By policy: run on time, run late, missed. (With `none` a run is up to two minutes late, seldom enough.)
FATES = {(missed, *fate) for missed in Missed for fate in ((True, False), (True, True), (False, True))}
FATES -= {(Missed.NONE, True, True)}
PARTS = 5  # of a zone: tasks do not touch each other, and each part is done in a moment
OFF, WORKED = date(2026, 1, 12), date(2026, 1, 17)  # loaded by an admin


@cache
def the_world() -> World:
    return World(Random("away"))


@cache
def the_oracle(zone: str) -> Oracle:
    wall = Wall(zone, BEGIN.date() - timedelta(days=3), (END + LATER).date())
    return Oracle(wall, Offices(also_off={OFF}, also_worked={WORKED}))


def the_year(some: list[Story]) -> SimulatedYear:
    loaded = [Override(OFF, works=False, name="founders"), Override(WORKED, works=True, name="")]
    year = SimulatedYear(some, the_world(), LegalCalendar(loaded))
    year.run()
    return year


def foretold(story: Story, oracle: Oracle, world: World) -> list[Row]:
    """What should have become of every occurrence of the year."""
    trigger, bounds = story.trigger, story.trigger.bounds
    grid = oracle.fires(trigger)
    end = min(seconds_of(bounds.end or END), seconds_of(END))
    due = [fire for fire in grid if seconds_of(BEGIN) < fire <= end and story.is_on_at(fire)]
    due = [fire for fire in due if world.wakes(fire) < seconds_of(END)]
    missed, cap = story.policy.missed.value, story.policy.cap
    return settled(grid, due, world.wakes, missed, cap, bounds.maximum, is_once=isinstance(trigger, At))


def told(rows: list[tuple[int, RunState, int]]) -> list[Row]:
    return sorted(
        (Row(fire, state is RunState.QUEUED, now) for fire, state, now in rows), key=lambda row: row.fire
    )


def listed(rows: list[Row]) -> list[Row]:
    """Of what was missed at once only the newest have rows of their own."""
    left = Counter(row.decided for row in rows if not row.is_run)
    kept = []
    for row in rows:
        if row.is_run or left[row.decided] <= LISTED:
            kept.append(row)
        left[row.decided] -= not row.is_run
    return kept


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("zone", ZONES)
def test_a_year_of_mixed_tasks_fires_as_an_independent_oracle_foretells(zone, part):
    oracle, world = the_oracle(zone), the_world()
    some = stories(zone, world)[part::PARTS]
    year = the_year(some)
    fates: set[tuple[Missed, bool, bool]] = set()

    for number, story in enumerate(some):
        expected = foretold(story, oracle, world)
        assert told(year.rows[number]) == listed(expected), story
        assert year.tasks[number].fired == len(expected), story
        fates |= {(story.policy.missed, row.is_run, row.decided > row.fire) for row in expected}

    assert fates >= FATES
    assert oracle.wall.lengths() == ({24} if zone == "Asia/Shanghai" else {23, 24, 25})


def test_the_year_has_five_hundred_tasks_of_every_kind_and_five_that_fire_often():
    everything = [story for zone in ZONES for story in stories(zone, the_world())]
    kinds = Counter((type(story.trigger), story.policy.missed) for story in everything)

    assert len(everything) == 500
    assert sum(map(len, OFTEN.values())) == 5
    assert min(kinds[kind, missed] for kind in (At, Every, Cron, Calendar) for missed in Missed) > 5
    assert {deed for story in everything for _, deed in story.deeds} == set(Deed)
    assert sum(story.trigger.bounds.maximum is not None for story in everything) > 50
    assert sum(story.trigger.bounds.skip_holidays for story in everything) > 50
