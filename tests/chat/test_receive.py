"""A press is answered within the time that Lark gives, whatever storing it took."""

import asyncio
from contextlib import nullcontext

import pytest

from bot.chat.answers import Answer
from bot.chat.receive import ANSWER_WITHIN, Receiver
from scheduler.model import Locale
from storage.inbox import Inbox
from tests.builders import NOW
from tests.lark.test_events import a_press


@pytest.mark.parametrize(
    ("storing_took", "is_answered"), [(0.5, True), (ANSWER_WITHIN.total_seconds(), False)]
)
async def test_what_storing_a_press_took_is_gone_from_the_time_for_its_answer(
    sqlite_database, clock, storing_took, is_answered
):
    inbox, seconds = Inbox(sqlite_database), iter([0.0, storing_took])

    async def press(_):
        await asyncio.sleep(0)  # whoever has no time left is stopped at the first wait
        return Answer()

    receiver = Receiver(
        inbox,
        press,
        lambda _: nullcontext(),
        clock,
        app_id="cli_1",
        bot="ou_bot",
        locale=Locale.EN,
        nudge=lambda: None,
        answered=lambda: None,
        seconds=lambda: next(seconds),
    )

    body = await receiver(a_press())

    assert ("toast" not in body) is is_answered
    left = await inbox.take(NOW, NOW, 9)  # what was not answered in time is handled at once
    assert bool(left) is not is_answered
