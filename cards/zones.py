"""What people call a time zone."""

import re
from datetime import datetime, timedelta
from typing import Final

from scheduler.model import Locale
from scheduler.triggers import zone_of

# IANA name: what it is called in Chinese and in English. Any other keeps its IANA name.
_NAMES: Final = {
    "Asia/Shanghai": ("北京时间", "Beijing time"),
    "Asia/Hong_Kong": ("香港时间", "Hong Kong time"),
    "Asia/Taipei": ("台北时间", "Taipei time"),
    "Asia/Singapore": ("新加坡时间", "Singapore time"),
    "Asia/Tokyo": ("东京时间", "Tokyo time"),
    "Asia/Seoul": ("首尔时间", "Seoul time"),
    "Asia/Bangkok": ("曼谷时间", "Bangkok time"),
    "Asia/Kolkata": ("印度时间", "India time"),
    "Asia/Dubai": ("迪拜时间", "Dubai time"),
    "Australia/Sydney": ("悉尼时间", "Sydney time"),
    "Europe/London": ("伦敦时间", "London time"),
    "Europe/Paris": ("巴黎时间", "Paris time"),
    "Europe/Berlin": ("柏林时间", "Berlin time"),
    "Europe/Moscow": ("莫斯科时间", "Moscow time"),
    "America/New_York": ("纽约时间", "New York time"),
    "America/Chicago": ("芝加哥时间", "Chicago time"),
    "America/Los_Angeles": ("洛杉矶时间", "Los Angeles time"),
    "America/Sao_Paulo": ("圣保罗时间", "São Paulo time"),
    "UTC": ("UTC", "UTC"),
}
# Where people who say "holidays" mean those of the Chinese legal calendar.
CHINA: Final = frozenset(
    {"Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "Asia/Kashgar", "PRC"}
)
_OFFERED: Final = (
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Asia/Dubai",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
)
_OFFSET: Final = re.compile(r"Etc/GMT(?P<sign>[+-])(?P<hours>[1-9]\d?)")
_HALF_A_YEAR: Final = timedelta(days=183)  # summer time is on at one end of it, where there is any


def zone_name(zone: str, locale: Locale) -> str:
    """Return what people call the zone; a bare offset is said as one: UTC+8."""
    if offset := _OFFSET.fullmatch(zone):
        # The names of Etc count westwards.
        return f"UTC{'+' if offset['sign'] == '-' else '-'}{offset['hours']}"
    chinese, english = _NAMES.get(zone, (f"{zone} 时间", f"{zone} time"))
    return chinese if locale is Locale.ZH else english


def common_zones(*first: str) -> tuple[str, ...]:
    """Return the zones that people choose from: `first` those, where they are known, then the usual ones."""
    return tuple(dict.fromkeys([*(zone for zone in first if zone), *_OFFERED]))


def same_clock(zone: str, other: str, now: datetime) -> bool:
    """Say whether clocks in both zones show the same, now and half a year from now."""
    if zone == other:
        return True
    return all(
        moment.astimezone(zone_of(zone)).utcoffset() == moment.astimezone(zone_of(other)).utcoffset()
        for moment in (now, now + _HALF_A_YEAR)
    )
