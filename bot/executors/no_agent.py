"""Stands in for the agent where no model is configured: says so instead of trying."""

from collections.abc import AsyncGenerator
from datetime import timedelta

from scheduler.model import Cause
from scheduler.ports import ExecutionError, Progress, Request, Step


class NoAgentExecutor:
    restartable = True
    time_limit = timedelta(seconds=5)

    async def run(self, request: Request) -> AsyncGenerator[Progress, None]:  # noqa: ARG002
        yield Step("thinking")
        raise ExecutionError(Cause.NOT_CONFIGURED)
