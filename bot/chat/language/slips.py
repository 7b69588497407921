# ruff: noqa: E501, SIM905 - lists of words
"""Slips of the pen, and two languages in one breath, set right for reading; what was typed stays as it was."""

import re

# Shortened on purpose, or misspelt by more than one letter.
_SHORT = {
    "every": "evry evrey evey evr ev", "everyday": "everday evryday", "wednesday": "wensday wendsday weds wendsay wensdy", "thursday": "thrusday thusday",
    "saturday": "saterday", "week": "wk", "weeks": "wks", "weekday": "wkday weekdy", "weekdays": "wkdays wkdys", "month": "mth mnth", "months": "mths",
    "day": "dya", "days": "dys", "next": "nxt", "today": "2day", "tonight": "tonite 2nite 2night", "morning": "mrng mornin", "afternoon": "arvo",
    "tomorrow": "tommorow tommorrow tomarrow tmorrow 2morrow 2moro 2mrw tmro tmoro tmrrw tomo",
    "minutes": "miniutes mns", "remind": "rmd rmnd rmind", "remind me": "remindme", "please": "pleae plese", "send": "snd sned",
    "check": "chk chck", "january": "janurary", "february": "febuary", "about": "abt",
}  # fmt: skip
# Of these, every slip of one letter is understood: left out, put in, replaced, or changed with the next.
_GUESSED = (
    "monday tuesday wednesday thursday friday saturday sunday every tomorrow tonight today minutes morning afternoon evening "
    "weekday weekdays weekend weekly monthly daily hourly remind reminder midnight january february april august september "
    "october november december"
).split()
_REAL = frozenset(
    "very ever eery minute dail moth morn sundae sundry weekly monthly weekday weekdays weekend weekends monday sunday remind reminder reminders reminded "
    "rewind remand mourning mooring minuted minutest evenings mornings afternoons hourly houri daily dairy dally doily toddy tonight monthlies arguably "
    "weakly meekly august augustus matches mondays tuesdays wednesdays thursdays fridays saturdays sundays".split()
)


def _slips_of(word: str) -> set[str]:
    places = range(1, len(word))  # the first letter is rarely wrong
    left_out = {word[:place] + word[place + 1 :] for place in places}
    doubled = {word[:place] + word[place - 1] + word[place:] for place in places}
    changed = {word[:place] + word[place : place + 2][::-1] + word[place + 2 :] for place in places}
    letters = "abcdefghijklmnopqrstuvwxyz" if len(word) > 5 else ""
    replaced = {word[:place] + letter + word[place + 1 :] for place in places for letter in letters}
    put_in = {word[:place] + letter + word[place:] for place in places for letter in letters}
    return (left_out | doubled | changed | replaced | put_in) - _REAL - {word}


_WORDS = (
    {slip: word for word in _GUESSED for slip in _slips_of(word)}
    | {word: word for word in _GUESSED}  # "weekday" is no slip of "weekdays"
    | {slip: right for right, slips in _SHORT.items() for slip in slips.split()}
)
_DAYS = "mon tue wed thu fri sat sun weekday weekend day morning evening afternoon night month week quarter".split()
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# What stands in one place only, and what is read for it.
_PHRASES = (
    (r"(?:题|体)醒|提[型行星形](?=我)", "提醒"),
    (r"分种", "分钟"),
    (r"时侯", "时候"),
    (r"(?<=[每隔过]\d) (?=\d(?:分钟|小时|天))", ""),
    (r"点种", "点钟"),
    (r"下舞", "下午"),
    (r"(?<![一-鿿])没(?=[天周月](?:早|上|下|晚|中|凌|[\d一二三四五六日]))", "每"),
    # The word before in the language of the word after.
    (r"\b(?:every|each) ?(?=[一-鿿])", "每"),
    (rf"每个?(?={'|'.join(_DAYS)})", "every "),
    (r"\b(?:every|each) month ?(?=\d{1,2}[号日])", "每月"),
    (r"每个?月(?=last day)", "every month "),
    (r"\bfrom(?=[一-鿿])", "starting "),
    (r"\bnext ?(?:week ?)?(?=周[一二三四五六日天])", "下"),
    (r"\bthis ?(?:week ?)?(?=周[一二三四五六日天])", "这"),
    *((rf"(?<=[下这本]周){name}[a-z]*", han) for name, han in zip(_DAYS, "一二三四五六日", strict=False)),
    *((rf"\b{name}[a-z]* ?(?=\d{{1,2}}[号日])", f"{place}月") for place, name in enumerate(_MONTHS, 1)),
    (r"每(?= ?other\b)", "every "),
    (r"\bweekdays? ?(?=[一-鿿])", "工作日"),
    (r"工作天|工[做座]日", "工作日"),
    # A colon with blanks about it.
    (r"(?<=\d)(?: : ?| ?: )(?=[0-5]\d(?!\d))", ":"),
    # Words run together.
    (r"\bat(?=\d)", "at "),
    (rf"\bevery(?={'|'.join(_DAYS[:7])})", "every "),
    (r"\b(?:at|on)(?=[一-鿿])", "在"),
)
_SLIPS = re.compile(
    "|".join(f"(?P<p{place}>{words})" for place, (words, _) in enumerate(_PHRASES))
    + r"|\b[a-z2][a-z]{1,9}\b",
    re.ASCII,
)


def corrected(text: str, places: list[int]) -> tuple[str, list[int]]:
    """Set slips right; every character keeps a place in what was typed."""
    pieces: list[str] = []
    kept: list[int] = []
    end = 0
    for found in _SLIPS.finditer(text):
        right = _right(found)
        if right is None:
            continue
        pieces += [text[end : found.start()], right]
        kept += places[end : found.start()] + _spread(places[found.start() : found.end()], len(right))
        end = found.end()
    return "".join([*pieces, text[end:]]), kept + places[end:]


def _right(found: re.Match[str]) -> str | None:
    if found.lastgroup:
        return _PHRASES[int(found.lastgroup[1:])][1]
    word = found.group()
    right = _WORDS.get(word)
    return None if right == word else right


def _spread(places: list[int], count: int) -> list[int]:
    """Share out the places of a word over another of `count` characters; the last keeps the last."""
    if not count:
        return []
    return [places[min(step, len(places) - 1)] for step in range(count - 1)] + places[-1:]
