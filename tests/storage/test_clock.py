"""Several processes go by one clock, whatever their own ones show."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from storage.clock import DRIFT, Sample, SharedClock, better, elapsed
from storage.database import Database
from tests.builders import NOW
from tests.doubles import ManualClock

seconds = st.floats(0, 1000)


@st.composite
def samples(draw, start=0.0) -> Sample:
    """An answer of a server whose clock showed `NOW` at our 0 and runs as fast as ours."""
    asked = start + draw(st.floats(0, 1000))
    read, answered = sorted((asked + draw(st.floats(0, 5)), asked + draw(st.floats(0, 5))))
    return Sample(asked, answered, NOW + timedelta(seconds=read))


@given(samples(), seconds)
def test_it_is_never_further_off_than_it_says(sample, later):
    at = sample.answered + later

    off = abs(sample.now(at) - (NOW + timedelta(seconds=at)))

    assert off <= timedelta(seconds=sample.doubt(at), microseconds=2)


@given(st.lists(samples(), min_size=1), seconds)
def test_of_several_answers_the_most_certain_is_gone_on_from(answers, later):
    kept = None
    for answer in sorted(answers, key=lambda answer: answer.answered):
        kept = better(kept, answer)

    at = max(answer.answered for answer in answers) + later
    assert kept.doubt(at) <= min(answer.doubt(at) for answer in answers) + 1e-9


def test_a_quick_answer_makes_way_for_a_slow_one_only_when_it_is_old():
    quick = Sample(0, 0.01, NOW)

    assert better(quick, Sample(10, 11, NOW)) is quick
    assert better(quick, slow := Sample(600, 601, NOW)) is slow
    assert DRIFT * 600 > 0.5


@pytest.mark.postgres
async def test_two_processes_with_clocks_half_a_minute_apart_go_by_the_server_s(fresh_postgres_url):
    database = await Database.open(fresh_postgres_url, Path())
    clocks = [SharedClock(database, ManualClock(NOW + timedelta(seconds=30) * way)) for way in (-1, 1)]

    for clock in clocks:
        await clock.tick()

    async with database.read() as session:
        before = clocks[0]()
        shown = await session.scalar(text("SELECT clock_timestamp()"))
    assert before - timedelta(seconds=1) < shown < clocks[1]() + timedelta(seconds=1)
    await database.close()


async def test_on_sqlite_it_is_the_machine_s_clock(sqlite_database):
    clock = SharedClock(sqlite_database, ManualClock())

    await clock.tick()

    assert clock() == ManualClock()()


def test_what_has_elapsed_only_ever_grows():
    assert elapsed() <= elapsed()
