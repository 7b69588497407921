# ruff: noqa: E501 - a pattern is easier to read on one line
"""A new schedule without a verb of change: weekly instead of daily, only on weekdays, task 3: 8am."""

from dataclasses import replace

from bot.chat.language.actions import is_order
from bot.chat.language.changes import Spoken, schedule_in, scheduled
from bot.chat.language.contrasts import without_contrast
from bot.chat.language.day_phrases import Cycle, OpenDay
from bot.chat.language.edits import Edit, spoken_edit
from bot.chat.language.naming import is_plainly_a_task
from bot.chat.language.once import Moment
from bot.chat.language.phrases import Phrase, Without
from bot.chat.language.plan import plan_of
from bot.chat.language.references import referred
from bot.chat.language.spans import Span, pattern
from bot.chat.language.stretch import stretch_at_end
from bot.chat.language.utterance import Utterance
from scheduler.days import EveryWeeks

_JOINT = r"(?: ?(?:(?<!\d):(?!\d)|(?<=\d):(?=[ a-z])|->|=>|→|—)| -) ?(?=\S)"
_FRONT = r"(?:(?:i|we)(?:'d| would)? (?:rather |really )?(?:want|like|need|prefer|have) |(?:let's )?(?:do|have|run|send|post|fire|schedule|deliver|get) (?:me |us )?|give me )?"
_NAMED = pattern(
    rf"{_FRONT}(?P<ref>.{{1,50}}?)(?:{_JOINT}| (?=at |on |every |each |daily|weekly|monthly|hourly|\d|only ))(?P<value>.+)"
)
_POINTS = pattern(rf".{{1,50}}?{_JOINT}\S.*")
_OFTEN = pattern(
    r"(?:run|fire|execute|send|post|do|schedule|repeat) (?P<ref>it|this|that|them) (?P<value>(?:every|each|daily|hourly|weekly|monthly|on|twice) ?.*)"
)
_ONLY = pattern(r"(?:only|just|solely|exclusively) (?:run |send |post )?(?P<value>.+)|(?P<value2>.+?) only")
_RUN = r"(?:run|send|post|fire|go out|execute|trigger|remind(?: me| us)?|notify(?: me| us)?|ping(?: me| us)?|publish|deliver|bother(?: me| us)?|come|be sent|happen|start)"
_RUNNING = (
    r"(?:running|sending|posting|firing|reminding(?: me| us)?|pinging(?: me| us)?|notifying(?: me| us)?)"
)
_DAYS = (
    r"(?P<days>(?:on |during |over )?(?:the |all |any )?[a-z]+(?:,? (?:and |or |nor )?(?:on )?[a-z]+){0,6})"
)
_NOT = (
    pattern(
        rf"(?:please )?(?:don't|do not|never|no need to|you don't need to|it doesn't need to|it (?:shouldn't|should not)|stop {_RUNNING}|stop|quit {_RUNNING}) ?(?:ever )?(?:{_RUN} ?)?(?P<ref>it |them |this |that |(?:the |my |our |task |reminder |#|\d).{{0,40}}? )?(?:to )?{_DAYS}"
    ),
    pattern(
        rf"(?P<ref>.{{1,40}}?) (?:shouldn't|should not|mustn't|must not|needn't|need not|doesn't (?:need|have) to|does not (?:need|have) to|can't|won't) (?:{_RUN}) {_DAYS}"
    ),
    pattern(rf"(?:no|skip|exclude|leave out|omit|drop) (?P<ref>(?:the |my |our )?.{{1,40}}? )?{_DAYS}"),
    pattern(
        rf"(?:skip|exclude|leave out|omit|drop|remove|take out|take) {_DAYS} (?:for|from|in|on|with|off|out of|of) (?P<ref>.{{1,50}})"
    ),
    pattern(rf"(?:but )?not {_DAYS}"),
)
_HOLIDAYS = pattern(
    r"(?:on |during |over )?(?:the |all |any )?(?:chinese |china's )?(?:public |legal |national |bank |statutory |official )?holidays"
)


def verbless_in_english(said: Utterance, moment: Moment) -> Edit | None:
    """Return the edit that a schedule, with a task or alone, is; None where nothing speaks of a change."""
    left_out = _left_out(said, moment)
    if left_out or not said.words.isascii():
        return left_out
    inner, is_contrast = without_contrast(said)
    only = _ONLY.fullmatch(inner.text, inner.begin, inner.end)
    only_before = said.text.endswith(("just ", "only "), 0, said.begin)
    if only:
        inner = said.part(*only.span("value" if only["value"] else "value2"))
    if is_contrast or only or only_before:
        alone = schedule_in(inner, moment)
        if alone:
            return spoken_edit(alone)
    often = _OFTEN.fullmatch(inner.text, inner.begin, inner.end)
    spoken = schedule_in(inner.part(*often.span("value")), moment) if often else None
    if often and spoken:
        return replace(spoken_edit(spoken) or Edit(), referred=referred(said.part(*often.span("ref"))))
    return _of_named(inner, moment, is_contrast=is_contrast)


def _of_named(said: Utterance, moment: Moment, *, is_contrast: bool) -> Edit | None:
    found = _NAMED.fullmatch(said.text, said.begin, said.end)
    if found is None or not (is_contrast or _POINTS.match(said.text, said.begin, said.end)):
        return None
    task, value = said.part(*found.span("ref")), said.part(*found.span("value"))
    spoken = schedule_in(value, moment) if is_plainly_a_task(task) else None
    if spoken is None or (not is_contrast and _is_new(task, spoken)):
        return None
    edit = spoken_edit(spoken)
    return replace(edit, referred=referred(task)) if edit else None


def _is_new(task: Utterance, spoken: Spoken) -> bool:
    """Say whether it is something to be done on days that are said: check the stock - Mondays, 9am."""
    plan = plan_of(spoken.schedule.phrases if spoken.schedule else ())
    often = stretch_at_end(task.text[: task.end], task.begin)
    is_full = plan.is_timed or (plan.cycle is not None and not plan.cycle.missing)
    return is_order(task.text, task.begin) and is_full and (plan.recurs or any(often))


def _left_out(said: Utterance, moment: Moment) -> Edit | None:
    """Read the days on which a task shall not run: don't run on weekends, no digest on Fridays."""
    for regex in _NOT:
        found = regex.fullmatch(said.text, said.begin, said.end)
        span = found.span("days") if found else None
        without = _without(said.part(*span), moment) if span else None
        if found is None or without is None:
            continue
        groups = found.groupdict()
        task = said.part(*found.span("ref")) if groups.get("ref") else None
        if task and not is_plainly_a_task(task):
            continue
        edit = spoken_edit(Spoken(scheduled(said.source.original, (without,), moment)))
        return replace(edit, referred=referred(task)) if edit and task else edit
    return None


def _without(days: Utterance, moment: Moment) -> Phrase | None:
    span = Span(days.begin, days.end)
    if _HOLIDAYS.fullmatch(days.words):
        return Without(span)
    spoken = schedule_in(days, moment)
    phrases = spoken.schedule.phrases if spoken and spoken.schedule else ()
    match phrases:
        case (Cycle(EveryWeeks(weekdays, 1)),):
            return Without(span, weekdays)
        case (OpenDay((6, 7)),):
            return Without(span, (6, 7))
        case _:
            return None
