"""The process is gone between two transactions; the next one begins with what was stored.

Whatever it was at, somebody does again: the engine by its rhythm, a person by pressing anew. So each rule
lets a step crash, and then has the whole step with all that is asked of it.
"""

from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.attempt import Ending
from scheduler.closing import closing_of
from scheduler.commands import SaveDraft
from storage.database import Database
from tests.builders import OWNER, a_draft, a_post, a_spec
from tests.scheduler.shells.any_order.machine import AnyOrder
from tests.scheduler.shells.any_order.promises import Promise
from tests.scheduler.shells.any_order.wishes import HOUR, endings, in_a_while, some
from tests.scheduler.shells.room import Room

few = st.integers(0, 3)  # transactions that are still committed


class Crash(BaseException):
    """Nothing catches it, as nothing catches the end of a process."""


class Mortal(Database):
    """Ends its process before one of its next writing transactions, when it is told so."""

    left: int | None = None

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        if self.left == 0:
            raise Crash
        if self.left is not None:
            self.left -= 1
        async with super().write() as session:
            yield session


class AnyOrderWithCrashes(AnyOrder):
    database = Mortal
    doom: int | None = None  # of the next command

    def _crashes(self, work: Coroutine[Any, Any, Any], after: int) -> bool:
        """Do `work` in a process that ends after so many transactions; tell whether it came to that."""
        self._database.left = after
        try:
            self._is_refused(work)
        except Crash:
            pass
        except BaseExceptionGroup as several:
            if several.split(Crash)[1] is not None:
                raise
        else:
            return False
        finally:
            self._database.left = None
        self._restart()
        return True

    def _restart(self) -> None:
        restartable = self.room.executor.restartable
        self.room = Room(self._database, self.clock, self.ids)
        self.room.executor.restartable = restartable

    @rule(after=few)
    def crash_while_planning(self, after: int) -> None:
        self._crashes(self.room.planner.tick(), after)
        self.plan(1)

    @rule(after=few)
    def crash_while_reaping(self, after: int) -> None:
        self._crashes(self.room.reaper.recover(), after)
        self.reap()

    @rule(after=few)
    def crash_while_working(self, after: int) -> None:
        """What was taken up stays so until its lease runs out; then it has its turn again."""
        self.room.executor.script = None
        self._crashes(self.room.work(), after)

    @precondition(lambda self: self.held)
    @rule(which=some, ending=endings)
    def crash_before_counting(self, which: int, ending: Ending) -> None:
        """The outcome of a run is stored; whether it was one failure too many was never asked."""
        item = self.held.pop(which % len(self.held))
        self.spent.append(item)
        retried = self._do(self.room.runs.retried(item.run.id))
        closing = closing_of(item, ending, self.clock(), 0.0, lambda text: 1, retried=retried)
        assert self._do(self.room.runs.close(item.run, item.run.lease.token, closing, self.clock()))
        self._wake(item)

    @precondition(lambda self: self.promises)
    @rule(how=st.sampled_from(("pause", "resume", "delete", "undo")), which=some, until=in_a_while, after=few)
    def crash_in_a_command(self, how: str, which: int, until: timedelta, after: int) -> None:
        self.doom = after
        self.switch(how, which, until)

    def _command(self, kind: type, promise: Promise, **more: Any) -> bool:
        """As ever, after a first try that did not hear how it ended."""
        doom, self.doom = self.doom, None
        if doom is None:
            return super()._command(kind, promise, **more)
        self._crashes(self.room.service.execute(kind(promise.task_id, OWNER, self.clock(), **more)), doom)
        revision = self._look().tasks[promise.task_id].revision
        had_effect = revision > self.seen.tasks[promise.task_id].revision
        return super()._command(kind, promise, **more) or had_effect

    @precondition(lambda self: len(self.promises) < 4)
    @rule(after=few)
    def crash_while_saving(self, after: int) -> None:
        now = self.clock()
        draft = a_draft(
            spec=a_spec(), id=self.ids("draft_saved_in_a_crash_"), created_at=now, expires_at=now + HOUR
        )
        self._do(self.room.service.open_draft(draft, a_post(f"{draft.id}:card")))
        press = SaveDraft(draft.id, OWNER, now)
        self._crashes(self.room.service.save_draft(press), after)
        task = self._do(self.room.service.save_draft(press)).task

        assert not self._do(self.room.service.save_draft(press)).changed
        assert self._look().tasks.keys() - self.seen.tasks.keys() == {task.id}
        self.promises[task.id] = Promise(task.id, task.spec.trigger, now)
        self.seen = self._look()
