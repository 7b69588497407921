"""One message at a time, over a real outbox and a Lark that answers from a script."""

from datetime import timedelta

from bot.deliver.rendered import Rendered, as_card
from bot.deliver.sender import Sender
from bot.lark.errors import UncertainError
from bot.lark.records import Sent
from scheduler.model import TaskId
from scheduler.posts import Delivery
from scheduler.views import TaskCard
from storage.outbox import Outbox
from tests.builders import CHAT, NOW, a_post
from tests.deliver.doubles import FreePacing

CARD = a_post("card", view=TaskCard(TaskId("task_1")))


class ScriptedLark:
    """Keeps the first content for each uuid, as Lark does; the first answers may get lost."""

    def __init__(self, lost_answers: int) -> None:
        self.pacing = FreePacing()
        self.shown: dict[str, str] = {}
        self._lost = lost_answers

    async def send(self, _to, _kind, content, uuid, *, turn):
        self.shown.setdefault(f"om_{uuid}", content)
        if self._lost:
            self._lost -= 1
            raise UncertainError("no answer came")
        return Sent(f"om_{uuid}", CHAT, None, NOW)

    async def patch(self, message_id, content, *, turn):
        self.shown[message_id] = content


async def render(delivery: Delivery) -> Rendered:
    return as_card({"state": delivery.wanted}, "")


async def deliver_all(sender: Sender, outbox: Outbox, clock) -> None:
    while due := await outbox.due(clock(), 10):
        for delivery in due:
            await sender.deliver(delivery, await sender.turn(delivery))


async def test_a_card_that_changed_while_its_first_send_was_in_doubt_ends_up_new(outbox, clock):
    lark = ScriptedLark(lost_answers=1)
    sender = Sender(outbox, lark, render, None, clock)
    await outbox.add([CARD], NOW)
    await deliver_all(sender, outbox, clock)

    await outbox.mark_stale("task:task_1")
    clock.advance(timedelta(minutes=1))
    await deliver_all(sender, outbox, clock)

    assert list(lark.shown.values()) == ['{"state": 2}']
