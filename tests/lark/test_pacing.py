"""Calls wait for their turn under Lark's limits."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lark.errors import Limit
from bot.lark.pacing import Api, Pacing
from scheduler.posts import Priority
from tests.lark.manual_time import ManualTimeline, settle


class Calls:
    """Starts calls that wait for their turn, and keeps when and in which order each got it."""

    def __init__(self) -> None:
        self.time = ManualTimeline()
        self.pacing = Pacing(self.time)
        self.made: list[tuple[object, float]] = []
        self.jobs: dict[object, asyncio.Task] = {}
        self.lark = asyncio.Event()
        self.lark.set()

    async def answered(self) -> None:
        await self.lark.wait()

    async def start(self, name, api=Api.CREATE, **targets) -> None:
        self.jobs[name] = asyncio.ensure_future(self._call(name, api, targets))
        await settle()

    async def _call(self, name, api, targets) -> None:
        turn = await self.pacing.turn(api, **targets)
        self.made.append((name, self.time.now - 1000))
        with self.pacing.calling(turn):
            await self.answered()

    async def pass_time(self, seconds: float) -> list[object]:
        """Let `seconds` pass and return who got a turn meanwhile."""
        before = len(self.made)
        await self.time.advance(seconds)
        return [name for name, _ in self.made[before:]]

    def names(self) -> list[object]:
        return [name for name, _ in self.made]


@pytest.fixture
async def calls():
    calls = Calls()
    yield calls
    for job in calls.jobs.values():
        job.cancel()
    await asyncio.gather(*calls.jobs.values(), return_exceptions=True)


async def test_the_sixth_post_to_a_chat_waits_a_second(calls):
    for number in range(6):
        await calls.start(number, chat="oc_1")

    assert calls.names() == [0, 1, 2, 3, 4]
    assert await calls.pass_time(1.1) == [5]


async def test_a_full_chat_does_not_hold_back_another(calls):
    for number in range(6):
        await calls.start(number, chat="oc_1")
    await calls.start("other", chat="oc_2")

    assert calls.names() == [0, 1, 2, 3, 4, "other"]


async def test_an_api_gives_fifty_turns_a_second(calls):
    for number in range(60):
        await calls.start(number, priority=Priority.RESULT)

    assert len(calls.made) == 50


async def test_a_minute_keeps_a_few_turns_for_answers_and_gives_the_rest_away_slowly(calls):
    for number in range(1200):
        await calls.start(number, priority=Priority.RESULT)
    await calls.pass_time(19.8)
    assert len(calls.made) == 985

    await calls.start("answer", priority=Priority.ANSWER)
    assert calls.names()[-1] == "answer"

    assert len(await calls.pass_time(5)) == 5
    assert len(await calls.pass_time(30)) == 9


async def test_each_api_has_a_limit_of_its_own(calls):
    for number in range(60):
        await calls.start(number, Api.CREATE)
    await calls.start("reply", Api.REPLY)

    assert calls.names()[-1] == "reply"


async def test_an_api_gives_a_thousand_turns_a_minute(calls):
    for number in range(1200):
        await calls.start(number)
    await calls.pass_time(59)

    assert len(calls.made) == 1000
    assert len(await calls.pass_time(30)) == 200


async def test_the_more_important_goes_first(calls):
    for number in range(5):
        await calls.start(number, chat="oc_1")
    for priority in (Priority.PROGRESS, Priority.RUN_CARD, Priority.RESULT, Priority.FAILURE):
        await calls.start(priority, chat="oc_1", priority=priority)

    assert await calls.pass_time(1.1) == [
        Priority.RESULT,
        Priority.FAILURE,
        Priority.RUN_CARD,
        Priority.PROGRESS,
    ]


async def test_after_a_refusal_nobody_calls_before_the_advised_time(calls):
    turn = await calls.pacing.turn(Api.PATCH, message="om_1")
    calls.pacing.close(turn, Limit.API, timedelta(seconds=7))
    await calls.start("later", Api.PATCH, message="om_2")

    assert await calls.pass_time(6.9) == []
    assert await calls.pass_time(0.2) == ["later"]


async def test_a_refusal_for_one_message_holds_back_only_that_one(calls):
    turn = await calls.pacing.turn(Api.PATCH, message="om_1")
    calls.pacing.close(turn, Limit.TARGET, timedelta(seconds=7))
    await calls.start("same", Api.PATCH, message="om_1")
    await calls.start("other", Api.PATCH, message="om_2")

    assert calls.names() == ["other"]


async def test_one_who_stops_waiting_uses_up_no_turn(calls):
    for number in range(7):
        await calls.start(number, chat="oc_1")
    calls.jobs[5].cancel()
    await settle()

    assert calls.pacing.waiting == 1
    assert await calls.pass_time(1.1) == [6]


async def test_what_dawdles_is_counted_when_it_may_have_come(calls):
    """Lark may have counted a call just before it answered: the window runs from there."""
    await calls.start("quick", chat="oc_1")
    calls.lark.clear()
    for number in range(5):
        await calls.start(number, chat="oc_1")
    await calls.pass_time(3)
    assert calls.names() == ["quick", 0, 1, 2, 3, 4]
    await calls.start("next", chat="oc_1")

    calls.lark.set()
    await settle()

    assert await calls.pass_time(1) == []
    assert await calls.pass_time(0.1) == ["next"]


async def test_a_lark_that_is_always_slow_holds_nobody_back_for_longer(calls):
    calls.lark.clear()
    for number in range(6):
        await calls.start(number, chat="oc_1")
    await calls.pass_time(3)

    calls.lark.set()
    await settle()

    assert await calls.pass_time(0.01) == [5]


async def test_a_turn_that_nobody_uses_is_given_to_the_next(calls):
    turns = [await calls.pacing.turn(Api.CREATE, chat="oc_1") for _ in range(5)]
    await calls.start("next", chat="oc_1")
    assert calls.names() == []

    calls.pacing.give_back(turns[0])
    await settle()

    assert calls.names() == ["next"]


async def test_it_is_told_how_much_fits_soon(calls):
    for number in range(50):
        await calls.start(number, priority=Priority.RESULT)

    assert calls.pacing.room(Api.CREATE, Priority.RESULT, timedelta(seconds=0.5)) == 0
    assert calls.pacing.room(Api.CREATE, Priority.RESULT, timedelta(seconds=1.1)) == 50
    assert calls.pacing.room(Api.CREATE, Priority.RUN_CARD, timedelta(seconds=1.1)) == 45
    assert calls.pacing.room(Api.PATCH, Priority.RESULT, timedelta(0)) == 50
    assert calls.pacing.opens_in(Api.CREATE) == timedelta(seconds=1.02)


async def test_a_burst_of_running_cards_leaves_room_for_how_runs_ended(calls):
    for number in range(60):
        await calls.start(number, priority=Priority.RUN_CARD)
    assert len(calls.made) == 45

    for number in range(6):
        await calls.start(f"result {number}", priority=Priority.RESULT)

    assert calls.names()[45:] == [f"result {number}" for number in range(5)]


async def test_idle_chats_are_forgotten(calls):
    for number in range(5000):
        await calls.pass_time(1)
        await calls.start(number, chat=f"oc_{number}")

    assert calls.pacing.remembered < 1100


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b"]), st.sampled_from(Priority), st.sampled_from([0.0, 0.1, 0.4, 2.0])
        ),
        max_size=60,
    )
)
def test_no_second_holds_more_than_the_limit_and_nobody_waits_for_ever(script):
    async def play() -> Calls:
        calls = Calls()
        for number, (chat, priority, pause) in enumerate(script):
            await calls.start((chat, number), chat=chat, priority=priority)
            await calls.pass_time(pause)
        await calls.pass_time(120)
        return calls

    calls = asyncio.run(play())

    assert len(calls.made) == len(script)
    for chat in ("a", "b"):
        times = sorted(at for (name, _), at in calls.made if name == chat)
        assert all(later - earlier > 1 for earlier, later in zip(times, times[5:], strict=False))
