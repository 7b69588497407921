"""The one place where nested values of the engine become JSON text and come back.

Unions are told apart by their `kind`; a field that a newer version added has its default here.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Generic, TypeVar

from pydantic import Field, JsonValue, TypeAdapter

from scheduler.absence import Absence
from scheduler.alerts import Facts
from scheduler.drafts import Amendment, NewGroup
from scheduler.model import TaskId, TaskSpec
from scheduler.posts import Target
from scheduler.templates import TemplateSpec
from scheduler.views import View

T = TypeVar("T")

Envelope = Mapping[str, JsonValue]
"""What arrived from outside, as its reader wrote it down."""


class Codec(Generic[T]):
    def __init__(self, shape: Any) -> None:  # a type form; the caller names `T` beside it
        adapter: TypeAdapter[T] = TypeAdapter(shape)
        self._to_json = adapter.serializer.to_json  # not by way of the adapter, which looks for options
        self.load: Callable[[str], T] = adapter.validator.validate_json

    def dump(self, value: T) -> str:
        return self._to_json(value).decode()


SPEC: Codec[TaskSpec] = Codec(TaskSpec)
AMENDMENT: Codec[Amendment] = Codec(Amendment)
NEW_GROUP: Codec[NewGroup] = Codec(NewGroup)
ABSENCE: Codec[Absence] = Codec(Absence)
TEMPLATE: Codec[TemplateSpec] = Codec(TemplateSpec)
VIEW: Codec[View] = Codec(Annotated[View, Field(discriminator="kind")])
TARGET: Codec[Target] = Codec(Annotated[Target, Field(discriminator="kind")])
WORDS: Codec[tuple[str, ...]] = Codec(tuple[str, ...])
TASK_IDS: Codec[tuple[TaskId, ...]] = Codec(tuple[TaskId, ...])
FACTS: Codec[Facts] = Codec(dict[str, str | int])
ENVELOPE: Codec[Envelope] = Codec(dict[str, JsonValue])
