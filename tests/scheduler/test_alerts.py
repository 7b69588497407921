"""What administrators are told of troubles: each once, and once that it is over."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.alerts import AlertEvent, told_of, troubles, wait_before
from scheduler.watching import TICK_WITHIN, Backlog, Installation, Stuck, Trouble
from tests.builders import NOW

LOOK = timedelta(seconds=10)
WELL = Installation(at=NOW, last_tick=NOW, connection="", backlog=Backlog())
NAMES = ["scheduler", "connection", "database", "not_sent"]


def told_over(looks):
    """Return what is told over looks ten seconds apart."""
    noticed, alerts, now = {}, [], NOW
    for found in looks:
        noticed, news = told_of(noticed, dict.fromkeys(found, "x"), now, "here:1")
        alerts += news
        now += LOOK
    return alerts


@given(st.lists(st.sets(st.sampled_from(NAMES)), max_size=60))
def test_every_trouble_is_told_at_most_once_and_its_end_only_after_it(looks):
    open_ = set()
    alerts = told_over(looks)
    for alert in alerts:
        name = alert.facts["trouble"]
        if alert.event is AlertEvent.TROUBLE_BEGAN:
            assert name not in open_
            open_.add(name)
        else:
            open_.remove(name)
    assert open_ <= (looks[-1] if looks else set())
    assert len({alert.key for alert in alerts}) == len(alerts)


@pytest.mark.parametrize(("name", "patience_s"), [("scheduler", 30), ("database", 60), ("connection", 300)])
def test_what_passes_soon_is_not_told(name, patience_s):
    steps = patience_s // 10

    assert told_over([{name}] * steps + [set()]) == []
    assert [alert.event for alert in told_over([{name}] * (steps + 1) + [set()])] == [
        AlertEvent.TROUBLE_BEGAN,
        AlertEvent.TROUBLE_OVER,
    ]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, {}),
        ({"last_tick": None}, {"scheduler": ""}),
        ({"last_tick": NOW - 2 * TICK_WITHIN}, {"scheduler": ""}),
        ({"connection": "waiting"}, {"connection": "waiting"}),
        ({"backlog": None}, {"database": ""}),
    ],
)
def test_what_is_wrong_has_a_name(fields, found):
    shown = {"at": NOW, "last_tick": NOW, "connection": "", "backlog": Backlog()} | fields

    assert troubles(Installation(**shown), []) == found


def test_of_what_is_stuck_the_oldest_is_named():
    stuck = [Stuck(Trouble.NOT_SENT, "a:card", NOW), Stuck(Trouble.NOT_SENT, "b:card", NOW)]

    assert troubles(WELL, stuck) == {"not_sent": "a:card"}


def test_each_wait_is_at_least_the_one_before_and_at_most_an_hour():
    waits = [wait_before(attempts) for attempts in range(40)]

    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(seconds=30), timedelta(hours=1))
