"""What the sandbox's core needs from its neighbours."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

JsonObject = Mapping[str, Any]
Clock = Callable[[], datetime]


class CardFault(Protocol):
    """Why Lark would refuse a card."""

    @property
    def api_code(self) -> int:
        """230099, or 230025 for a card that is too long."""
        ...

    def text(self) -> str:
        """Return the whole sentence of the answer."""
        ...


CheckCard = Callable[[str], CardFault | None]


class PublishesEvents(Protocol):
    """Queues an event for delivery to the app."""

    def publish(self, event_type: str, event: JsonObject) -> object: ...
