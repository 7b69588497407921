"""Where a task posts, in words."""

from cards.elements import name_of
from cards.reader import Reader
from cards.texts import say
from scheduler.model import Destination


def place_of(destination: Destination, chat: str, reader: Reader) -> str:
    """Name the group; a group without a name is this one, a personal chat too."""
    if not destination.in_group:
        return say("place.self", reader.locale)
    return name_of(chat) or say("place.group", reader.locale)
