"""Stands in for the agent where no model is configured: says so instead of trying."""

from collections.abc import AsyncGenerator
from datetime import timedelta

from scheduler.executor import ExecutionError, Progress, Request, Step
from scheduler.model import Cause


class NoAgentExecutor:
    restartable = True
    time_limit = timedelta(seconds=5)

    async def run(self, request: Request) -> AsyncGenerator[Progress, None]:  # noqa: ARG002
        yield Step("thinking")
        raise ExecutionError(Cause.NOT_CONFIGURED)
