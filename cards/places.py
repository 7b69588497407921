"""Where a task posts, in words."""

from cards.elements import name_of
from cards.reader import Reader
from cards.texts import say
from scheduler.model import TO_BE_MADE, Destination


def place_of(destination: Destination, chat: str, reader: Reader, *, elsewhere: str = "") -> str:
    """Name the group; a group without a name is this one, a personal chat too.

    `elsewhere` is the sentence that says whose personal chat it is, for a card that stands in another.
    """
    if not destination.in_group:
        return say(elsewhere or "place.self", reader.locale)
    if destination.chat_id == TO_BE_MADE:
        return say("place.new", reader.locale, name=name_of(chat))
    return name_of(chat) or say("place.group", reader.locale)
