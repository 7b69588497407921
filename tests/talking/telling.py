"""How the bot takes a sentence, in the words of the page."""

from datetime import datetime, timedelta

from bot.chat.features.monitoring import OFF
from bot.chat.language import language_of, read
from bot.chat.language.meaning import (
    Changes,
    Intent,
    Meaning,
    Place,
    PostTo,
    QuietWish,
    Scope,
    StateFilter,
)
from bot.commands.parse_lines import reference_of, refusal_words
from cards.texts import say
from cards.times import WEEKDAYS, clock, day_words, duration
from cards.words import schedule_in_words
from scheduler.fires import upcoming
from scheduler.model import Locale
from scheduler.triggers import zone_of

NOW = datetime.fromisoformat("2026-04-22T14:05+08:00")  # a Wednesday
ZONE = "Asia/Shanghai"
RUNS_SHOWN = 2

_DOES = {
    Intent.LIST: "Lists {whose} tasks",
    Intent.SHOW: "Shows {task}",
    Intent.RUN: "Runs {task} now",
    Intent.STOP: "Stops the run of {task} that is going on",
    Intent.PAUSE: "Pauses {task}",
    Intent.RESUME: "Resumes {task}",
    Intent.DELETE: "Asks, then deletes {task}",
    Intent.RESTORE: "Brings back what was deleted last",
    Intent.EDIT: "Shows a card that changes {task}: {changes}",
    Intent.HISTORY: "Shows the last runs of {task}",
    Intent.UPCOMING: "Shows what runs next",
    Intent.HELP: "Shows what can be said",
    Intent.SETTINGS: "Sets {setting}",
    Intent.TEMPLATE: "Shows the templates",
    Intent.PING: "Lets {monitor} hear how the runs of {task} go",
}

_ONLY = {StateFilter.ACTIVE: "are on", StateFilter.PAUSED: "are paused", StateFilter.FAILED: "have failed"}
_LANGUAGES = {Locale.ZH: "Chinese", Locale.EN: "English"}


def understood(said: str) -> Meaning:
    return read(said, NOW, ZONE, language_of(said) or Locale.ZH)


def schedule(meaning: Meaning) -> str:
    """Return the reading in words, with what was filled in and where it is posted."""
    reading = meaning.readings[0]
    abroad = reading.trigger.zone != ZONE
    words = schedule_in_words(reading.trigger, meaning.locale, now=NOW, with_zone=abroad)
    named = [f"named {meaning.name}"] if meaning.name else []
    filled = [say(f"assumed.{one}", meaning.locale) for one in reading.assumed]
    limit = [f"time limit {_limit(meaning.time_limit)}"] if meaning.time_limit else []
    notes = [*_where(meaning.post_to), *named, *limit, *filled]
    return f"{words} *({'; '.join(notes)})*" if notes else words


def runs(meaning: Meaning) -> str:
    """Return the first runs by the clock of the schedule's own zone."""
    trigger, locale = meaning.readings[0].trigger, meaning.locale
    zone = zone_of(trigger.zone)
    shown, day = [], None
    for fire in upcoming(trigger, NOW, RUNS_SHOWN):
        local = fire.astimezone(zone)
        date = "" if local.date() == day else f"{_date(local, locale)} "
        shown.append(date + clock(local.time()))
        day = local.date()
    return ("，" if locale is Locale.ZH else ", ").join(shown)


def question(meaning: Meaning) -> str:
    assert meaning.ask is not None, "a question is open"
    return say(f"ask.{meaning.ask.question}", meaning.locale)


def choices(meaning: Meaning) -> str:
    assert meaning.ask is not None, "a question is open"
    return " · ".join(choice.label for choice in meaning.ask.choices) or "—"


def refusal(meaning: Meaning) -> str:
    return refusal_words(meaning) or ""


def deed(meaning: Meaning) -> str:
    """Say what happens, for what is no new task."""
    words = _DOES[meaning.intent].format(
        task=_task(meaning),
        whose="this chat's" if meaning.scope is Scope.THIS_CHAT else "your",
        changes=_changes(meaning.changes) if meaning.changes else "",
        setting=_setting(meaning),
        monitor="no monitor" if meaning.query in OFF else "that address",
    )
    return words + _narrowed(meaning)


def _task(meaning: Meaning) -> str:
    reference = reference_of(meaning.ref)
    if reference is None:
        return "your tasks" if meaning.intent is Intent.HISTORY else "the task talked about"
    if reference == "*":
        return "all your tasks"
    return f"task {reference}" if reference.lstrip("-").isdigit() else f"“{reference}”"


def _setting(meaning: Meaning) -> str:
    if meaning.language:
        return f"your language to {_LANGUAGES[meaning.language]}"
    return quiet_words(meaning.quiet) if meaning.quiet else f"your time zone to {meaning.zone}"


def quiet_words(wish: QuietWish) -> str:
    whose = "the quiet hours of the group" if wish.of_group else "your quiet hours"
    if wish.start and wish.end:
        return f"{whose} to {clock(wish.start)} up to {clock(wish.end)}"
    return f"{whose} to none" if wish.off else whose


def _narrowed(meaning: Meaning) -> str:
    parts = [f", only those that {_ONLY[meaning.only]}"] if meaning.only else []
    if meaning.window:
        parts.append(f", {_moment(meaning.window.start)} to {_moment(meaning.window.end)}")
    if meaning.until:
        parts.append(f" until {_moment(meaning.until)}")
    return "".join(parts)


def _changes(changes: Changes) -> str:
    named = {"name": changes.name, "posted": "".join(_where(changes.post_to)), "time zone": changes.zone}
    if changes.time_limit is not None:
        named["time limit"] = _limit(changes.time_limit)
    parts = [f"{name} {value}" for name, value in named.items() if value]
    return "; ".join([*_new_schedule(changes), *parts])


def _limit(limit: timedelta) -> str:
    return duration(limit, Locale.EN) if limit else "the usual one"


def _new_schedule(changes: Changes) -> list[str]:
    change = changes.schedule
    if change is None:
        return []
    if change.shift:
        way = "later" if change.shift > timedelta() else "earlier"
        return [f"{duration(abs(change.shift), Locale.EN)} {way}"]
    if change.clock:
        return [f"time {clock(change.clock)}"]
    return [schedule_in_words(one.trigger, Locale.EN, now=NOW) for one in change.readings]


def _where(post_to: PostTo | None) -> list[str]:
    if post_to is None:
        return []
    if post_to.place is Place.NAMED_CHAT:
        return [f"in the group {post_to.name}"]
    return ["to you"] if post_to.place is Place.SELF else ["in this group"]


def _moment(instant: datetime) -> str:
    local = instant.astimezone(zone_of(ZONE))
    return f"{_date(local, Locale.EN)} {clock(local.time())}"


def _date(local: datetime, locale: Locale) -> str:
    return f"{WEEKDAYS[locale][local.weekday()]} {day_words(local.date(), locale, NOW.date())}"
