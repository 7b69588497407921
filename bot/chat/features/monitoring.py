"""A monitor outside for one task: /ping 2 https://…, /ping 2 off, and /ping 2 to be told."""

from collections.abc import Mapping
from typing import Final

from bot.chat.access import Right
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.talk import Talk
from bot.chat.which import Which, named
from cards.actions import Verb
from scheduler.model import Task
from scheduler.monitoring import is_allowed, masked
from scheduler.ports import Audit

OFF: Final = frozenset({"off", "none", "关", "关闭", "取消"})


class Monitoring:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._which = Which(desk)
        self.answers: Mapping[Intent, AnswerTo] = {Intent.PING: self._ping}
        self.presses: Mapping[Verb, OnPress] = {}

    async def _ping(self, talk: Talk, meaning: Meaning) -> None:
        hosts, wanted = self._desk.ping_hosts, meaning.query
        if not hosts:
            await self._desk.replies.tell(talk, "ping.not_here")
        elif talk.in_group and wanted and wanted not in OFF:
            await self._desk.replies.tell(talk, "ping.alone")
        elif wanted and wanted not in OFF and not is_allowed(wanted, hosts):
            await self._desk.replies.tell(talk, "ping.refused", hosts=", ".join(sorted(hosts)))
        elif task := await self._meant(talk, meaning):
            await self._desk.overview.require(talk.asker, task, Right.EDIT)
            await self._answer(talk, task, wanted)

    async def _meant(self, talk: Talk, meaning: Meaning) -> Task | None:
        """Return the one task that fits. No card to pick from: it would keep the address in its sentence."""
        if talk.about is not None:
            return await self._desk.task(talk.about)
        fitting = await self._which.fitting(talk, meaning) if meaning.ref else []
        if len(fitting) == 1:
            return fitting[0]
        code = "ping.which" if fitting or meaning.ref is None else "task.none_fits"
        await self._desk.replies.tell(talk, code, what=named(meaning.ref))
        return None

    async def _answer(self, talk: Talk, task: Task, wanted: str) -> None:
        title = task.spec.title
        if wanted in OFF:
            await self._desk.monitors.set(task, None, self._audit(talk, task, "off"))
            await self._desk.replies.tell(talk, "ping.removed", title=title)
        elif wanted:
            shown = masked(wanted)
            await self._desk.monitors.set(task, wanted, self._audit(talk, task, shown))
            await self._desk.replies.tell(talk, "ping.set", title=title, address=shown)
        else:
            address = await self._desk.monitors.of(task.id)
            code, shown = ("ping.is", masked(address)) if address else ("ping.none", "")
            await self._desk.replies.tell(talk, code, title=title, address=shown)

    def _audit(self, talk: Talk, task: Task, detail: str) -> Audit:
        return Audit(task.tenant, talk.person.id, "task.monitored", task.id, talk.at, detail)
