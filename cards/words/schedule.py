"""The parts of a sentence about a trigger, whatever the language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, assert_never

from cards.times import clock, day_words, in_brackets
from cards.words.chinese import Chinese
from cards.words.crontab import CronWords, read_cron
from cards.words.english import English
from cards.words.language import Language
from cards.words.months import MonthRule, is_said_by_months
from cards.words.plain import is_hourly, only_day, plain
from cards.zones import CHINA, zone_name
from scheduler.days import EPOCH, Days, EveryDays, EveryWeeks, LegalDays, YearDates, days_from
from scheduler.model import Locale
from scheduler.triggers import (
    At,
    Bounds,
    Calendar,
    Cron,
    Every,
    Times,
    Trigger,
    WeekdayTimes,
    Window,
    zone_of,
)
from scheduler.walltime import resolve

_LANGUAGES: Final[dict[Locale, Language]] = {Locale.ZH: Chinese(), Locale.EN: English()}
_Stepped = EveryDays | EveryWeeks | MonthRule
_LAST_SECOND: Final = time(23, 59, 59)


def schedule_in_words(
    trigger: Trigger, locale: Locale, *, now: datetime | None = None, with_zone: bool = False
) -> str:
    """Say when `trigger` fires, as a part of a sentence that begins in lower case.

    With `now` the present year and what is over (a start, a day left out) are not said. `with_zone`
    names the zone. From when on elapsed time counts is said only while that is still to come: nobody
    asks for it later.
    """
    scene = _Scene(plain(trigger, now), _LANGUAGES[locale], locale, now)
    core = scene.core()
    if with_zone:
        core += in_brackets(zone_name(trigger.zone, locale), locale)
    return scene.language.sentence(core, scene.start(), list(scene.limits()))


@dataclass(frozen=True, slots=True)
class _Scene:
    trigger: Trigger
    language: Language
    locale: Locale
    now: datetime | None

    def core(self) -> str:
        trigger, language = self.trigger, self.language
        match trigger:
            case At(instant):
                local = self._local(instant)
                return language.once(self._date(local.date()), local.isoweekday(), clock(local.time()))
            case Every(period):
                return language.period(period)
            case Cron(expression):
                return self._cron(expression, read_cron(expression))
            case Calendar(days, times):
                return self._calendar(days, times)
            case _:
                assert_never(trigger)

    def start(self) -> str:
        """Return from when on it counts; "" where that needs no words."""
        if self._only_day() is not None:
            return ""
        first = self._first_day()
        if first is not None and self._counts_on():
            return self._date(first)
        start = self._first_of_grid() or self._latest(first, self.trigger.bounds.start)
        implied = None if self._is_overnight() else time()
        return "" if start is None or self._is_past(start) else self._moment(start, implied)

    def limits(self) -> Iterator[str]:
        """Yield what bounds the rule besides its start."""
        bounds, language = self.trigger.bounds, self.language
        if (later := self._later_start()) is not None:
            yield language.not_before(self._moment(later, None if self._is_overnight() else time()))
        if bounds.end is not None and self._only_day() is None:
            yield language.until(self._moment(bounds.end, _LAST_SECOND))
        if bounds.maximum is not None:
            yield language.times_in_all(bounds.maximum)
        yield from self._exceptions(bounds)

    def _exceptions(self, bounds: Bounds) -> Iterator[str]:
        if bounds.skip_holidays:
            yield self.language.no_holidays(abroad=self.trigger.zone not in CHINA)
        exclude = [day for day in bounds.exclude if not self._is_over(day)]
        if exclude and self._only_day() is None:
            yield self.language.without([self._date(day) for day in exclude])

    def _calendar(self, days: Days, times: Times) -> str:
        only = self._only_day()
        if only is not None and not isinstance(times, WeekdayTimes):
            return self.language.on_date(self._date(only), only.isoweekday(), times)
        if not isinstance(times, WeekdayTimes):
            return self._at_times(days, times)
        weeks = days if isinstance(days, EveryWeeks) else None
        lead = "" if weeks and weeks.step == 1 else self.language.days(days)
        return self.language.by_weekday(lead, times)

    def _at_times(self, days: Days, times: tuple[time, ...] | Window) -> str:
        if days == EveryDays() and isinstance(times, Window) and is_hourly(times):
            return self.language.hourly(times.start.minute)
        return self.language.at_times(self.language.days(days), times)

    def _cron(self, expression: str, words: CronWords) -> str:
        language = self.language
        if words.days is not None and words.times is not None:
            return self._at_times(words.days, words.times)
        days = language.days(words.days) if words.days is not None else ""
        return language.by_cron(days, expression)

    def _only_day(self) -> date | None:
        trigger = self.trigger
        return only_day(trigger) if isinstance(trigger, Calendar) else None

    def _stepped(self) -> _Stepped | None:
        """Return the days of a rule that has a step and something to count it from."""
        days = self.trigger.days if isinstance(self.trigger, Calendar) else None
        return None if days is None or isinstance(days, YearDates | LegalDays) else days

    def _counts_on(self) -> bool:
        """Say whether it is a day, and not an instant, from which on the rule counts.

        So it is where days, weeks or months are left out and their names do not tell which, and where
        a window runs over midnight: its last fires belong to the day before.
        """
        days = self._stepped()
        steps = days is not None and days.step > 1 and not is_said_by_months(days)
        return steps or (days is not None and self._is_ahead(days.anchor) and self._is_overnight())

    def _first_day(self) -> date | None:
        """Return the first day of a rule that counts from it; None where that is no news."""
        days = self._stepped()
        if days is None:
            return None
        is_said = self._counts_on() or self._is_ahead(days.anchor)
        return next(days_from(days, days.anchor), days.anchor) if is_said else None

    def _is_overnight(self) -> bool:
        times = self.trigger.times if isinstance(self.trigger, Calendar) else None
        return isinstance(times, Window) and times.end <= times.start

    def _later_start(self) -> datetime | None:
        """Return the start that a rule has besides the first of the days that it counts."""
        first, start = self._first_day(), self.trigger.bounds.start
        if first is None or start is None or not self._counts_on() or self._is_past(start):
            return None
        return start if start > self._midnight(first) else None

    def _latest(self, day: date | None, start: datetime | None) -> datetime | None:
        first = self._midnight(day) if day else None
        return max((one for one in (first, start) if one), default=None)

    def _midnight(self, day: date) -> datetime:
        return resolve(datetime.combine(day, time()), zone_of(self.trigger.zone))

    def _first_of_grid(self) -> datetime | None:
        """Return the first instant of a grid of elapsed time that its bounds allow."""
        trigger = self.trigger
        if not isinstance(trigger, Every) or self.now is None:
            return None
        begin = max(trigger.anchor, trigger.bounds.start or trigger.anchor)
        return trigger.anchor - (trigger.anchor - begin) // trigger.period * trigger.period

    def _is_ahead(self, anchor: date) -> bool:
        """Say whether a rule begins on a day to come; one in the year of the epoch is only a phase."""
        if anchor.year <= EPOCH.year:
            return False
        return self.now is None or anchor > self._local(self.now).date()

    def _is_over(self, day: date) -> bool:
        """Say whether nothing of `day` is still to come, be it a window that runs over midnight."""
        return self.now is not None and day < self._local(self.now).date() - timedelta(days=1)

    def _is_past(self, instant: datetime) -> bool:
        return self.now is not None and instant <= self.now

    def _moment(self, instant: datetime, implied: time | None) -> str:
        """Return the date, and the clock unless it shows what a date alone means."""
        local = self._local(instant)
        words = self._date(local.date())
        return words if local.time() == implied else f"{words} {clock(local.time())}"

    def _date(self, day: date) -> str:
        """Return the date, with its year unless it is the next such date."""
        today = self._local(self.now).date() if self.now else None
        return day_words(day, self.locale, today if today and day >= today else None)

    def _local(self, instant: datetime) -> datetime:
        return instant.astimezone(UTC).astimezone(zone_of(self.trigger.zone))
