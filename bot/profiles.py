"""What Lark's directory tells of a person's language and zone."""

import re
from zoneinfo import available_timezones

from scheduler.model import Locale
from scheduler.people import Person

_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_ABROAD = frozenset({"Asia/Tokyo", "Asia/Seoul"})


def language_of_profile(person: Person) -> Locale | None:
    """Return the language that a profile tells of; None where it does not.

    Lark's directory holds no language. A name in Chinese characters tells, unless its zone is one where
    they are written as well; a Latin name does not, since many have one for work.
    """
    return Locale.ZH if _HAN.search(person.name) and person.zone not in _HAN_ABROAD else None


def valid_zone(name: str | None) -> str | None:
    """Return the zone's name where it is one; a directory may hold anything."""
    return name if name in available_timezones() else None
