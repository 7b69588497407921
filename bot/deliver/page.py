"""What a card is drawn on: the sources, whose language it speaks, and where it stands."""

from dataclasses import dataclass

from bot.deliver.sources import Sources
from cards.reader import Reader
from scheduler.model import ChatId, Destination, Locale, TenantKey


@dataclass(frozen=True, slots=True)
class Page:
    sources: Sources
    tenant: TenantKey
    locale: Locale
    here: ChatId | None = None  # None: in the personal chat of whom it is for
    in_group: bool = False

    def is_elsewhere(self, place: Destination) -> bool:
        """Tell whether a card stands in another chat than the personal one that is meant."""
        return not place.in_group and self.here is not None and self.here != place.chat_id

    def reader(self, zone: str = "") -> Reader:
        return self.sources.reader(self.locale, zone, shared=self.in_group)
