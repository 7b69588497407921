"""In what a task behaves otherwise than most: missed runs, overlap, retries, limit, speaking and going."""

from collections.abc import Iterator
from typing import Final

from cards.elements import Element, Fact, Text
from cards.reader import Reader
from cards.texts import say
from cards.times import duration
from scheduler.misfire import Missed
from scheduler.model import Locale, Policies

_USUAL: Final = Policies()
_BETWEEN: Final = {Locale.ZH: "；", Locale.EN: "; "}
_COLON: Final = {Locale.ZH: "：", Locale.EN: ": "}


def behaviour(policies: Policies, reader: Reader) -> tuple[Element, ...]:
    """Return a line that names what was chosen; nothing where all is as usual."""
    chosen = [
        f"{say(f'field.{field}', reader.locale)}{_COLON[reader.locale]}{words}"
        for field, words in _chosen(policies, reader.locale)
    ]
    if not chosen:
        return ()
    return (Fact(say("label.behaviour", reader.locale), Text(_BETWEEN[reader.locale].join(chosen))),)


def _chosen(policies: Policies, locale: Locale) -> Iterator[tuple[str, str]]:
    missed = policies.misfire.missed
    if policies.notify is not _USUAL.notify:
        yield "notify", say(f"value.notify.{policies.notify}", locale)
    if missed is not _USUAL.misfire.missed:
        count = policies.misfire.cap if missed is Missed.ALL else 0
        yield "misfire", say(f"value.misfire.{missed}", locale, count=count)
    if policies.overlap is not _USUAL.overlap:
        yield "overlap", say(f"value.overlap.{policies.overlap}", locale)
    if policies.retry.retries != _USUAL.retry.retries:
        yield "retry", say("value.retry", locale, count=policies.retry.retries)
    if policies.time_limit is not None:
        yield "time_limit", duration(policies.time_limit, locale)
    if policies.delete_after_run:
        yield "delete_after_run", say("value.delete_after_run.yes", locale)
