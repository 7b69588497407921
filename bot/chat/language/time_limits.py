# ruff: noqa: E501 - a pattern is easier to read on one line
"""How long a run may take: 最多跑10分钟, 超过半小时就停; stop it after 10 minutes, with a time limit of an hour.

At the end of a task to be made such a clause is taken off what is to be done; by itself it is an edit.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.chat.language.durations import length_at
from bot.chat.language.edits import Edit
from bot.chat.language.meaning import Changes, Intent, Meaning
from bot.chat.language.references import Referred, referred
from bot.chat.language.spans import Found, pattern
from bot.chat.language.text import source_of
from bot.chat.language.utterance import Utterance, ref_in, wording
from scheduler.deadlines import RUN_AT_MOST
from scheduler.triggers import Every

USUAL: Final = timedelta(0)
"""Takes a limit of a task's own away."""

_MINUTE: Final = timedelta(minutes=1)

_MOST = r"(?:最多|最长|至多|(?:不要|不能|不得|别|不)超过)"
_LIMIT = r"(?:时限|限时|时间上限|时间限制|运行上限|超时时间)"
_LIMIT_EN = r"(?:time ?limit|time-?out|max(?:imum)? (?:run ?time|running time|duration))"
_MOST_EN = r"(?:at most|no (?:more|longer) than|up to|a maximum of|max(?:imum)?)"
_STOP_EN = r"(?:stop|end|kill|abort|cancel|terminate)"
_OVER_EN = r"(?: (?:if|when|once) it (?:takes|runs|has run|ran|is running|has been running)(?: for)? (?:longer|more) than| after(?: running for)?)"

# What stands before the length at the end of a task to be made, and what may follow on it.
_LAST = pattern(
    rf"[,;.。 ]*(?:并且?|但是?|不过)?(?:每次|单次|一次)?{_MOST}(?:只?能|可以|让它)?(?P<runs>跑|运行|执行)"
    rf"|[,;.。 ]*(?:并且?|但是?|不过)?(?:每次|单次|一次)?(?:跑|运行|执行)(?:时间|时长)?{_MOST}"
    r"|[,;.。 ](?:如果|要是|每次)*(?:跑|运行|执行|用时|耗时)?(?:时间)?超过(?=.{2,20}?(?:停|终止|中止|中断|放弃))"
    rf"|[,;.。 ]{_LIMIT}(?:设?[为成]|是|:)? ?"
    rf"|(?:[,;.] ?(?:and |but )?| (?:and|but) )(?:please )?{_STOP_EN}(?: it| this| the (?:run|task))?{_OVER_EN} "
    r"|(?:[,;.] ?(?:and |but )?| (?:and|but) )(?:give up|time out|timeout) after "
    rf"|(?:[,;.] ?(?:and |but )?| (?:and|but) )(?:let it |it (?:may|can|should) )?(?P<runs_en>run|work)(?: it)?(?: for)? {_MOST_EN} "
    rf"|(?:[,;.] ?| (?:and )?)with an? {_LIMIT_EN} of |[,;.] ?(?:and )?(?:an? |the )?{_LIMIT_EN}(?: of| is|:)? "
)
_LAST_END = pattern(
    r"(?:(?:还没(?:跑|做|运行)?(?:完|好|结束))?(?:就|自动|便|则)*(?:停(?:掉|下来?|止)?|终止|中止|中断|放弃)(?:它|运行|执行|任务)?(?:吧|了)?|就行|就好|吧)?"
    r"(?: (?:each|every) (?:time|run)| per run| a run)?[.!。 ]*"
)
_EXERCISE = pattern(r"跑步|锻炼|运动|健身|训练|\b(?:jog|running|exercise|workout|treadmill)")

_NOT_PEOPLE = r"(?!我|你|您|他|她|咱|大家|谁|自己|每个人)"
_EDITS = (
    wording(
        rf"(?:让|给)?(?P<ref>{_NOT_PEOPLE}.{{0,24}}?)(?:每次|单次)?{_MOST}(?:只?能|可以)?(?:跑|运行|执行)"
    ),
    wording(
        rf"(?:让|给)?(?P<ref>{_NOT_PEOPLE}.{{0,24}}?)(?:每次|单次)?的?(?:跑|运行|执行)(?:时间|时长)?{_MOST}"
    ),
    wording(
        rf"(?P<ref>{_NOT_PEOPLE}.{{0,24}}?)(?:如果|要是|每次)*(?:跑|运行|执行)?(?:时间)?超过(?=.{{2,20}}?(?:停|终止|中止|中断|放弃))"
    ),
    wording(rf"(?:[把将给])?(?P<ref>.{{0,24}}?)的?(?:运行)?{_LIMIT}(?:改|设|调|定)?(?:[成为到]|置为)? ?"),
    wording(r"let (?P<ref>.{1,40}?) (?:run|work)(?: for)? " + _MOST_EN + " "),
    wording(rf"(?:give|allow) (?P<ref>it|this(?: task)?|(?:task )?#?\d+) {_MOST_EN} "),
    wording(rf"{_STOP_EN} (?P<ref>it|this(?: task)?|(?:task )?#?\d{{1,4}}){_OVER_EN} "),
    wording(
        rf"(?:set|change|make|raise|lower|increase|reduce) (?:the )?{_LIMIT_EN}(?: (?:of|for|on) (?P<ref>.{{1,40}}?))? (?:to|at) "
    ),
    wording(
        rf"(?:set|change|make|raise|lower|increase|reduce) (?P<ref>.{{1,40}}?)(?:'s)? {_LIMIT_EN} (?:to|at|of)? ?"
    ),
    wording(r"limit (?P<ref>it|this(?: task)?|(?:task )?#?\d{1,4}) to "),
)
_NO_MORE = (
    wording(rf"(?:取消|去掉|删掉|不要)(?P<ref>.{{0,24}}?)的?{_LIMIT}(?:设置)?"),
    wording(
        rf"(?:remove|drop|clear|cancel|reset|take off) (?:the )?{_LIMIT_EN}(?: (?:of|for|from|on) (?P<ref>.{{1,40}}))?"
    ),
    wording(rf"(?:remove|drop|clear|cancel|reset) (?P<ref>.{{1,40}}?)(?:'s)? {_LIMIT_EN}"),
)


def with_limit(meaning: Meaning) -> Meaning:
    """Take a limit off the end of what an agent is to do; a text that is posted stays word for word."""
    if meaning.intent is not Intent.CREATE or meaning.is_fixed_text or not meaning.prompt:
        return meaning
    source = source_of(meaning.prompt)
    for found in _LAST.finditer(source.text):
        limit = _limit_at(source.text, found.end(), len(source.text))
        what = source.cut(0, found.start()).strip(" ,;，；。")
        if limit and what and not _is_of_the_content(found, what) and not _outlasts(limit, meaning):
            return replace(meaning, prompt=what, time_limit=limit)
    return meaning


def limit_edit(said: Utterance) -> Edit | None:
    """Read an edit that is about nothing but the limit."""
    if not said:
        return None
    for found in _fitting(_NO_MORE, said):
        if found.end() == said.end:
            return Edit(_meant(found, said), Changes(time_limit=USUAL))
    for found in _fitting(_EDITS, said):
        limit = _limit_at(said.text, found.end(), said.end)
        if limit:
            return Edit(_meant(found, said), Changes(time_limit=limit))
    return None


def _fitting(words: tuple[re.Pattern[str], ...], said: Utterance) -> Iterator[Found]:
    return filter(None, (each.match(said.text, said.begin, said.end) for each in words))


def _limit_at(text: str, place: int, end: int) -> timedelta | None:
    """Return the length that stands there up to the end; None for none, or one that cannot be a limit."""
    found = length_at(text[:end], place)
    if found is None or not _LAST_END.fullmatch(text, found[1], end):
        return None
    length = found[0]
    limit = length.elapsed
    is_whole = not (length.days or length.months or limit % _MINUTE)
    return limit if is_whole and _MINUTE <= limit <= RUN_AT_MOST else None


def _is_of_the_content(found: Found, what: str) -> bool:
    """Tell whether it is people who run."""
    runs = found.groupdict()
    return bool((runs["runs"] or runs["runs_en"]) and _EXERCISE.search(what.lower()))


def _outlasts(limit: timedelta, meaning: Meaning) -> bool:
    """Tell whether it is as long as the period: then it may be said of the schedule."""
    return any(isinstance(each.trigger, Every) and each.trigger.period <= limit for each in meaning.readings)


def _meant(found: Found, said: Utterance) -> Referred:
    place = ref_in(found)
    return referred(said.part(*place)) if place else Referred()
