"""What the bot says about a schedule can be said to it, and means the same.

Two schedules are the same when they fire at the same instants, as often, by the clock of the same
zone. Of elapsed time that is under way only its period is said: read back, it counts anew.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.chat.language import read
from bot.chat.language.rescheduling import rescheduled
from cards.reader import Reader
from cards.times import moment
from cards.words import schedule_in_words
from scheduler.days import EveryDays, MonthDays, YearDates
from scheduler.errors import Reason
from scheduler.fires import fires
from scheduler.model import Locale
from scheduler.triggers import At, Bounds, Calendar, Cron, Every, WeekdayTimes, Window, zone_of
from scheduler.walltime import resolve
from tests.scheduler.strategies import triggers

NOW = datetime(2026, 4, 22, 6, 5, tzinfo=UTC)  # Wednesday, 14:05 in Shanghai
CST = "Asia/Shanghai"
FIRES = 30
ASKING = {Locale.ZH: "{}，提醒我喝水", Locale.EN: "{}, remind me to drink"}

near = st.integers(-400 * 86_400, 400 * 86_400).map(lambda seconds: NOW + timedelta(seconds=seconds))
moments = st.none() | near | near.map(lambda instant: instant.replace(second=0))
limits = st.fixed_dictionaries(
    {
        "start": moments,
        "end": moments,
        "maximum": st.none() | st.integers(1, 40),
        "exclude": st.lists(near.map(datetime.date), max_size=3).map(tuple),
        "skip_holidays": st.booleans(),
    }
)
bounds = limits.filter(lambda one: not (one["start"] and one["end"]) or one["start"] < one["end"]).map(
    lambda one: Bounds(**one)
)


@st.composite
def schedules(draw):
    """Draw a trigger of any kind that still fires, with any bounds, counted from any day."""
    trigger = draw(triggers)
    if not isinstance(trigger, At):
        trigger = replace(trigger, bounds=draw(bounds))
    if isinstance(trigger, Calendar) and draw(st.booleans()):
        trigger = draw(st.sampled_from([trigger, on_one_day(trigger, draw(near).date())]))
    if isinstance(trigger, Every) and draw(st.booleans()):
        trigger = replace(trigger, anchor=draw(near))
    if isinstance(trigger, Calendar) and hasattr(trigger.days, "anchor") and draw(st.booleans()):
        trigger = replace(trigger, days=replace(trigger.days, anchor=draw(near).date()))
    assume(next(fires(trigger, NOW), None) is not None)
    # Counted anew it must still fire before its end.
    if isinstance(trigger, Every):
        assume(next(fires(replace(trigger, anchor=NOW), NOW), None) is not None)
    assume(not any(is_told_twice(instant, trigger.zone) for instant in told(trigger)))
    return trigger


def on_one_day(trigger, day):
    """Return a rule for several times of one day, as it is made of "today from 3 to 6 every hour"."""
    if isinstance(trigger.times, WeekdayTimes):
        return trigger
    overnight = isinstance(trigger.times, Window) and trigger.times.end <= trigger.times.start
    following = day + timedelta(days=1)
    last = datetime.combine(following if overnight else day, time(23, 59, 59))
    zone = zone_of(trigger.zone)
    bounds = Bounds(
        start=resolve(datetime.combine(day, time()), zone),
        end=resolve(last, zone),
        exclude=(following,) if overnight else (),
    )
    return replace(trigger, days=EveryDays(), bounds=bounds)


def is_under_way(trigger):
    return isinstance(trigger, Every) and max(trigger.anchor, trigger.bounds.start or NOW) <= NOW


def told(trigger):
    """Return the instants that are told by a clock on the wall."""
    named = [trigger.bounds.start, trigger.bounds.end]
    named += [trigger.instant] if isinstance(trigger, At) else []
    named += [trigger.anchor] if isinstance(trigger, Every) else []
    return [instant for instant in named if instant]


def is_told_twice(instant, zone):
    """The second of two equal clock times in autumn has no words: a clock time means the first."""
    return instant.astimezone(zone_of(zone)).fold == 1


def understood(sentence, zone, locale):
    meaning = read(sentence, NOW, zone, locale)
    assert len(meaning.readings) == 1, f"not one reading: {meaning}"
    return meaning.readings[0].trigger


def is_the_same(one, other, *, is_counted=True):
    if one.zone != other.zone or one.bounds.maximum != other.bounds.maximum:
        return False
    if isinstance(one, Every) and (is_under_way(one) or not is_counted):
        return one.period == other.period
    return list(islice(fires(one, NOW), FIRES)) == list(islice(fires(other, NOW), FIRES))


@given(schedules(), st.sampled_from(Locale))
def test_what_stands_on_a_card_can_be_sent(trigger, locale):
    words = schedule_in_words(trigger, locale, now=NOW, with_zone=True)

    assert is_the_same(trigger, understood(ASKING[locale].format(words), "Europe/Paris", locale)), words


@given(schedules(), st.sampled_from(Locale))
def test_what_stands_in_a_form_can_be_submitted(trigger, locale):
    words = schedule_in_words(trigger, locale)

    assume("从" not in words and "from" not in words)  # a start that is over is refused, wherever it is said
    found = understood(f"/new {words} x", trigger.zone, locale)
    assert is_the_same(trigger, found, is_counted=False), words


@given(schedules(), st.sampled_from(Locale))
def test_the_same_schedule_is_always_said_in_the_same_words(trigger, locale):
    words = schedule_in_words(trigger, locale, now=NOW, with_zone=True)
    again = understood(ASKING[locale].format(words), CST, locale)

    assert schedule_in_words(again, locale, now=NOW, with_zone=True) == words


@given(schedules())
def test_both_languages_say_the_same(trigger):
    chinese, english = (
        understood(
            ASKING[locale].format(schedule_in_words(trigger, locale, now=NOW, with_zone=True)), CST, locale
        )
        for locale in Locale
    )

    assert is_the_same(chinese, english)


@pytest.mark.parametrize(
    "expression",
    [
        "0 9 1 * 1",  # either the first or a Monday
        "5,25 * * * 1",  # more times than are listed, and not evenly spaced
        "0 9 * 1-4 *",  # months that do not lie evenly over the year
        "0 9 */2 2 *",  # days of which February lacks some
        "0 9 * * 1#1,2#2",  # positions that differ by weekday
    ],
)
def test_a_crontab_line_that_has_no_words_is_shown_and_read_as_it_is(expression):
    trigger = Cron(expression, CST)
    words = schedule_in_words(trigger, Locale.ZH, now=NOW)

    assert f"cron {expression}" in words
    assert understood(f"/new {words} x", CST, Locale.ZH) == trigger


@pytest.mark.parametrize(
    "zone", ["Australia/Lord_Howe", "Africa/Dar_es_Salaam", "Etc/GMT-8", "Asia/Kathmandu"]
)
@pytest.mark.parametrize("locale", Locale)
def test_a_zone_is_read_back_whatever_it_is_called(zone, locale):
    trigger = Calendar(EveryDays(), (NOW.time(),), zone)
    words = schedule_in_words(trigger, locale, now=NOW, with_zone=True)

    assert understood(ASKING[locale].format(words), CST, locale) == trigger


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("把周报改成每年 3、6、9、12 月的最后一天 18:00", "每年 3、6、9、12 月的最后一天 18:00"),
        ("把周报改成每月第一个、第三个周五 18:00", "每月第一个、第三个周五 18:00"),
        ("把周报改成从 2026年4月1日 起，每 3 天 09:00", "从 2026年4月1日 起，每 3 天 09:00"),
    ],
)
def test_a_task_can_be_changed_to_what_stands_on_a_card(said, words):
    change = read(said, NOW, CST, Locale.ZH).changes.schedule
    changed = rescheduled(change, Calendar(EveryDays(), (NOW.time(),), CST), NOW, CST, Locale.ZH)

    assert schedule_in_words(changed.readings[0].trigger, Locale.ZH, now=NOW) == words


def test_weekdays_that_have_other_times_are_refused():
    said = "/new every 2 weeks on Monday and Tuesday: Monday at 09:00 x"

    assert read(said, NOW, CST, Locale.EN).refusal.reason is Reason.BAD_TIME


@given(st.integers(0, 400 * 86_400), st.sampled_from(Locale))
def test_an_instant_on_a_card_can_be_sent(seconds, locale):
    instant = NOW + timedelta(seconds=seconds + 1)
    words = moment(instant, Reader(locale, CST, NOW), CST)

    assert understood(ASKING[locale].format(words), CST, locale) == At(instant, CST), words


@pytest.mark.parametrize("said", ["周五 4月23日 09:00，提醒我喝水", "Fri 23 Apr 09:00, remind me to drink"])
def test_a_weekday_that_is_not_that_date_s_is_refused(said):
    assert read(said, NOW, CST, Locale.ZH).refusal.reason is Reason.IMPOSSIBLE_DATE


def test_days_that_are_over_are_no_longer_said_to_be_left_out():
    trigger = Calendar(EveryDays(), (NOW.time(),), CST, Bounds(exclude=(date(2026, 4, 1), date(2026, 5, 1))))

    assert schedule_in_words(trigger, Locale.ZH, now=NOW) == "每天 06:05，5月1日除外"


def test_a_date_that_is_over_is_said_with_its_year():
    trigger = Calendar(EveryDays(3, date(2026, 4, 1)), (NOW.time(),), CST)

    assert schedule_in_words(trigger, Locale.EN, now=NOW) == "every 3 days at 06:05, from 1 Apr 2026"


def test_months_that_a_rule_names_are_read_as_months():
    found = understood("每年 3、6、9、12 月的最后一天 18:00，提醒我对账", CST, Locale.ZH)

    assert found.days == MonthDays((-1,), 3, date(2000, 3, 1))


def test_dates_of_the_year_are_read_as_such():
    found = understood("every year on 8 March and 10 September at 09:00, remind me of it", CST, Locale.EN)

    assert found.days == YearDates(((3, 8), (9, 10)))


@pytest.mark.parametrize(
    "said",
    [
        "每 99999999999999 小时",
        "every 99999999999 days at 09:00",
        "每 0 周的周一 09:00",
        "每天 09:00，共 0 次",
        "每月 1 日 09:00，到 0001年1月1日 为止",
        "从 9999年12月31日 起，每 3 天 09:00",
        "每年 2月30日 09:00",
        "每天 99:99",
        "every day, every 0 minutes around the clock from 09:00",
    ],
)
def test_no_words_of_this_kind_make_a_crash_or_a_task(said):
    assert not read(f"/new {said} x", NOW, CST, Locale.ZH).readings
