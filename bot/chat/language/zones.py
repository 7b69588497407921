# ruff: noqa: E501 - a pattern is easier to read on one line
"""Zones as people name them: cities, abbreviations, offsets and IANA names."""

from bot.chat.language.phrases import Phrase, Rule, Wrong, Zone, first_match
from bot.chat.language.spans import Found, pattern, span_of
from bot.chat.language.zone_names import ABBREVIATIONS, CITIES, HAN_CITIES
from scheduler.errors import Reason, Refused
from scheduler.triggers import zone_of


def zone_at(text: str, place: int) -> Phrase | None:
    return first_match(_RULES, text, place)


def _city(found: Found) -> Phrase:
    return Zone(CITIES[found["city"]], span_of(found))


def _han_city(found: Found) -> Phrase:
    return Zone(HAN_CITIES[found["city"]], span_of(found))


def _abbreviation(found: Found) -> Phrase:
    return Zone(ABBREVIATIONS[found["zone"]], span_of(found))


def _own(found: Found) -> Phrase:
    return Zone("", span_of(found))


# Offsets that are no whole hours have no zone of their own: a place that keeps them stands for them.
_BROKEN = {"+5:30": "Asia/Kolkata", "+5:45": "Asia/Kathmandu", "+6:30": "Asia/Yangon", "+9:30": "Australia/Darwin",
           "+4:30": "Asia/Kabul", "+3:30": "Asia/Tehran"}  # fmt: skip


def _offset(found: Found) -> Phrase | None:
    sign, hours, minutes = found["sign"], int(found["hours"]), found["minutes"] or "00"
    if minutes != "00":
        name = _BROKEN.get(f"{sign}{hours}:{minutes}")
    else:
        # The names of Etc count westwards.
        name = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"
    if name is None or hours > (14 if sign == "+" else 12):
        return Wrong(Reason.UNKNOWN_ZONE, span_of(found), "UTC", {"zone": found.group().strip().upper()})
    return Zone(name, span_of(found))


def _iana(found: Found) -> Phrase:
    """Read an IANA name in whatever case it was typed."""
    name = "/".join(_cased(part) for part in found["name"].split("/"))
    try:
        zone_of(name)
    except Refused:
        return Wrong(Reason.UNKNOWN_ZONE, span_of(found), "", {"zone": name})
    return Zone(name, span_of(found))


def _cased(part: str) -> str:
    small = {"of", "es", "au"}
    words = part.split("_")
    return "_".join(
        word if word in small else "-".join(w.capitalize() for w in word.split("-")) for word in words
    )


def _unknown(found: Found) -> Phrase:
    return Wrong(Reason.UNKNOWN_ZONE, span_of(found), "", {"zone": found["place"].title()})


def _any(names: dict[str, str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_RULES: tuple[Rule, ...] = (
    (pattern(rf"\(?(?:按照?|以|照)?(?P<city>{_any(HAN_CITIES)})(?:当地)?(?:标准)?时[间区]\)?的?"), _han_city),
    (pattern(r"(?:当地|本地|我(?:这边|这里|们这边)?的?)时间的?|(?:my|local) (?:local )?time\b"), _own),
    (pattern(r"\(?(?:utc|gmt) ?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)(?:时区|时间)?\)?"), _offset),
    (pattern(rf"\(?(?:in |at )?(?P<zone>{_any(ABBREVIATIONS)})\b(?: time)?(?:时间|时区)?\)?"), _abbreviation),
    (pattern(rf"\(?(?:in |at )?(?P<city>{_any(CITIES)})(?:'s)? (?:standard |daylight |local )?time(?:zone)?\b\)?"), _city),
    (pattern(r"(?<=\d)z\b"), lambda found: Zone("UTC", span_of(found))),
    (pattern(r"(?P<city>us (?:eastern|pacific))\b"), _city),
    (pattern(r"(?<=[ap]m )(?P<city>eastern|pacific|central|mountain)\b"), _city),
    (pattern(rf"\((?P<city>{_any(CITIES)})\)"), _city),
    (pattern(rf"\((?P<city>{_any(HAN_CITIES)})\)"), _han_city),
    (pattern(rf"(?:in )(?P<city>{_any(CITIES)})(?=[ ,.]*$|, )"), _city),
    (pattern(rf"(?<=[\dm] )in (?P<city>{_any(CITIES)})\b(?! (?:office|team|branch|hq|group|store|time)|-)"), _city),
    (pattern(r"\(?(?:in |at )?(?P<name>(?:africa|america|antarctica|arctic|asia|atlantic|australia|etc|europe|indian|pacific)/[a-z_+\d-]+(?:/[a-z_-]+)?)(?: time)?(?:时间|时区)?\)?"), _iana),
    (pattern(r"(?:in )?(?P<name>[a-z]{3,}/[a-z_]{3,})(?: time\b|时间|时区)"), _iana),
    (pattern(r"(?!的)(?P<place>[一-鿿]{2,4}?)时间(?=的?(?:每|今|明|后天|早|上午|中午|下午|晚|凌晨|周|\d|[一二两三四五六七八九十]+点))"), lambda found: None if _is_no_place(found["place"]) else _unknown(found)),
    (pattern(r"(?:in |(?<=[\dm] ))(?P<place>[a-z]+) time(?=$| (?:every|send|remind|post|each|tell|ping)\b|,)"), lambda found: None if _is_no_place(found["place"]) else _unknown(found)),
)  # fmt: skip


def _is_no_place(word: str) -> bool:
    """Say whether X in "X时间" or "X time" is known to be something else than a place."""
    return word in _NO_PLACES or word[0] in "每今明后早上下中晚凌周在从到把发提" or word[-1] in "班的点课会饭"


_NO_PLACES = frozenset(
    [
        "上班",
        "下班",
        "开会",
        "休息",
        "吃饭",
        "固定",
        "工作",
        "空闲",
        "任何",
        "同一",
        "同样",
        "这个",
        "那个",
        "什么",
        "预定",
        "指定",
        "规定",
        "any",
        "this",
        "that",
        "the",
        "next",
        "last",
        "first",
        "same",
        "some",
        "what",
        "free",
        "lunch",
        "dinner",
        "story",
        "bed",
        "day",
        "night",
        "run",
        "real",
        "full",
        "part",
        "no",
        "over",
        "up",
        "down-time",
        "show",
        "each",
        "every",
        "by",
        "on",
        "of",
        "in",
        "at",
        "all",
        "half",
        "our",
        "your",
        "their",
        "his",
        "her",
        "my",
        "long",
        "short",
        "long-time",
        "game",
        "tea",
    ]
)
