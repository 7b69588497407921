"""The button of who looks after a failing task: pressed twice, by others, too late."""

from datetime import timedelta

import pytest

from cards.actions import Press, Verb
from scheduler.decided import Closing
from scheduler.model import Cause, RunId, RunState
from scheduler.views import RunCard
from tests.builders import NOW, OWNER, a_run, a_run_card, a_task, an_audit
from tests.chat.room import ADMIN, OTHER

TAKE = Press(Verb.INCIDENT_TAKE, "run_1")
FAILED = Closing(state=RunState.FAILED, cause=Cause.NETWORK)
DONE = Closing(state=RunState.SUCCEEDED, result="fine")


async def ended(room, number, closing):
    run = a_run(number, fire_time=NOW + timedelta(hours=number))
    await room.runs.request(run, a_run_card(run), an_audit(), behind=True)
    [claimed] = await room.runs.claim("worker", NOW, NOW + timedelta(minutes=1), 1)
    await room.runs.close(claimed.run, claimed.run.lease.token, closing, NOW)


@pytest.fixture
async def card(chat_room):
    """The card of a run that failed."""
    await chat_room.saved(a_task())
    await ended(chat_room, 1, FAILED)
    return await chat_room.shown(RunCard(RunId("run_1")))


async def incident(room):
    return await room.desk.incidents.get(RunId("run_1"))


async def test_the_first_to_press_looks_after_it_and_the_card_says_so(chat_room, card):
    first = await chat_room.press(TAKE, card)
    second = await chat_room.press(TAKE, card, by=ADMIN)

    assert first.toast.text.startswith("It is yours.")
    assert "Owner" in str(first.card)
    assert "incident.take" not in str(first.card)
    assert second.toast.text == "Somebody (Owner) is on it already."
    assert (await incident(chat_room)).acknowledged_by == OWNER


async def test_a_member_may_not(chat_room, card):
    answer = await chat_room.press(TAKE, card, by=OTHER)

    assert answer.toast.text.startswith("That is for the task's owner")
    assert (await incident(chat_room)).acknowledged_by is None


async def test_what_is_over_says_so_on_an_old_card(chat_room, card):
    await ended(chat_room, 2, DONE)

    answer = await chat_room.press(TAKE, card)

    assert answer.toast.text == "This is over already."
    assert "It works again since" in str(answer.card)
    assert (await incident(chat_room)).acknowledged_by is None


async def test_of_a_run_that_is_gone_is_said_so(chat_room, card):
    answer = await chat_room.press(Press(Verb.INCIDENT_TAKE, "run_9"), card)

    assert answer.toast.text
    assert (await incident(chat_room)).acknowledged_by is None
