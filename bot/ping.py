"""The deployment's sign of life to an outside monitor, which speaks up when the sign stays away.

The shape is that of healthchecks.io: GET of the address for "alive", with `/start` for "begins" and `/fail`
for "in trouble". The monitor is told nothing else, and its address is a secret: whoever knows it can keep
the monitor content.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import aiohttp
import structlog

log = structlog.get_logger()

PING_EVERY: Final = timedelta(minutes=1)
_TIME_LIMIT: Final = aiohttp.ClientTimeout(total=10)


class Ping:
    """Each tick is one request. A monitor that cannot be reached is a line in the log, never more."""

    def __init__(self, session: aiohttp.ClientSession, address: str, is_alive: Callable[[], bool]) -> None:
        self._session = session
        self._address = address
        self._is_alive = is_alive
        self._has_begun = False

    async def tick(self) -> bool:
        """Say that the process begins, the first time; later whether its engine is alive."""
        begins, self._has_begun = not self._has_begun, True
        await self._say("start" if begins else "" if self._is_alive() else "fail")
        return False

    async def _say(self, word: str) -> None:
        try:
            async with self._session.get(address_for(self._address, word), timeout=_TIME_LIMIT) as answer:
                if answer.status >= 400:
                    log.warning("ping.refused", word=word, status=answer.status)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            # Not the error's own words: they hold the address.
            log.warning("ping.unreachable", word=word, error=type(error).__name__)


def address_for(address: str, word: str) -> str:
    """Return the address with `word` as one more part of its path, in front of a query."""
    if not word:
        return address
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{word}"))
