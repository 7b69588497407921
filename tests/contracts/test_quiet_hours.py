"""Holding and releasing, on both databases."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta

import pytest

from scheduler.decided import Closing
from scheduler.digest import DigestCard
from scheduler.model import ChatId, DeliveryState, PersonId, RunState
from scheduler.people import Chat
from scheduler.ports import Audit
from scheduler.posts import Priority, ToChat, ToPerson, UnderPost, run_card_key, run_result_key
from scheduler.quiet import QuietHours
from scheduler.views import RunResult, Sentence
from storage.chats import Chats
from storage.quiet import Quiet, digest_key
from tests.builders import CHAT, NOW, OWNER, TENANT, a_post, a_run, a_run_card, a_task
from tests.contracts.steps import claim_one, close, send, send_all, store

# `NOW` is nine in the morning in Shanghai.
MORNING = QuietHours(time(8), time(11), "Asia/Shanghai")
END = NOW + timedelta(hours=2)
MINUTE = timedelta(minutes=1)
OWN_CHAT = ChatId("oc_own")


@pytest.fixture
def quiet(database):
    return Quiet(database)


def by(holder, at=NOW):
    return Audit(TENANT, OWNER, "quiet.set", holder, at)


async def set_for(quiet, holder=CHAT, hours=MORNING, at=NOW):
    await quiet.set(holder, hours, by(holder, at))


def unasked(key, **fields):
    return a_post(key, unasked=True, **fields)


async def due(outbox, at):
    return [delivery.post for delivery in await outbox.due(at, 100)]


async def keys(outbox, at):
    return [post.key for post in await due(outbox, at)]


async def test_quiet_hours_are_kept_as_last_set(quiet, audit):
    await set_for(quiet, OWNER)
    later = replace(MORNING, end=time(12, 30), zone="Europe/Berlin")
    await set_for(quiet, OWNER, later)

    assert await quiet.of(OWNER) == later
    assert await quiet.of(PersonId("ou_nobody")) is None
    await set_for(quiet, OWNER, None)
    assert await quiet.of(OWNER) is None
    assert len(await audit.of(OWNER)) == 3


async def test_what_nobody_asked_for_waits_and_an_answer_does_not(quiet, outbox):
    await set_for(quiet)
    await outbox.add([unasked("note"), a_post("answer")], NOW)

    await quiet.release(NOW)

    assert await keys(outbox, NOW) == ["answer"]
    assert await keys(outbox, END - MINUTE) == ["answer"]


async def test_what_is_alone_goes_as_itself_at_the_end(quiet, outbox):
    await set_for(quiet)
    await outbox.add([unasked("note")], NOW)
    assert await outbox.next_due() == END

    await quiet.release(END - MINUTE)
    assert await keys(outbox, END) == []
    await quiet.release(END)

    assert await due(outbox, END) == [unasked("note")]


async def test_several_become_one_digest_in_their_order(quiet, outbox):
    await set_for(quiet)
    for number in range(3):
        await outbox.add([unasked(f"note {number}")], NOW + number * MINUTE)

    await quiet.release(END)

    [digest] = await due(outbox, END)
    assert isinstance(digest.view, DigestCard)
    assert [each.key for each in digest.view.held] == ["note 0", "note 1", "note 2"]
    assert digest.view.held[1].at == NOW + MINUTE
    assert (digest.target, digest.unasked) == (ToChat(CHAT), False)


async def test_released_again_and_at_once_there_is_one_digest(quiet, outbox):
    await set_for(quiet)
    await outbox.add([unasked("a"), unasked("b")], NOW)

    await asyncio.gather(*(quiet.release(END) for _ in range(5)))
    [digest] = await outbox.due(END, 10)
    await send(outbox, digest, "om_1", END)
    await quiet.release(END + MINUTE)

    assert await keys(outbox, END + MINUTE) == []


async def test_what_comes_too_late_for_its_digest_is_not_lost(quiet, outbox):
    await set_for(quiet)
    await outbox.add([unasked("a"), unasked("b")], NOW)
    await quiet.release(END)
    await outbox.add([unasked("c"), unasked("d")], END - MINUTE)  # written by a clock that is behind

    await quiet.release(END)

    assert set(await keys(outbox, END)) >= {"c", "d"}


async def test_a_person_s_quiet_hours_hold_in_the_personal_chat_however_it_is_named(quiet, outbox, database):
    await Chats(database).save(Chat(id=OWN_CHAT, tenant=TENANT, is_group=False, owner=OWNER))
    await set_for(quiet, OWNER)
    await outbox.add([unasked("a", target=ToChat(OWN_CHAT)), unasked("b", target=ToPerson(OWNER))], NOW)
    await outbox.add([unasked("group")], NOW)

    assert await keys(outbox, NOW) == ["group"]
    await quiet.release(END)
    [_, digest] = await due(outbox, END)
    assert digest.target == ToPerson(OWNER)
    assert len(digest.view.held) == 2


async def test_a_group_that_the_person_owns_is_not_the_person(quiet, outbox, database):
    await Chats(database).save(Chat(id=CHAT, tenant=TENANT, is_group=True, owner=OWNER))
    await set_for(quiet, OWNER)
    await outbox.add([unasked("group")], NOW)

    assert await keys(outbox, NOW) == ["group"]


async def test_ending_quiet_hours_releases_what_they_held(quiet, outbox):
    await set_for(quiet)
    await outbox.add([unasked("a"), unasked("b")], NOW)

    await set_for(quiet, hours=None, at=NOW + MINUTE)
    await quiet.release(NOW + MINUTE)

    [digest] = await due(outbox, NOW + MINUTE)
    assert isinstance(digest.view, DigestCard)


async def test_moving_the_end_moves_what_is_held(quiet, outbox):
    await set_for(quiet)
    await outbox.add([unasked("a")], NOW)

    await set_for(quiet, hours=replace(MORNING, end=time(12)), at=NOW + MINUTE)
    await quiet.release(END)

    assert await keys(outbox, END) == []
    assert await outbox.next_due() == END + timedelta(hours=1)


async def test_what_was_not_released_in_time_waits_for_the_next_end(quiet, outbox):
    await set_for(quiet)
    await outbox.add([unasked("a")], NOW)
    next_day = NOW + timedelta(days=1)

    await quiet.release(next_day)

    assert await keys(outbox, next_day) == []
    assert await outbox.next_due() == END + timedelta(days=1)


async def a_run_that_ended(runs, number, **card):
    """A run with its card and a result, both held."""
    run = a_run(number, task=f"task_{number}")
    post = a_run_card(run, unasked=True, **card)
    result = a_post(
        run_result_key(run.id, 0),
        view=RunResult(run.id),
        target=UnderPost(run_card_key(run.id), CHAT),
        run_id=run.id,
        unasked=True,
    )
    await runs.request(run, post, by(run.id))
    claimed = await claim_one(runs)
    closing = Closing(state=RunState.SUCCEEDED, result="42", posts=(result,))
    assert await close(runs, claimed, closing)
    return run.id


async def two_runs_folded(runs, drafts, quiet):
    await store(drafts, a_task(1), a_task(2))
    await set_for(quiet)
    ids = [await a_run_that_ended(runs, number) for number in (1, 2)]
    await quiet.release(END)
    return ids


async def the_digest(outbox):
    [digest] = [each for each in await outbox.due(END, 10) if isinstance(each.post.view, DigestCard)]
    return digest


async def test_a_run_and_its_result_are_told_by_the_digest_alone(runs, drafts, quiet, outbox):
    first, second = await two_runs_folded(runs, drafts, quiet)

    sent = await send_all(outbox, END)

    assert sum(isinstance(each.post.view, DigestCard) for each in sent) == 1
    assert not {each.post.run_id for each in sent} & {first, second}
    assert [(await runs.get(run)).delivery for run in (first, second)] == [DeliveryState.DELIVERED] * 2
    assert await outbox.due(END + timedelta(days=1), 10) == []


async def test_a_digest_that_cannot_be_sent_leaves_its_runs_undelivered(runs, drafts, quiet, outbox):
    first, _ = await two_runs_folded(runs, drafts, quiet)
    digest = await the_digest(outbox)

    await outbox.give_up(digest, DeliveryState.FAILED, "gone", END)

    assert (await runs.get(first)).delivery is DeliveryState.FAILED


async def test_what_is_opened_from_a_digest_goes_out_once_with_its_result(runs, drafts, quiet, outbox):
    first, second = await two_runs_folded(runs, drafts, quiet)
    digest = await the_digest(outbox)
    await send_all(outbox, END)

    opened = [await quiet.open(digest.post.key, first, END) for _ in range(3)]
    card = await send_all(outbox, END)
    result = await send_all(outbox, END)

    assert opened == [True, False, False]
    assert [each.post.key for each in (*card, *result)] == [run_card_key(first), run_result_key(first, 0)]
    assert not await quiet.open("another digest", second, END)


async def test_a_run_that_is_still_open_goes_as_itself(runs, drafts, quiet, outbox):
    await store(drafts, a_task(1))
    await send_all(outbox)
    await set_for(quiet)
    open_one = a_run(1)
    await runs.request(open_one, a_run_card(open_one, unasked=True), by(open_one.id))
    await outbox.add([unasked("a"), unasked("b")], NOW)

    await quiet.release(END)

    card, digest = sorted(await due(outbox, END), key=lambda post: post.key == digest_key(CHAT, END))
    assert card.run_id == open_one.id
    assert [each.key for each in digest.view.held] == ["a", "b"]


async def test_a_card_that_stands_already_is_updated_during_quiet_hours(quiet, outbox):
    await outbox.add([unasked("note", view=Sentence("hello"), priority=Priority.RESULT)], NOW)
    await send_all(outbox)
    await set_for(quiet)
    await outbox.reshow(f"om_{(await outbox.by_key('note')).id}", Sentence("changed"))

    assert await keys(outbox, NOW) == ["note"]
