"""Help of a language model with what the grammar cannot read. It decides nothing.

All that the model may say is when: in words that the same grammar reads, and so reckons. What is to be
done, and where it is posted, are the person's own words. What comes of it is a confirm card like any
other, marked as the model's reading. When it is asked at all: `bot.chat.worth_asking`.
"""

import asyncio
import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.chat.language import read
from bot.chat.language.create import Request
from bot.chat.language.meaning import Assumed, Intent, Meaning, Reading
from bot.chat.language.new_groups import without_new_group
from bot.chat.language.places import place_of
from bot.chat.language.text import source_of
from bot.chat.worth_asking import is_worth_asking
from scheduler.errors import AppError
from scheduler.model import Locale

log = structlog.get_logger()

PATIENCE = timedelta(seconds=3)
"""For the model's answer; then the person gets the ordinary one."""

_LONGEST_SCHEDULE = 120  # characters
_PROBE = "x"  # stands for what is to be done while only the schedule is read

_OF_REMINDING = re.compile(
    r"提醒|叫我|喊我|催我|记得|别忘|闹钟|\b(?:remind|ping me|nudge|alert me|don't let me forget)\b",
    re.IGNORECASE,
)


class Proposal(Protocol):
    """What the model makes of a message."""

    @property
    def asks(self) -> bool:
        """Whether something is to be done at a time, or again and again."""
        ...

    @property
    def schedule(self) -> str:
        """When, in words that the grammar reads."""
        ...

    @property
    def task(self) -> str:
        """What is to be done: a part of the message."""
        ...


class Proposer(Protocol):
    async def propose(self, text: str, locale: Locale) -> Proposal:
        """Ask the model; raises `AppError` when it gives no usable answer."""
        ...


class Interpreter:
    def __init__(self, proposer: Proposer | None, patience: timedelta = PATIENCE) -> None:
        """`proposer` is None where no model is configured."""
        self._proposer = proposer
        self._patience = patience

    async def helped(
        self, text: str, meaning: Meaning, *, now: datetime, zone: str, locale: Locale
    ) -> Meaning | None:
        """Return what `text` means by the model's help, or None where `meaning` must do.

        Only ever a new task to be confirmed. Never raises, and takes no longer than the patience.
        """
        if self._proposer is None or not is_worth_asking(text, meaning):
            return None
        try:
            async with asyncio.timeout(self._patience.total_seconds()):
                proposal = await self._proposer.propose(text, locale)
        except (TimeoutError, AppError) as error:
            log.warning("interpreter.failed", cause=type(error).__name__)
            return None
        found = taken_up(proposal, text, now, zone, meaning.locale)
        log.info("interpreter.answered", asks=proposal.asks, is_read=found is not None)
        return found


def taken_up(proposal: Proposal, text: str, now: datetime, zone: str, locale: Locale) -> Meaning | None:
    """Return the task that a proposal amounts to; None where it is nonsense or asks for nothing."""
    readings = _readings(proposal.schedule, now, zone, locale) if proposal.asks else ()
    if not readings:
        return None
    prompt = own_words(proposal.task, text)
    request = Request((), prompt, is_fixed_text=bool(_OF_REMINDING.search(text)))
    return Meaning(
        intent=Intent.CREATE,
        locale=locale,
        readings=readings,
        prompt=without_new_group(prompt),
        is_fixed_text=request.is_fixed_text,
        post_to=place_of(source_of(text), request),
        said=text.strip(),
    )


def _readings(schedule: str, now: datetime, zone: str, locale: Locale) -> tuple[Reading, ...]:
    """Read a schedule and nothing else: whatever stands beside it makes it nonsense."""
    words = " ".join(schedule.split())
    if not words or len(words) > _LONGEST_SCHEDULE:
        return ()
    meaning = read(f"/new {words} {_PROBE}", now, zone, locale)
    if meaning.intent is not Intent.CREATE or meaning.prompt != _PROBE or meaning.post_to or meaning.name:
        return ()
    return tuple(replace(one, assumed=(*one.assumed, Assumed.BY_MODEL)) for one in meaning.readings)


def own_words(task: str, text: str) -> str:
    """Return `task` where it is a part of what the person wrote, else all of that."""
    words = task.strip(" \t\n,，。.；;：:")
    return words if words and words in text else text.strip()
