"""The sandbox's clock: moved, sped up, slept on."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.clock import SandboxClock
from bot.sandbox.identity import AppIdentity

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


class Base:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


async def test_a_sleeper_wakes_when_the_clock_is_moved_past_its_instant():
    clock = SandboxClock(lambda: START, speed=0)

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        sleeper = group.create_task(clock.sleep(timedelta(hours=6)))
        await asyncio.wait({sleeper}, timeout=0)
        clock.advance(timedelta(hours=5))
        early, _ = await asyncio.wait({sleeper}, timeout=0)
        clock.advance(timedelta(hours=1))

    assert not early
    assert clock.now() == START + timedelta(hours=6)


async def test_a_sleeper_notices_that_the_clock_runs_faster():
    clock = SandboxClock(speed=0)

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        sleeper = group.create_task(clock.sleep(timedelta(days=1)))
        await asyncio.wait({sleeper}, timeout=0)
        clock.set_speed(1e9)

    assert clock.speed == 1e9


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 60), st.integers(0, 3600)), max_size=8))
def test_the_clock_is_the_sum_of_what_passed_at_each_speed(steps):
    base = Base()
    clock = SandboxClock(base)
    expected = START

    for speed, real_s, jump_s in steps:
        clock.set_speed(speed)
        base.now += timedelta(seconds=real_s)
        clock.advance(timedelta(seconds=jump_s))
        expected += timedelta(seconds=real_s * speed + jump_s)

    assert clock.now() == expected


def test_the_clock_refuses_to_go_back():
    with pytest.raises(ValueError, match="back"):
        SandboxClock().advance(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="back"):
        SandboxClock().set_speed(-1)


def test_an_app_id_has_the_form_that_every_sdk_accepts():
    identity = AppIdentity.generate()

    assert identity.app_id.startswith("cli_")
    assert len(identity.app_id) == 20
    assert identity.app_secret not in repr(identity)
