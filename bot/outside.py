"""Who outside is told how the bot and its tasks do: one job for each that is set."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from os import getpid
from socket import gethostname

from aiohttp import ClientSession

from bot.alarm import LOOK_EVERY as ALARM_EVERY
from bot.alarm import Alarm, Outlook, Webhook
from bot.ping import PING_EVERY, Ping
from bot.settings import Settings
from bot.task_pings import LOOK_EVERY as TASK_PINGS_EVERY
from bot.task_pings import TaskPings
from scheduler.beat import Beat, Bell
from scheduler.ports import Clock
from storage.stores import Stores


@dataclass(frozen=True, slots=True)
class Outside:
    settings: Settings
    stores: Stores
    session: ClientSession
    clock: Clock
    outgoing: Bell  # rung when a run goes on or ends

    def jobs(
        self, is_ticking: Callable[[], bool], look: Callable[[], Awaitable[Outlook]]
    ) -> Mapping[str, Callable[[], Coroutine[None, None, None]]]:
        beats = (self._ping(is_ticking), self._alarm(look), self._task_pings())
        return {beat.name: beat.run for beat in beats if beat}

    def _ping(self, is_ticking: Callable[[], bool]) -> Beat | None:
        """Tell an outside monitor of this process."""
        address = self.settings.ping_url.get_secret_value()
        if not address:
            return None
        return Beat("ping", Ping(self.session, address, is_ticking).tick, self.clock, every=PING_EVERY)

    def _alarm(self, look: Callable[[], Awaitable[Outlook]]) -> Beat | None:
        """Tell administrators by a webhook."""
        address = self.settings.alert_url.get_secret_value()
        if not address:
            return None
        webhook = Webhook(self.session, address, self.settings.locale)
        process = f"{gethostname()}:{getpid()}"
        alarm = Alarm(webhook, self.stores.alerts, look, self.clock, process=process)
        return Beat("alarm", alarm.tick, self.clock, every=ALARM_EVERY)

    def _task_pings(self) -> Beat | None:
        """Tell the monitors of tasks, where any may be called."""
        hosts = self.settings.ping_hosts
        if not hosts:
            return None
        pings = TaskPings(self.session, self.stores.monitors, hosts, self.clock)
        beat = Beat("task_pings", pings.tick, self.clock, every=TASK_PINGS_EVERY)
        self.outgoing.listen(beat.nudge)
        return beat
