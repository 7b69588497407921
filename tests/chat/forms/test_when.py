"""Which time a form means: words, pickers, what was there before, and the zone."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.chat.features.forms.when import Asked, last_day, picked_from, time_meant
from scheduler.days import EveryDays, EveryWeeks
from scheduler.form import Entries, Picked
from scheduler.model import Locale
from scheduler.triggers import At, Bounds, Calendar, Every

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday, nine o'clock in Shanghai
CST, NYC = "Asia/Shanghai", "America/New_York"
DAILY = Calendar(EveryDays(), (time(9),), CST)
MONDAYS = Calendar(EveryWeeks((1,)), (time(10),), CST)
AT_TEN = Picked(cycle="daily", clock="10:00")
END = datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC)


def meant(before=None, offered=None, use="", **entries):
    """What a form means in which `entries` were changed since it was `offered`."""
    offered = offered or Entries(zone=CST)
    asked = Asked(replace(offered, **entries), offered, before, use, NOW, Locale.EN)
    return time_meant(asked)


def codes(found):
    return [remark.code for remark in found.checked.remarks]


def shown(trigger):
    """What a form shows of a trigger."""
    return Entries(
        schedule="every day at 09:00", picked=picked_from(trigger, NOW), zone=CST, end=last_day(trigger)
    )


def test_words_are_read_in_the_zone_of_the_form():
    assert meant(schedule="every day at 9").trigger == DAILY
    assert meant(schedule="every day at 9", zone=NYC).trigger == replace(DAILY, zone=NYC)


def test_pickers_alone_say_the_time():
    assert meant(picked=Picked(cycle="daily", clock="09:00")).trigger == DAILY


def test_words_and_pickers_that_agree_are_one_time():
    assert meant(schedule="every day at 9", picked=Picked(cycle="daily", clock="09:00")).trigger == DAILY


def test_words_and_pickers_that_differ_are_asked_about():
    found = meant(schedule="every monday at 10", picked=Picked(cycle="daily", clock="09:00"))

    assert found.trigger is None
    assert codes(found) == ["form.says.rivals"]
    assert found.checked.rivals == (MONDAYS, DAILY)


@pytest.mark.parametrize(("use", "trigger"), [("said", MONDAYS), ("picked", DAILY)])
def test_the_answer_decides_between_them(use, trigger):
    picked = Picked(cycle="daily", clock="09:00")

    assert meant(schedule="every monday at 10", picked=picked, use=use).trigger == trigger


def test_nothing_said_and_nothing_picked_is_asked_for():
    assert codes(meant()) == ["form.says.when_missing"]


def test_a_missing_hour_is_asked_for_with_times_to_tap():
    found = meant(schedule="every monday")

    assert codes(found) == ["ask.what_time"]
    assert [meant(schedule=words).trigger is not None for _, words in found.checked.choices] == [True] * 3


def test_what_cannot_be_is_refused_with_an_offer_that_can():
    found = meant(schedule="every 30 seconds")

    assert codes(found) == ["refused.interval_too_short"]
    [(_, words)] = found.checked.choices
    assert meant(schedule=words).trigger is not None


@pytest.mark.parametrize("words", ["every day at 9 summarise the news", "每天9点总结新闻"])
def test_words_that_are_no_time_are_not_swallowed(words):
    assert codes(meant(schedule=words)) == ["form.says.extra_words"]


@pytest.mark.parametrize("words", ["每天早上9点吧", "每天早上9点。", " 每天早上9点 ！"])
def test_particles_and_punctuation_are_no_words(words):
    assert meant(schedule=words).trigger == DAILY


def test_only_the_words_changed_so_only_they_count():
    assert meant(DAILY, shown(DAILY), schedule="every monday at 10").trigger == MONDAYS


def test_only_the_pickers_changed_so_only_they_count():
    assert meant(DAILY, shown(DAILY), picked=AT_TEN).trigger == Calendar(EveryDays(), (time(10),), CST)


def test_a_form_left_as_it_was_keeps_the_schedule():
    assert meant(DAILY, shown(DAILY)).trigger == DAILY
    assert meant(DAILY, shown(DAILY), schedule="").trigger == DAILY


def test_a_form_emptied_of_its_time_asks_for_one():
    assert codes(meant(DAILY, shown(DAILY), schedule="", picked=Picked())) == ["form.says.when_missing"]


def test_another_zone_moves_the_schedule_by_the_clock_on_the_wall():
    once = At(datetime(2026, 3, 5, 1, 0, tzinfo=UTC), CST)
    hourly = Every(timedelta(hours=1), NOW, CST)

    assert meant(DAILY, shown(DAILY), zone=NYC).trigger == replace(DAILY, zone=NYC)
    assert meant(once, shown(once), zone=NYC).trigger == At(datetime(2026, 3, 5, 14, 0, tzinfo=UTC), NYC)
    assert meant(hourly, shown(hourly), zone=NYC).trigger == replace(hourly, zone=NYC)


def test_the_last_day_counts_to_its_end():
    assert meant(schedule="every day at 9", end="2026-12-31").trigger.bounds == Bounds(end=END)


def test_an_end_and_a_maximum_stay_unless_they_are_changed():
    before = replace(DAILY, bounds=Bounds(end=END, maximum=5))
    offered = replace(shown(before), maximum="5")

    assert meant(before, offered).trigger == before
    assert meant(before, offered, schedule="every monday at 10").trigger.bounds == before.bounds
    assert meant(before, offered, end="", maximum="").trigger == DAILY
    assert meant(before, offered, maximum="7").trigger.bounds == Bounds(end=END, maximum=7)


def test_words_that_name_another_end_are_asked_about():
    until = "every day at 9 until 2026-11-30"

    assert codes(meant(schedule=until, end="2026-12-31")) == ["form.says.end_rivals"]


@pytest.mark.parametrize("maximum", ["0", "-3", "many", "1000001", "9" * 4000, "\u202e7<"])
def test_a_number_of_runs_out_of_range_is_named(maximum):
    assert codes(meant(schedule="every day at 9", maximum=maximum)) == ["form.says.number_wrong"]


def test_a_single_time_has_no_maximum_and_no_later_end():
    once = {"schedule": "tomorrow at 15:00"}

    assert meant(**once, maximum="3", end="2026-12-31").trigger.bounds == Bounds()
    assert codes(meant(**once, end="2026-03-02")) == ["refused.never_fires"]


def test_what_is_over_is_refused():
    past = Picked(cycle="once", start="2026-03-01", clock="09:00")

    assert codes(meant(picked=past)) == ["refused.time_past"]
    assert codes(meant(schedule="every day at 9", end="2026-02-01")) == ["refused.never_fires"]
    assert codes(meant(schedule="every day at 9", zone="Mars/Olympus")) == ["refused.unknown_zone"]
