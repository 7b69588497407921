"""For whom a card is drawn."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.model import Locale


@dataclass(frozen=True, slots=True)
class Reader:
    """The language and the IANA zone of whoever will read it, and the instant of drawing in UTC."""

    locale: Locale
    zone: str
    now: datetime
