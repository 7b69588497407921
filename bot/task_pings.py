"""Tells the monitors of tasks how their runs go: begun, succeeded, failed.

What is owed follows from the runs themselves, so it does not matter which process works on them. A monitor
hears each at least once; one that cannot be reached is asked again at the next look, for an hour.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Final

import aiohttp
import structlog

from bot.ping import address_for
from scheduler.monitoring import Sign, is_allowed
from scheduler.ports import Clock
from storage.monitors import Monitors

log = structlog.get_logger()

LOOK_EVERY: Final = timedelta(seconds=5)
_AT_ONCE: Final = 100
_TIME_LIMIT: Final = aiohttp.ClientTimeout(total=5)


class TaskPings:
    def __init__(
        self, session: aiohttp.ClientSession, monitors: Monitors, hosts: Collection[str], clock: Clock
    ) -> None:
        self._session = session
        self._monitors = monitors
        self._hosts = hosts
        self._clock = clock

    async def tick(self) -> bool:
        """Tell each monitor what it has not heard; one that does not answer keeps only itself waiting."""
        silent: set[str] = set()
        for sign in await self._monitors.owed(self._clock(), _AT_ONCE):
            if sign.task_id in silent or not is_allowed(sign.address, self._hosts):
                continue
            if await self._tell(sign):
                await self._monitors.told(sign)
            else:
                silent.add(sign.task_id)
        return False

    async def _tell(self, sign: Sign) -> bool:
        address = address_for(sign.address, sign.signal)
        word = sign.signal.name.lower()
        try:
            # Where it would send us on to, nobody has allowed.
            async with self._session.get(address, timeout=_TIME_LIMIT, allow_redirects=False) as answer:
                if answer.status < 300:
                    return True
                log.warning("task.ping_refused", task_id=sign.task_id, word=word, status=answer.status)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            # Not the error's own words: they hold the address.
            reason = type(error).__name__
            log.warning("task.ping_unreachable", task_id=sign.task_id, word=word, error=reason)
        return False
