"""The parts of a sentence about a trigger, whatever the language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final, assert_never

from cards.times import clock, day_words, in_brackets
from cards.words.chinese import Chinese
from cards.words.crontab import CronWords, read_cron
from cards.words.english import English
from cards.words.language import Language
from cards.words.months import is_said_by_months
from cards.zones import zone_name
from scheduler.days import EPOCH, Days, EveryWeeks, LegalDays, YearDates, days_from
from scheduler.model import Locale
from scheduler.triggers import At, Bounds, Calendar, Cron, Every, Times, Trigger, WeekdayTimes, zone_of

_LANGUAGES: Final[dict[Locale, Language]] = {Locale.ZH: Chinese(), Locale.EN: English()}
_LAST_SECOND: Final = time(23, 59, 59)


def schedule_in_words(
    trigger: Trigger, locale: Locale, *, now: datetime | None = None, with_zone: bool = False
) -> str:
    """Say when `trigger` fires, as a part of a sentence that begins in lower case.

    With `now` a start that has passed and the present year are left out. `with_zone` names the zone.
    From when on elapsed time counts is said only while that is still to come: nobody asks for it later.
    """
    scene = _Scene(trigger, _LANGUAGES[locale], locale, now)
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
        anchor = self._anchor()
        if anchor is not None:
            return self._date(anchor)
        start = self.trigger.bounds.start or self._first_of_grid()
        return "" if start is None or self._is_past(start) else self._moment(start, time())

    def limits(self) -> Iterator[str]:
        """Yield what bounds the rule besides its start."""
        bounds, language = self.trigger.bounds, self.language
        if self._anchor() and bounds.start and not self._is_past(bounds.start):
            yield language.not_before(self._moment(bounds.start, time()))
        if bounds.end is not None:
            yield language.until(self._moment(bounds.end, _LAST_SECOND))
        if bounds.maximum is not None:
            yield language.times_in_all(bounds.maximum)
        yield from self._exceptions(bounds)

    def _exceptions(self, bounds: Bounds) -> Iterator[str]:
        if bounds.skip_holidays:
            yield self.language.no_holidays
        if bounds.exclude:
            yield self.language.without([self._date(day) for day in bounds.exclude])

    def _calendar(self, days: Days, times: Times) -> str:
        if not isinstance(times, WeekdayTimes):
            return self.language.at_times(self.language.days(days), times)
        weeks = days if isinstance(days, EveryWeeks) else None
        lead = "" if weeks and weeks.step == 1 else self.language.days(days)
        return self.language.by_weekday(lead, times)

    def _cron(self, expression: str, words: CronWords) -> str:
        language = self.language
        if words.days is not None and words.times is not None:
            return language.at_times(language.days(words.days), words.times)
        days = language.days(words.days) if words.days is not None else ""
        return language.by_cron(days, expression)

    def _anchor(self) -> date | None:
        """Return the first day of a rule that counts from it; None where that is no news."""
        days = self.trigger.days if isinstance(self.trigger, Calendar) else None
        if days is None or isinstance(days, YearDates | LegalDays):
            return None
        counts_on = days.step > 1 and not is_said_by_months(days)
        is_ahead = days.anchor != EPOCH and not self._is_before_today(days.anchor)
        return next(days_from(days, days.anchor), days.anchor) if counts_on or is_ahead else None

    def _first_of_grid(self) -> datetime | None:
        return self.trigger.anchor if isinstance(self.trigger, Every) and self.now else None

    def _is_before_today(self, day: date) -> bool:
        return self.now is not None and day <= self._local(self.now).date()

    def _is_past(self, instant: datetime) -> bool:
        return self.now is not None and instant <= self.now

    def _moment(self, instant: datetime, implied: time) -> str:
        """Return the date, and the clock unless it shows what a date alone means."""
        local = self._local(instant)
        words = self._date(local.date())
        return words if local.time() == implied else f"{words} {clock(local.time())}"

    def _date(self, day: date) -> str:
        return day_words(day, self.locale, self._local(self.now).date() if self.now else None)

    def _local(self, instant: datetime) -> datetime:
        return instant.astimezone(UTC).astimezone(zone_of(self.trigger.zone))
