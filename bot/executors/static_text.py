"""Posts a fixed text, word for word, and below it what was added for this run alone."""

from collections.abc import AsyncGenerator
from datetime import timedelta

from scheduler.executor import Finished, Progress, Request
from scheduler.model import StaticText


class StaticTextExecutor:
    restartable = True
    time_limit = timedelta(seconds=5)

    async def run(self, request: Request) -> AsyncGenerator[Progress, None]:
        action = request.task.spec.action
        assert isinstance(action, StaticText), "the worker chooses the executor by the action's type"
        yield Finished("\n".join(filter(None, (action.text, request.run.note))))
