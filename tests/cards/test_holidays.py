import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from cards.holidays import holiday_note
from cards.reader import Reader
from cards.task_card import TaskView, task_card
from scheduler.calendars import LegalCalendar, Override
from scheduler.days import EveryDays, EveryWeeks, LegalDay, LegalDays
from scheduler.model import Locale, TaskStatus
from scheduler.triggers import Bounds, Calendar, Every
from tests.builders import a_spec, a_task

CST = "Asia/Shanghai"
BEFORE_NATIONAL_DAY = datetime(2026, 9, 30, 0, 30, tzinfo=UTC)  # 08:30 in Shanghai
IN_MARCH = datetime(2026, 3, 3, tzinfo=UTC)
WEEKDAYS = EveryWeeks((1, 2, 3, 4, 5))


def note(days, now=BEFORE_NATIONAL_DAY, zone=CST, locale=Locale.ZH, **bounds):
    return holiday_note(Calendar(days, (time(9),), zone, Bounds(**bounds)), Reader(locale, zone, now))


def test_a_rule_for_weekdays_says_that_it_runs_through_a_holiday():
    assert note(WEEKDAYS) == "国庆节 10月1日 至 10月7日，照常运行"
    assert note(WEEKDAYS, locale=Locale.EN) == "Runs on National Day 1 Oct to 7 Oct as well"


def test_a_rule_that_minds_holidays_names_what_it_skips():
    assert note(LegalDays()) == "跳过国庆节 10月1日 至 10月7日"
    assert note(EveryDays(), skip_holidays=True) == "跳过国庆节 10月1日 至 10月7日"


def test_no_holiday_near_means_nothing_to_say():
    assert note(WEEKDAYS, now=IN_MARCH) == ""
    assert note(LegalDays(), now=IN_MARCH) == ""


def test_chinese_holidays_are_no_news_elsewhere():
    assert note(WEEKDAYS, zone="Europe/London") == ""


def test_a_year_without_a_published_list_is_said_to_be_provisional():
    assert "2031 年的放假安排还没公布" in note(LegalDays(), now=datetime(2031, 3, 3, tzinfo=UTC))


def test_a_rule_of_elapsed_time_names_what_it_skips_too():
    trigger = Every(timedelta(hours=12), BEFORE_NATIONAL_DAY, CST, Bounds(skip_holidays=True))

    assert (
        holiday_note(trigger, Reader(Locale.ZH, CST, BEFORE_NATIONAL_DAY)) == "跳过国庆节 10月1日 至 10月7日"
    )


def test_a_rule_for_the_holidays_themselves_skips_none():
    assert note(LegalDays(LegalDay.HOLIDAY)) == ""


def test_what_an_admin_loaded_counts_and_ends_the_provisional_year():
    off = [Override(date(2031, 3, 4) + timedelta(days=n), False, "Fair") for n in range(13)]
    reader = Reader(Locale.EN, CST, datetime(2031, 3, 3, 2, tzinfo=UTC), LegalCalendar(off))

    assert holiday_note(Calendar(LegalDays(), (time(9),), CST), reader) == "Skips Fair 4 Mar to 14 Mar"


def test_a_task_by_a_provisional_year_says_so_on_its_card_while_it_is_on():
    task = a_task(spec=a_spec(trigger=Calendar(LegalDays(), (time(9),), CST)))
    reader = Reader(Locale.ZH, CST, datetime(2031, 3, 3, tzinfo=UTC))

    def shown(one):
        return json.dumps(task_card(TaskView(one, "", "", None), reader).json(), ensure_ascii=False)

    assert "2031 年的放假安排还没公布" in shown(task)
    assert "还没公布" not in shown(replace(task, status=TaskStatus.PAUSED))
