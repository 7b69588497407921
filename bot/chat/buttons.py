"""A press on a card goes to the feature that its button belongs to.

Who pressed comes from Lark's envelope. The button says only what was meant and which revision it
was drawn for; a stale one changes nothing and shows the present state.
"""

import asyncio
from collections.abc import Iterable
from weakref import WeakValueDictionary

from bot.chat.answers import Answer, Mood, Toast
from bot.chat.desk import Desk
from bot.chat.feature import Feature, OnPress, merged
from bot.chat.meet import Meet
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from bot.lark.events import CardPressed
from cards.actions import BadPressError, Verb, unpack
from cards.texts import say
from scheduler.errors import Reason, Refused
from scheduler.model import PersonId
from scheduler.views import (
    AskCard,
    HistoryCard,
    ListCard,
    PickCard,
    PlaceCard,
    RecentCard,
    UpcomingCard,
    View,
)

_NOTHING_TO_SHOW = frozenset({Reason.DRAFT_OF_ANOTHER, Reason.OTHER_TENANT})
_FORMS = frozenset({Verb.FORM_SUBMIT})


class Buttons:
    def __init__(self, meet: Meet, desk: Desk, features: Iterable[Feature]) -> None:
        self._meet = meet
        self._desk = desk
        self._presses: dict[Verb, OnPress] = merged(feature.presses for feature in features)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def handle(self, event: CardPressed) -> Answer:
        """Do what the button means; a refusal is a toast, and the card shows the present state."""
        talk = await self._meet.by_press(event)
        # One press on a card after the other: the second of two quick ones finds what the first has done.
        async with self._turns.setdefault(event.message_id, asyncio.Lock()):
            return await self._handled(event, talk)

    async def _handled(self, event: CardPressed, talk: Talk) -> Answer:
        delivery = await self._desk.outbox.by_message(event.message_id)
        if delivery and _is_made_for(delivery.post.view, talk.person.id):
            talk = talk.speaking(delivery.post.locale)
        try:
            pressed = Pressed(talk, unpack(event.value), event, delivery)
            _require_asked(pressed)
            await self._desk.outbox.follow(event.message_id)
            return await self._answer(pressed)
        except BadPressError:
            return Answer(Toast(Mood.ERROR, say("press.unknown", talk.locale)))
        except Refused as refused:
            return await self._refused(pressed, refused)

    async def _answer(self, pressed: Pressed) -> Answer:
        answer = await self._presses[pressed.press.verb](pressed)
        await self._desk.memory.touched(pressed.talk, pressed.press.id)
        return answer

    async def _refused(self, pressed: Pressed, refused: Refused) -> Answer:
        toast = pressed.toast(Mood.ERROR, f"refused.{refused.reason}", **refused.facts)
        if _keeps_card(pressed.press.verb, refused.reason):
            return Answer(toast)
        return Answer(toast, await self._desk.present(pressed))


def _require_asked(pressed: Pressed) -> None:
    """A question is its asker's to answer, though everybody in a group sees it; no outsider's."""
    if pressed.talk.is_outsider:
        raise Refused(Reason.OTHER_TENANT)
    person = pressed.talk.person.id
    match pressed.view:
        case AskCard(asker=asker) | PickCard(viewer=asker) | PlaceCard(asker=asker) if asker != person:
            raise Refused(Reason.DRAFT_OF_ANOTHER)


def _is_made_for(view: View, person: PersonId) -> bool:
    """Tell whether this person asked for the card: then it is in the language that they speak here."""
    match view:
        case (
            ListCard(viewer=asker)
            | HistoryCard(viewer=asker)
            | RecentCard(viewer=asker)
            | UpcomingCard(viewer=asker)
            | PickCard(viewer=asker)
            | AskCard(asker=asker)
        ):
            return asker == person
        case _:
            return False


def _keeps_card(verb: Verb, reason: Reason) -> bool:
    """Tell whether a form stays, with what was typed: it can be mended, or is somebody else's."""
    is_over = reason in {Reason.DRAFT_EXPIRED, Reason.DRAFT_CLOSED}
    return reason in _NOTHING_TO_SHOW or (verb in _FORMS and not is_over)
