"""From what was understood to a draft: title, action and destination. Pure."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.language.meaning import Meaning, Reading
from bot.chat.talk import Talk
from scheduler.drafts import DRAFT_LIFE, Draft
from scheduler.errors import Reason, Refused
from scheduler.model import (
    TITLE_LIMIT,
    Action,
    AgentPrompt,
    Destination,
    DraftId,
    Policies,
    StaticText,
    TaskSpec,
)

_TITLE_WIDTH = 40
"""In half-width columns: 20 Chinese characters, or 40 Latin ones."""

_FIRST_CLAUSE = re.compile(r"[^\n，。；！？,;!?]+")
_WHERE = re.compile(
    r"(?:(?:并|再|然后)?(?:发送?|推送?|同步))?(?:到|给)(?:本群|这个?群|群|[^\s到发给]{1,20}群)里?$"
    r"| (?:in|into|to) (?:this|the)(?: [\w&-]+){0,4} (?:group|chat|channel)$",
    re.IGNORECASE,
)


def draft_of(talk: Talk, meaning: Meaning, reading: Reading, now: datetime) -> Draft:
    """Return the draft of the task that was asked for; its id follows from the message that asked."""
    spec = TaskSpec(
        title=title_for(meaning),
        phrase=meaning.said,
        action=action_of(meaning),
        trigger=reading.trigger,
        destination=Destination(talk.chat_id, talk.in_group),
        locale=talk.locale,
        policies=Policies(time_limit=meaning.time_limit),
    )
    return draft_by(talk, spec, now, reading.assumed)


def draft_by(talk: Talk, spec: TaskSpec, now: datetime, assumed: Sequence[str] = ()) -> Draft:
    """Return a draft of whoever talks; its id follows from what was said, so handling it twice makes one."""
    return Draft(
        id=DraftId("draft_" + hashlib.sha256(talk.key.encode()).hexdigest()[:24]),
        tenant=talk.person.tenant,
        asker=talk.person.id,
        spec=spec,
        assumed=tuple(assumed),
        created_at=now,
        expires_at=now + DRAFT_LIFE,
    )


def sole_reading(meaning: Meaning) -> Reading:
    """Return the one way to take what was said about time; refused where there is none.

    For a press, which is answered with a toast: an offer or a question has no place there.
    """
    if meaning.refusal is not None:
        raise replace(meaning.refusal, offer="").error()
    if not meaning.readings:
        raise Refused(Reason.BAD_TIME)
    return meaning.readings[0]


def action_of(meaning: Meaning) -> Action:
    return StaticText(meaning.prompt) if meaning.is_fixed_text else AgentPrompt(meaning.prompt)


def title_for(meaning: Meaning) -> str:
    """Return the name that was given, else one made from what is to be done."""
    if meaning.name or not meaning.post_to:
        return title_of(meaning.name or meaning.prompt)
    return title_of(_without_place(meaning.prompt))


def title_of(text: str) -> str:
    """Make a short name of what is to be done: its first clause, cut to fit a line on a phone."""
    clause = _FIRST_CLAUSE.search(text)
    words = " ".join((clause.group() if clause else text).split())
    return _cut(_capital(words), _TITLE_WIDTH)[:TITLE_LIMIT]


def _without_place(prompt: str) -> str:
    """Return what is to be done without where it goes: that stands beside the name anyway."""
    words = prompt.rstrip(" 。.")
    cut = _WHERE.sub("", words)
    if cut == words or len(cut) < 2:
        return prompt
    return cut.removeprefix("把") or prompt


def _capital(words: str) -> str:
    """Begin with a capital letter; a word that has one elsewhere (iOS) stays as it is."""
    return words[:1].upper() + words[1:] if words.split(" ", 1)[0].islower() else words


def _cut(text: str, columns: int) -> str:
    used = 0
    for place, character in enumerate(text):
        used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used > columns:
            return text[:place].rstrip() + "…"
    return text
