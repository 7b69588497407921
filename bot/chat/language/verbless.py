# ruff: noqa: E501 - a pattern is easier to read on one line
"""A new schedule for a task without a verb of change: 早报以后8点发, 周末就别发了, 日报周六也发."""

from dataclasses import replace

from bot.chat.language.changes import Spoken, schedule_in
from bot.chat.language.edits import Edit, spoken_edit
from bot.chat.language.fillers import FROM_NOW_HAN, LASTING_HAN
from bot.chat.language.meaning import Changes
from bot.chat.language.naming import tasks_in_front
from bot.chat.language.once import Moment
from bot.chat.language.phrases import Start, Times
from bot.chat.language.references import referred
from bot.chat.language.spans import pattern
from bot.chat.language.utterance import Utterance

_HEDGES = pattern(
    rf"[ ,]*(?:(?:{LASTING_HAN}|就|还是|都|统一|固定|一律|只要?|仅|按照?|照|改|换|干脆|最好|应该|暂时|先|再|也|可以|只需要?)[ ,]*)+"
)
_ENOUGH = pattern(r".*(?:就行|就可以|就好|就够|即可|够了|够用)(?:了|吧)*$")
_RUNS = r"(?:发送?|推送?|跑|提醒(?:我)?|执行|运行|播报|通知(?:我)?|来)"
_TOO = pattern(
    rf"(?P<value>[^,]{{2,24}}?)(?:也|还|再|另外)+(?:要|得|能|给我|请|帮我)*{_RUNS}(?:一[次份遍下])?(?:我)?$"
)
_RUN_AT_END = pattern(rf"{_RUNS}(?:一次|我)?(?:吧|就行|就好|就可以)*$")
_NO_ACT = pattern(r".*(?:现在|马上|立刻|立即|暂停|停|恢复|删|取消|吗$)")


def verbless_in_han(said: Utterance, moment: Moment) -> Edit | None:
    """Return the edit that a task, or nothing, with a schedule is; None where nothing speaks of a change."""
    if said.words.isascii() or _NO_ACT.match(said.words):
        return None
    front = FROM_NOW_HAN.match(said.text, said.begin, said.end)
    said = said.part(front.end(), said.end) if front else said
    for task, rest in tasks_in_front(said):
        edit = _further(rest, moment) or _standing(rest, moment, is_lasting=front is not None)
        if edit:
            return replace(edit, referred=referred(task))
    return _unnamed(said, moment) if front else None


def _standing(rest: Utterance, moment: Moment, *, is_lasting: bool) -> Edit | None:
    hedges = _HEDGES.match(rest.text, rest.begin, rest.end)
    value = rest.part(hedges.end(), rest.end) if hedges else rest
    spoken = schedule_in(value, moment)
    if (
        spoken is None
        or _is_once(spoken)
        or not (is_lasting or hedges or _ENOUGH.match(rest.words) or _starts(spoken))
    ):
        return None
    return spoken_edit(spoken)


def _starts(spoken: Spoken) -> bool:
    schedule = spoken.schedule
    return schedule is not None and isinstance(schedule.phrases[0], Start)


def _is_once(spoken: Spoken) -> bool:
    """Say whether it tells how many times, and no more: 日报再发一次 wants a run."""
    return spoken.schedule is not None and all(isinstance(one, Times) for one in spoken.schedule.phrases)


def _further(rest: Utterance, moment: Moment) -> Edit | None:
    """Read a day or a time beside those that there are: 日报周六也发."""
    found = _TOO.fullmatch(rest.text, rest.begin, rest.end)
    spoken = schedule_in(rest.part(*found.span("value")), moment) if found else None
    if spoken is None or spoken.schedule is None:
        return None
    return Edit(changes=Changes(schedule=replace(spoken.schedule, adds=True, readings=(), clock=None)))


def _unnamed(said: Utterance, moment: Moment) -> Edit | None:
    """Read 以后8点发, which names no task: the one last talked about is meant."""
    spoken = schedule_in(said, moment) if _RUN_AT_END.search(said.words) else None
    return spoken_edit(spoken)
