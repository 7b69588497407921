"""How an API is described, and how its handler sees a call."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.sandbox.errors import Code, FieldViolation, LarkError, invalid_field

Answer = Mapping[str, Any] | web.StreamResponse
"""What goes into `data`, or a whole response for the few APIs that answer otherwise."""
Handler = Callable[["Call"], Awaitable[Answer]]
ModelT = TypeVar("ModelT", bound="Wire")


class Wire(BaseModel):
    """A request's body or query. Unknown fields are ignored, as Lark does; wrong kinds are not."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class StrictWire(Wire):
    """A JSON body: a number is not a string."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    """As Lark writes it in documents, `{…}` for the variable parts."""
    handler: Handler
    scopes: tuple[str, ...] = ()
    """The app needs one of these; empty: none."""
    needs_token: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """One request to an API, already let in by the gateway."""

    request: web.Request

    def path(self, name: str) -> str:
        return self.request.match_info[name]

    async def body(self, model: type[ModelT]) -> ModelT:
        """Parse the JSON body, or refuse it with the names of the fields that are wrong."""
        # A call without the header is taken: the Python SDK asks for its token so.
        if "Content-Type" in self.request.headers and self.request.content_type != "application/json":
            raise invalid_field("Content-Type", self.request.content_type, "must be application/json")
        raw = await self.request.read()
        try:
            return model.model_validate_json(raw or b"{}")
        except ValidationError as error:
            raise field_error(error) from error

    def query(self, model: type[ModelT]) -> ModelT:
        try:
            return model.model_validate(dict(self.request.query))
        except ValidationError as error:
            raise field_error(error) from error


def field_error(error: ValidationError) -> LarkError:
    """Return Lark's refusal (99992402) that names every field at fault."""
    problems = error.errors(include_url=False, include_context=False)
    return LarkError(
        Code.INVALID_FIELDS,
        violations=[
            FieldViolation(
                ".".join(str(part) for part in problem["loc"]),
                "" if problem["type"] == "missing" else str(problem["input"])[:100],
                _description(problem["loc"], problem["type"], problem["msg"]),
            )
            for problem in problems
        ],
    )


def _description(place: tuple[int | str, ...], kind: str, message: str) -> str:
    return f"{place[-1]} is required" if kind == "missing" and place else message
