# ruff: noqa: E501 - a pattern is easier to read on one line
"""Days that are known by a name: 国庆节, 圣诞节, Christmas Day. Those of the lunar calendar are asked for."""

from bot.chat.language.day_phrases import OnDate, OpenDay
from bot.chat.language.phrases import Phrase, Rule, first_match
from bot.chat.language.spans import Found, pattern, span_of

_DATES = {
    (1, 1): "元旦节?", (2, 14): "情人节", (3, 8): "三八妇女节|妇女节", (3, 12): "植树节", (4, 1): "愚人节", (5, 1): "五一劳动节|劳动节|五一",
    (5, 4): "五四青年节|青年节", (6, 1): "六一儿童节|儿童节|六一", (7, 1): "建党节", (8, 1): "建军节", (9, 10): "教师节", (10, 1): "国庆节?|十一国庆节?",
    (10, 31): "万圣节", (11, 11): "双十一|双11", (12, 12): "双十二|双12", (12, 24): "平安夜", (12, 25): "圣诞节?",
}  # fmt: skip
_IN_ENGLISH = {
    (1, 1): "new year's day", (2, 14): "valentine's day", (10, 31): "halloween", (12, 24): "christmas eve", (12, 25): "christmas(?: day)?",
    (12, 31): "new year's eve",
}  # fmt: skip
_LUNAR = "中秋节?|端午节?|春节|除夕夜?|大年三十|大年初[一二三四五六七]|年初[一二三四五六七]|元宵节?|七夕节?|重阳节?|腊八节?|清明节?|母亲节|父亲节|感恩节"
# Only where it says when: 国庆放假安排 is about the holiday.
_THEN = r"(?:当天|那天|那一天|这天|当日)?(?=,?(?:早上?|上午|中午|下午|傍晚|晚上?|凌晨|清晨|零点|\d|[一二两三四五六七八九十]{1,3}点|(?:之|以)?前(?!一|两)|提醒|叫我|叫大家|通知|喊我|请|麻烦|记得))"


def festival_at(text: str, place: int) -> Phrase | None:
    return first_match(_RULES, text, place)


def _fixed(month: int, day: int, words: str) -> Rule:
    return pattern(words), lambda found: OnDate(day, span_of(found), month=month)


def _lunar(found: Found) -> Phrase:
    return OpenDay((), 0, span_of(found))


_RULES: tuple[Rule, ...] = (
    *(_fixed(month, day, rf"(?:{names}){_THEN}") for (month, day), names in _DATES.items()),
    *(_fixed(month, day, rf"on {names}\b") for (month, day), names in _IN_ENGLISH.items()),
    (pattern(rf"(?:{_LUNAR}){_THEN}"), _lunar),
)
