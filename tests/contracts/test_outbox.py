import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.decided import Closing
from scheduler.model import DeliveryState, DraftId, RunEventKind, RunId, RunState, TaskId
from scheduler.posts import Lane, OnlyTo, Priority, ReplyTo, ToPerson, UnderPost
from scheduler.views import DraftCard, ListCard, ListScope, RunResult, Sentence, TaskCard
from storage.outcomes import overall
from tests.builders import CHAT, NOW, OWNER, a_post, a_run, a_run_card, a_task
from tests.contracts.steps import LEASE, claim_one, close, queue, send, send_all, store

MINUTE = timedelta(minutes=1)
CARD = a_post("card", view=TaskCard(TaskId("task_1")))
LISTED = ListCard(OWNER, CHAT, ListScope.MINE)


async def the_due(outbox, now=NOW):
    [delivery] = await outbox.due(now, 10)
    return delivery


async def keys_of(outbox, now=NOW):
    return [delivery.post.key for delivery in await outbox.due(now, 10)]


@pytest.mark.parametrize(
    "post",
    [
        a_post(view=Sentence("created", {"title": "日报", "count": 3})),
        a_post(view=LISTED, target=ToPerson(OWNER)),
        a_post(target=OnlyTo(CHAT, OWNER)),
        a_post(view=DraftCard(DraftId("draft_1")), target=ReplyTo("om_1", CHAT, in_thread=True)),
        a_post(run_id=RunId("run_1"), priority=Priority.FAILURE),
    ],
)
async def test_a_post_comes_out_as_it_went_in(outbox, post):
    await outbox.add([post], NOW)

    delivery = await the_due(outbox)

    assert delivery.post == post
    assert (delivery.state, delivery.wanted, delivery.posted) == (DeliveryState.PENDING, 1, 0)


async def test_a_known_key_is_ignored(outbox):
    await asyncio.gather(*(outbox.add([a_post("same")], NOW) for _ in range(5)))
    await outbox.add([a_post("same", view=Sentence("other")), a_post("new")], NOW)

    due = await outbox.due(NOW, 10)

    assert [(d.post.key, d.post.view) for d in due] == [
        ("same", Sentence("hello")),
        ("new", Sentence("hello")),
    ]


async def test_the_most_urgent_goes_first_then_the_oldest(outbox):
    kinds = [Priority.PROGRESS, Priority.RESULT, Priority.ANSWER, Priority.RESULT]
    await outbox.add([a_post(f"{place}", priority=kind) for place, kind in enumerate(kinds)], NOW)

    assert await keys_of(outbox) == ["2", "1", "3", "0"]
    assert len(await outbox.due(NOW, 2)) == 2


async def test_tries_are_counted_anew_after_each_that_arrived(outbox):
    """A card that is updated often is no message that fails often."""
    await outbox.add([CARD], NOW)
    await send(outbox, await the_due(outbox), "om_1")
    await outbox.mark_stale("task:task_1")

    assert (await the_due(outbox)).attempts == 0


async def test_what_is_sent_is_not_due_any_more(outbox):
    await outbox.add([a_post()], NOW)

    await send(outbox, await the_due(outbox), "om_1")

    assert await outbox.due(NOW, 10) == []
    assert await outbox.next_due() is None
    sent = await outbox.by_message("om_1")
    assert (sent.state, sent.posted, sent.message_id) == (DeliveryState.DELIVERED, 1, "om_1")
    assert await outbox.by_message("om_2") is None


async def test_our_messages_are_known_among_others(outbox):
    await outbox.add([a_post()], NOW)
    await send(outbox, await the_due(outbox), "om_1")

    assert await outbox.known(["om_1", "om_2"]) == {"om_1"}


async def test_a_try_that_begins_wants_the_newest_state(outbox):
    await outbox.add([a_post(view=TaskCard(TaskId("task_1")))], NOW)
    seen = await the_due(outbox)
    await outbox.mark_stale("task:task_1")

    begun = await outbox.begin(seen, NOW)

    assert (seen.wanted, begun.wanted) == (1, 2)


async def test_of_two_senders_one_begins(outbox):
    await outbox.add([a_post()], NOW)
    delivery = await the_due(outbox)

    begun = await asyncio.gather(*(outbox.begin(delivery, NOW) for _ in range(4)))

    assert len([one for one in begun if one]) == 1


async def test_the_first_try_of_a_send_is_remembered_until_it_is_known_to_have_arrived(outbox):
    await outbox.add([a_post()], NOW)
    await outbox.begin(await the_due(outbox), NOW)
    after_crash = await the_due(outbox)
    await outbox.begin(after_crash, NOW + MINUTE)

    again = await the_due(outbox)
    assert (again.first_tried_at, again.attempts) == (NOW, 2)

    await outbox.sent(again, 1, "om_1", CHAT, None, NOW)
    assert (await outbox.by_message("om_1")).first_tried_at is None


async def test_a_try_that_failed_for_sure_leaves_no_doubt(outbox):
    await outbox.add([a_post()], NOW)
    delivery = await the_due(outbox)
    await outbox.begin(delivery, NOW)

    await outbox.put_off(delivery, NOW + MINUTE, "rate limited", uncertain=False)

    assert await outbox.due(NOW, 10) == []
    assert await outbox.next_due() == NOW + MINUTE
    assert (await the_due(outbox, NOW + MINUTE)).first_tried_at is None


@pytest.mark.parametrize("crashed", [True, False])
async def test_one_uncertain_try_keeps_its_doubt_over_certain_failures(outbox, crashed):
    await outbox.add([a_post()], NOW)
    first = await the_due(outbox)
    await outbox.begin(first, NOW)
    if not crashed:
        await outbox.put_off(first, NOW, "cut off", uncertain=True)

    for minutes in (1, 2):
        delivery = await the_due(outbox, NOW + minutes * MINUTE)
        await outbox.begin(delivery, NOW + minutes * MINUTE)
        await outbox.put_off(delivery, NOW, "refused", uncertain=False)

    assert (await the_due(outbox)).first_tried_at == NOW


async def test_many_changes_of_a_card_cost_one_update(outbox):
    await outbox.add([CARD], NOW)
    await send_all(outbox)

    for _ in range(5):
        await outbox.mark_stale("task:task_1")

    assert len(await send_all(outbox)) == 1
    assert await outbox.due(NOW, 10) == []


async def test_a_change_while_the_card_goes_out_is_shown_afterwards(outbox):
    await outbox.add([CARD], NOW)
    drawn = await the_due(outbox)
    await outbox.begin(drawn, NOW)
    await outbox.mark_stale("task:task_1")

    await outbox.sent(drawn, drawn.wanted, "om_1", CHAT, None, NOW)

    assert (await the_due(outbox)).message_id == "om_1"


async def test_a_card_that_is_due_again_carries_the_priority_of_what_it_has_to_show(outbox, drafts, runs):
    await store(drafts, a_task())
    await queue(runs, a_run())
    run = await claim_one(runs)
    await send_all(outbox)

    await runs.note(run.id, run.lease.token, "Thinking", [])
    step = await the_due(outbox)
    await close(runs, run, Closing(state=RunState.FAILED))
    end = await the_due(outbox)

    assert (step.post.priority, end.post.priority) == (Priority.PROGRESS, Priority.FAILURE)


async def test_only_the_cards_of_the_subject_become_stale(outbox):
    await outbox.add([CARD, a_post("other", view=TaskCard(TaskId("task_2"))), a_post("text")], NOW)
    await send_all(outbox)

    await outbox.mark_stale("task:task_1")

    assert await keys_of(outbox) == ["card"]


async def test_a_newer_card_in_the_same_chat_takes_over(outbox):
    await outbox.add([CARD], NOW)
    await send_all(outbox)
    await outbox.add([a_post("newer", view=CARD.view)], NOW)
    await send_all(outbox)

    await outbox.mark_stale("task:task_1")

    assert await keys_of(outbox) == ["newer"]


async def test_a_card_in_another_chat_is_kept_up_to_date(outbox):
    await outbox.add([CARD], NOW)
    await send_all(outbox)
    await outbox.add([a_post("private", view=CARD.view, target=ToPerson(OWNER))], NOW)
    private = await the_due(outbox)
    await outbox.begin(private, NOW)
    await outbox.sent(private, 1, "om_2", "oc_private", None, NOW)

    await outbox.mark_stale("task:task_1")

    assert await keys_of(outbox) == ["card", "private"]


async def test_a_reply_waits_for_the_message_that_it_stands_under(outbox):
    reply = a_post("reply", target=UnderPost("card", CHAT), priority=Priority.ANSWER)
    await outbox.add([a_post("card", priority=Priority.PROGRESS), reply], NOW)
    assert await keys_of(outbox) == ["card"]
    assert await outbox.next_due() == NOW

    await send(outbox, await the_due(outbox), "om_parent")

    waiting = await the_due(outbox)
    assert (waiting.post, waiting.parent_message_id) == (reply, "om_parent")


@pytest.mark.parametrize("parent_state", [DeliveryState.FAILED, DeliveryState.UNKNOWN])
async def test_a_reply_goes_out_alone_when_its_parent_never_can(outbox, parent_state):
    await outbox.add([a_post("card"), a_post("reply", target=UnderPost("card", CHAT))], NOW)

    await outbox.give_up(await the_due(outbox), parent_state, "no right to post", NOW)

    waiting = await the_due(outbox)
    assert (waiting.post.key, waiting.parent_message_id) == ("reply", None)


async def test_the_same_answer_twice_is_one_delivery(outbox, runs):
    await queue(runs, a_run())
    card = await the_due(outbox)

    await outbox.sent(card, 1, "om_1", CHAT, None, NOW)
    await outbox.sent(card, 1, "om_2", CHAT, None, NOW)

    assert (await outbox.by_message("om_1")).posted == 1
    assert [event.kind for event in await runs.events(RunId("run_1"))][1:] == [RunEventKind.DELIVERED]


async def test_what_was_given_up_is_never_due_again(outbox):
    await outbox.add([CARD], NOW)

    await outbox.give_up(await the_due(outbox), DeliveryState.FAILED, "chat dissolved", NOW)
    await outbox.mark_stale("task:task_1")

    assert await outbox.due(NOW, 10) == []
    assert await outbox.next_due() is None


async def test_a_list_card_shows_another_page_on_request(outbox):
    await outbox.add([a_post("list", view=LISTED)], NOW)
    [sent] = await send_all(outbox)
    second_page = ListCard(OWNER, CHAT, ListScope.MINE, page=1)

    assert await outbox.reshow(f"om_{sent.id}", second_page)
    assert not await outbox.reshow("om_unknown", second_page)

    assert (await the_due(outbox)).post.view == second_page


async def test_a_run_is_delivered_when_all_its_messages_are(outbox, runs):
    run = a_run()
    await queue(runs, run)
    await outbox.add([a_post("result", view=RunResult(run.id), run_id=run.id)], NOW)
    card, result = await outbox.due(NOW, 10)

    await send(outbox, card, "om_1")
    assert (await runs.get(run.id)).delivery is DeliveryState.PENDING
    await send(outbox, result, "om_2", NOW + MINUTE)

    assert (await runs.get(run.id)).delivery is DeliveryState.DELIVERED
    events = await runs.events(run.id)
    assert [(event.kind, event.text) for event in events[1:]] == [
        (RunEventKind.DELIVERED, "run_1:card"),
        (RunEventKind.DELIVERED, "result"),
    ]


async def test_messages_of_a_run_that_arrive_at_once_are_all_counted(outbox, runs):
    run = a_run()
    await queue(runs, run)
    await outbox.add([a_post(f"part_{part}", run_id=run.id) for part in range(8)], NOW)

    due = await outbox.due(NOW, 10)
    await asyncio.gather(*(outbox.begin(one, NOW) for one in due))
    await asyncio.gather(*(outbox.sent(one, 1, f"om_{one.id}", CHAT, None, NOW) for one in due))

    assert (await runs.get(run.id)).delivery is DeliveryState.DELIVERED


async def test_an_update_of_a_card_is_no_second_delivery(outbox, runs):
    await queue(runs, a_run())
    await send_all(outbox)
    await outbox.mark_stale("run:run_1")
    await send_all(outbox)

    events = await runs.events(RunId("run_1"))

    assert [event.kind for event in events] == [RunEventKind.QUEUED, RunEventKind.DELIVERED]


async def test_a_run_of_which_a_part_failed_is_partly_delivered_and_its_card_says_so(outbox, runs):
    run = a_run()
    await queue(runs, run)
    await outbox.add([a_post("result", view=RunResult(run.id), run_id=run.id)], NOW)
    card, result = await outbox.due(NOW, 10)
    await send(outbox, card, "om_1")

    await outbox.give_up(result, DeliveryState.FAILED, "too long", NOW)

    assert (await runs.get(run.id)).delivery is DeliveryState.PARTIAL
    assert (await runs.events(run.id))[-1].kind is RunEventKind.DELIVERY_FAILED
    assert await keys_of(outbox) == ["run_1:card"]


async def test_a_message_with_nothing_to_show_is_no_failure_of_its_run(outbox, runs):
    run = a_run()
    await queue(runs, run)
    await outbox.add([a_post("result", view=RunResult(run.id), run_id=run.id)], NOW)
    card, result = await outbox.due(NOW, 10)
    await send(outbox, card, "om_1")

    await outbox.give_up(result, DeliveryState.NONE, "nothing to show", NOW)

    assert (await runs.get(run.id)).delivery is DeliveryState.DELIVERED
    assert (await runs.events(run.id))[-1].kind is RunEventKind.DELIVERED


async def test_a_card_that_cannot_be_updated_any_more_was_delivered_all_the_same(outbox, runs):
    await queue(runs, a_run())
    await send_all(outbox)
    await outbox.mark_stale("run:run_1")

    await outbox.give_up(await the_due(outbox), DeliveryState.FAILED, "older than 14 days", NOW)

    assert (await runs.get(RunId("run_1"))).delivery is DeliveryState.DELIVERED
    assert await outbox.due(NOW, 10) == []


async def test_a_further_post_makes_a_delivered_run_pending_and_a_repeated_one_does_not(outbox, runs):
    run = a_run()
    await queue(runs, run)
    await send_all(outbox)

    await outbox.add([a_run_card(run)], NOW)
    assert (await runs.get(run.id)).delivery is DeliveryState.DELIVERED

    await outbox.add([a_post("late", run_id=run.id)], NOW)
    assert (await runs.get(run.id)).delivery is DeliveryState.PENDING


@given(st.lists(st.sampled_from(DeliveryState).filter(lambda state: state is not DeliveryState.PARTIAL)))
def test_a_run_is_delivered_only_when_every_message_is(states):
    result = overall(states)

    shown = set(states) - {DeliveryState.NONE}
    assert (result is DeliveryState.DELIVERED) == (shown == {DeliveryState.DELIVERED})
    assert (result is DeliveryState.PENDING) == (DeliveryState.PENDING in states)


async def test_an_older_card_that_somebody_uses_is_kept_up_to_date_again(outbox):
    await outbox.add([a_post("old", view=TaskCard(TaskId("task_1")))], NOW)
    await send(outbox, await the_due(outbox), "om_old")
    await outbox.add([a_post("new", view=TaskCard(TaskId("task_1")))], NOW)
    await send(outbox, await the_due(outbox), "om_new")

    await outbox.follow("om_old")
    await outbox.mark_stale("task:task_1")

    assert {delivery.message_id for delivery in await outbox.due(NOW, 10)} == {"om_old", "om_new"}


async def test_of_results_the_one_that_waits_longest_goes_first(drafts, runs, outbox):
    """Not the one whose card was written first: where many wait, the newest would let the others starve."""
    await store(drafts, a_task(1), a_task(2))
    for number in (1, 2):
        await queue(runs, a_run(number, task=f"task_{number}"))
    await send_all(outbox)
    first, second = [claimed.run for claimed in await runs.claim("worker", NOW, NOW + LEASE, 2)]
    done = Closing(state=RunState.SUCCEEDED, result="All is well")
    await close(runs, second, done, NOW + timedelta(seconds=1))
    await close(runs, first, done, NOW + timedelta(seconds=2))

    due = await outbox.due(NOW + LEASE, 9, lane=Lane.UPDATE)

    assert [one.post.run_id for one in due if one.post.run_id] == [second.id, first.id]
