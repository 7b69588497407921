"""A short result that came late stands on its card alone, and the run is delivered by that."""

import pytest

from scheduler.decided import Closing
from scheduler.model import DeliveryState, RunId, RunState
from scheduler.posts import UnderPost, run_card_key, run_result_key
from scheduler.replies import ON_CARD
from scheduler.views import RunResult
from storage.run_sheets import RunSheets
from tests.builders import CHAT, NOW, a_post, a_run, a_task
from tests.contracts.steps import claim_one, close, queue, send, send_all, store

RUN = RunId("run_1")


def a_result(part=0):
    under = UnderPost(run_card_key(RUN), CHAT)
    return a_post(run_result_key(RUN, part), view=RunResult(RUN, part), target=under, run_id=RUN)


async def finish(drafts, runs, outbox, text="All is well", parts=1):
    """End a run whose card was there, with its result still to be said."""
    await store(drafts, a_task())
    await queue(runs, a_run())
    run = await claim_one(runs)
    await send_all(outbox)
    posts = tuple(a_result(part) for part in range(parts))
    await close(runs, run, Closing(state=RunState.SUCCEEDED, result=text, posts=posts))


async def the_due(outbox, *, result: bool):
    due = await outbox.due(NOW, 10)
    return [one for one in due if isinstance(one.post.view, RunResult) is result]


async def show_card(outbox):
    for card in await the_due(outbox, result=False):
        await send(outbox, card, f"om_{card.id}")


async def test_what_the_card_shows_is_not_said_again(database, drafts, runs, outbox):
    await finish(drafts, runs, outbox)
    await show_card(outbox)
    replies = await the_due(outbox, result=True)

    folded = await outbox.fold(replies, NOW)

    assert set(folded) == {reply.id for reply in replies}
    assert await outbox.due(NOW, 10) == []
    assert (await runs.get(RUN)).delivery is DeliveryState.DELIVERED
    assert (await RunSheets(database).get(RUN)).is_folded


async def test_a_result_waits_for_the_card_to_show_it(database, drafts, runs, outbox):
    await finish(drafts, runs, outbox)

    assert not await outbox.fold(await the_due(outbox, result=True), NOW)

    assert not (await RunSheets(database).get(RUN)).is_folded
    assert len(await the_due(outbox, result=True)) == 1


@pytest.mark.parametrize(("text", "parts"), [("x" * (ON_CARD + 1), 1), ("in two", 2)])
async def test_a_long_result_stays_a_message(drafts, runs, outbox, text, parts):
    await finish(drafts, runs, outbox, text, parts)
    await show_card(outbox)

    assert not await outbox.fold(await the_due(outbox, result=True), NOW)


async def test_a_result_that_may_have_been_said_is_not_taken_back(drafts, runs, outbox):
    await finish(drafts, runs, outbox)
    await show_card(outbox)
    [reply] = await the_due(outbox, result=True)
    await outbox.begin(reply, NOW)

    assert not await outbox.fold([reply], NOW)
