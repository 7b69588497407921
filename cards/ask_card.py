"""The one question that is open, with choices to tap."""

import json
from collections.abc import Sequence
from typing import Final

from cards.actions import Press, Verb
from cards.controls import Button, Choice, button_row
from cards.elements import Card, Element, Header, Note, Rule, Text, Tone
from cards.pickers import Picker, Picks
from cards.reader import Reader
from cards.texts import is_known, say

PARTS: Final = "which_part"
"""The question which of several tasks in one message is to be made."""

WHETHER: Final = "whether"
"""The question whether a thing and a time were a wish at all."""

_MOST = 6
_REPEATABLE: Final = 500  # characters of a sentence that a button can say again
_PICKED: Final = {
    "what_time": (Picks.TIME, "ask.pick_time"),
    "which_date": (Picks.DATE, "ask.pick_date"),
}
_SENTENCE_BYTES = 16_000  # of the card's 30 KB, for the sentences that all choices together say


def ask_card(
    question: str, choices: Sequence[tuple[str, str]], reader: Reader, *, is_open: bool = False
) -> Card:
    """Ask; `question` is a word of the catalogue (`what_time`) or the question itself.

    A choice is what to tap, and the whole sentence that it says. Where these are too long for a card
    the person is asked to write the sentence anew. With `is_open` something else can be picked, too.
    """
    locale = reader.locale
    known = is_known(f"ask.{question}")
    asked = say(f"ask.{question}", locale) if known else question
    buttons = _buttons(choices[:_MOST])
    note = say("ask.type" if is_open and buttons else "ask.other" if buttons else "ask.whole", locale)
    return Card(
        header=Header(say("ask.title", locale), Tone.ORANGE),
        elements=(Text(asked), *buttons, *_others(question, buttons, reader, is_open=is_open), Note(note)),
        summary=asked,
    )


def closed_ask_card(why: str, said: str, reader: Reader) -> Card:
    """Show that the question is over (`answered` or `expired`); what ran out of time can be said again."""
    locale = reader.locale
    state, words = say(f"ask.{why}.tag", locale), say(f"ask.{why}", locale)
    press = Press(Verb.SAY, args={"text": said})
    again = Button(key="say_again", label=say("button.say_again", locale), press=press)
    offers = why == "expired" and 0 < len(said) <= _REPEATABLE
    return Card(
        header=Header(say("ask.title", locale), Tone.GREY, (state,)),
        elements=(Text(words), *((Rule(), button_row(again)) if offers else ())),
        summary=words,
    )


def _others(
    question: str, buttons: Sequence[Choice], reader: Reader, *, is_open: bool
) -> tuple[Element, ...]:
    """Return what leads to something else than one of the choices."""
    locale = reader.locale
    if question == PARTS and len(buttons) > 1:
        press = Press(Verb.ASK_ALL)
        return (button_row(Button(key="ask_all", label=say("button.ask.all", locale), press=press)),)
    if question not in _PICKED or not is_open:
        return ()
    picks, placeholder = _PICKED[question]
    press = Press(Verb.ASK_PICK)
    return (Picker(picks=picks, key="ask_pick", placeholder=say(placeholder, locale), press=press),)


def _buttons(choices: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    size = sum(len(json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")) for _, text in choices)
    if size > _SENTENCE_BYTES:
        return ()
    return tuple(
        Choice(key=f"choice_{place}", elements=(Text(label),), press=Press(Verb.SAY, args={"text": text}))
        for place, (label, text) in enumerate(choices, start=1)
    )
