"""The card of a run that was dropped with old rows: its buttons still get an answer."""

import pytest

from bot.chat.answers import Mood
from cards.actions import Press, Verb
from cards.texts import say
from scheduler.model import Locale


@pytest.mark.parametrize(
    "verb", [Verb.RUN_AGAIN, Verb.RUN_STOP, Verb.RUN_SKIP, Verb.RUN_SNOOZE, Verb.RUN_UNSNOOZE]
)
async def test_a_button_on_the_card_of_a_run_that_is_gone_says_so(chat_room, verb):
    press = Press(verb, "run_gone", args={"for": "hour"} if verb is Verb.RUN_SNOOZE else {})

    answer = await chat_room.press(press, "om_of_a_run_that_is_gone")

    assert (answer.toast.mood, answer.card) == (Mood.ERROR, None)
    assert answer.toast.text == say("refused.run_not_found", Locale.EN)
