"""Reading back what the bot itself says about a schedule, word for word.

`cards.words` says every trigger in one regular way; these are the same sentences as patterns, so
that whatever stands on a card or in a form can be sent again and means the same. People say much
more than this, and more freely: that is what the rest of this package is for.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.chat.language.doubts import Impossible
from bot.chat.language.once import Moment
from bot.chat.language.phrases import Restated, When, Zone
from bot.chat.language.restated_chinese import CHINESE
from bot.chat.language.restated_english import ENGLISH
from bot.chat.language.restated_words import Groups, Tongue, dates, days_of, only_day, period, times_of, when
from bot.chat.language.spans import Span
from bot.chat.language.zones import zone_at
from scheduler.days import EveryDays, LegalDays, YearDates
from scheduler.errors import Reason, Refused
from scheduler.fires import next_fire_time
from scheduler.triggers import At, Bounds, Calendar, Cron, Every, Trigger, WeekdayTimes, Window, zone_of
from scheduler.walltime import resolve

_LAST = time(23, 59, 59)


def restated_at(text: str, place: int) -> Restated | None:
    """Read a whole schedule as the bot says it, at `place` of folded text; None when it is not one."""
    for tongue in (CHINESE, ENGLISH):
        found = tongue.sentence.match(text, place)
        if found:
            try:
                return _restated(text, place, found.end(), found.groupdict(), tongue)
            except (Refused, ValueError, OverflowError):  # a rule that cannot be, such as a 32nd
                return None
    return None


def _restated(text: str, place: int, end: int, said: Groups, tongue: Tongue) -> Restated | None:
    zone, end = _zone(text, end)
    limits, end = _limits(text, end, tongue)
    days, times = days_of(said, tongue), times_of(said, tongue)
    once, weekday = only_day(said, tongue)
    has_days = days is not None or (once is not None and not isinstance(times, WeekdayTimes))
    if not ((has_days and times is not None) or said["period"] or said["cron"]):
        return None
    return Restated(
        span=Span(place, end),
        days=days,
        times=times,
        counts=bool(said["n_days"] or said["n_weeks"] or said["n_months"]),
        once=once,
        weekday=weekday,
        period=period(said["period"], tongue) if said["period"] else None,
        cron=(said["cron"] or "").strip(),
        zone=zone,
        start=when(said.get("start") or limits.get("start"), tongue),
        not_before=when(limits.get("not_before"), tongue),
        until=when(limits.get("until"), tongue),
        count=int(limits["count"]) if "count" in limits else 1 if "one" in limits else None,
        no_holidays="no_holidays" in limits,
        without=tuple(dates(limits.get("without", ""), tongue)),
    )


def _zone(text: str, end: int) -> tuple[str, int]:
    """Read the zone in brackets, if there is one."""
    opening = end + 1 if text[end : end + 1] == " " else end
    if text[opening : opening + 1] != "(":
        return "", end
    zone = zone_at(text, opening)
    return (zone.name, zone.span.end) if isinstance(zone, Zone) else ("", end)


def _limits(text: str, end: int, tongue: Tongue) -> tuple[Mapping[str, str], int]:
    limits: dict[str, str] = {}
    while found := tongue.limit.match(text, end):
        limits |= {name: words for name, words in found.groupdict().items() if words}
        end = found.end()
    return limits, end


def trigger_of(said: Restated, moment: Moment) -> Trigger:
    """Return the trigger that is said; raises `Impossible` or `Refused` when there is none."""
    moment = replace(moment, zone=said.zone or moment.zone)
    bounds = _bounds(said, moment)
    if said.once:
        return _on_one_day(said.once, said, moment, bounds)
    if said.cron:
        return Cron(said.cron, moment.zone, bounds)
    if said.period:
        return Every(said.period, bounds.start or moment.now, moment.zone, replace(bounds, start=None))
    assert said.days is not None, "what is neither once nor elapsed falls on days"
    assert said.times is not None, "and at times"
    try:
        trigger = Calendar(said.days, said.times, moment.zone, bounds)
    except ValueError as error:  # weekdays and their times that do not go together
        raise Impossible(Reason.BAD_TIME) from error
    return _counted(trigger, said, moment)


def _on_one_day(day: When, said: Restated, moment: Moment, bounds: Bounds) -> At | Calendar:
    times = said.times
    first = _date(day, moment)
    if said.weekday not in {None, first.isoweekday()}:
        raise Impossible(Reason.IMPOSSIBLE_DATE)
    assert times is not None, "a day has its times"
    assert not isinstance(times, WeekdayTimes), "and they do not differ by weekday"
    if not isinstance(times, Window) and len(times) == 1:
        return At(_instant(replace(day, clock=times[0]), moment, time()), moment.zone, bounds)
    overnight = isinstance(times, Window) and times.end <= times.start
    following = first + timedelta(days=1)
    zone = zone_of(moment.zone)
    bounds = replace(
        bounds,
        start=resolve(datetime.combine(first, time()), zone),
        end=resolve(datetime.combine(following if overnight else first, _LAST), zone),
        exclude=(following,) if overnight else (),
    )
    return Calendar(EveryDays(), times, moment.zone, bounds)


def _bounds(said: Restated, moment: Moment) -> Bounds:
    start = said.not_before or (None if _is_counted(said) else said.start)
    if start and _date(start, moment) < moment.today:
        raise Impossible(Reason.TIME_PAST)
    return Bounds(
        start=_instant(start, moment, time()) if start else None,
        end=_instant(said.until, moment, _LAST) if said.until else None,
        maximum=said.count,
        exclude=tuple(_date(day, moment) for day in said.without),
        skip_holidays=said.no_holidays,
    )


def _is_counted(said: Restated) -> bool:
    """Say whether the start is the day from which on the rule counts, and no more.

    That day's window may run over midnight; the one of the day before does not belong to the rule.
    """
    overnight = isinstance(said.times, Window) and said.times.end <= said.times.start
    is_day = said.start is not None and said.start.clock is None
    return is_day and (said.counts or overnight) and not isinstance(said.days, LegalDays | YearDates)


def _counted(trigger: Calendar, said: Restated, moment: Moment) -> Calendar:
    days = trigger.days
    if isinstance(days, LegalDays | YearDates) or not (said.counts or _is_counted(said)):
        return trigger
    if said.start:
        return replace(trigger, days=replace(days, anchor=_date(said.start, moment)))
    first = next_fire_time(replace(trigger, days=replace(days, step=1)), moment.now)
    if first is None:
        raise Impossible(Reason.NEVER_FIRES)
    return replace(trigger, days=replace(days, anchor=first.astimezone(zone_of(moment.zone)).date()))


def _instant(said: When, moment: Moment, implied: time) -> datetime:
    return resolve(datetime.combine(_date(said, moment), said.clock or implied), zone_of(moment.zone))


def _date(said: When, moment: Moment) -> date:
    """Return the date; without a year it is the next one that is not over."""
    today = moment.today
    for year in [said.year] if said.year else range(today.year, today.year + 9):
        try:
            found = date(year, said.month, said.day)
        except ValueError:
            continue
        if said.year or found >= today:
            return found
    raise Impossible(Reason.IMPOSSIBLE_DATE)
