"""Several schedules for one wish: 每天9点和明天10点提醒我开会, 4月25号和5月3号上午9点….

Several times of a day, or of a week, are one schedule. These are not: each is a task of its own.
"""

from collections.abc import Iterator
from functools import reduce

from bot.chat.language.clock_phrases import Clocks, DayPart, Hours
from bot.chat.language.create import Request, request_of, verb_at
from bot.chat.language.day_phrases import is_past
from bot.chat.language.fitting import coherent
from bot.chat.language.leads import lead_of
from bot.chat.language.phrases import Phrase, Wrong
from bot.chat.language.plan import is_timed, plan_of
from bot.chat.language.spans import pattern
from bot.chat.language.stretch import Stretch, stretch_at, stretch_at_end
from bot.chat.language.text import Source, joined, source_of
from bot.chat.language.verbs import Verb

_MOST = 4
# At least two of these, or there is but one schedule.
_DAY = pattern(
    r"每|天|[明今后][早晚日]|周|星期|礼拜|[号日]|月|点后|时后|分钟|\b(?:every|each|daily|to(?:day|night|morrow)|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|week\w*|in|\d{1,2}(?:st|nd|rd|th))\b"
)
_JOINT = pattern(r"[ ,]*(?:[和与跟及、&/,]|以及|还有|\band\b)")
_ANY_JOINT = pattern(r"[和与跟及、&/,]|以及|还有|\band\b")
_TIMES = (Clocks, Hours, DayPart)


def schedules_apart(source: Source) -> tuple[str, ...]:
    """Return the sentence once for each of its schedules, where it has several; else nothing."""
    if len(_DAY.findall(source.text)) < 2 or not source.is_whole:
        return ()
    for groups in _sought(source.text):
        sentences = tuple(_sentences(source, groups))
        if len(sentences) > 1 and _say_the_same(sentences):
            return sentences
    return ()


def _sought(text: str) -> Iterator[list[Stretch]]:
    """Yield the schedules that stand together in front, behind "remind me", and at the end."""
    begin = lead_of(text, 0, asked=False).end
    front = _groups(stretch_at(text, begin), text)
    if front:
        yield front
        return
    verb, body = verb_at(text, begin)
    inner = _groups(stretch_at(text, body), text) if verb is Verb.REMIND else []
    if _are_joined(inner, text):
        yield inner
    if len(_DAY.findall(text, body)) < 2 or not _ANY_JOINT.search(text, body):
        return
    tail = next((one for one in stretch_at_end(text, body) if _days(one.phrases)), None)
    groups = _groups(tail, text) if tail else []
    if _are_joined(groups, text):
        yield groups


def _days(phrases: tuple[Phrase, ...]) -> int:
    return sum(plan_of((phrase,)).is_dated for phrase in phrases)


def _groups(stretch: Stretch, text: str) -> list[Stretch]:
    """Cut phrases into schedules, each as long as its phrases fit together."""
    groups: list[Stretch] = []
    left = stretch
    while left and len(groups) <= _MOST:
        kept = coherent(left, text)
        if not kept:
            return []
        groups.append(kept)
        more = left.phrases[len(kept.phrases) :]
        left = Stretch(more, more[0].span.start if more else left.end, left.end)
    is_whole = 2 <= len(groups) <= _MOST and all(map(_is_schedule, groups)) and is_timed(groups[-1].phrases)
    return groups if is_whole else []


def _is_schedule(group: Stretch) -> bool:
    plan = plan_of(group.phrases)
    return plan.is_dated and not any(is_past(one) or isinstance(one, Wrong) for one in group.phrases)


def _are_joined(groups: list[Stretch], text: str) -> bool:
    return bool(groups) and all(_JOINT.match(text, one.end) for one in groups[:-1])


def _sentences(source: Source, groups: list[Stretch]) -> Iterator[str]:
    """Say the sentence with one schedule at a time; a day alone borrows the time of the next."""
    for place, group in enumerate(groups):
        timed = next(one for one in groups[place:] if is_timed(one.phrases))
        words = source.cut(group.phrases[0].span.start, group.end).strip()
        if timed is not group:
            times = (source.cut(*one.span).strip() for one in timed.phrases if isinstance(one, _TIMES))
            words = reduce(joined, times, words)
        yield source.with_instead(groups[0].phrases[0].span.start, groups[-1].end, words)


def _say_the_same(sentences: tuple[str, ...]) -> bool:
    """Say whether each is a request, and all of them for the same."""
    requests = [request_of(source_of(sentence)) for sentence in sentences]
    first = requests[0]
    return first is not None and all(_is_like(first, one) for one in requests)


def _is_like(one: Request, other: Request | None) -> bool:
    return other is not None and one.prompt == other.prompt and bool(other.phrases)
