"""Placeholders in a prompt or a fixed text: `{{name}}`, filled when a run begins.

A name stands for a value that a person chose, or for a date that is reckoned from the fire time in the
task's own zone and language. Values are data: what stands in braces inside a value is never filled.
`{{{{` and `}}}}` stand for braces that are meant as such; braces around anything but a name are left alone.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from scheduler.model import Locale

VALUE_LIMIT: Final = 1_000
"""Characters of one value; Lark's input fields take as many."""

_NAME: Final = r"[^\W\d_][\w .\-]{0,39}"
_PARTS: Final = re.compile(
    rf"(?P<opening>\{{{{4}})|(?P<closing>\}}{{4}})"
    rf"|\{{\{{\s*(?P<name>{_NAME})\s*\}}\}}|｛｛\s*(?P<wide>{_NAME})\s*｝｝"
)
_WEEKDAYS: Final = {
    Locale.ZH: ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    Locale.EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_TO: Final = {Locale.ZH: " 至 ", Locale.EN: " to "}

Reckon = Callable[[datetime, Locale], str]
"""From the fire time by the task's own clock to a text."""


class MissingValueError(ValueError):
    """A placeholder that has no value; `name` is what stands in the braces."""

    def __init__(self, name: str) -> None:
        super().__init__("a placeholder has no value")
        self.name = name


def key_of(name: str) -> str:
    """Fold a name: case, width, blanks, hyphens and underscores make no difference."""
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    return re.sub(r"[\s_.\-]+", "_", folded)


def braced(name: str) -> str:
    return f"{{{{{name}}}}}"


def names_in(text: str) -> tuple[str, ...]:
    """Return the placeholders of `text` as they were written, each once, in order."""
    found = {key_of(name): name for name in reversed(list(_names(text)))}
    return tuple(reversed(found.values()))


def without_value(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the placeholders that are neither in `values` nor reckoned from the time."""
    given = {key_of(name) for name in values}
    return tuple(name for name in names_in(text) if key_of(name) not in given and not is_computed(name))


def is_computed(name: str) -> bool:
    return key_of(name) in _COMPUTED


def computed_names(locale: Locale) -> tuple[str, ...]:
    """Return the names of what is reckoned from the time, in one language."""
    return tuple(chinese if locale is Locale.ZH else english for english, chinese, _ in _TABLE)


def filled(text: str, values: Mapping[str, str], at: datetime, locale: Locale) -> str:
    """Return `text` with every placeholder filled, for a run at `at`, an instant in the task's zone.

    Raises MissingValueError for the first one that has no value.
    """
    given = {key_of(name): value for name, value in values.items()}

    def fill(name: str) -> str:
        key = key_of(name)
        if key in given:
            return given[key][:VALUE_LIMIT]
        if key not in _COMPUTED:
            raise MissingValueError(name)
        return _COMPUTED[key](at, locale)

    return _replaced(text, fill)


def shown(text: str, values: Mapping[str, str]) -> str:
    """Return `text` for people to read: chosen values in place, dates still as `{{name}}`."""
    given = {key_of(name): value for name, value in values.items()}
    return _replaced(text, lambda name: given.get(key_of(name), braced(name))[:VALUE_LIMIT])


def _names(text: str) -> Iterator[str]:
    for part in _PARTS.finditer(text):
        if name := part["name"] or part["wide"]:
            yield name.strip()


def _replaced(text: str, fill: Callable[[str], str]) -> str:
    def one(part: re.Match[str]) -> str:
        if part["opening"]:
            return "{{"
        if part["closing"]:
            return "}}"
        return fill((part["name"] or part["wide"]).strip())

    return _PARTS.sub(one, text)


def _on(days: int) -> Reckon:
    return lambda at, locale: _day(at.date() + timedelta(days), locale)


def _day(day: date, locale: Locale) -> str:
    return f"{day.isoformat()} {_WEEKDAYS[locale][day.weekday()]}"


def _span(first: date, last: date, locale: Locale) -> str:
    return f"{first.isoformat()}{_TO[locale]}{last.isoformat()}"


def _in_brackets(text: str, locale: Locale) -> str:
    return f"（{text}）" if locale is Locale.ZH else f" ({text})"


def _week(weeks: int) -> Reckon:
    def reckon(at: datetime, locale: Locale) -> str:
        monday = at.date() + timedelta(weeks=weeks, days=-at.weekday())
        number = monday.isocalendar().week
        name = f"第 {number} 周" if locale is Locale.ZH else f"week {number}"
        return _span(monday, monday + timedelta(days=6), locale) + _in_brackets(name, locale)

    return reckon


def _month(months: int) -> Reckon:
    return lambda at, locale: _months(at.year * 12 + at.month - 1 + months, 1, "{0}-{1:02}", locale)


def _quarter(quarters: int) -> Reckon:
    def reckon(at: datetime, locale: Locale) -> str:
        first = at.year * 12 + (at.month - 1) // 3 * 3 + quarters * 3
        return _months(first, 3, "{0} Q{2}", locale)

    return reckon


def _months(first: int, count: int, shape: str, locale: Locale) -> str:
    """Name `count` months from `first` on (months since the year 0), with their first and last day."""
    begin, end = _first_of(first), _first_of(first + count) - timedelta(days=1)
    name = shape.format(begin.year, begin.month, (begin.month - 1) // 3 + 1)
    return name + _in_brackets(_span(begin, end, locale), locale)


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _year(years: int) -> Reckon:
    return lambda at, _: str(at.year + years)


# English name, Chinese name, how it is reckoned.
_TABLE: Final[tuple[tuple[str, str, Reckon], ...]] = (
    ("today", "今天", _on(0)),
    ("yesterday", "昨天", _on(-1)),
    ("tomorrow", "明天", _on(1)),
    ("now", "现在", lambda at, _: at.strftime("%Y-%m-%d %H:%M")),
    ("weekday", "星期几", lambda at, locale: _WEEKDAYS[locale][at.weekday()]),
    ("week", "本周", _week(0)),
    ("last_week", "上周", _week(-1)),
    ("next_week", "下周", _week(1)),
    ("month", "本月", _month(0)),
    ("last_month", "上个月", _month(-1)),
    ("next_month", "下个月", _month(1)),
    ("quarter", "本季度", _quarter(0)),
    ("last_quarter", "上季度", _quarter(-1)),
    ("year", "今年", _year(0)),
    ("last_year", "去年", _year(-1)),
)
_ALSO_CALLED: Final = {
    "date": "today",
    "日期": "today",
    "今日": "today",
    "昨日": "yesterday",
    "明日": "tomorrow",
    "time": "now",
    "时间": "now",
    "当前时间": "now",
    "星期": "weekday",
    "周几": "weekday",
    "this_week": "week",
    "这周": "week",
    "上一周": "last_week",
    "下一周": "next_week",
    "this_month": "month",
    "这个月": "month",
    "上月": "last_month",
    "下月": "next_month",
    "this_quarter": "quarter",
    "季度": "quarter",
    "上个季度": "last_quarter",
    "this_year": "year",
    "本年": "year",
}
_COMPUTED: Final[Mapping[str, Reckon]] = {
    **{english: reckon for english, _, reckon in _TABLE},
    **{chinese: reckon for _, chinese, reckon in _TABLE},
    **{
        name: next(reckon for english, _, reckon in _TABLE if english == of)
        for name, of in _ALSO_CALLED.items()
    },
}
