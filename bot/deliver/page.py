"""What a card is drawn on: the sources, and whose language it speaks."""

from dataclasses import dataclass

from bot.deliver.sources import Sources
from cards.reader import Reader
from scheduler.model import Locale, TenantKey


@dataclass(frozen=True, slots=True)
class Page:
    sources: Sources
    tenant: TenantKey
    locale: Locale

    def reader(self, zone: str = "") -> Reader:
        return self.sources.reader(self.locale, zone)
