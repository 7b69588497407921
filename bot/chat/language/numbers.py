"""Numbers as people write them: digits, Chinese numerals and English words."""

import re

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5}
DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SHORT = {"廿": "二十", "卅": "三十"}

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90, "a": 1, "an": 1, "couple": 2,
    "couple of": 2, "a couple of": 2,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "5th": 5, "last": -1, "final": -1,
}  # fmt: skip

HAN = r"(?:[零〇一二两俩三仨四五六七八九十廿卅百千]{1,7})"
NUMBER = rf"(?:\d{{1,5}}|{HAN})"
SMALL = rf"(?:\d{{1,2}}(?!\d)|{HAN})"
WORD = (
    "(?:"
    + "|".join(sorted(set(WORDS) - {"a", "an", "couple", "couple of", "a couple of"}, key=len, reverse=True))
    + ")"
)

SEVERAL = rf"(?:\d{{1,5}}|{WORD}|(?:a )?couple of)"


def number(words: str) -> int:
    """Return the value of a NUMBER or a WORD."""
    if words in WORDS:
        return WORDS[words]
    if re.fullmatch(r"\d+", words, re.ASCII):
        return int(words)
    for short, long in _SHORT.items():
        words = words.replace(short, long)
    return _chinese(words) if set(words) & set(_UNITS) else int("".join(str(DIGITS[c]) for c in words))


def _chinese(words: str) -> int:
    total, digit = 0, 0
    for character in words:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit
