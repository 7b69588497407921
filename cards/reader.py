"""For whom a card is drawn."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.calendars import PUBLISHED, LegalCalendar
from scheduler.model import Locale


@dataclass(frozen=True, slots=True)
class Reader:
    """The language and the IANA zone of whoever will read it, and what is known when it is drawn.

    `now` is the instant of drawing in UTC, `calendar` the legal calendar as it is known then. In a group
    (`shared`) others read it too, by clocks of their own.
    """

    locale: Locale
    zone: str
    now: datetime
    calendar: LegalCalendar = PUBLISHED
    shared: bool = False
