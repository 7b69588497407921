"""The form's sentence about time: read by the same grammar as everything else that is said. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.chat.language import read
from bot.chat.language.meaning import Assumed, Meaning
from cards.words import schedule_in_words
from scheduler.form import Checked, Remark
from scheduler.model import Locale
from scheduler.triggers import Trigger

_BEFORE: Final = "/new "
_TASK: Final = "x"  # stands for what is to be done, of which the field says nothing
_PARTICLES: Final = frozenset("吧呗哦啊的")
_SHOWN: Final = 40  # characters of words that were not understood


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence says about time: a trigger, or what to ask and mend."""

    trigger: Trigger | None = None
    assumed: tuple[Assumed, ...] = ()
    checked: Checked = field(default_factory=Checked)


def heard(sentence: str, now: datetime, zone: str, locale: Locale) -> Heard:
    """Read the sentence; `zone` is the form's, for a sentence that names none."""
    meaning = read(f"{_BEFORE}{sentence} {_TASK}", now, zone, locale)
    if meaning.refusal is not None:
        return Heard(checked=_refused(meaning))
    if meaning.ask is not None:
        return Heard(checked=_asked(meaning))
    if not meaning.readings:
        return Heard(checked=Checked((Remark("refused.bad_time"),)))
    if extra := _extra(meaning):
        return Heard(checked=Checked((Remark("form.says.extra_words", {"words": extra}),)))
    if len(meaning.readings) > 1:
        return Heard(checked=_several(meaning, locale))
    return Heard(meaning.readings[0].trigger, tuple(meaning.readings[0].assumed))


def _refused(meaning: Meaning) -> Checked:
    """Say why not, with the nearest time that could be, to tap."""
    assert meaning.refusal is not None, "asked before"
    offer = _time_of(meaning.refusal.offer)
    remark = Remark(f"refused.{meaning.refusal.reason}", dict(meaning.refusal.facts) | {"offer": ""})
    return Checked((remark,), choices=((offer, offer),) if offer else ())


def _asked(meaning: Meaning) -> Checked:
    assert meaning.ask is not None, "asked before"
    choices = tuple((choice.label, _time_of(choice.sentence)) for choice in meaning.ask.choices)
    if extra := _extra(meaning):  # then the words that are offered would hold it, too
        return Checked((Remark("form.says.extra_words", {"words": extra}),))
    return Checked((Remark(f"ask.{meaning.ask.question}"),), choices=choices)


def _several(meaning: Meaning, locale: Locale) -> Checked:
    words = [schedule_in_words(reading.trigger, locale) for reading in meaning.readings]
    return Checked((Remark("form.says.readings"),), choices=tuple((each, each) for each in words))


def _time_of(sentence: str) -> str:
    """Return the time in a sentence that the grammar offers, without command and task."""
    return sentence.removeprefix(_BEFORE.strip()).removesuffix(_TASK).strip()


def _extra(meaning: Meaning) -> str:
    """Return the words that say nothing about time."""
    rest = meaning.prompt.strip().removesuffix(_TASK).strip()
    tells = any(letter.isalnum() and letter not in _PARTICLES for letter in rest)
    return rest[:_SHOWN] if tells else ""
