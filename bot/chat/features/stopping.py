"""Ending a run that is open: by sentence, and by the button on its card."""

from collections.abc import Mapping, Sequence

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood, Toast
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.pressed import Pressed
from bot.chat.several import Several
from bot.chat.talk import Talk
from bot.chat.which import Which, named
from cards.actions import Verb
from scheduler.commands import Change, StopRun
from scheduler.errors import Reason, Refused
from scheduler.model import OPEN_STATES, Run, RunState, Task
from scheduler.views import BatchCard, Switched


class Stopping:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._which = Which(desk)
        self._several = Several(desk)
        self.answers: Mapping[Intent, AnswerTo] = {Intent.STOP: self._stop}
        self.presses: Mapping[Verb, OnPress] = {Verb.RUN_STOP: self._stop_pressed}

    async def _stop(self, talk: Talk, meaning: Meaning) -> None:
        """Stop what runs of the task that was named; without a name, the one task that runs."""
        runs = await self._open(await self._meant(talk, meaning))
        tasks = [await self._desk.task(task_id) for task_id in dict.fromkeys(run.task_id for run in runs)]
        if not tasks:
            await self._desk.replies.tell(talk, "stop.nothing", what=named(meaning.ref))
        elif meaning.ref is not None and meaning.ref.all:
            await self._stop_all(talk, tasks, runs)
        elif len(tasks) > 1:
            await self._which.pick(talk, meaning, tasks)
        else:
            await self._desk.overview.require(talk.asker, tasks[0], Right.STOP)
            stopped = await self._stop_each(talk, runs)
            done = all(change.run and change.run.state not in OPEN_STATES for change in stopped)
            code = "stop.done" if done else "stop.asked"
            await self._desk.replies.tell(talk, code, title=tasks[0].spec.title)

    async def _meant(self, talk: Talk, meaning: Meaning) -> Sequence[Task]:
        if talk.about is not None:
            return [await self._desk.task(talk.about)]
        return await self._which.fitting(talk, meaning)

    async def _open(self, tasks: Sequence[Task]) -> Sequence[Run]:
        runs = await self._desk.runs.open_of([task.id for task in tasks])
        return [run for run in runs if run.cancel_requested_at is None]

    async def _stop_all(self, talk: Talk, tasks: Sequence[Task], runs: Sequence[Run]) -> None:
        allowed = await self._several.allowed(talk.asker, tasks, Right.STOP)
        ids = {task.id for task in allowed.tasks}
        if not ids:
            raise Refused(Reason.NOT_ALLOWED)
        await self._stop_each(talk, [run for run in runs if run.task_id in ids])
        done = tuple(Switched(task.id, task.revision) for task in allowed.tasks)
        card = BatchCard(talk.person.id, "stopped", done, tuple(allowed.left_out))
        await self._desk.replies.show(talk, card)

    async def _stop_each(self, talk: Talk, runs: Sequence[Run]) -> Sequence[Change]:
        stop = self._desk.service.runs.stop
        return [await stop(StopRun(run.id, talk.person.id, talk.at)) for run in runs]

    async def _stop_pressed(self, pressed: Pressed) -> Answer:
        run = await self._desk.run_pressed(pressed, Right.STOP)
        command = StopRun(run.id, pressed.talk.person.id, pressed.event.pressed_at)
        change = await self._desk.service.runs.stop(command)
        return Answer(_told(pressed, change), await self._desk.present(pressed))


def _told(pressed: Pressed, change: Change) -> Toast:
    """Say what came of the press: it may have been too late, or not the first."""
    assert change.run is not None, "stopping is of a run"
    if change.run.state is RunState.RUNNING:
        code = "press.stopping" if change.changed else "press.stopping_already"
    else:
        code = "press.stopped" if change.changed else "press.ended_already"
    return pressed.toast(Mood.SUCCESS if change.changed else Mood.INFO, code)
