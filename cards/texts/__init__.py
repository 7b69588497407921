"""Every sentence that the bot says, in one catalogue."""

from typing import Final

from cards.texts import (
    alerts,
    buttons,
    changes,
    forms,
    guide,
    history,
    holidays,
    incidents,
    labels,
    monitors,
    notes,
    places,
    quiet,
    refusals,
    settings,
    states,
    status,
    switching,
    talk,
    templates,
    threads,
)
from cards.texts.text import Text, fill
from scheduler.model import Locale

_ROOMS: Final = (
    alerts.TEXTS,
    talk.TEXTS,
    templates.TEXTS,
    refusals.TEXTS,
    states.TEXTS,
    status.TEXTS,
    labels.TEXTS,
    monitors.TEXTS,
    notes.TEXTS,
    buttons.TEXTS,
    changes.TEXTS,
    forms.TEXTS,
    guide.TEXTS,
    history.TEXTS,
    holidays.TEXTS,
    incidents.TEXTS,
    settings.TEXTS,
    switching.TEXTS,
    threads.TEXTS,
    places.TEXTS,
    quiet.TEXTS,
)

CATALOGUE: Final[dict[str, Text]] = {code: text for room in _ROOMS for code, text in room.items()}


def say(code: str, locale: Locale, **facts: str | int) -> str:
    """Return the sentence `code` filled with `facts`; a code that does not exist is a KeyError."""
    text = CATALOGUE.get(code)
    if text is None:
        raise KeyError(f"no sentence is called {code!r}")
    return fill(text.in_language(locale), facts)


def is_known(code: str) -> bool:
    return code in CATALOGUE
