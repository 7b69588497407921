"""The one question that is open, with choices to tap."""

from collections.abc import Sequence

from cards.actions import Press, Verb
from cards.controls import Choice
from cards.elements import Card, Header, Note, Text, Tone
from cards.reader import Reader
from cards.texts import is_known, say

_MOST = 6


def ask_card(question: str, choices: Sequence[tuple[str, str]], reader: Reader) -> Card:
    """Ask; `question` is a word of the catalogue (`what_time`) or the question itself.

    A choice is what to tap, and the whole sentence that it says.
    """
    locale = reader.locale
    known = is_known(f"ask.{question}")
    asked = say(f"ask.{question}", locale) if known else question
    buttons = tuple(
        Choice(key=f"choice_{place}", elements=(Text(label),), press=Press(Verb.SAY, args={"text": text}))
        for place, (label, text) in enumerate(choices[:_MOST], start=1)
    )
    title = say("ask.title", locale)
    return Card(
        header=Header(title, Tone.ORANGE),
        elements=(Text(asked), *buttons, Note(say("ask.other", locale))),
        summary=asked,
    )
