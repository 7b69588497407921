"""A process that was overtaken in the middle of a message (it was frozen, or cut off) spoils nothing."""

import asyncio
from datetime import timedelta

from scheduler.alerts import Alert, AlertEvent, Word
from scheduler.model import DeliveryState, PersonId, TaskId
from scheduler.posts import ToPerson
from scheduler.views import ListCard, ListScope, TaskCard
from tests.builders import CHAT, NOW, OWNER, a_post
from tests.contracts.steps import send, send_all

MINUTE = timedelta(minutes=1)
CARD = a_post("card", view=TaskCard(TaskId("task_1")))
WORD = Word(
    [a_post("in person", target=ToPerson(OWNER))],
    [Alert("delivery.failed:card", AlertEvent.DELIVERY_FAILED, NOW, {"message": "card"})],
)


async def begun_by_another(outbox):
    """A try that hangs, and the try of the process that took over; nothing is known to have arrived."""
    await outbox.add([CARD], NOW)
    [seen] = await outbox.due(NOW, 1)
    hanging = await outbox.begin(seen, NOW)
    [again] = await outbox.due(NOW, 1)
    return hanging, await outbox.begin(again, NOW)


async def test_it_cannot_put_off_what_another_has_begun(outbox):
    hanging, _ = await begun_by_another(outbox)

    await outbox.put_off(hanging, NOW + MINUTE, "cut off", uncertain=True)

    [still_due] = await outbox.due(NOW, 1)
    assert still_due.attempts == 2


async def test_it_cannot_give_up_what_another_has_begun(outbox):
    hanging, newer = await begun_by_another(outbox)

    await outbox.give_up(hanging, DeliveryState.UNKNOWN, "cut off", NOW)
    await outbox.sent(newer, 1, "om_1", CHAT, None, NOW)

    assert (await outbox.by_message("om_1")).state is DeliveryState.DELIVERED


async def test_giving_up_tells_of_it_another_way_at_once(outbox, alerts):
    await outbox.add([CARD], NOW)
    [seen] = await outbox.due(NOW, 1)

    await outbox.give_up(await outbox.begin(seen, NOW), DeliveryState.FAILED, "gone", NOW, WORD)

    assert [delivery.post.key for delivery in await outbox.due(NOW, 2)] == ["in person"]
    assert await alerts.take(NOW, 2) == list(WORD.alerts)


async def test_who_cannot_give_up_tells_nothing(outbox, alerts):
    hanging, _ = await begun_by_another(outbox)

    await outbox.give_up(hanging, DeliveryState.UNKNOWN, "cut off", NOW, WORD)

    assert await outbox.by_key("in person") is None
    assert await alerts.take(NOW, 2) == []


async def test_that_it_arrived_counts_whoever_says_so(outbox):
    hanging, newer = await begun_by_another(outbox)

    await outbox.sent(hanging, 1, "om_1", CHAT, None, NOW)
    await outbox.sent(newer, 1, "om_1", CHAT, None, NOW)

    assert (await outbox.by_message("om_1")).state is DeliveryState.DELIVERED
    assert await outbox.due(NOW, 1) == []


async def test_a_card_that_two_updated_at_once_is_updated_once_more(outbox):
    """Lark may have heard the older one last."""
    await outbox.add([CARD], NOW)
    await send_all(outbox)
    await outbox.mark_stale("task:task_1")
    [seen] = await outbox.due(NOW, 1)
    hanging = await outbox.begin(seen, NOW)
    [again] = await outbox.due(NOW, 1)
    await send(outbox, again, seen.message_id)
    assert await outbox.due(NOW, 1) == []

    await outbox.sent(hanging, hanging.wanted, seen.message_id, CHAT, None, NOW)

    assert [delivery.id for delivery in await outbox.due(NOW, 1)] == [seen.id]


async def test_a_card_that_is_held_is_left_alone_until_it_is_released(outbox):
    await outbox.add([CARD], NOW)
    [sent] = await send_all(outbox)
    message_id, held, soon = f"om_{sent.id}", NOW + 3 * MINUTE, NOW + MINUTE
    await outbox.mark_stale("task:task_1")
    [seen] = await outbox.due(NOW, 1)

    await outbox.hold(message_id, held)

    assert await outbox.begin(seen, NOW) is None
    assert await outbox.due(NOW, 1) == []
    await outbox.release(message_id, held, soon)
    assert await outbox.next_due() == soon
    [due] = await outbox.due(soon, 1)
    assert await outbox.begin(due, soon)


async def test_a_card_that_another_press_holds_longer_is_not_released_before(outbox):
    await outbox.add([CARD], NOW)
    [sent] = await send_all(outbox)
    message_id, first, second = f"om_{sent.id}", NOW + MINUTE, NOW + 2 * MINUTE
    await outbox.hold(message_id, first)
    await outbox.hold(message_id, second)
    await outbox.mark_stale("task:task_1")

    await outbox.release(message_id, first, NOW)

    assert await outbox.next_due() == second


async def test_of_two_who_turn_a_card_at_once_one_does_and_the_other_learns_of_it(outbox):
    listed = ListCard(OWNER, CHAT, ListScope.MINE)
    pages = [ListCard(PersonId("ou_other"), CHAT, ListScope.MINE, page=number) for number in range(1, 5)]
    await outbox.add([a_post("list", view=listed)], NOW)
    [sent] = await send_all(outbox)

    turned = await asyncio.gather(*(outbox.reshow(f"om_{sent.id}", page, listed) for page in pages))

    assert turned.count(True) == 1
    assert (await outbox.by_message(f"om_{sent.id}")).post.view == pages[turned.index(True)]
