"""Three moments at which things are said, and reading at them."""

from datetime import datetime

from bot.chat.language import read
from scheduler.fires import upcoming
from scheduler.model import Locale
from scheduler.triggers import zone_of

CLOCKS = {
    "a": (datetime.fromisoformat("2026-04-22T14:05+08:00"), "Asia/Shanghai"),  # a Wednesday
    "b": (datetime.fromisoformat("2026-09-30T08:30+08:00"), "Asia/Shanghai"),  # before a week of holidays
    "c": (datetime.fromisoformat("2026-03-07T20:00-05:00"), "America/New_York"),  # before summer time
    "n": (datetime.fromisoformat("2026-04-22T02:30+08:00"), "Asia/Shanghai"),  # in the small hours
    "s": (datetime.fromisoformat("2026-04-26T10:00+08:00"), "Asia/Shanghai"),  # a Sunday
}


def said(text, clock="a"):
    now, zone = CLOCKS[clock]
    return read(text, now, zone, Locale.ZH)


def fires(text, clock="a", count=3):
    """Return the first fires in the clock's own zone, written as the tables write them."""
    now, zone = CLOCKS[clock]
    meaning = said(text, clock)
    assert meaning.readings, f"no reading: {meaning}"
    times = upcoming(meaning.readings[0].trigger, now, count)
    return ", ".join(f"{time.astimezone(zone_of(zone)):%m-%d %H:%M}" for time in times)
