"""What a press on a card is answered with: a toast, a new card, both or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cards.texts import say
from scheduler.model import Locale


class Mood(StrEnum):
    INFO = "info"
    SUCCESS = "success"
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Toast:
    mood: Mood
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`card` is card JSON 2.0, drawn in place of the one that was pressed."""

    toast: Toast | None = None
    card: Mapping[str, object] | None = None

    def body(self) -> Mapping[str, object]:
        """Return the answer as Lark wants it; `{}` says only that the press has arrived."""
        body: dict[str, object] = {}
        if self.toast is not None:
            body["toast"] = {"type": self.toast.mood.value, "content": self.toast.text}
        if self.card is not None:
            body["card"] = {"type": "raw", "data": self.card}
        return body


def busy(locale: Locale) -> Answer:
    """The press is stored and will be handled, though not within Lark's three seconds."""
    return Answer(Toast(Mood.INFO, say("press.busy", locale)))
