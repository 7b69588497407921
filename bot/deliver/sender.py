"""One delivery: draw it, send or update it, and record what Lark said."""

from collections.abc import Callable
from datetime import timedelta

import structlog

from bot.deliver.decisions import (
    Again,
    Replace,
    Step,
    Stop,
    after_error,
    is_replaced,
    is_told_apart,
    next_step,
    send_key,
    state_shown,
)
from bot.deliver.likeness import Missing, recognised
from bot.deliver.rendered import Render, Rendered, as_aside, as_text
from bot.deliver.search import Search
from bot.deliver.unreachable import Unreachable
from bot.lark.client import LarkClient
from bot.lark.errors import CallError, GoneError, LarkError, UncertainError
from bot.lark.pacing import Api, Turn
from bot.lark.records import Address, Found, Sent
from scheduler.errors import PermanentError
from scheduler.model import ChatId, DeliveryState, PersonId
from scheduler.ports import Clock
from scheduler.posts import Delivery, Lane, OnlyTo, Priority, ReplyTo, ToChat, ToPerson, UnderPost
from storage.outbox import Outbox

log = structlog.get_logger()

_APIS = {Lane.SEND: Api.CREATE, Lane.REPLY: Api.REPLY, Lane.UPDATE: Api.PATCH}


class _NotOursError(Exception):
    """Another process sends now: this one was stopped, or cut off, in the middle of a message."""


class Sender:
    def __init__(
        self,
        outbox: Outbox,
        lark: LarkClient,
        render: Render,
        unreachable: Unreachable,
        clock: Clock,
        *,
        may_send: Callable[[], bool] = lambda: True,
    ) -> None:
        self._outbox = outbox
        self._lark = lark
        self._search = Search(outbox, lark)
        self._render = render
        self._unreachable = unreachable
        self._clock = clock
        self._may_send = may_send  # False once another process sends: asked again before each message

    def room(self, lane: Lane, priority: Priority, within: timedelta) -> int:
        """Return how much more Lark takes by that way within this time."""
        return self._lark.pacing.room(_APIS[lane], priority, within)

    def opens_in(self, lane: Lane) -> timedelta:
        """Return how long until Lark takes something more; no time where that cannot be told."""
        return self._lark.pacing.opens_in(_APIS[lane]) or timedelta(0)

    async def deliver(self, delivery: Delivery, turn: Turn) -> None:
        """Bring one message to where its state says it should be, or put it off, or give it up.

        The `turn` under Lark's limits was waited for first and the card is drawn last, so that it shows
        the newest state and not the one from before the wait.
        """
        try:
            await self._deliver(delivery, turn)
        finally:
            self._lark.pacing.give_back(turn)  # where nothing was sent

    async def _deliver(self, delivery: Delivery, turn: Turn) -> None:
        if not self._may_send():
            return
        begun = await self._outbox.begin(delivery, self._clock())
        if begun is None:
            return  # somebody else has begun
        rendered = await self._render(begun)
        if rendered is None:
            await self._outbox.give_up(begun, DeliveryState.NONE, "nothing to show", self._clock())
            return
        try:
            await self._carry_out(begun, rendered, turn)
        except LarkError as error:
            await self._record(begun, error)
        except _NotOursError:
            log.warning("delivery.left")  # it was begun, so whoever sends now takes it for uncertain

    async def crashed(self, delivery: Delivery) -> None:
        """Something went wrong that no error of Lark's explains: later again, at last given up."""
        await self._record(delivery, UncertainError("crashed"))

    def _require_role(self) -> None:
        if not self._may_send():
            raise _NotOursError

    async def turn(self, delivery: Delivery) -> Turn:
        """Wait for the right to make the call that `delivery` needs."""
        pacing, priority = self._lark.pacing, delivery.post.priority
        if delivery.message_id is not None:
            return await pacing.turn(Api.PATCH, message=delivery.message_id, priority=priority)
        match delivery.post.target:
            case ToPerson(person):
                return await pacing.turn(Api.CREATE, person=person, priority=priority)
            case OnlyTo(chat_id):
                return await pacing.turn(Api.EPHEMERAL, aside=chat_id, priority=priority)
            case ReplyTo(chat_id=chat_id):
                return await pacing.turn(Api.REPLY, chat=chat_id, priority=priority)
            case UnderPost(chat_id=chat_id) if delivery.parent_message_id is not None:
                return await pacing.turn(Api.REPLY, chat=chat_id, priority=priority)
            case ToChat(chat_id) | UnderPost(chat_id=chat_id):
                return await pacing.turn(Api.CREATE, chat=chat_id, priority=priority)

    async def _carry_out(self, delivery: Delivery, rendered: Rendered, turn: Turn) -> None:
        match next_step(delivery, self._clock()):
            case Step.UPDATE:
                await self._update(delivery, rendered, turn)
            case Step.SEND:
                await self._send(delivery, rendered, turn)
            case Step.LOOK:
                await self._look(delivery, rendered, turn)

    async def _update(self, delivery: Delivery, rendered: Rendered, turn: Turn) -> None:
        assert delivery.message_id is not None, "only what was sent is updated"
        self._require_role()
        await self._lark.patch(delivery.message_id, rendered.content, turn=turn)
        await self._outbox.sent(
            delivery, delivery.wanted, delivery.message_id, None, delivery.thread_id, self._clock()
        )

    async def _send(self, delivery: Delivery, rendered: Rendered, turn: Turn | None) -> None:
        key = send_key(delivery)
        try:
            sent = await self._post(delivery, rendered, key, turn)
        except CallError:
            if not rendered.is_card:
                raise
            # A card that Lark refuses is a defect of ours; the person gets the words nonetheless.
            log.exception("card.refused", view=delivery.post.view.kind)
            sent = await self._post(delivery, as_text(rendered.plain), f"{key[:38]}-t", None)
        await self._record_sent(delivery, sent)

    async def _post(self, delivery: Delivery, rendered: Rendered, key: str, turn: Turn | None) -> Sent:
        self._require_role()
        kind, content = rendered.msg_type, rendered.content
        match delivery.post.target:
            case ToPerson(person):
                return await self._lark.send(Address.person(person), kind, content, key, turn=turn)
            case OnlyTo(chat_id, person):
                return await self._aside(chat_id, person, as_aside(rendered, delivery.post.locale), key, turn)
            case ReplyTo(message_id, chat_id, in_thread):
                return await self._lark.reply(
                    message_id, kind, content, key, in_thread, chat_id=chat_id, turn=turn
                )
            case UnderPost(chat_id=chat_id) if (parent := delivery.parent_message_id) is not None:
                return await self._lark.reply(parent, kind, content, key, True, chat_id=chat_id, turn=turn)
            case ToChat(chat_id) | UnderPost(chat_id=chat_id):
                return await self._lark.send(Address.chat(chat_id), kind, content, key, turn=turn)

    async def _aside(
        self, chat_id: ChatId, person: PersonId, rendered: Rendered, key: str, turn: Turn | None
    ) -> Sent:
        """Show one person of a group a card; say it in person where Lark does not want that."""
        try:
            message_id = await self._lark.send_ephemeral(chat_id, person, rendered.content, turn=turn)
        except PermanentError as error:
            log.info("aside.refused", error=str(error))
            told = as_text(rendered.plain)
            return await self._lark.send(Address.person(person), told.msg_type, told.content, key)
        return Sent(message_id, chat_id, None, self._clock())

    async def _look(self, delivery: Delivery, rendered: Rendered, turn: Turn) -> None:
        """Find out whether the uncertain send arrived: adopt it, send anew, or own up to not knowing."""
        candidates = await self._search.unclaimed(delivery)
        known = Missing.CANNOT_BE_TOLD if candidates is None else recognised(delivery, rendered, candidates)
        match known:
            case Missing.NOT_THERE:
                await self._send(delivery, rendered, turn)
            case Found() if is_told_apart(delivery):
                sent = Sent(known.message_id, known.chat_id, known.thread_id, known.created)
                await self._record_sent(delivery, sent)
            case _:
                log.warning("delivery.unknown", view=delivery.post.view.kind)
                await self._outbox.give_up(delivery, DeliveryState.UNKNOWN, "cannot be told", self._clock())

    async def _record_sent(self, delivery: Delivery, sent: Sent) -> None:
        shown = state_shown(delivery)
        await self._outbox.sent(delivery, shown, sent.message_id, sent.chat_id, sent.thread_id, self._clock())
        log.info("delivery.sent", view=delivery.post.view.kind, message_id=sent.message_id)

    async def _record(self, delivery: Delivery, error: LarkError) -> None:
        now = self._clock()
        if await self._parent_replaced(delivery, error):
            await self._outbox.put_off(delivery, now, str(error), uncertain=False)
            return
        match after_error(delivery, error, now):
            case Again(at, uncertain):
                log.info("delivery.put_off", error=str(error), attempts=delivery.attempts + 1)
                await self._outbox.put_off(delivery, at, str(error), uncertain=uncertain)
            case Replace():
                log.info("delivery.replaced", error=str(error), message_id=delivery.message_id)
                await self._outbox.replace(delivery, str(error), now)
            case Stop(state):
                log.warning("delivery.given_up", error=str(error), state=state)
                word = await self._unreachable.word_of(delivery, error)
                await self._outbox.give_up(delivery, state, str(error), now, word)

    async def _parent_replaced(self, delivery: Delivery, error: LarkError) -> bool:
        """Lark takes nothing below a card that was recalled: what was to stand there waits for a new one."""
        target = delivery.post.target
        if not isinstance(target, UnderPost) or delivery.parent_message_id is None:
            return False
        card = await self._outbox.by_key(target.key)
        if card is None or not isinstance(error, GoneError):
            return False
        if card.message_id != delivery.parent_message_id:
            return True  # it makes way already: its own update came first
        return is_replaced(card, error.gone) and await self._outbox.replace(card, str(error), self._clock())
