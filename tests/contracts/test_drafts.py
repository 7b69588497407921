import asyncio
from dataclasses import replace
from datetime import timedelta

from scheduler.drafts import DRAFT_LIFE, DraftState
from scheduler.model import DraftId, PersonId, TaskId
from scheduler.views import DraftCard, TaskCard
from tests.builders import NOW, OWNER, a_draft, a_post, a_spec, a_task, an_audit
from tests.contracts.steps import send_all

CARD = a_post("draft_1:card", view=DraftCard(DraftId("draft_1")))


async def test_a_draft_comes_back_as_it_went_in_with_its_card_to_be_sent(drafts, outbox):
    draft = a_draft(assumed=("zone", "year"))

    assert await drafts.open(draft, CARD)

    assert await drafts.get(draft.id) == draft
    assert [delivery.post for delivery in await outbox.due(NOW, 10)] == [CARD]


async def test_opening_the_same_draft_twice_is_once(drafts, outbox):
    await drafts.open(a_draft(), CARD)

    assert not await drafts.open(a_draft(spec=a_spec(title="Other")), a_post("other"))

    assert await drafts.get(DraftId("draft_1")) == a_draft()
    assert len(await outbox.due(NOW, 10)) == 1


async def test_saving_makes_the_task_and_turns_the_card_into_its_card(drafts, tasks, outbox):
    await drafts.open(a_draft(), CARD)
    await send_all(outbox)

    assert await drafts.save(a_draft(), a_task(), an_audit())

    saved = await drafts.get(DraftId("draft_1"))
    assert (saved.state, saved.closed_by, saved.closed_at) == (DraftState.SAVED, OWNER, NOW)
    assert saved.task_id == "task_1"
    assert await tasks.get(TaskId("task_1")) == a_task()
    assert [delivery.post.view for delivery in await outbox.due(NOW, 10)] == [TaskCard(TaskId("task_1"))]


async def test_after_saving_the_card_follows_the_task(drafts, tasks, outbox):
    await drafts.open(a_draft(), CARD)
    await drafts.save(a_draft(), a_task(), an_audit())
    await send_all(outbox)

    await tasks.change(replace(a_task(), revision=2), seen=1, audit=an_audit())

    assert [delivery.post.key for delivery in await outbox.due(NOW, 10)] == [CARD.key]


async def test_pressing_save_many_times_at_once_makes_one_task(drafts, audit):
    await drafts.open(a_draft(), CARD)

    saved = await asyncio.gather(*(drafts.save(a_draft(), a_task(), an_audit()) for _ in range(8)))

    assert sum(saved) == 1
    assert len(await audit.of("task_1")) == 1


async def test_a_closed_draft_can_be_neither_saved_nor_revised_nor_closed(drafts, tasks):
    await drafts.open(a_draft(), CARD)
    assert await drafts.close(a_draft(), DraftState.CANCELLED, OWNER, NOW)

    assert not await drafts.save(a_draft(), a_task(), an_audit())
    assert not await drafts.revise(a_draft(spec=a_spec(title="Late")))
    assert not await drafts.close(a_draft(), DraftState.CANCELLED, PersonId("ou_other"), NOW)

    assert await tasks.get(TaskId("task_1")) is None
    assert await drafts.get(DraftId("draft_1")) == a_draft(
        state=DraftState.CANCELLED, closed_by=OWNER, closed_at=NOW
    )


async def test_revising_replaces_what_the_card_shows(drafts, outbox):
    await drafts.open(a_draft(), CARD)
    await send_all(outbox)
    revised = a_draft(spec=a_spec(title="At ten"), assumed=("hour",))

    assert await drafts.revise(revised)

    assert await drafts.get(revised.id) == revised
    assert [delivery.post.key for delivery in await outbox.due(NOW, 10)] == [CARD.key]


async def test_drafts_expire_when_their_time_is_over_and_their_cards_say_so(drafts, outbox):
    await drafts.open(a_draft(1), CARD)
    await drafts.open(a_draft(2, expires_at=NOW + 2 * DRAFT_LIFE), a_post("other"))
    await send_all(outbox)

    assert await drafts.expire(NOW + DRAFT_LIFE - timedelta(seconds=1)) == 0
    assert await drafts.expire(NOW + DRAFT_LIFE) == 1

    assert (await drafts.get(DraftId("draft_1"))).state is DraftState.EXPIRED
    assert (await drafts.get(DraftId("draft_2"))).state is DraftState.OPEN
    assert [delivery.post.key for delivery in await outbox.due(NOW, 10)] == [CARD.key]
