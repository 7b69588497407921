"""The model fails: the card says why and what to do, and tries again where that may help."""

from datetime import timedelta

import pytest

from bot.commands.local_lark import LocalLark
from tests.journeys.cast import Cast, verbs
from tests.journeys.stage import MovedClock, a_bot, rows

DAILY = "every day at 9am summarise the overnight tickets"


async def started(cast: Cast) -> None:
    task = await cast.saved(cast.colleague, DAILY, chat_id=cast.group, mention_bot=True)
    await cast.press(cast.colleague, task, "task.run")


@pytest.mark.parametrize(
    ("model", "cause"),
    [
        ("stand-in-429", "The model service is limiting requests"),
        ("stand-in-500", "The model service had an error"),
        ("stand-in-drop", "The network could not be reached"),
    ],
)
async def test_what_may_pass_is_tried_three_times_and_then_owned_up_to(
    lark: LocalLark, cast: Cast, tmp_path, model, cause
):
    clock = MovedClock()
    async with a_bot(lark, tmp_path, {"AIME_MODEL": model}, clock) as bot:
        await started(cast)
        for attempt in (1, 2):
            await cast.until(lambda _, n=attempt: rows(tmp_path, "run_event", "kind").count(("retry",)) == n)
            clock.advance(timedelta(minutes=5))
            bot.engine.nudge()
        failed = await cast.says("Failed", cause, "run.again")

    assert "run.again" in verbs(failed)
    assert rows(tmp_path, "run_event", "kind").count(("retry",)) == 2
    assert rows(tmp_path, "run", "state") == [("failed",)]


async def test_a_model_that_falls_silent_is_timed_out(lark: LocalLark, cast: Cast, tmp_path):
    limits = {"AIME_MODEL": "stand-in-hang", "AIME_RUN_TIME_LIMIT": "3"}
    async with a_bot(lark, tmp_path, limits):
        await started(cast)
        timed_out = await cast.says("Timed out", "run.again")

    assert "run.again" in verbs(timed_out)
    assert rows(tmp_path, "run", "state") == [("timed_out",)]


async def test_a_model_that_recovers_finishes_the_same_run_on_the_same_card(
    lark: LocalLark, cast: Cast, tmp_path
):
    clock = MovedClock()
    async with a_bot(lark, tmp_path, {"AIME_MODEL": "stand-in-500"}, clock):
        await started(cast)
        await cast.until(lambda _: ("retry",) in rows(tmp_path, "run_event", "kind"))
    clock.advance(timedelta(minutes=5))

    async with a_bot(lark, tmp_path, clock=clock):
        await cast.says("Completed", "run.again")

    assert rows(tmp_path, "run", "state, attempt") == [("succeeded", 2)]


async def test_a_model_that_never_stops_is_stopped_at_its_allowance(lark: LocalLark, cast: Cast, tmp_path):
    limits = {"AIME_MODEL": "stand-in-endless", "AIME_RUN_TIME_LIMIT": "4"}
    async with a_bot(lark, tmp_path, limits):
        await started(cast)
        await cast.says("run.again", "Timed out")
