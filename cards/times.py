"""Instants and durations in words.

The day's name first (today, tomorrow, a weekday), then the date, then the clock, then the zone
where it is not the reader's.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from cards.reader import Reader
from cards.zones import same_clock, zone_name
from scheduler.model import Locale
from scheduler.triggers import zone_of

WEEKDAYS: Final = {
    Locale.ZH: ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    Locale.EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_NAMES: Final = {
    Locale.ZH: {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"},
    Locale.EN: {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
_UNITS: Final = {
    Locale.ZH: (" 天", " 小时", " 分", " 秒"),
    Locale.EN: (" d", " h", " m", " s"),
}
_UNDER_A_SECOND: Final = {Locale.ZH: "不到 1 秒", Locale.EN: "under 1 s"}
_A_WEEK: Final = 6  # days ahead that a weekday alone still names


def moment(instant: datetime, reader: Reader, zone: str = "", *, brief: bool = False) -> str:
    """Return the instant in full by the clock of `zone` (the reader's by default): 明天 周二 3月5日 09:00.

    Where that clock is not the reader's, the zone and the reader's own time follow, unless `brief`.
    """
    zone = zone or reader.zone
    local = instant.astimezone(zone_of(zone))
    today = reader.now.astimezone(zone_of(zone)).date()
    words = f"{_day(local.date(), today, reader.locale)} {clock(local.time())}"
    return words if brief else words + _zone_note(instant, reader, zone)


def short_moment(instant: datetime, reader: Reader) -> str:
    """Return the instant for a narrow place: 明天 09:00, 周一 10:00, or else 3月5日 09:00."""
    local = instant.astimezone(zone_of(reader.zone))
    today = reader.now.astimezone(zone_of(reader.zone)).date()
    ahead = (local.date() - today).days
    name = _DAY_NAMES[reader.locale].get(ahead)
    if name is None and 0 < ahead <= _A_WEEK:
        name = WEEKDAYS[reader.locale][local.weekday()]
    return f"{name or day_words(local.date(), reader.locale, today)} {clock(local.time())}"


def day_words(day: date, locale: Locale, today: date | None = None) -> str:
    """Return the date: 3月5日, with its year where `today` is not in it or not given."""
    is_this_year = today is not None and day.year == today.year
    if locale is Locale.ZH:
        return f"{'' if is_this_year else f'{day.year}年'}{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]}" + ("" if is_this_year else f" {day.year}")


def needs_zone(zone: str, reader: Reader) -> bool:
    """Tell whether a time by the clock of `zone` is to be said with it: somebody's clock may differ."""
    return reader.shared or not same_clock(zone, reader.zone, reader.now)


def clock(of_day: time) -> str:
    """Return 09:00, or 09:00:15 where the seconds are not zero."""
    return of_day.strftime("%H:%M:%S" if of_day.second else "%H:%M")


def sentence(words: str) -> str:
    """Begin with a capital letter, where the language has them."""
    return words[:1].upper() + words[1:]


def in_brackets(text: str, locale: Locale) -> str:
    return f"（{text}）" if locale is Locale.ZH else f" ({text})"


def duration(length: timedelta, locale: Locale) -> str:
    """Return its two largest units: 1 分 12 秒, 2 h 5 m."""
    seconds = int(length.total_seconds())
    if seconds < 1:
        return _UNDER_A_SECOND[locale]
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    counts = (days, hours, minutes, seconds)
    first = next(place for place, count in enumerate(counts) if count)
    shown = [
        f"{counts[place]}{_UNITS[locale][place]}"
        for place in range(first, min(first + 2, 4))
        if counts[place]
    ]
    return " ".join(shown)


def _zone_note(instant: datetime, reader: Reader, zone: str) -> str:
    """Name the zone and what the reader's clock shows then; "" where it shows the same."""
    if same_clock(zone, reader.zone, reader.now):
        return ""
    there, here = instant.astimezone(zone_of(zone)), instant.astimezone(zone_of(reader.zone))
    day = "" if there.date() == here.date() else f"{WEEKDAYS[reader.locale][here.weekday()]} "
    name, own = zone_name(zone, reader.locale), f"{day}{clock(here.time())}"
    words = f"{name}，你这里 {own}" if reader.locale is Locale.ZH else f"{name}, {own} for you"
    return in_brackets(words, reader.locale)


def _day(day: date, today: date, locale: Locale) -> str:
    name = _DAY_NAMES[locale].get((day - today).days)
    words = [WEEKDAYS[locale][day.weekday()], day_words(day, locale, today)]
    return " ".join([name, *words] if name else words)
