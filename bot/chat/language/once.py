"""From a day and a time as said to one instant."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.chat.language.clock_phrases import Clock, Part
from bot.chat.language.day_phrases import Day, InDays, OnDate, OnNth, OnWeekday, OpenDay
from bot.chat.language.doubts import Impossible, Option, Unclear
from bot.chat.language.meaning import Assumed, Question
from bot.chat.language.settle import Settled, by_default, in_the_evening, settled
from bot.chat.language.spans import Span
from scheduler.days import MonthWeekdays, days_from
from scheduler.errors import Reason
from scheduler.model import Locale
from scheduler.triggers import LATEST_YEAR, zone_of

_DAY = timedelta(days=1)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_HAN = "一二三四五六日"
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

IsAhead = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Moment:
    """Where and when something is said, and in which language it is answered."""

    now: datetime
    zone: str
    locale: Locale

    @property
    def local(self) -> datetime:
        return self.now.astimezone(zone_of(self.zone))

    @property
    def today(self) -> date:
        return self.local.date()


@dataclass(frozen=True, slots=True)
class Instant:
    at: datetime
    day: date
    assumed: tuple[Assumed, ...] = ()


def day_words(day: date, moment: Moment) -> str:
    """Write a date so that it can stand in a sentence."""
    year = "" if day.year == moment.today.year else str(day.year)
    if moment.locale is Locale.ZH:
        return f"{year + '年' if year else ''}{day.month}月{day.day}号"
    return f"on {_MONTHS[day.month - 1]} {day.day}{' ' + year if year else ''}"


def day_label(day: date, moment: Moment) -> str:
    """Write a date for a button, with its weekday."""
    if moment.locale is Locale.ZH:
        return f"{day.month}月{day.day}日 周{_HAN[day.weekday()]}"
    return f"{_NAMES[day.weekday()]}, {_MONTHS[day.month - 1][:3]} {day.day}"


def instant_of(day: Day | None, clock: Clock, moment: Moment) -> Instant:
    """Return the instant that is meant; a bare hour of a morning that is over may be the evening's."""
    if day is None or (isinstance(day, InDays) and not day.days and not day.months):
        return _today(day, clock, moment)
    return on_day(day, settled(clock), moment)


def default_instant(day: Day | None, part: Part, moment: Moment) -> Instant | None:
    time = by_default(part)
    if time is None:
        return None
    if day is None and time.on(moment.today, moment.zone) <= moment.now:
        return _on(moment.today + _DAY, time, moment, Assumed.NEXT_DAY)
    return on_day(day or InDays(0, Span(0, 0)), time, moment)


def on_day(day: Day, time: Settled, moment: Moment) -> Instant:
    found, assumed = resolved(day, lambda one: time.on(one, moment.zone) > moment.now, moment)
    return _on(found, time, moment, *assumed)


def _today(day: Day | None, clock: Clock, moment: Moment) -> Instant:
    time = settled(clock)
    evening = in_the_evening(clock)
    if time.on(moment.today, moment.zone) > moment.now:
        return _on(moment.today, time, moment)
    if evening and evening.on(moment.today, moment.zone) > moment.now:
        return _on(moment.today, evening, moment)
    if day is None or _is_the_coming_night(clock):
        return _on(moment.today + _DAY, time, moment, Assumed.NEXT_DAY)
    raise Impossible(Reason.TIME_PAST, day.span, _tomorrow(day, moment))


def _is_the_coming_night(clock: Clock) -> bool:
    return clock.part in {Part.SMALL_HOURS, Part.NIGHT, Part.LATE} and clock.hour in {0, 1, 2, 3, 4, 5, 12}


def _tomorrow(day: Day, moment: Moment) -> str:
    part = day.part if isinstance(day, InDays) else None
    if moment.locale is Locale.ZH:
        return {Part.MORNING: "明早", Part.EVENING: "明晚"}.get(part, "明天") if part else "明天"
    return "tomorrow evening" if part is Part.EVENING else "tomorrow"


def _on(day: date, time: Settled, moment: Moment, *assumed: Assumed) -> Instant:
    return Instant(time.on(day, moment.zone), day, (*time.assumed, *assumed))


def resolved(day: Day, is_ahead: IsAhead, moment: Moment) -> tuple[date, tuple[Assumed, ...]]:
    """Return the date that is meant; one that is over is refused with the next one as the offer."""
    match day:
        case InDays(days, _, _, months):
            return _in_days(day, months, days, is_ahead, moment)
        case OnWeekday():
            return _on_weekday(day, is_ahead, moment), ()
        case OpenDay():
            raise which_day(day, moment)
        case OnDate():
            return _on_date(day, is_ahead, moment)
        case OnNth():
            return _on_nth(day, is_ahead, moment), ()


def _in_days(
    day: Day, months: int, days: int, is_ahead: IsAhead, moment: Moment
) -> tuple[date, tuple[Assumed, ...]]:
    try:
        found = _months_on(moment.today, months) + timedelta(days=days)
    except (OverflowError, ValueError) as error:
        raise Impossible(Reason.BAD_TIME) from error
    if found.year > LATEST_YEAR:
        raise Impossible(Reason.BAD_TIME)
    if not is_ahead(found):
        raise Impossible(Reason.TIME_PAST, day.span, _tomorrow(day, moment))
    small_hours = days == 1 and moment.local.hour < 4
    return found, ((Assumed.NEXT_DAY,) if small_hours else ())


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _on_weekday(day: OnWeekday, is_ahead: IsAhead, moment: Moment) -> date:
    this_week = moment.today + timedelta(days=day.weekday - moment.today.isoweekday())
    if day.is_next and this_week > moment.today:
        raise _both_weeks(day, this_week, moment)
    if day.weeks is not None:
        found = this_week + timedelta(weeks=day.weeks)
        if not is_ahead(found):
            raise Impossible(Reason.TIME_PAST, day.span, _next_week(day, found, moment))
        return found
    found = this_week if is_ahead(this_week) else this_week + timedelta(weeks=1)
    return found + timedelta(weeks=day.later)


def _both_weeks(day: OnWeekday, first: date, moment: Moment) -> Unclear:
    dates = (first, first + timedelta(weeks=1))
    return Unclear(Question.WHICH_DATE, day.span, tuple(day_option(one, moment) for one in dates))


def _next_week(day: OnWeekday, past: date, moment: Moment) -> str:
    if moment.locale is Locale.ZH:
        return f"下周{_HAN[day.weekday - 1]}"
    return day_words(past + timedelta(weeks=1), moment)


def which_day(day: OpenDay, moment: Moment, time: str = "") -> Unclear:
    """Ask which of several dates is meant, each with `time` where no other was said."""
    if day.before is not None:
        return _which_day_before(day.before, day.span, moment, time)
    if day.months is not None:
        return _which_day_of_month(day.span, day.months, moment, time)
    monday = moment.today - timedelta(days=moment.today.weekday()) + timedelta(weeks=day.weeks)
    dates = [monday + timedelta(days=weekday - 1) for weekday in day.weekdays]
    ahead = [one for one in dates if one > moment.today] or [one + timedelta(weeks=1) for one in dates]
    return Unclear(Question.WHICH_DATE, day.span, tuple(day_option(one, moment, time) for one in ahead))


def _which_day_before(day: Day, span: Span, moment: Moment, time: str) -> Unclear:
    """Ask whether the day before a date is meant, or that day itself."""
    last, _ = resolved(day, lambda one: one >= moment.today, moment)
    dates = [one for one in (last - _DAY, last) if one >= moment.today]
    return Unclear(Question.WHICH_DATE, span, tuple(day_option(one, moment, time) for one in dates))


def _which_day_of_month(span: Span, months: int, moment: Moment, time: str) -> Unclear:
    first = _months_on(moment.today.replace(day=1), months)
    dates = [one for place in (1, 15, -1) if (one := _place_in(first, place)) and one > moment.today]
    return Unclear(Question.WHICH_DATE, span, tuple(day_option(one, moment, time) for one in dates))


def day_option(day: date, moment: Moment, time: str = "") -> Option:
    joint = "" if not time or moment.locale is Locale.ZH else " at "
    return Option(f"{day_label(day, moment)} {time}".strip(), f"{day_words(day, moment)}{joint}{time}")


def _on_nth(day: OnNth, is_ahead: IsAhead, moment: Moment) -> date:
    first = moment.today.replace(day=1)
    if day.months is not None:
        months = [_months_on(first, day.months)]
    else:
        months = [one for later in range(24) if (one := _months_on(first, later)).month == day.month]
    rule = MonthWeekdays((day.position,), (day.weekday,))
    for month in months:
        found = next(days_from(rule, month), None)
        if found and found.month == month.month and is_ahead(found):
            return found
    raise Impossible(Reason.TIME_PAST, day.span)


def _on_date(day: OnDate, is_ahead: IsAhead, moment: Moment) -> tuple[date, tuple[Assumed, ...]]:
    assumed = (Assumed.DEFAULT_DAY,) if day.assumed else ()
    if day.month is not None:
        found, more = _in_year(day, day.month, is_ahead, moment)
        return found, assumed + more
    return _in_month(day, is_ahead, moment), assumed


def _in_year(day: OnDate, month: int, is_ahead: IsAhead, moment: Moment) -> tuple[date, tuple[Assumed, ...]]:
    is_given = day.year is not None or day.years is not None
    year = day.year if day.year is not None else moment.today.year + (day.years or 0)
    if not 1970 <= year <= LATEST_YEAR:
        raise Impossible(Reason.BAD_TIME)
    if is_given:
        return _in_given_year(day, year, month, is_ahead, moment), ()
    for later in range(9):  # 29 February is at most eight years away
        found = _dated(year + later, month, day.day)
        if found and is_ahead(found):
            return found, ((Assumed.NEXT_YEAR,) if later else ())
    raise Impossible(Reason.IMPOSSIBLE_DATE)


def _in_given_year(day: OnDate, year: int, month: int, is_ahead: IsAhead, moment: Moment) -> date:
    found = _dated(year, month, day.day)
    if found is None:
        last = date(year, month, monthrange(year, month)[1])
        raise Impossible(Reason.IMPOSSIBLE_DATE, day.span, day_words(last, moment))
    if is_ahead(found):
        return found
    for later in range(moment.today.year, moment.today.year + 9):
        offer = _dated(later, month, day.day)
        if offer and is_ahead(offer):
            raise Impossible(Reason.TIME_PAST, day.span, day_words(offer, moment))
    raise Impossible(Reason.TIME_PAST)


def _in_month(day: OnDate, is_ahead: IsAhead, moment: Moment) -> date:
    """Return the day of the month that was named, or else of the next month that has it ahead."""
    first = moment.today.replace(day=1)
    if day.months is None:
        dates = (_place_in(_months_on(first, later), day.day) for later in range(4))
        return next(found for found in dates if found and is_ahead(found))
    found = _place_in(_months_on(first, day.months), day.day)
    if found is None:
        last = _place_in(_months_on(first, day.months), -1)
        assert last is not None, "every month has a last day"
        raise Impossible(Reason.IMPOSSIBLE_DATE, day.span, day_words(last, moment))
    if not is_ahead(found):
        offer = _place_in(_months_on(first, day.months + 1), day.day) or found + timedelta(days=31)
        raise Impossible(Reason.TIME_PAST, day.span, day_words(offer, moment))
    return found


def _place_in(first: date, day: int) -> date | None:
    return _dated(first.year, first.month, day)


def _dated(year: int, month: int, day: int) -> date | None:
    last = monthrange(year, month)[1]
    day = day if day > 0 else last + 1 + day
    return date(year, month, day) if 1 <= day <= last else None
