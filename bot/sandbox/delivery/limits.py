"""The time limits and sizes of delivery."""

from dataclasses import dataclass
from datetime import timedelta

# Lark: after a failed first attempt, four more with the same event id.
REDELIVERY = (timedelta(seconds=15), timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6))
# Lark: so many long connections for one app.
MAX_CONNECTIONS = 50
# Larger payloads are split into frames of this size. Lark does not publish its own threshold.
FRAME_PAYLOAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Real time, however fast the sandbox's clock runs: the bot works in real time too."""

    answer: timedelta = timedelta(seconds=3)
    connect: timedelta = timedelta(seconds=2)
    challenge: timedelta = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """What discovery and pongs tell a client about reconnecting and pinging.

    Lark itself says 120 s, 30 s and 120 s. A local sandbox is dropped and restarted on purpose,
    and whoever tries that does not want to wait for minutes.
    """

    reconnect_count: int = -1
    """-1: for ever."""
    reconnect_interval: timedelta = timedelta(seconds=3)
    reconnect_nonce: timedelta = timedelta(seconds=1)
    ping_interval: timedelta = timedelta(seconds=30)

    def to_wire(self) -> dict[str, int]:
        # All four keys, always: the Python client breaks on a missing one.
        return {
            "ReconnectCount": self.reconnect_count,
            "ReconnectInterval": int(self.reconnect_interval.total_seconds()),
            "ReconnectNonce": int(self.reconnect_nonce.total_seconds()),
            "PingInterval": int(self.ping_interval.total_seconds()),
        }
