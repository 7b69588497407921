"""Faults of delivery, armed on demand and struck off as they happen."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class DeliveryFault(StrEnum):
    """Each strikes the next occasions it fits; `value` means what the comment says."""

    DUPLICATE = "duplicate_event"  # extra copies sent with the same event id
    LATE = "late_event"  # seconds of sandbox time before the first attempt
    SPLIT = "split_frames"  # parts that a socket payload is cut into
    CARD_FRAME = "card_frame"  # a card callback arrives as a frame of type `card`
    LOSE_ACK = "lose_ack"  # the bot's answer to an event never arrives
    HANG_DISCOVERY = "hang_discovery"  # real seconds before discovery answers
    REFUSE_DISCOVERY = "refuse_discovery"  # the code that discovery answers
    REFUSE_HANDSHAKE = "refuse_handshake"  # the Handshake-Status of the refusal


class Forgery(StrEnum):
    """Posts to the callback address that an honest bot must refuse."""

    UNSIGNED = "unsigned"
    BAD_SIGNATURE = "bad_signature"
    STALE = "stale"  # rightly signed, an hour ago
    WRONG_TOKEN = "wrong_token"  # noqa: S105 - the name of a fault
    NOT_JSON = "not_json"


class Faults:
    """Which delivery faults are armed, and for how many more occasions."""

    def __init__(self) -> None:
        self._armed: dict[DeliveryFault, tuple[float, int | None]] = {}

    def arm(self, fault: DeliveryFault, value: float = 1, times: int | None = 1) -> None:
        """Strike the next `times` occasions, or all of them when None, until cleared."""
        self._armed[fault] = (value, times)

    def take(self, fault: DeliveryFault) -> float | None:
        """Use up one strike; None when the fault is not armed."""
        if fault not in self._armed:
            return None
        value, times = self._armed.pop(fault)
        if times is None or times > 1:
            self._armed[fault] = (value, times and times - 1)
        return value

    def clear(self) -> None:
        self._armed.clear()

    @property
    def armed(self) -> Mapping[DeliveryFault, tuple[float, int | None]]:
        return MappingProxyType(self._armed)
