"""Which tasks are meant where several are: those that were named, or all of them; and whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.chat.access import Asker, Right, may, role_of
from bot.chat.desk import Desk
from bot.chat.language.meaning import Meaning, Scope, StateFilter, TaskRef
from bot.chat.resolve import resolve
from bot.chat.talk import Talk
from bot.chat.which import named
from scheduler.model import FAILURE_STATES, Task, TaskStatus
from scheduler.views import LeftOut

ALL_AT_MOST = 500
"""Of one chat or person; each person may have a hundred."""


@dataclass(slots=True)
class Chosen:
    """The tasks that something shall be done to, and what was meant as well and is left out."""

    tasks: list[Task] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


class Several:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def named(self, talk: Talk, meaning: Meaning) -> Chosen | None:
        """Return the tasks that were named one by one; None where one was, or all."""
        if talk.about is not None or len(meaning.refs) < 2:
            return None
        overview = self._desk.overview
        listed, visible = await overview.listed(talk), await overview.visible(talk)
        if meaning.ref and meaning.ref.name and resolve(meaning.ref, listed, visible):
            return None  # a name may hold "and"
        chosen = Chosen()
        for ref in meaning.refs:
            _add(chosen, ref, resolve(ref, listed, visible))
        return chosen

    async def all(self, talk: Talk, meaning: Meaning) -> Sequence[Task]:
        """Return everything here, or of the asker's own, as was said; of a group in the group by itself."""
        tenant, tasks = talk.person.tenant, self._desk.tasks
        is_here = meaning.scope is Scope.THIS_CHAT or (talk.in_group and meaning.scope is not Scope.MINE)
        if is_here:
            found = await tasks.in_chat(tenant, talk.chat_id, ALL_AT_MOST)
        else:
            found = await tasks.of_owner(tenant, talk.person.id, ALL_AT_MOST)
        return await self._limited(found, meaning.only)

    async def allowed(self, asker: Asker, tasks: Sequence[Task], right: Right) -> Chosen:
        """Set apart what the asker may not do it to. Who manages the group is asked once at most."""
        directory = self._desk.directory
        of_others = any(task.owner != asker.person for task in tasks)
        chat = await directory.refreshed_chat(asker.chat_id, asker.tenant) if of_others else None
        chosen = Chosen()
        for task in tasks:
            role = role_of(asker, task, chat)
            if may(role, right):
                chosen.tasks.append(task)
            elif may(role, Right.SEE):
                chosen.left_out.append(LeftOut(task.spec.title, "not_yours"))
            else:
                chosen.left_out.append(LeftOut("…", "not_found"))
        return chosen

    async def _limited(self, tasks: Sequence[Task], only: StateFilter | None) -> Sequence[Task]:
        """Keep those of a state, where one was named: "delete all paused tasks" is not all of them."""
        match only:
            case None:
                return tasks
            case StateFilter.ACTIVE:
                return [task for task in tasks if task.status is TaskStatus.ACTIVE]
            case StateFilter.PAUSED:
                return [task for task in tasks if task.status is TaskStatus.PAUSED]
            case StateFilter.FAILED:
                last = await self._desk.runs.last_of([task.id for task in tasks])
                failed = {task_id for task_id, run in last.items() if run.state in FAILURE_STATES}
                return [task for task in tasks if task.id in failed]


def _add(chosen: Chosen, ref: TaskRef, fitting: Sequence[Task]) -> None:
    if len(fitting) == 1:
        if fitting[0] not in chosen.tasks:
            chosen.tasks.append(fitting[0])
        return
    chosen.left_out.append(LeftOut(named(ref), "several" if fitting else "not_found"))
