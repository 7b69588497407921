# ruff: noqa: E501 - a pattern is easier to read on one line
"""The sentences of `cards/words/chinese.py` as patterns, folded as `text` folds them."""

from bot.chat.language.numbers import number
from bot.chat.language.restated_words import CLOCK, CRON, Tongue
from bot.chat.language.spans import Found, pattern
from scheduler.days import LegalDay

_WEEKDAYS = "一二三四五六日"
_DAY = rf"周[{_WEEKDAYS}]"
_DAYS = rf"(?:{_DAY}到{_DAY}|{_DAY}(?:、{_DAY})*)"
_CLOCKS = rf"{CLOCK}(?:、{CLOCK})*"
_DATE = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
_MOMENT = rf"{_DATE}(?:{CLOCK})?"
_N = r"(?:[一二三四五六七八九十]|\d{1,2})"
_NTH = rf"(?:第{_N}个|最后一个|倒数第{_N}个)"
_PLACE = rf"(?:\d{{1,2}}日|最后一天|倒数第{_N}天)"
_PERIOD = r"每(?:小时|分钟|(?=\d)(?:\d+小时)?(?:\d+分钟)?(?:\d+秒)?(?<=[时钟秒]))"
_ENTRY = rf"{_DAY}{_CLOCKS}"
_ENTRIES = rf"{_ENTRY}(?:;{_ENTRY})"
_MONTHS = r"(?:每月|每年(?P<months>\d{1,2}(?:、\d{1,2})*)月的|每(?P<n_months>\d{1,3})个月的)"
_IN_MONTHS = rf"{_MONTHS}(?:(?P<places>{_PLACE}(?:、{_PLACE})*)|(?P<nths>{_NTH}(?:、{_NTH})*)(?:(?P<legal>法定)?工作日|(?P<nth_weekdays>{_DAYS})))"
_RULE_DAYS = (
    rf"(?:(?P<daily>每天)|每(?P<n_days>\d{{1,4}})天|(?P<work_week>每个工作日)|每个法定(?P<which>工作日|节假日|休息日)"
    rf"|每年(?P<dates>\d{{1,2}}月\d{{1,2}}日(?:、\d{{1,2}}月\d{{1,2}}日)*)|{_IN_MONTHS}"
    rf"|每(?P<weekdays>{_DAYS})|每(?P<n_weeks>\d{{1,3}})周的(?P<n_weekdays>{_DAYS}))"
)
_TIMES = (
    rf"(?:(?P<begin>{CLOCK})到(?:次日)?(?P<end>{CLOCK})之间(?P<step>{_PERIOD})|(?P<round>{CLOCK})起全天(?P<round_step>{_PERIOD})"
    rf"|(?P<clocks>{_CLOCKS})|:(?P<entries>{_ENTRIES}*))"
)

CHINESE = Tongue(
    sentence=pattern(
        rf"(?:从(?P<start>{_MOMENT})起,)?(?:(?P<hourly>每个整点|每小时第(?P<minute>\d{{1,2}})分钟)"
        rf"|(?:{_RULE_DAYS.replace('?P<', '?P<x_')},时间)?按cron (?P<cron>{CRON})"
        rf"|每(?P<weekly>{_ENTRIES}+)|(?:(?P<once>{_DATE})(?P<on>{_DAY})|(?:今天|明天|后天)?(?P<on_day>{_DAY})(?P<once_on>{_DATE})|{_RULE_DAYS}){_TIMES}|(?P<period>{_PERIOD}))"
    ),
    limit=pattern(
        rf",(?:(?P<not_before>{_MOMENT})之后|到(?P<until>{_MOMENT})为止|共(?P<count>\d{{1,6}})次"
        rf"|(?P<no_holidays>(?:中国)?法定节假日除外)|(?P<without>{_DATE}(?:、{_DATE})*)除外)"
    ),
    weekday=pattern(_DAY),
    weekday_number=lambda word: _WEEKDAYS.index(word[-1]) + 1,
    range_word="到",
    date=pattern(rf"(?:(?P<year>\d{{4}})年)?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日(?P<clock>{CLOCK})?"),
    month=pattern(r"\d+"),
    month_number=int,
    place=pattern(rf"(?P<back>倒数)?第(?P<nth>{_N})|(?P<last>最后)|(?P<day>\d+)日"),
    place_number=lambda found: _place(found),
    amount=pattern(r"(\d+)?(小时|分钟|秒)"),
    units={"小时": 3600, "分钟": 60, "秒": 1},
    legal={"工作日": LegalDay.WORKING, "节假日": LegalDay.HOLIDAY, "休息日": LegalDay.NOT_WORKING},
)


def _place(found: Found) -> int:
    if found["last"]:
        return -1
    if found["day"]:
        return int(found["day"])
    place = number(found["nth"])
    return -place if found["back"] else place
