"""What one person of a group is told: there at most once, in person where Lark does not want it there."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.deliver.rendered import Rendered, as_text
from bot.deliver.sender import Sender
from bot.lark.errors import (
    AccessError,
    BusyError,
    CallError,
    DeclinedError,
    Gone,
    GoneError,
    LarkError,
    Objection,
    UncertainError,
)
from bot.lark.records import Address, Sent
from scheduler.alerts import Word
from scheduler.model import ChatId, DeliveryState
from scheduler.posts import Delivery, OnlyTo
from scheduler.views import Sentence
from storage.outbox import Outbox
from tests.builders import CHAT, NOW, OWNER, a_post
from tests.deliver.doubles import FreePacing

ASIDE = a_post("aside", view=Sentence("refused.not_allowed"), target=OnlyTo(CHAT, OWNER))


class ScriptedLark:
    """Notes what is shown to one person and said in person; answers with the errors given first."""

    def __init__(self, *aside: LarkError, in_person: Sequence[LarkError] = ()) -> None:
        self.pacing = FreePacing()
        self.shown: list[str] = []
        self.said: dict[str, str] = {}
        self._aside, self._in_person = list(aside), list(in_person)

    async def send_ephemeral(self, chat_id: str, person: str, card: str, *, turn: object) -> str:
        assert (chat_id, person) == (CHAT, OWNER)
        if self._aside and not isinstance(self._aside[0], UncertainError):
            raise self._aside.pop(0)
        self.shown.append(card)
        if self._aside:
            raise self._aside.pop(0)
        return "om_aside"

    async def send(self, to: Address, kind: str, content: str, uuid: str) -> Sent:
        assert to == Address.person(OWNER)
        self.said.setdefault(uuid, content)
        if self._in_person:
            raise self._in_person.pop(0)
        return Sent("om_told", ChatId("oc_alone"), None, NOW)


async def render(_: Delivery) -> Rendered:
    return as_text("Only the owner can.")


async def delivered(outbox: Outbox, clock, lark: ScriptedLark) -> None:
    """Deliver until nothing is due for hours."""
    sender = Sender(outbox, lark, render, _Unreachable(), clock)
    await outbox.add([ASIDE], NOW)
    for _ in range(5):
        for delivery in await outbox.due(clock(), 10):
            await sender.deliver(delivery, await sender.turn(delivery))
        clock.advance(timedelta(hours=2))


class _Unreachable:
    async def word_of(self, *_: object) -> Word:
        """No run hangs on a refusal."""
        return Word()


async def test_it_is_a_card_with_the_sentence(outbox, clock):
    lark = ScriptedLark()
    await delivered(outbox, clock, lark)

    [card] = lark.shown
    assert "Only the owner can." in card
    assert '"template": "grey"' in card
    assert lark.said == {}
    assert (await outbox.by_message("om_aside")).state is DeliveryState.DELIVERED


@pytest.mark.parametrize(
    "refused",
    [
        CallError("no"),
        GoneError(Gone.BOT_REMOVED, code=230002),
        DeclinedError(Objection.MUTED, code=230018),
        AccessError("no scope"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_what_lark_refuses_there_is_said_in_person(outbox, clock, refused):
    lark = ScriptedLark(refused)
    await delivered(outbox, clock, lark)

    assert lark.shown == []
    assert list(lark.said.values()) == ['{"text": "Only the owner can."}']


async def test_refused_in_person_too_it_is_given_up(outbox, clock):
    lark = ScriptedLark(CallError("no"), in_person=[GoneError(Gone.OUT_OF_RANGE, code=230013)])
    await delivered(outbox, clock, lark)

    assert lark.shown == []
    assert len(lark.said) == 1
    assert await outbox.next_due() is None


async def test_a_limit_is_waited_for(outbox, clock):
    lark = ScriptedLark(BusyError("later"))
    await delivered(outbox, clock, lark)

    assert (len(lark.shown), lark.said) == (1, {})


async def test_what_may_have_been_shown_is_not_shown_again(outbox, clock):
    lark = ScriptedLark(UncertainError("no answer came"))
    await delivered(outbox, clock, lark)

    assert (len(lark.shown), lark.said) == (1, {})
    assert await outbox.next_due() is None


async def test_what_may_have_been_said_in_person_is_not_said_again(outbox, clock):
    lark = ScriptedLark(CallError("no"), in_person=[UncertainError("no answer came")])
    await delivered(outbox, clock, lark)

    assert (lark.shown, len(lark.said)) == ([], 1)
    assert await outbox.next_due() is None
