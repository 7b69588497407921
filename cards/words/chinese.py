"""Schedules in Chinese."""

from datetime import time, timedelta
from typing import Final, assert_never

from cards.times import clock
from cards.words.lengths import amounts_of
from cards.words.months import MonthRule, months_of, span_of, whole_day
from scheduler.days import (
    Days,
    EveryDays,
    EveryWeeks,
    LegalDay,
    LegalDays,
    MonthDays,
    MonthWeekdays,
    MonthWorkingDays,
    YearDates,
)
from scheduler.triggers import WeekdayTimes, Window

_WEEKDAYS: Final = "一二三四五六日"
_NUMBERS: Final = "一二三四五六七八九十"
_WORKING_WEEK: Final = (1, 2, 3, 4, 5)
_WHOLE_WEEK: Final = (1, 2, 3, 4, 5, 6, 7)
_UNITS: Final = ("小时", "分钟", "秒")
_ONE: Final = {(1, 0, 0): "每小时", (0, 1, 0): "每分钟"}
_LEGAL: Final = {
    LegalDay.WORKING: "每个法定工作日",
    LegalDay.HOLIDAY: "每个法定节假日",
    LegalDay.NOT_WORKING: "每个法定休息日",
}


class Chinese:
    def no_holidays(self, *, abroad: bool) -> str:
        return "中国法定节假日除外" if abroad else "法定节假日除外"

    def sentence(self, core: str, start: str, limits: list[str]) -> str:
        lead = f"从 {start} 起，" if start else ""
        return lead + "，".join([core, *limits])

    def once(self, day: str, weekday: int, at: str) -> str:
        return f"{day} {_weekday(weekday)} {at}"

    def period(self, length: timedelta) -> str:
        amounts = amounts_of(length)
        if amounts in _ONE:
            return _ONE[amounts]
        return "每 " + " ".join(
            f"{count} {unit}" for count, unit in zip(amounts, _UNITS, strict=True) if count
        )

    def days(self, rule: Days) -> str:
        match rule:
            case EveryDays(step):
                return "每天" if step == 1 else f"每 {step} 天"
            case EveryWeeks():
                return _weeks(rule)
            case MonthDays(days):
                return _in_months(rule, "、".join(map(_month_day, days)))
            case MonthWeekdays(positions, weekdays):
                names = "、".join(map(_weekday, weekdays))
                return _in_months(rule, "、".join(map(_nth, positions)) + names)
            case MonthWorkingDays(positions, legal):
                name = "法定工作日" if legal else "工作日"
                return _in_months(rule, "、".join(map(_nth, positions)) + name)
            case YearDates(dates):
                return "每年 " + "、".join(f"{month}月{day}日" for month, day in dates)
            case LegalDays(which):
                return _LEGAL[which]
            case _:
                assert_never(rule)

    def on_date(self, day: str, weekday: int, times: tuple[time, ...] | Window) -> str:
        return self.at_times(f"{day} {_weekday(weekday)}", times)

    def hourly(self, minute: int) -> str:
        return f"每小时第 {minute} 分钟" if minute else "每个整点"

    def at_times(self, days: str, times: tuple[time, ...] | Window) -> str:
        return f"{days} {self._window(times) if isinstance(times, Window) else _clocks(times)}"

    def by_weekday(self, days: str, times: WeekdayTimes) -> str:
        each = [f"{_weekday(entry.weekday)} {_clocks(entry.times)}" for entry in times.entries]
        return (f"{days}：" if days else "每") + "；".join(each)

    def by_cron(self, days: str, expression: str) -> str:
        return f"{days}，时间按 cron {expression}" if days else f"按 cron {expression}"

    def not_before(self, moment: str) -> str:
        return f"{moment} 之后"

    def until(self, moment: str) -> str:
        return f"到 {moment} 为止"

    def times_in_all(self, count: int) -> str:
        return f"共 {count} 次"

    def without(self, days: list[str]) -> str:
        return f"{'、'.join(days)}除外"

    def _window(self, window: Window) -> str:
        start, end = clock(window.start), clock(window.end)
        if whole_day(_second(window.start), _second(window.end), int(window.step.total_seconds())):
            return f"{start} 起全天{self.period(window.step)}"
        over = "" if window.end > window.start else "次日 "
        return f"{start} 到{over or ' '}{end} 之间{self.period(window.step)}"


def _weeks(rule: EveryWeeks) -> str:
    if rule.step == 1 and rule.weekdays == _WHOLE_WEEK:
        return "每天"
    if rule.step == 1 and rule.weekdays == _WORKING_WEEK:
        return "每个工作日"
    span = span_of(rule.weekdays)
    names = "到".join(map(_weekday, span)) if span else "、".join(map(_weekday, rule.weekdays))
    return f"每{names}" if rule.step == 1 else f"每 {rule.step} 周的{names}"


def _in_months(rule: MonthRule, days: str) -> str:
    months = months_of(rule)
    if rule.step == 1:
        return f"每月{' ' if days[0].isdigit() else ''}{days}"
    if months:
        return f"每年 {'、'.join(map(str, months))} 月的{' ' if days[0].isdigit() else ''}{days}"
    return f"每 {rule.step} 个月的{' ' if days[0].isdigit() else ''}{days}"


def _month_day(day: int) -> str:
    if day > 0:
        return f"{day} 日"
    return "最后一天" if day == -1 else f"倒数第{_number(-day)}天"


def _nth(position: int) -> str:
    if position > 0:
        return f"第{_number(position)}个"
    return "最后一个" if position == -1 else f"倒数第{_number(-position)}个"


def _number(count: int) -> str:
    return _NUMBERS[count - 1] if count <= len(_NUMBERS) else f" {count} "


def _weekday(number: int) -> str:
    return "周" + _WEEKDAYS[number - 1]


def _clocks(times: tuple[time, ...]) -> str:
    return "、".join(map(clock, times))


def _second(of_day: time) -> int:
    return of_day.hour * 3600 + of_day.minute * 60 + of_day.second
