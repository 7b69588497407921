# ruff: noqa: E501 - a pattern is easier to read on one line
"""A schedule that stands behind what is to be done, or in the midst of it."""

from dataclasses import replace

from bot.chat.language.clock_phrases import VagueTime
from bot.chat.language.cycles import cycle_at
from bot.chat.language.day_phrases import is_past
from bot.chat.language.fitting import LIMITING, coherent
from bot.chat.language.hours import hours_at
from bot.chat.language.intervals import interval_at
from bot.chat.language.limits import clause_at
from bot.chat.language.phrases import End, Lasting, Phrase, Wrong, Zone
from bot.chat.language.plan import Plan, is_timed, plan_of
from bot.chat.language.spans import pattern
from bot.chat.language.stretch import EVERYTHING, LIMITS, TIMES, Matcher, Stretch, stretch_at, stretch_at_end
from bot.chat.language.text import Source
from bot.chat.language.verbs import Verb
from scheduler.errors import Reason

_JOINT_BEFORE = pattern(r"(?: (?:for|on|at|every)|,?(?:时间|时间是|时间为|定在|设在|频率|频率是|就)[:]?)$")
# Words that make a time part of what is to be done: "older than 30 days", 到周五, 过去7天.
_NO_TAIL_AFTER = pattern(
    r".*(?:\b(?:by|before|after|since|until|as of|due|from|than|over|within|last|past|every|the)|"
    r"昨|上|过去|最近|近|超过|超|不到|[到成为改满隔]|(?<!时间)是|(?<!定)在)$"
)
_DEADLINE_BEFORE = pattern(r"\b(?:by|before|no later than)$")
# Where a schedule may begin in the midst: at fewer places than at the end, since nothing closes it.
_RECURS = pattern(
    r"\b(?:every|each|daily|hourly|nightly|weekdays|on weekdays)\b|(?:每(?!个人|位|条|份|项|家|次|笔)|法定工作日|工作日|天天|隔(?=[天日周月]|[\d一二两三四五六七八九十]+[天个周])|[双单]周)"
)
_ONCE = pattern(
    r"\b(?:at \d|at noon|in \d|in an? |tomorrow|tonight|on (?:mon|tue|wed|thu|fri|sat|sun))|(?:今天|今晚|明天|明早|明晚|后天|[这本下]?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}月\d{1,2}[号日]|(?<!\d)\d{1,2}[号日](?=早|上|中|下|晚|\d)|[本下]?(?:个)?月[底末初])"
)
# A schedule that is part of a name: 每天9点的日报, "the every day report".
_NAMES = pattern(
    r"的|'s|\)?\"| (?!(?:with|about|for|from|to|if|whether|that|of|in|on|and|so|using|via|as|when|which|what|who|how|based|by|into|until|unless|per)\b)[a-z]"
)
_OF_TIME = pattern(r"\b(?:for|about|of|on|to|with|is|are|was|happening|happened|scheduled|due|free|left)$")
# What is asked about words or about time itself is answered at once: "a cron expression for every day at 9".
_ASKS_ABOUT = pattern(
    r"cron|表达式|\bexpressions?\b|regex|正则|翻译成|\btranslate\b(?=.*[\"':])|怎么[说写读]|\b(?:poem|haiku|lyrics|sentence)\b|歌词|诗|造句|换算|\bconvert\b|时差|几天|多少天|意思|含义|\bmeaning\b"
)
_AHEAD = pattern(
    r"(?:forecasts?|weather|outlook|schedule|agenda|calendar|plans?|events|meetings|bookings|menu|deadlines|rota|shifts|open|overdue|due|up|"
    r"reservations|appointments|birthdays|trips|travel|projection|pipeline)$"
)
_IN_A_PLACE = pattern(r"in [a-z ]+$(?<! time)")
_LONGEST_MIDDLE = 160
"""Characters: a schedule in the midst is sought in the first of them only."""


def with_tail(
    source: Source, phrases: tuple[Phrase, ...], verb: Verb, body: int, end: int
) -> tuple[tuple[Phrase, ...], int]:
    """Add the schedule that stands at the end: all of it, or what the front left open."""
    if not source.is_whole:
        return phrases, end
    text = source.text[:end]
    matchers = _tail_matchers(phrases)
    for tail in stretch_at_end(text, body, matchers):
        before = text[: tail.start].rstrip(" ,:")
        if _is_of_prompt(text, tail) or _is_deadline(before, tail):
            break
        if any(map(is_past, tail.phrases)) or _NO_TAIL_AFTER.match(before):
            continue
        joined = phrases + tail.phrases
        if coherent(replace(tail, phrases=joined), text).phrases != joined:
            continue
        if not phrases and _is_object(text, verb, body, tail):
            break  # what is shorter is a piece of it
        if phrases or _is_whole(plan_of(joined), verb, tail):
            return joined, _trimmed(text, body, tail.start)
    return phrases, end


def _tail_matchers(phrases: tuple[Phrase, ...]) -> tuple[Matcher, ...]:
    if all(isinstance(phrase, LIMITING) for phrase in phrases):
        return EVERYTHING
    if not is_timed(phrases):
        return (*TIMES, clause_at)
    plan = plan_of(phrases)
    if plan.hours and not plan.interval:
        return (*LIMITS, interval_at, cycle_at, clause_at)
    if plan.interval and not plan.hours:
        return (*LIMITS, hours_at, cycle_at, clause_at)
    return (*LIMITS, clause_at) if plan.is_dated else (*LIMITS, cycle_at, clause_at)


def _is_whole(plan: Plan, verb: Verb, tail: Stretch) -> bool:
    """Say whether a schedule at the end carries the sentence alone."""
    wrong = [phrase for phrase in tail.phrases if isinstance(phrase, Wrong)]
    has_wrong = bool(wrong)
    too_often = verb is not Verb.DO_OFTEN and any(one.reason is Reason.INTERVAL_TOO_SHORT for one in wrong)
    return plan.is_schedule and (plan.is_dated or bool(plan.clocks) or too_often) and (
        has_wrong or verb is Verb.REMIND or plan.recurs or plan.is_timed
    )  # fmt: skip


def _is_of_prompt(text: str, tail: Stretch) -> bool:
    """Say whether a length, an end, a deadline or a place is of what is to be done: the forecast for 3 days, by 5pm."""
    first = tail.phrases[0]
    if isinstance(first, Zone) and len(tail.phrases) == 1:
        return _IN_A_PLACE.match(text, first.span.start) is not None
    if isinstance(first, VagueTime):
        return text.startswith(("by ", "before "), first.span.start)
    if isinstance(first, End):
        return text.startswith(("to ", "this "), first.span.start)
    return isinstance(first, Lasting) and _AHEAD.search(text[: tail.start].rstrip()) is not None


def _is_deadline(before: str, tail: Stretch) -> bool:
    """Say whether all of it is when something is to be done at the latest: fixed by Friday at 5."""
    return _DEADLINE_BEFORE.search(before) is not None and not plan_of(tail.phrases).recurs


def _is_object(text: str, verb: Verb, body: int, tail: Stretch) -> bool:
    """Say whether a time at the end belongs to what is asked for at once: a recipe for tonight, translate: every day."""
    before = text[body : tail.start]
    if verb is Verb.REMIND or not before:
        return False
    if _ASKS_ABOUT.search(text, body):
        return True
    if before.rstrip().endswith(":") or before.count('"') % 2:
        return True
    return not plan_of(tail.phrases).recurs and _OF_TIME.search(before.rstrip()) is not None


def _trimmed(text: str, body: int, end: int) -> int:
    """Return where what is to be done ends before a schedule: "the weekly report for" Fridays."""
    stop = len(text[:end].rstrip(" ,:;、(-"))
    joint = _JOINT_BEFORE.search(text[:stop], body)
    return max(body, joint.start() if joint else stop)


def middle_of(text: str, verb: Verb, body: int, end: int, *, told: bool) -> Stretch | None:
    """Return the schedule in the midst: "message me every morning at 8 with the top stories"."""
    asks = verb is Verb.REMIND or told
    if verb is not Verb.REMIND and _ASKS_ABOUT.search(text, body):
        return None
    head = text[: min(end, body + _LONGEST_MIDDLE)]
    for regex in (_RECURS, _ONCE) if asks else (_RECURS,):
        for found in regex.finditer(head, body):
            middle = coherent(stretch_at(text[:end], found.start()), text)
            if _stands_alone(middle, text, end) and (regex is _RECURS or not plan_of(middle.phrases).parts):
                return middle
    return None


def _stands_alone(middle: Stretch, text: str, end: int) -> bool:
    """Say whether a stretch in the midst says everything about time, with words on that are no part of it."""
    if (
        not middle
        or middle.end >= end
        or _NAMES.match(text, middle.end)
        or _NO_TAIL_AFTER.match(text[: middle.start].rstrip(" ,:"))
    ):
        return False
    plan = plan_of(middle.phrases)
    is_full = plan.is_dated and plan.is_timed and not plan.vague and not any(map(is_past, middle.phrases))
    return is_full and not any(isinstance(phrase, Wrong) for phrase in middle.phrases)
