"""Lets a language model do the task, streaming, behind any OpenAI-compatible address.

Importing this costs most of a second and 80 MiB (the agent layer): only `main` does, when a model
is configured.
"""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from openai import AsyncOpenAI
from pydantic_ai import (
    Agent,
    AgentRunResultEvent,
    AgentStreamEvent,
    FunctionToolCallEvent,
    PartDeltaEvent,
    PartStartEvent,
    RunUsage,
    TextPart,
    TextPartDelta,
    UsageLimits,
)
from pydantic_ai.exceptions import (
    AgentRunError,
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelHTTPError,
    ModelNotFoundError,
    ModelRateLimitError,
    ModelRequestRejectedError,
    ModelRequestTimeout,
    UsageLimitExceeded,
)
from pydantic_ai.messages import ModelMessage, ModelRequest, ModelResponse, UserPromptPart
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.settings import ModelSettings

from bot.executors.links import links_in
from bot.executors.tokens import CountTokens, Use, not_counted
from scheduler.executor import Exchange, ExecutionError, Finished, Progress, Request, Step, TextDelta
from scheduler.model import AgentPrompt, Cause, Locale

REQUEST_TIMEOUT = timedelta(minutes=5)
"""Of one request to the model; the whole attempt has its own limit."""

_INSTRUCTIONS = {
    Locale.ZH: (
        "你在执行一个定时任务，现在就做。直接给出最终结果，用 Markdown，不要寒暄，不要复述任务。"
        "不要创建、修改或承诺任何定时任务。做不到的部分直接说明。默认用中文回答。"
    ),
    Locale.EN: (
        "You are carrying out a scheduled task: do it now. Give the final result in Markdown, without "
        "greetings and without repeating the task. Never create, change or promise a schedule. Say "
        "plainly what you could not do. Answer in English unless the task asks otherwise."
    ),
}
_ONLY_NOW = {Locale.ZH: "只在这一次：{note}", Locale.EN: "For this time only: {note}"}


@dataclass(frozen=True, slots=True)
class ModelAccess:
    """Where the model is, and what one run may use of it."""

    base_url: str
    api_key: str
    name: str
    request_limit: int
    token_limit: int


class AgentExecutor:
    restartable = True

    def __init__(self, access: ModelAccess, time_limit: timedelta, count: CountTokens = not_counted) -> None:
        self.time_limit = time_limit
        self._count = count
        # Retrying is the run's policy: the client's own retries would hide time and multiply cost.
        self._client = AsyncOpenAI(base_url=access.base_url, api_key=access.api_key or "none", max_retries=0)
        model = OpenAIChatModel(access.name, provider=OpenAIProvider(openai_client=self._client))
        self._agent: Agent[None, str] = Agent(
            model, model_settings=ModelSettings(timeout=REQUEST_TIMEOUT.total_seconds())
        )
        self._limits = UsageLimits(request_limit=access.request_limit, total_tokens_limit=access.token_limit)

    async def run(self, request: Request) -> AsyncGenerator[Progress, None]:
        yield Step("thinking")
        usage = RunUsage()
        try:
            async with self._agent.run_stream_events(
                _asked(request),
                message_history=_history(request.before),
                instructions=_INSTRUCTIONS[request.task.spec.locale],
                usage_limits=self._limits,
                usage=usage,
            ) as events:
                async for event in events:
                    for progress in _progress_of(event):
                        yield progress
        except AgentRunError as error:
            raise _explained(error) from error
        finally:
            self._count(Use.RUN, usage.input_tokens, usage.output_tokens)

    async def close(self) -> None:
        await self._client.close()


def _asked(request: Request) -> str:
    """Return what to do now: the task's prompt, or what was written in the thread of a run."""
    action = request.task.spec.action
    assert isinstance(action, AgentPrompt), "the worker chooses the executor by the action's type"
    if request.before:
        return request.run.note
    only_now = _ONLY_NOW[request.task.spec.locale].format(note=request.run.note) if request.run.note else ""
    return "\n\n".join(filter(None, (action.prompt, only_now)))


def _history(before: Sequence[Exchange]) -> list[ModelMessage] | None:
    """Return the conversation so far as the model knows it."""
    messages: list[ModelMessage] = []
    for exchange in before:
        messages.append(ModelRequest(parts=[UserPromptPart(exchange.asked)]))
        messages.append(ModelResponse(parts=[TextPart(exchange.answered)]))
    return messages or None


def _progress_of(event: AgentStreamEvent | AgentRunResultEvent[str]) -> list[Progress]:
    match event:
        case PartStartEvent(part=TextPart(content=text)):
            return [Step("writing"), *([TextDelta(text)] if text else [])]
        case PartDeltaEvent(delta=TextPartDelta(content_delta=text)) if text:
            return [TextDelta(text)]
        case FunctionToolCallEvent():
            return [Step(f"tool {event.part.tool_name}")]
        case AgentRunResultEvent():
            return [Finished(event.result.output, links_in(event.result.output))]
        case _:
            return []


def _explained(error: AgentRunError) -> ExecutionError:
    """Name the cause, and whether trying again may help: network, 429 and 5xx pass, the rest does not."""
    match error:
        case UsageLimitExceeded():
            return ExecutionError(Cause.LIMIT_REACHED)
        case ModelAuthenticationError() | ModelHTTPError(status_code=401 | 403):
            return ExecutionError(Cause.BAD_CREDENTIALS)
        case ModelRateLimitError():
            return ExecutionError(Cause.RATE_LIMITED, passing=True, retry_after=_retry_after(error))
        case ModelConnectionError() | ModelRequestTimeout():
            return ExecutionError(Cause.NETWORK, passing=True)
        case ModelRequestRejectedError() | ModelNotFoundError():
            return ExecutionError(Cause.REFUSED)
        case ModelAPIError():
            return ExecutionError(Cause.SERVER_ERROR, passing=True, retry_after=_retry_after(error))
        case _:
            return ExecutionError(Cause.EMPTY_RESULT)


def _retry_after(error: ModelAPIError) -> timedelta | None:
    return None if error.retry_after is None else timedelta(seconds=error.retry_after)
