"""How the bot is doing, put together from those who know: one answer for the metrics and for the chat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.alarm import Outlook
from scheduler.errors import TransientError
from scheduler.ports import Clock
from scheduler.watching import Backlog, Installation, Mishap
from storage.watching import Watch

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Status:
    watch: Watch
    last_tick: Callable[[], datetime | None]
    lark: Callable[[], str]  # what is wrong with the connection, "" when it is up
    mishaps: Callable[[], Sequence[Mishap]]
    clock: Clock

    async def present(self) -> Installation:
        now = self.clock()
        return Installation(
            at=now,
            last_tick=self.last_tick(),
            connection=self.lark(),
            backlog=await self._backlog(now),
            mishaps=tuple(self.mishaps()),
        )

    async def outlook(self) -> Outlook:
        """Return the same with what is stuck: of each kind the oldest."""
        installation = await self.present()
        try:
            stuck = await self.watch.stuck(installation.at, 1) if installation.backlog else ()
        except TransientError as error:
            log.warning("stuck.not_read", error=str(error))
            return Outlook(replace(installation, backlog=None))
        return Outlook(installation, stuck)

    async def _backlog(self, now: datetime) -> Backlog | None:
        try:
            return await self.watch.backlog(now)
        except TransientError as error:
            log.warning("backlog.not_read", error=str(error))
            return None
