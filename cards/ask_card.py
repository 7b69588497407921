"""The one question that is open, with choices to tap."""

import json
from collections.abc import Sequence

from cards.actions import Press, Verb
from cards.controls import Choice
from cards.elements import Card, Header, Note, Text, Tone
from cards.reader import Reader
from cards.texts import is_known, say

_MOST = 6
_SENTENCE_BYTES = 16_000  # of the card's 30 KB, for the sentences that all choices together say


def ask_card(question: str, choices: Sequence[tuple[str, str]], reader: Reader) -> Card:
    """Ask; `question` is a word of the catalogue (`what_time`) or the question itself.

    A choice is what to tap, and the whole sentence that it says. Where these are too long for a card
    the person is asked to write the sentence anew.
    """
    locale = reader.locale
    known = is_known(f"ask.{question}")
    asked = say(f"ask.{question}", locale) if known else question
    buttons = _buttons(choices[:_MOST])
    note = say("ask.other" if buttons else "ask.whole", locale)
    return Card(
        header=Header(say("ask.title", locale), Tone.ORANGE),
        elements=(Text(asked), *buttons, Note(note)),
        summary=asked,
    )


def _buttons(choices: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    size = sum(len(json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")) for _, text in choices)
    if size > _SENTENCE_BYTES:
        return ()
    return tuple(
        Choice(key=f"choice_{place}", elements=(Text(label),), press=Press(Verb.SAY, args={"text": text}))
        for place, (label, text) in enumerate(choices, start=1)
    )
