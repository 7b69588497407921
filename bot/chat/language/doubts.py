"""What stops a schedule from being read to the end: a question, or a thing that cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.language.meaning import Ask, Choice, Question, Refusal
from bot.chat.language.spans import Span
from bot.chat.language.text import Source
from scheduler.errors import Reason


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: what to tap, and the words that take the place that is in doubt."""

    label: str
    words: str


class Doubt(Exception):  # noqa: N818 - like `Refused`, it names what happened to a request
    """Raised inside this package only; `read` makes a question or a refusal of it."""


class Unclear(Doubt):
    """One question is open; each option put at `span` makes a sentence that is clear."""

    def __init__(self, question: Question, span: Span, options: tuple[Option, ...]) -> None:
        super().__init__(question.value)
        self.question = question
        self.span = span
        self.options = options

    def ask(self, source: Source) -> Ask:
        choices = (Choice(o.label, source.with_instead(*self.span, o.words)) for o in self.options)
        return Ask(self.question, tuple(choices))


class Impossible(Doubt):
    """It cannot be; with `instead` at `span` it could. Without a span there is nothing to offer."""

    def __init__(
        self,
        reason: Reason,
        span: Span | None = None,
        instead: str = "",
        facts: Mapping[str, str | int] | None = None,
    ) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.span = span
        self.instead = instead
        self.facts = facts or {}

    def refuse(self, source: Source) -> Refusal:
        offer = "" if self.span is None else source.with_instead(*self.span, self.instead)
        return Refusal(self.reason, self.facts, offer)


class NoSchedule(Doubt):
    """These words make no schedule."""
