"""When all is well, and when somebody has to look."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.watching import NOBODY_CAME_FOR, TICK_WITHIN, Backlog, Installation, age, is_well
from tests.builders import NOW

LONG_AGO = NOW - NOBODY_CAME_FOR
WELL = Installation(at=NOW, last_tick=NOW - TICK_WITHIN, connection="", backlog=Backlog())


def test_nothing_waits_for_nothing():
    assert age(None, NOW) == timedelta(0)
    assert age(NOW + timedelta(seconds=1), NOW) == timedelta(0)
    assert age(LONG_AGO, NOW) == NOBODY_CAME_FOR


@pytest.mark.parametrize("backlog", [Backlog(), Backlog(due=10_000, oldest_due=NOW, running=9, outbox=50)])
def test_much_to_do_is_well_while_nothing_waits_long(backlog):
    assert is_well(replace(WELL, backlog=backlog))


@pytest.mark.parametrize(
    "change",
    [
        {"last_tick": None},
        {"last_tick": NOW - TICK_WITHIN - timedelta(seconds=1)},
        {"connection": "refused"},
        {"backlog": None},
        {"backlog": Backlog(running=1, lost=1)},
        {"backlog": Backlog(due=1, oldest_due=LONG_AGO)},
        {"backlog": Backlog(inbox=1, oldest_inbox=LONG_AGO)},
        {"backlog": Backlog(outbox=1, oldest_outbox=LONG_AGO)},
    ],
    ids=str,
)
def test_each_part_that_fails_needs_a_look(change):
    assert not is_well(replace(WELL, **change))
