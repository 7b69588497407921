"""What is asked of the stand-in model, as far as it looks at it."""

import re
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class ModelFault(StrEnum):
    """A word of the model's name, and what it does."""

    RATE_LIMIT = "429"
    SERVER_ERROR = "500"
    SLOW = "slow"
    """The first word comes late."""
    HANG = "hang"
    """The stream stops in the middle and stays open."""
    DROP = "drop"
    """The connection is cut in the middle of the stream."""
    ENDLESS = "endless"
    """The stream never ends."""
    NONSENSE = "nonsense"
    """What is asked for as a structure comes in another shape."""


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Part(_Lenient):
    text: str = ""


class _Message(_Lenient):
    role: str
    content: str | list[_Part] | None = None

    @property
    def text(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class _Function(_Lenient):
    name: str


class _Tool(_Lenient):
    function: _Function


class _StreamOptions(_Lenient):
    include_usage: bool = False


class ModelRequest(_Lenient):
    model: str
    messages: list[_Message] = Field(min_length=1)
    stream: bool = False
    stream_options: _StreamOptions | None = None
    tools: list[_Tool] = Field(default_factory=list)
    max_tokens: int | None = Field(None, ge=1)
    max_completion_tokens: int | None = Field(None, ge=1)

    @property
    def faults(self) -> frozenset[ModelFault]:
        words = set(re.split(r"[^a-z0-9]+", self.model.lower()))
        return frozenset(fault for fault in ModelFault if fault.value in words)

    @property
    def tool(self) -> str:
        """The name of the tool through which a structured answer is asked for; "" when none is."""
        return self.tools[0].function.name if self.tools else ""

    @property
    def prompt(self) -> str:
        """The last thing that the user said."""
        return next((each.text for each in reversed(self.messages) if each.role == "user"), "")
