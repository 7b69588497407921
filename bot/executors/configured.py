"""The executors, and whom to ask about language, as the settings have it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.executors.no_agent import NoAgentExecutor
from bot.executors.static_text import StaticTextExecutor
from bot.executors.tokens import CountTokens, not_counted
from bot.settings import Settings
from scheduler.executor import Executors
from scheduler.model import AgentPrompt, StaticText

if TYPE_CHECKING:
    from bot.executors.interpreting import ModelProposer


async def _nothing_to_close() -> None:
    """Without a model nothing is open."""


@dataclass(frozen=True, slots=True)
class Models:
    executors: Executors
    proposer: "ModelProposer | None" = None
    close: Callable[[], Awaitable[None]] = _nothing_to_close


def configured(settings: Settings, count: CountTokens = not_counted) -> Models:
    """Return what runs tasks; without a model tasks of an agent say what to set."""
    if not settings.has_agent:
        return Models({StaticText: StaticTextExecutor(), AgentPrompt: NoAgentExecutor()})
    # The agent layer costs most of a second and 80 MiB, which only a bot with a model should pay.
    from bot.executors.agent import AgentExecutor, ModelAccess
    from bot.executors.interpreting import ModelProposer

    access = ModelAccess(
        settings.model_base_url,
        settings.model_api_key.get_secret_value(),
        settings.model,
        settings.model_request_limit,
        settings.model_token_limit,
    )
    agent = AgentExecutor(access, settings.run_time_limit, count)
    proposer = ModelProposer(access, count)

    async def close() -> None:
        await agent.close()
        await proposer.close()

    return Models({StaticText: StaticTextExecutor(), AgentPrompt: agent}, proposer, close)
