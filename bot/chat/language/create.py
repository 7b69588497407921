"""Is a new task asked for, with which schedule, and what is to be done?

A sentence is read as: kind words, a stretch of schedule, words that ask, more schedule where the
first lacked the hour, what to do, and limits at the end. The schedule may also stand at the end as a whole.
"""

from dataclasses import dataclass, replace

from bot.chat.language.actions import action_at, is_order
from bot.chat.language.clock import hours_at
from bot.chat.language.cycles import cycle_at
from bot.chat.language.limits import clause_at
from bot.chat.language.phrases import Cycle, Found, Phrase, Span, Wrong, is_past, pattern
from bot.chat.language.plan import Plan, coherent, plan_of
from bot.chat.language.restated import restated_at
from bot.chat.language.stretch import EVERYTHING, LIMITS, TIMES, Matcher, Stretch, stretch_at, stretch_at_end
from bot.chat.language.talk import POLITE_END, asks_back, is_talk
from bot.chat.language.text import Source
from bot.chat.language.verbs import (
    AFTER_REMIND,
    CALLED,
    CALLED_AT_END,
    CALLED_HERE,
    DAILY_THING,
    FILLER,
    KIND,
    LEADS,
    PLACE,
    POST,
    QUOTED,
    REMIND_LAST,
    REMIND_ME_LAST,
    REMINDER_LAST,
    TELLING,
    VERBS,
    Verb,
)
from scheduler.days import EveryDays
from scheduler.errors import Reason

_LOOSE = " ,，:：;；、。.!！的\n\t"
_JOINT_BEFORE = pattern(r"(?: (?:for|on|at|every)|,?(?:时间|时间是|时间为|定在|设在|频率|频率是|就)[:]?)$")
# "Remind me who Bob is" asks a question, unless a time says when.
_OF_WHAT = pattern(r"(?:again )?(?:what|who|how|which|where|when|if|whether)\b")
_MOST_LEADS = 8
_ADJECTIVE = pattern(r"\b(?:daily|weekly|monthly|yearly)\b")
_REMINDER = pattern(r"reminder|alarm|alert|提醒|闹钟")
# Words that make a time part of what is to be done: "older than 30 days", 到周五, 过去7天.
_NO_TAIL_AFTER = pattern(
    r".*(?:\b(?:by|before|after|since|until|as of|due|from|than|over|within|last|past|every|the)|"
    r"昨|上|过去|最近|近|超过|超|不到|[到成为改是在满隔])$"
)


@dataclass(frozen=True, slots=True)
class Request:
    """A task that is asked for: its schedule as phrases, and what to do."""

    phrases: tuple[Phrase, ...]
    prompt: str
    is_fixed_text: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """What comes before the schedule: where it ends, and whether it asks for something."""

    end: int
    asked: bool = False
    polite: bool = False
    reminds: bool = False
    often: Cycle | None = None  # "a weekly reminder"
    name: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The parts of a sentence, as places in the folded text."""

    lead: Lead
    schedule: tuple[Phrase, ...]
    verb: Verb
    body: int  # where what is to be done begins
    end: int  # and where it ends


def request_of(source: Source, begin: int = 0, *, asked: bool = False) -> Request | None:
    """Return what is asked for, or None when nothing is. `asked` says that a command came before."""
    text = source.text
    if not asked and asks_back(text[begin : begin + 200]):
        return None
    lead = _lead(text, begin, asked=asked)
    sentence = _sentence(source, lead)
    if sentence is None or not _is_request(text, sentence):
        return None
    return _request(source, sentence)


def _lead(text: str, begin: int, *, asked: bool) -> Lead:
    lead = Lead(begin, asked)
    for _ in range(_MOST_LEADS):
        called = next((found for regex in CALLED if (found := regex.match(text, lead.end))), None)
        if called:
            lead = replace(lead, end=called.end(), asked=True, name=_name_in(called))
            continue
        step = next(((f.end(), asks) for regex, asks in LEADS if (f := regex.match(text, lead.end))), None)
        if step is None or step[0] == lead.end:
            break
        said = text[lead.end : step[0]].strip(" ,.:;!-•*")
        lead = replace(lead, end=step[0], asked=lead.asked or step[1], polite=lead.polite or bool(said))
        lead = replace(lead, reminds=lead.reminds or bool(_REMINDER.search(said)))
        lead = replace(lead, often=lead.often or _often(text, step[0] - len(said) - 1, step[0]))
    return lead


def _often(text: str, begin: int, end: int) -> Cycle | None:
    """Read the cycle that is an adjective: "a weekly reminder"."""
    word = _ADJECTIVE.search(text, begin, end)
    cycle = cycle_at(text, word.start()) if word else None
    return cycle if isinstance(cycle, Cycle) else None


def _name_in(found: Found) -> tuple[int, int]:
    return found.span("quoted") if found.groupdict().get("quoted") else found.span("name")


def _sentence(source: Source, lead: Lead) -> Sentence | None:
    text = source.text
    front = _front(text, lead.end)
    verb, body = _verb_at(text, front.end if front else lead.end)
    phrases = front.phrases
    if not _is_timed(phrases) and verb in {Verb.REMIND, Verb.SAY}:
        more = coherent(replace(after := stretch_at(text, body), phrases=phrases + after.phrases), text)
        if len(more.phrases) > len(phrases):
            phrases, body = more.phrases, more.end
    if lead.reminds and verb is not Verb.SAY:
        verb = Verb.REMIND
    end = _end_of(source, body)
    is_bare = bool(phrases) and verb is Verb.NONE
    last = (REMINDER_LAST if is_bare else REMIND_LAST).search(text[:end], body)
    last = last or (REMIND_ME_LAST.search(text[:end], body) if phrases else None)
    if last and verb is not Verb.REMIND:
        verb, end = Verb.REMIND, last.start()
    phrases, end = _with_tail(source, phrases, verb, body, end)
    titled = REMINDER_LAST.search(text[:end], body)
    if verb is Verb.NONE and titled and plan_of(phrases).is_timed:
        verb, end = Verb.REMIND, titled.start()
    often = lead.often or (Cycle(EveryDays(), Span(body, body)) if DAILY_THING.match(text, body) else None)
    if often and (phrases or lead.often) and not plan_of(phrases).is_dated:
        phrases = (often, *phrases)
    if not phrases and not lead.asked and verb is not Verb.REMIND:
        return None
    return Sentence(lead, phrases, verb, body, end)


def _front(text: str, place: int) -> Stretch:
    """Read the schedule that begins at `place`; the bot's own words count where they reach further."""
    front = coherent(stretch_at(text, place), text)
    said = restated_at(text, place)
    if said and (said.span.end > front.end or (said.span.end == front.end and said.has_first_day)):
        return Stretch((said,), place, said.span.end)
    return front


def _is_timed(phrases: tuple[Phrase, ...]) -> bool:
    return plan_of(phrases).is_timed or any(isinstance(phrase, Wrong) for phrase in phrases)


def _verb_at(text: str, place: int) -> tuple[Verb, int]:
    """Return the asking form at `place` and where what is to be done begins."""
    while place < len(text) and text[place] in " ,:;、-()~":
        place += 1
    filler = FILLER.match(text, place)
    place = filler.end() if filler else place
    posting = PLACE.match(text, place)
    begin = posting.end() if posting else place
    for verb, regex in VERBS:
        found = regex.match(text, begin)
        if found and verb in {Verb.REMIND, Verb.SAY}:
            return verb, found.end()
        if found:
            is_act = verb is Verb.DO_OFTEN and action_at(text, begin) is Verb.ACT
            return Verb.ACT if is_act else verb, place
    return action_at(text, begin) or Verb.NONE, place


def _end_of(source: Source, body: int) -> int:
    """Return where what is to be done ends, politeness left out."""
    if not source.is_whole:
        return len(source.text)
    polite = POLITE_END.search(source.text, body)
    return polite.start() if polite else len(source.text)


def _with_tail(
    source: Source, phrases: tuple[Phrase, ...], verb: Verb, body: int, end: int
) -> tuple[tuple[Phrase, ...], int]:
    """Add the schedule that stands at the end: all of it, or what the front left open."""
    if not source.is_whole:
        return phrases, end
    text = source.text[:end]
    matchers = _tail_matchers(phrases)
    for tail in stretch_at_end(text, body, matchers):
        if any(map(is_past, tail.phrases)) or _NO_TAIL_AFTER.match(text[: tail.start].rstrip(" ,:")):
            continue
        joined = phrases + tail.phrases
        if coherent(replace(tail, phrases=joined), text).phrases != joined:
            continue
        if phrases or _is_whole(plan_of(joined), verb, tail):
            return joined, _trimmed(text, body, tail.start)
    return phrases, end


def _tail_matchers(phrases: tuple[Phrase, ...]) -> tuple[Matcher, ...]:
    if not phrases:
        return EVERYTHING
    if not _is_timed(phrases):
        return (*TIMES, clause_at)
    plan = plan_of(phrases)
    if plan.interval and not plan.hours:
        return (*LIMITS, hours_at, cycle_at, clause_at)
    return (*LIMITS, clause_at) if plan.is_dated else (*LIMITS, cycle_at, clause_at)


def _is_whole(plan: Plan, verb: Verb, tail: Stretch) -> bool:
    """Say whether a schedule at the end carries the sentence alone."""
    if any(isinstance(phrase, Wrong) for phrase in tail.phrases[1:]):
        return False
    has_wrong = any(isinstance(phrase, Wrong) for phrase in tail.phrases)
    return plan.is_schedule and (plan.is_dated or bool(plan.clocks)) and (
        has_wrong or verb is Verb.REMIND or plan.recurs or plan.is_timed
    )  # fmt: skip


def _trimmed(text: str, body: int, end: int) -> int:
    """Return where what is to be done ends before a schedule: "the weekly report for" Fridays."""
    stop = len(text[:end].rstrip(" ,;:、("))
    joint = _JOINT_BEFORE.search(text[:stop], body)
    return max(body, joint.start() if joint else stop)


def _is_request(text: str, sentence: Sentence) -> bool:
    lead, verb = sentence.lead, sentence.verb
    rest = text[sentence.body : sentence.end]
    is_sure = verb in {Verb.DO, Verb.ACT, Verb.DO_OFTEN} and is_order(text, sentence.body)
    if not is_sure and is_talk(text[: _bare_end(text)], rest, verb, asked=lead.asked, polite=lead.polite):
        return False
    if not sentence.schedule:
        if verb is Verb.REMIND and _OF_WHAT.match(rest):
            return False
        return lead.asked or text[: sentence.body].endswith(("提醒我", "remind me"))
    if any(map(is_past, sentence.schedule)) and verb is not Verb.REMIND:
        return False
    if verb is Verb.REMIND or lead.asked:
        return True
    plan = plan_of(sentence.schedule)
    telling = TELLING.match(rest)
    if _is_adjective(text, plan, is_asking=bool(telling)) or (telling and telling.end() == len(rest)):
        return False
    told = verb is Verb.SAY or bool(telling)
    is_full = _is_timed(sentence.schedule) and not plan.vague and not (plan.cycle and plan.cycle.missing)
    if verb is Verb.DO or told:
        # What is to be done once, and only vaguely when, is as likely a plan of the person's own.
        return is_full or plan.recurs or (told and plan.is_dated)
    is_too_often = any(
        isinstance(one, Wrong) and one.reason is Reason.INTERVAL_TOO_SHORT for one in plan.phrases
    )
    if verb is Verb.ACT and is_full and not plan.parts:
        return True
    return verb in {Verb.ACT, Verb.DO_OFTEN} and is_full and (plan.recurs or is_too_often) and not plan.parts


def _is_adjective(text: str, plan: Plan, *, is_asking: bool) -> bool:
    """Say whether the cycle is the first word of a name: weekly review."""
    cycle = plan.cycle
    return bool(cycle and cycle.missing and not is_asking and text[slice(*cycle.span)].endswith("ly"))


def _bare_end(text: str) -> int:
    polite = POLITE_END.search(text)
    return polite.start() if polite else len(text)


def _request(source: Source, sentence: Sentence) -> Request:
    name = source.cut(*sentence.lead.name).strip() if sentence.lead.name else ""
    body, end = sentence.body, sentence.end
    here = CALLED_HERE.match(source.text[:end], body)
    if here and not name:
        group = next(group for group in ("quoted", "name", "han") if here[group])
        name, body = source.cut(*here.span(group)).strip(), here.end()
    called = CALLED_AT_END.search(source.text[:end], body)
    if called:
        name, end = source.cut(*called.span("name")).strip(), called.start()
    quoted = QUOTED.match(source.text[:end], body) or POST.match(source.text[:end], body)
    if quoted and sentence.verb is not Verb.REMIND:
        return Request(sentence.schedule, source.cut(*quoted.span("text")).strip(), True, name)
    is_fixed = sentence.verb in {Verb.REMIND, Verb.SAY}
    if sentence.verb is Verb.REMIND:
        after = AFTER_REMIND.match(source.text, body)
        body = min(after.end(), end) if after else body
    kind = KIND.match(source.text[:end], body)
    prompt = source.cut(kind.end() if kind else body, end).strip(_LOOSE).lstrip("->→–")
    prompt = prompt.strip(_LOOSE)
    if sentence.lead.asked:
        prompt = prompt.removeprefix("to ")
    if sentence.lead.polite:
        prompt = prompt.rstrip(" ?？").removesuffix("吗").removesuffix("么")
    return Request(sentence.schedule, _unquoted(prompt) if is_fixed else prompt, is_fixed, name)


def _unquoted(prompt: str) -> str:
    pairs = {'"': '"', "“": "”", "「": "」", "『": "』", "'": "'", "‘": "’"}
    if len(prompt) > 2 and pairs.get(prompt[0]) == prompt[-1]:
        return prompt[1:-1]
    return prompt
