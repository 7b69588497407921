# ruff: noqa: E501 - a pattern is easier to read on one line
"""The sentences of `cards/words/english.py` as patterns, folded as `text` folds them."""

from bot.chat.language.day_names import month_of, weekday_of
from bot.chat.language.numbers import ORDINALS
from bot.chat.language.restated_words import CLOCK, CRON, Tongue
from bot.chat.language.spans import Found, pattern
from scheduler.days import LegalDay

_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)"
_SHORT = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"


def _listed(word: str) -> str:
    return rf"{word}(?:(?:, {word})* and {word})?"


_DAYS = rf"(?:{_DAY} to {_DAY}|{_listed(_DAY)})"
_CLOCKS = _listed(CLOCK)
_DATE = rf"\d{{1,2}} {_SHORT}(?: \d{{4}}(?!:))?"
_MOMENT = rf"{_DATE}(?: {CLOCK})?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)"
_NTH = rf"(?:(?:first|second|third|fourth|fifth|{_NUMBER})(?: to last)?|last)"
_PLACE = rf"(?:{_NUMBER}(?: to last)?|last)"
_AMOUNT = r"(?:hours?|minutes?|seconds?)"
_PERIOD = rf"every (?:hour|minute|\d+ {_AMOUNT}(?:(?:, \d+ {_AMOUNT})? and \d+ {_AMOUNT})?)\b"
_ENTRY = rf"{_DAY} at {_CLOCKS}"
_ENTRIES = rf"{_ENTRY}(?:; {_ENTRY})"
_MONTHS = rf"(?:every month|(?:every )?(?P<months>{_listed(_MONTH)})|every (?P<n_months>\d{{1,3}})(?:st|nd|rd|th) month)"
_IN_MONTHS = rf"on the (?:(?P<nths>{_listed(_NTH)}) (?:(?P<legal>chinese working day)|weekday|(?P<nth_weekdays>{_listed(_DAY)}))|(?P<places>{_listed(_PLACE)})(?: day)?) of {_MONTHS}"
_DATES = _listed(rf"\d{{1,2}} {_MONTH}")
_RULE_DAYS = (
    rf"(?:(?P<daily>every day)|every (?P<n_days>\d{{1,4}}) days|(?P<work_week>every weekday)|every chinese (?P<which>working day|public holiday|day off)"
    rf"|every year on (?P<dates>{_DATES})|{_IN_MONTHS}|every (?P<weekdays>{_DAYS})|every (?P<n_weeks>\d{{1,3}}) weeks on (?P<n_weekdays>{_DAYS}))"
)
_TIMES = (
    rf"(?: at (?P<clocks>{_CLOCKS})|, (?:(?P<step>{_PERIOD}) from (?P<begin>{CLOCK}) to (?P<end>{CLOCK})(?: the next day)?"
    rf"|(?P<round_step>{_PERIOD}) around the clock from (?P<round>{CLOCK}))|: (?P<entries>{_ENTRIES}*))"
)

ENGLISH = Tongue(
    sentence=pattern(
        rf"(?:(?P<hourly>every hour (?:on the hour|at :(?P<minute>\d{{2}})))\b"
        rf"|(?:{_RULE_DAYS.replace('?P<', '?P<x_')}, times )?by cron (?P<cron>{CRON})"
        rf"|every (?P<weekly>{_ENTRIES}+)|(?:on (?P<on>{_WEEKDAY}) (?P<once>{_DATE})|{_RULE_DAYS}){_TIMES}|(?:today |tomorrow )?(?P<on_day>{_WEEKDAY}) (?P<once_on>{_DATE}) (?P<at>{CLOCK})|(?P<period>{_PERIOD}))"
    ),
    limit=pattern(
        rf",? (?:from (?P<start>{_MOMENT})|not before (?P<not_before>{_MOMENT})|until (?P<until>{_MOMENT})"
        rf"|(?:(?P<count>\d{{1,6}}) times|(?P<one>once)) in all|(?P<no_holidays>except chinese public holidays)"
        rf"|except (?P<without>{_listed(_DATE)}))(?![\w:])"
    ),
    weekday=pattern(_DAY),
    weekday_number=weekday_of,
    range_word=" to ",
    date=pattern(
        rf"(?P<day>\d{{1,2}}) (?P<month>[a-z]{{3,}})(?: (?P<year>\d{{4}})(?!:))?(?: (?P<clock>{CLOCK}))?"
    ),
    month=pattern(_MONTH),
    month_number=month_of,
    place=pattern(rf"(?P<nth>first|second|third|fourth|fifth|{_NUMBER})(?P<back> to last)?|(?P<last>last)"),
    place_number=lambda found: _place(found),
    amount=pattern(r"(\d+)? ?(hour|minute|second)s?"),
    units={"hour": 3600, "minute": 60, "second": 1},
    legal={
        "working day": LegalDay.WORKING,
        "public holiday": LegalDay.HOLIDAY,
        "day off": LegalDay.NOT_WORKING,
    },
)


def _place(found: Found) -> int:
    if found["last"]:
        return -1
    place = ORDINALS.get(found["nth"]) or int(found["nth"][:-2])
    return -place if found["back"] else place
