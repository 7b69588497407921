"""Tells administrators by a webhook what the chat may not be able to tell: one small JSON document each.

    POST <AIME_ALERT_URL>   {"id": …, "event": …, "at": …, "text": …, "facts": {…}}

Any answer from 200 to 299 takes it. Whatever else happens, it comes again, later each time, for a day. The
address is a secret: whoever knows it can raise false alarms.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import aiohttp
import structlog

from cards.texts import say
from scheduler.alerts import KEEP_TRYING, Alert, Noticed, told_of, troubles
from scheduler.model import Locale
from scheduler.ports import Clock
from scheduler.watching import Installation, Stuck
from storage.alerts import Alerts

log = structlog.get_logger()

LOOK_EVERY: Final = timedelta(seconds=10)
_AT_ONCE: Final = 20
_TIME_LIMIT: Final = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the installation is doing, and what is stuck in it; nothing where the database does not answer."""

    installation: Installation
    stuck: Sequence[Stuck] = ()


class Webhook:
    def __init__(self, session: aiohttp.ClientSession, address: str, locale: Locale) -> None:
        self._session = session
        self._address = address
        self._locale = locale

    async def takes(self, alert: Alert) -> bool:
        """Tell it; False, with a line in the log, when it was not taken."""
        body = document(alert, self._locale)
        try:
            async with self._session.post(
                self._address, json=body, timeout=_TIME_LIMIT, allow_redirects=False
            ) as answer:
                if 200 <= answer.status < 300:
                    return True
                log.warning("alert.refused", alert=alert.key, status=answer.status)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            # Not the error's own words: they hold the address.
            log.warning("alert.unreachable", alert=alert.key, error=type(error).__name__)
        return False


class Alarm:
    """Each tick looks once. What is wrong with the installation is told from memory, because the
    database may be what is wrong; the rest waits in the database.
    """

    def __init__(
        self,
        webhook: Webhook,
        alerts: Alerts,
        look: Callable[[], Awaitable[Outlook]],
        clock: Clock,
        *,
        process: str,
    ) -> None:
        self._webhook = webhook
        self._alerts = alerts
        self._look = look
        self._clock = clock
        self._process = process
        self._noticed: Mapping[str, Noticed] = {}
        self._untold: list[Alert] = []

    async def tick(self) -> bool:
        """Return whether more waits to be told."""
        await self._tell_troubles()
        return await self._tell_stored()

    async def _tell_troubles(self) -> None:
        outlook, now = await self._look(), self._clock()
        found = troubles(outlook.installation, outlook.stuck)
        self._noticed, news = told_of(self._noticed, found, now, self._process)
        waiting = [alert for alert in (*self._untold, *news) if now - alert.at < KEEP_TRYING]
        self._untold = [alert for alert in waiting if not await self._webhook.takes(alert)]

    async def _tell_stored(self) -> bool:
        now = self._clock()
        await self._alerts.collect(now)
        waiting = await self._alerts.take(now, _AT_ONCE)
        for alert in waiting:
            if await self._webhook.takes(alert):
                await self._alerts.told(alert.key, self._clock())
        if not waiting:
            await self._alerts.drop(now)
        return len(waiting) == _AT_ONCE


def document(alert: Alert, locale: Locale) -> Mapping[str, object]:
    """Return what is posted: see docs/operations.md."""
    return {
        "id": alert.key,
        "event": str(alert.event),
        "at": alert.at.isoformat(),
        "text": say(f"alert.{alert.event}", locale, **alert.facts),
        "facts": dict(alert.facts),
    }
