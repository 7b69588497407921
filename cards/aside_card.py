"""What is said in a group to one person alone, beside the talk of all."""

from cards.elements import Card, Header, Text, Tone
from cards.texts import say
from scheduler.model import Locale


def aside_card(sentence: str, locale: Locale) -> Card:
    """Draw a refusal: a grey line that nothing was changed, and why. It has no buttons."""
    return Card(
        header=Header(say("aside.title", locale), Tone.GREY),
        elements=(Text(sentence),),
        summary=sentence,
    )
