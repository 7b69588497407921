"""Common slips of the pen in words about time, set right for reading; what was typed stays as it was."""

import re

_RIGHT = {
    "every": "evry evrey evey eveyr evrry eevry everry",
    "everyday": "evryday everday",
    "each": "eahc",
    "monday": "munday moday mondy",
    "tuesday": "tuseday tusday teusday tuesdy tuesay",
    "wednesday": "wensday wendsday wednsday wedensday wednesdyday wenesday",
    "thursday": "thrusday thurday thursdy thusday thurdsay",
    "friday": "firday frieday fryday fridy",
    "saturday": "saterday satuday saturdy satruday",
    "sunday": "sundy suday",
    "weekday": "wekday weekdy",
    "weekdays": "wekdays weekdyas",
    "week": "wk wek",
    "weeks": "wks",
    "month": "mth mnth motnh",
    "day": "dya",
    "days": "dys",
    "daily": "dialy daliy dayly",
    "weekly": "weely wekly weekley",
    "monthly": "montly monthy monthley",
    "hourly": "hourley hurly",
    "tomorrow": "tommorow tommorrow tomorow tomarrow tomorro tmorrow 2morrow 2moro tmrrw tomrw tmoro tmro",
    "today": "tday todya 2day",
    "tonight": "tonite 2nite tonigt",
    "morning": "mornin moring mornning mrng",
    "afternoon": "aftenoon afernoon arvo aftrenoon",
    "evening": "evning evenning evneing",
    "noon": "nooon",
    "minute": "miniute minuet",
    "minutes": "minuts mintues miniutes minutse minuets mns",
    "hour": "huor",
    "hours": "hous huors houres",
    "remind": "remnd rmind rimind remid remidn reminde",
    "please": "plase pleae pleease plese",
    "send": "sned",
    "check": "chk chekc",
    "january": "janurary janury",
    "february": "febuary feburary",
    "september": "septemeber setember",
    "november": "novemeber",
    "december": "decemeber",
}
_HAN = {
    "题醒": "提醒",
    "提型": "提醒",
    "提行": "提醒",
    "体醒": "提醒",
    "分种": "分钟",
    "下舞": "下午",
    "上舞": "上午",
}
_WORDS = {slip: right for right, slips in _RIGHT.items() for slip in slips.split()} | _HAN | {"没": "每"}
# 没 stands for 每 only where a time follows.
_SLIPS = re.compile(
    rf"\b(?:{'|'.join(slip for slip in _WORDS if slip.isascii())})\b|{'|'.join(_HAN)}"
    r"|(?<![一-鿿])没(?=[天周月](?:早|上|下|晚|中|凌|[\d一二三四五六日]))",
    re.ASCII,
)


def corrected(text: str, places: list[int]) -> tuple[str, list[int]]:
    """Set slips right; every character keeps a place in what was typed."""
    pieces: list[str] = []
    kept: list[int] = []
    end = 0
    for found in _SLIPS.finditer(text):
        right = _WORDS[found.group()]
        pieces += [text[end : found.start()], right]
        kept += places[end : found.start()] + _spread(places[found.start() : found.end()], len(right))
        end = found.end()
    return "".join([*pieces, text[end:]]), kept + places[end:]


def _spread(places: list[int], count: int) -> list[int]:
    """Share out the places of a word over another of `count` characters; the last keeps the last."""
    return [places[min(step, len(places) - 1)] for step in range(count - 1)] + places[-1:]
