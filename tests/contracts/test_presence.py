"""When the planners looked, and when for a while none did."""

import asyncio
from datetime import timedelta

import pytest

from scheduler.absence import Away
from storage.presence import GONE_FOR, Presence
from tests.builders import NOW

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def presence(database):
    return Presence(database)


async def test_who_was_always_there_was_never_away(presence):
    seen = [await presence.appear(NOW + n * GONE_FOR) for n in range(4)]

    assert seen == [None] * 4


async def test_an_absence_is_from_the_last_look_to_the_next(presence):
    await presence.appear(NOW)

    assert await presence.appear(NOW + HOUR) == Away(NOW, NOW + HOUR)


async def test_it_is_told_until_the_next_one(presence):
    for moment in (NOW, NOW + HOUR, NOW + HOUR + SECOND):
        away = await presence.appear(moment)

    assert away == Away(NOW, NOW + HOUR)
    assert await presence.appear(NOW + 3 * HOUR) == Away(NOW + HOUR + SECOND, NOW + 3 * HOUR)


async def test_a_clock_that_is_behind_takes_nobody_for_gone(presence):
    await presence.appear(NOW)
    await presence.appear(NOW - 30 * SECOND)

    assert await presence.appear(NOW + 50 * SECOND) is None


async def test_of_planners_that_come_back_at_once_all_know_of_it(presence):
    await presence.appear(NOW)

    known = await asyncio.gather(*(presence.appear(NOW + HOUR) for _ in range(4)))

    assert known == [Away(NOW, NOW + HOUR)] * 4
