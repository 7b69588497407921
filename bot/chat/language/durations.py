# ruff: noqa: E501 - a pattern is easier to read on one line
"""Lengths of time: 一个半小时, 90秒, 一刻钟, 2 hours and 30 minutes, half an hour."""

from dataclasses import dataclass
from datetime import timedelta

from bot.chat.language.numbers import HAN, WORD, number
from bot.chat.language.spans import Found, pattern

_UNITS = {
    "秒": 1, "秒钟": 1, "分": 60, "分钟": 60, "刻": 900, "刻钟": 900, "小时": 3600, "钟头": 3600,
    "s": 1, "m": 60, "h": 3600,
}  # fmt: skip
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "d": 1, "w": 7, "f": 14}
_MONTHS = {"月": 1, "季度": 3, "年": 12, "o": 1, "y": 12}

_HAN_UNIT = r"(?P<unit>秒钟?|分钟|分(?!之|店|公|部|析|享)|刻钟?|小时|钟头|天|周(?![一二三四五六日末])|星期(?![一二三四五六日])|礼拜(?![一二三四五六日])|月(?!底|初)|季度|年)"
_HAN_PIECE = pattern(
    rf"(?:(?P<n>\d{{1,6}}(?:\.\d+)?|{HAN})(?:个(?P<half>半)?)?|(?P<alone>半)个?){_HAN_UNIT}(?P<more>半)?"
)
_PIECE = pattern(
    rf"(?:(?P<half>half (?:an? )?)|(?P<quarter>(?:a |(?P<three>three )?)quarters? of an |quarter(?=[ -]hour))|(?:a )?(?P<n>\d{{1,6}}(?:\.\d+)?|{WORD}|couple of|couple|an?)(?P<half_more> and a half)?)?[ -]?"
    r"(?P<unit>seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|hr|h|days?|weeks?|fortnights?|months?|years?)(?![a-z])"
    r"(?P<more> and a (?:half|quarter)\b)?"
)
_SHORT = pattern(r"(?P<h>\d{1,2})h(?P<m>\d{2})(?!\d)(?:m|min)?(?![a-z])")
_AND = pattern(r"(?:,? and |, | )?(?=\d|half)|又|零(?=\d)")


@dataclass(frozen=True, slots=True)
class Length:
    """So much time; days and months go by the calendar, the rest has elapsed."""

    seconds: float = 0
    days: float = 0
    months: float = 0

    @property
    def elapsed(self) -> timedelta:
        return timedelta(seconds=round(self.seconds))

    def __add__(self, other: "Length") -> "Length":
        return Length(self.seconds + other.seconds, self.days + other.days, self.months + other.months)


def length_at(text: str, place: int, *, counted: bool = True) -> tuple[Length, int] | None:
    """Read a length of one or more pieces; with `counted` off, "hour" alone is one hour."""
    total, end = Length(), place
    short = _SHORT.match(text, place)
    if short:
        return Length(seconds=3600 * int(short["h"]) + 60 * int(short["m"])), short.end()
    while True:
        piece = _piece_at(text, end)
        if piece is None or (counted and piece[0] is None):
            break
        total, end = total + (piece[0] or _sized(1, piece[2])), piece[1]
        joint = _AND.match(text, end)
        following = _piece_at(text, joint.end()) if joint else None
        if joint and following and following[0] is not None:
            end = joint.end()
    return (total, end) if end > place else None


def _piece_at(text: str, place: int) -> tuple[Length | None, int, str] | None:
    """Read one piece: its length (None when nothing was counted), its end and its unit."""
    found = _HAN_PIECE.match(text, place)
    if found:
        return _sized(_han_amount(found), found["unit"]), found.end(), found["unit"]
    found = _PIECE.match(text, place)
    if not found:
        return None
    unit = _short(found["unit"])
    amount = _amount(found)
    return (None if amount is None else _sized(amount, unit)), found.end(), unit


def _han_amount(found: Found) -> float:
    if found["alone"]:
        return 0.5
    amount = float(found["n"]) if found["n"][0].isdigit() else float(number(found["n"]))
    return amount + (0.5 if found["half"] or found["more"] else 0)


def _amount(found: Found) -> float | None:
    more = (
        0.5 if found["half_more"] else 0.0 if not found["more"] else 0.5 if "half" in found["more"] else 0.25
    )
    if found["half"] or found["quarter"]:
        return 0.5 if found["half"] else 0.75 if found["three"] else 0.25
    words = found["n"]
    if words is None:
        return 1 + more if more else None
    words = words.removesuffix(" of")
    return (float(words) if words[0].isdigit() else float(number(words))) + more


def _short(unit: str) -> str:
    return "o" if unit.startswith("mo") else unit[0]


def _sized(amount: float, unit: str) -> Length:
    if unit in _UNITS:
        return Length(seconds=amount * _UNITS[unit])
    return Length(days=amount * _DAYS[unit]) if unit in _DAYS else Length(months=amount * _MONTHS[unit])
