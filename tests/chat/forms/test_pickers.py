"""The pickers of the form, and the triggers that they mean."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.features.forms.pickers import NotSaidError, picked_of, says_the_same, trigger_of
from scheduler.days import EveryDays, EveryWeeks, LegalDays, MonthDays, MonthWeekdays
from scheduler.errors import Refused
from scheduler.form import Cycle, Picked
from scheduler.triggers import At, Bounds, Calendar, Cron, Every, Trigger, Window
from tests.cards.test_largest import HOSTILE

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday, nine o'clock in Shanghai
CST = "Asia/Shanghai"
NINE = (time(9),)

SAID = [
    (
        Picked(cycle="once", start="2026-03-05", clock="15:00", second="30"),
        At(datetime(2026, 3, 5, 7, 0, 30, tzinfo=UTC), CST),
    ),
    (Picked(cycle="daily", clock="09:00"), Calendar(EveryDays(), NINE, CST)),
    (Picked(cycle="weekdays", clock="09:00"), Calendar(EveryWeeks((1, 2, 3, 4, 5)), NINE, CST)),
    (Picked(cycle="working_days", clock="09:00"), Calendar(LegalDays(), NINE, CST)),
    (Picked(cycle="weekly", clock="09:00", weekdays=("1", "4")), Calendar(EveryWeeks((1, 4)), NINE, CST)),
    (
        Picked(cycle="monthly", clock="09:00", month_days="1, 15, -1"),
        Calendar(MonthDays((1, 15, -1)), NINE, CST),
    ),
    (Picked(cycle="minutes", every="45"), Every(timedelta(minutes=45), NOW, CST)),
    (
        Picked(cycle="hours", every="2", start="2026-03-03", clock="08:00"),
        Every(timedelta(hours=2), datetime(2026, 3, 3, 0, 0, tzinfo=UTC), CST),
    ),
    (
        Picked(cycle="daily", clock="09:00", start="2026-04-01"),
        Calendar(EveryDays(), NINE, CST, Bounds(start=datetime(2026, 3, 31, 16, 0, tzinfo=UTC))),
    ),
]
ONLY_SAID: list[Trigger] = [
    Cron("*/7 9 * * 1", CST),
    Calendar(EveryDays(), (time(9), time(15)), CST),
    Calendar(EveryDays(), Window(time(9), time(18), timedelta(hours=1)), CST),
    Calendar(EveryDays(step=3, anchor=date(2026, 3, 2)), NINE, CST),
    Calendar(MonthWeekdays((1,), (1,)), NINE, CST),
    Calendar(MonthDays((-2,)), NINE, CST),
    Calendar(EveryDays(), NINE, CST, Bounds(skip_holidays=True)),
    Calendar(EveryDays(), NINE, CST, Bounds(exclude=(date(2027, 1, 1),))),
    Every(timedelta(seconds=90), NOW, CST),
]
WRONG = [
    (Picked(), "cycle_missing"),
    (Picked(clock="09:00"), "cycle_missing"),
    (Picked(cycle="fortnightly", clock="09:00"), "cycle_missing"),
    (Picked(cycle="daily"), "clock_missing"),
    (Picked(cycle="daily", clock="25:99"), "clock_missing"),
    (Picked(cycle="daily", clock="09:00", second="60"), "number_wrong"),
    (Picked(cycle="once", clock="09:00"), "start_missing"),
    (Picked(cycle="once", start="2026-02-30", clock="09:00"), "date_wrong"),
    (Picked(cycle="once", start="0001-01-01", clock="09:00"), "date_wrong"),
    (Picked(cycle="once", start="9999-12-31", clock="09:00"), "date_wrong"),
    (Picked(cycle="weekly", clock="09:00"), "weekdays_missing"),
    (Picked(cycle="weekly", clock="09:00", weekdays=("8", "x")), "weekdays_missing"),
    (Picked(cycle="monthly", clock="09:00"), "month_days_wrong"),
    (Picked(cycle="monthly", clock="09:00", month_days="0"), "month_days_wrong"),
    (Picked(cycle="monthly", clock="09:00", month_days="32"), "month_days_wrong"),
    (Picked(cycle="minutes", every=""), "number_wrong"),
    (Picked(cycle="minutes", every="0"), "number_wrong"),
    (Picked(cycle="minutes", every="-1"), "number_wrong"),
    (Picked(cycle="hours", every="1001"), "number_wrong"),
    (Picked(cycle="hours", every="9" * 5000), "number_wrong"),
    (Picked(cycle="hours", every="1.5"), "number_wrong"),
]


@pytest.mark.parametrize(("picked", "trigger"), SAID, ids=lambda part: getattr(part, "cycle", ""))
def test_what_is_picked_is_the_trigger_that_it_means(picked, trigger):
    assert trigger_of(picked, CST, NOW) == trigger


@pytest.mark.parametrize(("picked", "trigger"), SAID, ids=lambda part: getattr(part, "cycle", ""))
def test_the_pickers_show_a_trigger_as_it_would_be_picked(picked, trigger):
    shown = picked_of(trigger, NOW)

    assert shown.cycle == picked.cycle
    assert says_the_same(trigger_of(shown, CST, NOW), trigger, NOW)


@pytest.mark.parametrize("trigger", ONLY_SAID, ids=str)
def test_what_the_pickers_cannot_say_leaves_them_empty(trigger):
    assert picked_of(trigger, NOW) == Picked()


@pytest.mark.parametrize(("picked", "code"), WRONG, ids=str)
def test_what_is_picked_wrongly_is_named(picked, code):
    with pytest.raises(NotSaidError) as wrong:
        trigger_of(picked, CST, NOW)

    assert wrong.value.remark.code == f"form.says.{code}"


def test_a_date_and_a_clock_alone_are_a_single_time():
    picked = Picked(start="2026-03-05", clock="15:00")

    assert trigger_of(picked, CST, NOW) == trigger_of(replace(picked, cycle="once"), CST, NOW)


def test_days_of_the_month_may_be_written_as_people_write_them():
    written = Picked(cycle="monthly", clock="09:00", month_days="1号、15日 和 -1")

    assert trigger_of(written, CST, NOW).days == MonthDays((1, 15, -1))


def test_legal_working_days_are_not_taken_for_monday_to_friday():
    legal, plain = (Calendar(days, NINE, CST) for days in (LegalDays(), EveryWeeks((1, 2, 3, 4, 5))))

    assert not says_the_same(legal, plain, NOW)


texts = st.sampled_from(["", "1", "-1", "09:00", "2026-03-05", "１２", *HOSTILE]) | st.text(max_size=8)


@given(st.builds(Picked, cycle=texts | st.sampled_from(Cycle), start=texts, clock=texts, second=texts,
                 weekdays=st.lists(texts, max_size=3).map(tuple), month_days=texts, every=texts))  # fmt: skip
def test_whatever_is_picked_is_a_time_or_a_remark(picked):
    try:
        trigger = trigger_of(picked, CST, NOW)
    except (NotSaidError, Refused):
        return
    assert says_the_same(trigger, trigger, NOW)
