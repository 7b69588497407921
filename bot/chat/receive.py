"""An event from Lark: committed to the inbox, then acknowledged.

A press on a card is answered at once, since Lark waits three seconds for it; everything else is
handled by `dispatch`, in order. Both wires call the same `Receiver`.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import cast

import structlog
from pydantic import JsonValue

from bot.chat.answers import Answer, busy
from bot.lark.events import CardPressed
from bot.lark.gist import Gist, gist_of
from scheduler.errors import TransientError
from scheduler.model import Locale, PersonId
from scheduler.ports import Clock
from storage.inbox import Arrival, Inbox

log = structlog.get_logger()

ANSWER_WITHIN = timedelta(seconds=2.5)
"""Lark: a callback is answered within 3 s; the rest is for the way back."""

KEEP_FROM_DISPATCHER = timedelta(seconds=30)
"""How long a press is kept from the dispatcher while it is being answered here."""

Press = Callable[[CardPressed], Awaitable[Answer]]
Hold = Callable[[str], AbstractAsyncContextManager[None]]


class Receiver:
    def __init__(
        self,
        inbox: Inbox,
        press: Press,
        held: Hold,
        clock: Clock,
        *,
        app_id: str,
        bot: PersonId,
        locale: Locale,
        nudge: Callable[[], None],
        answered: Callable[[], None],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._inbox = inbox
        self._press = press
        self._held = held  # keeps updates of the pressed card back until the press is answered
        self._clock = clock
        self._app_id = app_id
        self._bot = bot
        self._locale = locale
        self._nudge = nudge  # tells the dispatcher that something arrived, or that a chat goes on
        self._answered = answered  # called after a press: there may be something to send
        self._seconds = seconds

    async def __call__(self, envelope: Mapping[str, object]) -> Mapping[str, object] | None:
        """Accept one event. Returns the body of a callback's answer; raises when nothing was stored."""
        gist = gist_of(envelope, self._bot)
        if gist is None:
            return None
        now, began = self._clock(), self._seconds()
        lease_until = now + KEEP_FROM_DISPATCHER if gist.press else None
        entry_id = await self._inbox.accept(_arrival(gist, envelope, self._app_id), now, lease_until)
        if entry_id is None:
            log.info("event.repeated", kind=gist.kind)
            return {} if gist.press else None
        if gist.press:
            return (await self._answer(gist.press, entry_id, began)).body()
        self._nudge()
        return None

    async def _answer(self, press: CardPressed, entry_id: int, began: float) -> Answer:
        """Handle a press now; what takes too long or fails is left to the dispatcher, and said so.

        Lark counts from its sending: what storing the press took is gone already.
        """
        left = max(0.0, ANSWER_WITHIN.total_seconds() - (self._seconds() - began))
        try:
            async with self._held(press.message_id), asyncio.timeout(left):
                answer = await self._press(press)
        except Exception as error:  # noqa: BLE001 - the boundary: the press is in the inbox and will be tried again
            expected = isinstance(error, TimeoutError | TransientError)
            log.warning("press.put_off", error=type(error).__name__, exc_info=not expected)
            await self._inbox.retry(entry_id, self._clock(), "not answered in time")
            self._nudge()
            return busy(self._locale)
        await self._inbox.done(entry_id, self._clock())
        self._nudge()
        self._answered()
        return answer


def _arrival(gist: Gist, envelope: Mapping[str, object], app_id: str) -> Arrival:
    return Arrival(
        key=f"{app_id}:{gist.key}",
        tenant=gist.tenant,
        kind=gist.kind,
        chat_id=gist.chat_id,
        envelope=cast("Mapping[str, JsonValue]", envelope),  # it came out of a JSON parser
    )
