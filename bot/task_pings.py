"""Tells the monitors of tasks how their runs go: begun, succeeded, failed.

What is owed follows from the runs themselves, so it does not matter which process works on them. A monitor
hears each at least once; one that cannot be reached is asked again at the next look, for an hour.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Final

import aiohttp
import structlog

from bot.ping import address_for
from scheduler.model import TaskId
from scheduler.monitoring import Sign, is_allowed
from scheduler.ports import Clock
from storage.monitors import Monitors

log = structlog.get_logger()

LOOK_EVERY: Final = timedelta(seconds=5)
_OF_EACH: Final = 10
_CALLS_AT_ONCE: Final = 50
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
        owed: defaultdict[TaskId, list[Sign]] = defaultdict(list)
        for sign in await self._monitors.owed(self._clock(), _OF_EACH):
            if is_allowed(sign.address, self._hosts):
                owed[sign.task_id].append(sign)
        slots, told = asyncio.Semaphore(_CALLS_AT_ONCE), list[Sign]()
        async with asyncio.TaskGroup() as group:
            for task_id, signs in owed.items():
                group.create_task(self._tell_in_order(signs, slots, told), name=f"monitor of {task_id}")
        for sign in told:
            await self._monitors.told(sign)
        return False

    async def _tell_in_order(self, signs: Sequence[Sign], slots: asyncio.Semaphore, told: list[Sign]) -> None:
        """Tell one monitor, and add what it took to `told`."""
        async with slots:
            for sign in signs:
                if not await self._tell(sign):
                    return
                told.append(sign)

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
