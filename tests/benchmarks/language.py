"""Sentences read a second, how long one takes, and how many of the accuracy sets are read right.

One after the other on one core, as a message is; the caches of folded texts hold none of them twice.
"""

import time
from collections.abc import Sequence

from bot.chat.language import read
from bot.chat.language.text import source_of
from scheduler.model import Locale
from tests.benchmarks.figures import Baseline, Figure
from tests.chat.language.accuracy import CLOCKS, Line, Outcome, lines, outcome, shares


async def measure(*, quick: bool) -> Sequence[Figure]:
    sets = {part: list(lines(part)) for part in ("development", "held_out")}
    every = [line for part in sets.values() for line in part]
    every = every[::20] if quick else every
    waits, folds = _waits(every), _folds(every)
    baseline = Baseline("folding the text to one spelling, no grammar", folds)
    return [
        Figure("sentence_read", "ms", waits, baseline, {"sentences": len(every)}),
        Figure("sentences_read", "sentences/s", [1000 * len(every) / sum(waits)]),
        *(_accuracy(part, found[::20] if quick else found) for part, found in sets.items()),
    ]  # fmt: skip


def _waits(sentences: Sequence[Line]) -> list[float]:
    taken = []
    for line in sentences:
        now, zone = CLOCKS[line.clock]
        source_of.cache_clear()
        began = time.perf_counter()
        read(line.text, now, zone, Locale.ZH)
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def _folds(sentences: Sequence[Line]) -> list[float]:
    taken = []
    for line in sentences:
        source_of.cache_clear()
        began = time.perf_counter()
        source_of(line.text)
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def _accuracy(part: str, sentences: Sequence[Line]) -> Figure:
    scored = [(line, outcome(line)) for line in sentences]
    right = [100 * share for share in shares(scored).values()]
    false = sum(found is Outcome.FALSE_CREATE for _, found in scored)
    facts = {category: round(100 * share, 1) for category, share in shares(scored).items()}
    return Figure(f"accuracy_{part}", "% right", right[:1], facts={"false_creates": false, **facts})
