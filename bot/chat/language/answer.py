# ruff: noqa: E501 - a pattern is easier to read on one line
"""From a request to its meaning: readings, one question, or a refusal with an offer."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.language.create import Request, request_of
from bot.chat.language.cronline import CronLine, reading_by, request_by
from bot.chat.language.day_phrases import Day, InDays, OnWeekday
from bot.chat.language.doubts import Doubt, Impossible, NoSchedule, Unclear
from bot.chat.language.grammar import readings_of
from bot.chat.language.meaning import Ask, Choice, Intent, Meaning, Question
from bot.chat.language.new_groups import without_new_group
from bot.chat.language.once import Moment
from bot.chat.language.phrases import End, Phrase
from bot.chat.language.places import place_of
from bot.chat.language.rules import end_of
from bot.chat.language.slash import slash_of
from bot.chat.language.spans import pattern
from bot.chat.language.text import Source
from scheduler.errors import Reason, Refused
from scheduler.model import Locale

_LOOSE = " \n\t,，.。:：;；、!！-•*"
# What stands where a zone stands in a command, and is none that is known.
_UNKNOWN_ZONE = pattern(
    r"^(?:in |at )?(?P<name>[A-Z][a-z]+/[A-Z]\w+|[一-鿿]{2,5}时间(?=[ ,，：:]))|\bin (?P<last>[A-Z][a-z]+/[A-Z]\w+)$"
)
_WHEN = {
    Locale.ZH: (("明天09:00", "明天 09:00"), ("每天09:00", "每天 09:00"), ("工作日09:00", "工作日 09:00")),
    Locale.EN: (
        ("tomorrow at 09:00", "tomorrow 09:00"),
        ("every day at 09:00", "every day 09:00"),
        ("every weekday at 09:00", "every weekday 09:00"),
    ),
}


def created(request: Request | None, source: Source, moment: Moment, *, asked: bool = False) -> Meaning:
    """Answer a request to create a task."""
    if request is None or not request.prompt:
        if request is None and not asked:
            return Meaning(intent=Intent.NONE, locale=moment.locale)
        impossible = _impossible(request, moment) if request else None
        if request and impossible:
            return _refused(request, source, moment, impossible)
        return _meaning(request, source, moment, ask=Ask(Question.WHAT_TO_DO))
    if not request.phrases:
        return _meaning(request, source, moment, ask=_when(source, moment))
    zone = _UNKNOWN_ZONE.search(request.prompt) if asked else None
    if zone:
        facts = {"zone": zone["name"] or zone["last"]}
        return _refused(request, source, moment, Impossible(Reason.UNKNOWN_ZONE, facts=facts))
    try:
        readings = readings_of(request.phrases, moment)
    except Unclear as unclear:
        return _meaning(request, source, moment, ask=unclear.ask(source))
    except Impossible as impossible:
        return _refused(request, source, moment, impossible)
    except NoSchedule:
        return _meaning(request, source, moment, ask=_when(source, moment))
    return _meaning(request, source, moment, readings=readings)


def _impossible(request: Request, moment: Moment) -> Impossible | None:
    """Return why the time cannot be: that is said before it is asked what to do."""
    try:
        readings_of(request.phrases, moment)
    except Impossible as impossible:
        return impossible
    except Doubt:
        return None
    return None


def doubt_of(source: Source, moment: Moment) -> Unclear | None:
    """Return what the schedule of a sentence leaves open, if anything."""
    slash = slash_of(source.text)
    request = request_of(source, slash.rest, asked=True) if slash else request_of(source)
    if request is None or not request.phrases:
        return None
    try:
        readings_of(request.phrases, moment)
    except Unclear as unclear:
        return unclear
    except Doubt:
        return None
    return None


def created_by(cron: CronLine, source: Source, moment: Moment) -> Meaning:
    """Answer a request that gives its schedule as a crontab line."""
    request = request_by(cron, source)
    try:
        reading = reading_by(cron, moment)
    except Impossible as impossible:
        return _refused(request, source, moment, impossible)
    if not request.prompt:
        return _meaning(request, source, moment, ask=Ask(Question.WHAT_TO_DO))
    return _meaning(request, source, moment, readings=(reading,))


def without_wish(source: Source, phrases: tuple[Phrase, ...], moment: Moment) -> Meaning:
    """Answer a schedule that comes again and says nothing of what is to be done."""
    return created(Request(phrases, "", is_fixed_text=False), source, moment)


def ended(end: End, moment: Moment) -> datetime | None:
    """Return when a pause ends, None where that is past: as the named day begins, or at the time.

    Today ends tonight, and a weekday that is today comes again in a week.
    """
    try:
        instant = end_of(_not_today(end, moment), moment, moment.now)
    except (Doubt, Refused):
        return None
    if end.clock is None and not _is_today(end.day):
        instant -= timedelta(days=1) - timedelta(seconds=1)
    return instant if instant > moment.now else None


def _not_today(end: End, moment: Moment) -> End:
    day = end.day
    if not isinstance(day, OnWeekday) or day.weeks is not None or end.clock is not None:
        return end
    return replace(end, day=replace(day, weeks=1)) if day.weekday == moment.today.isoweekday() else end


def _is_today(day: Day | None) -> bool:
    return isinstance(day, InDays) and not (day.days or day.months)


def _meaning(request: Request | None, source: Source, moment: Moment, **answer: object) -> Meaning:
    if request is None:
        return Meaning(intent=Intent.CREATE, locale=moment.locale, **answer)  # type: ignore[arg-type]
    return Meaning(
        intent=Intent.CREATE,
        locale=moment.locale,
        prompt=without_new_group(request.prompt),
        is_fixed_text=request.is_fixed_text,
        name=request.name,
        post_to=place_of(source, request),
        **answer,  # type: ignore[arg-type]
    )


def _refused(request: Request, source: Source, moment: Moment, impossible: Impossible) -> Meaning:
    return _meaning(request, source, moment, refusal=impossible.refuse(source))


def _when(source: Source, moment: Moment) -> Ask:
    """Ask how often, for a request that says nothing about time."""
    command = source.original if source.original.startswith("/") else ""
    choices = []
    for words, label in _WHEN[moment.locale]:
        choices.append(Choice(label, _said(source, words, command, moment)))
    return Ask(Question.HOW_OFTEN, tuple(choices))


def _said(source: Source, words: str, command: str, moment: Moment) -> str:
    blank = "" if moment.locale is Locale.ZH else " "
    if not command:
        return f"{words}{blank}{source.original.lstrip(_LOOSE)}"
    name, _, rest = source.original.partition(" ")
    return f"{name} {words}{blank}{rest}"
