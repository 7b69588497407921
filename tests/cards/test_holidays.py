from datetime import UTC, datetime, time

from cards.holidays import holiday_note
from cards.reader import Reader
from scheduler.days import EveryDays, EveryWeeks, LegalDays
from scheduler.model import Locale
from scheduler.triggers import Bounds, Calendar

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
