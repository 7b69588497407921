"""Is a new task asked for, with which schedule, and what is to be done?

A sentence is read as: kind words, a stretch of schedule, words that ask, more schedule where the
first lacked the hour, what to do, and limits at the end. The schedule may also stand at the end as a
whole, or in the midst.
"""

from dataclasses import dataclass, replace

from bot.chat.language.actions import action_at, told_at
from bot.chat.language.asked import FIXED, ORDERS, Sentence, is_request
from bot.chat.language.day_phrases import Cycle
from bot.chat.language.fitting import LIMITING, coherent
from bot.chat.language.interjections import past_interjections
from bot.chat.language.intervals import interval_at
from bot.chat.language.leads import Lead, lead_behind, lead_of
from bot.chat.language.new_groups import making_at
from bot.chat.language.openings import after_condition, beginnings_after, is_led_up_to, is_sending, topic_end
from bot.chat.language.phrases import Early, Phrase, Wrong
from bot.chat.language.plan import is_timed, plan_of
from bot.chat.language.restated import restated_at
from bot.chat.language.spans import Found, Span, pattern
from bot.chat.language.stretch import Stretch, stretch_at, stretch_at_end
from bot.chat.language.tails import middle_of, with_tail
from bot.chat.language.talk import POLITE_END, asks_at_end, asks_back
from bot.chat.language.text import Source
from bot.chat.language.verbs import (
    DAILY_THING,
    FILLER,
    PLACE,
    REMIND_AHEAD_LAST,
    REMIND_LAST,
    REMIND_LIMITED_LAST,
    REMIND_ME_LAST,
    REMINDER_LAST,
    TELLING,
    VERBS,
    Verb,
)
from bot.chat.language.wording import wording_of
from scheduler.days import EveryDays

_STEP = pattern(
    r"\b(?:every|each) (?=\d|half|hour|other|two|three|five|ten|fifteen|twenty|thirty)"
    r"|每(?=[\d半一二两三十隔]|个?小时|刻)"
)
# "明天的天气" is about tomorrow, and says nothing about when.
_NO_SCHEDULE = pattern(r"的(?!(?:定时)?(?:任务|提醒|闹钟))|'s\b")


@dataclass(frozen=True, slots=True)
class Request:
    """A task that is asked for: its schedule as phrases, and what to do."""

    phrases: tuple[Phrase, ...]
    prompt: str
    is_fixed_text: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Opening:
    """What stands in front: a schedule, and the words that ask."""

    phrases: tuple[Phrase, ...]
    verb: Verb
    body: int
    order: int
    lead: Lead


def request_of(source: Source, begin: int = 0, *, asked: bool = False) -> Request | None:
    """Return what is asked for, or None when nothing is. `asked` says that a command came before."""
    text, begin = source.text, begin if asked else past_interjections(source.text, begin)
    if not asked and asks_back(text[begin : begin + 200]):
        return None
    sentence = _asking(source, begin, asked=asked) or (None if asked else _asking_later(source, begin))
    if sentence is None:
        return None
    said = Span(sentence.body, sentence.end)
    wording = wording_of(source, sentence.verb, sentence.lead, said, sentence.gap)
    return Request(sentence.schedule, wording.prompt, wording.is_fixed_text, wording.name)


def _asking(source: Source, begin: int, *, asked: bool) -> Sentence | None:
    sentence = _sentence(source, lead_of(source.text, begin, asked=asked))
    return sentence if sentence and is_request(source.text, sentence) else None


def _asking_later(source: Source, begin: int) -> Sentence | None:
    """Return the request that follows a clause which leads up to it."""
    for preface, place in beginnings_after(source, lead_of(source.text, begin, asked=False).end):
        sentence = _asking(source, place, asked=False)
        if sentence and sentence.schedule and _is_meant_for_bot(source.text, preface, place, sentence):
            return sentence
    return None


def _is_meant_for_bot(text: str, preface: str, begin: int, sentence: Sentence) -> bool:
    """Say whether what follows a clause asks the bot: tales of one's own work have their time first too."""
    plan = plan_of(sentence.schedule)
    is_wrong = any(isinstance(phrase, Wrong) for phrase in sentence.schedule)
    if not (plan.is_dated or is_wrong or (plan.is_timed and sentence.verb is Verb.REMIND)) or (
        asks_at_end(text) and not sentence.lead.polite
    ):
        return False
    if sentence.verb is Verb.REMIND:
        return True
    is_first = sentence.schedule[0].span.start <= sentence.lead.end + 1
    if sentence.verb is Verb.DO and text.startswith("so ", begin):
        return (plan.recurs and plan.is_timed) or is_wrong
    return is_first and plan.is_timed and is_led_up_to(preface, text[begin:], recurs=plan.recurs)


def _sentence(source: Source, lead: Lead) -> Sentence | None:
    text = source.text
    opening = _opening(text, lead)
    lead, phrases, verb = opening.lead, opening.phrases, opening.verb
    body, order = opening.body, opening.order
    early = _ahead_at_end(text, body, _end_of(source, body))
    phrases += early.phrases if early else ()
    end = early.start if early else _end_of(source, body)
    verb, end = (Verb.REMIND, end) if early else _reminding(text, phrases, verb, body, end)
    phrases, end = with_tail(source, phrases, verb, body, end)
    titled = REMINDER_LAST.search(text[:end], body)
    if verb is Verb.NONE and titled and plan_of(phrases).is_timed:
        verb, end = Verb.REMIND, titled.start()
    if lead.asked and verb is Verb.REMIND and text.startswith("的", body):
        body = order = body + 1  # 定一个每天22:30的睡觉提醒
    if verb in {Verb.ACT, Verb.DO_OFTEN} and _is_word(text[order:end]):
        verb = Verb.NONE  # "late every day", "open daily": what the schedule took away was no object
    middle = (
        _step_in(text[:end], phrases, body)
        if phrases
        else _middle(text, verb, body, end) or _after_topic(text, body, end)
    )
    verb = Verb.DO if middle and verb is Verb.NONE else verb
    phrases = _often(text, lead, body, phrases + middle.phrases if middle else phrases)
    if not phrases and not lead.asked and verb is not Verb.REMIND:
        return None
    return Sentence(lead, phrases, verb, body, end, Span(middle.start, middle.end) if middle else None, order)


def _opening(text: str, lead: Lead) -> _Opening:
    """Return the schedule in front, the words that ask, and where what is to be done begins."""
    front = _front(text, lead.end)
    phrases = front.phrases
    order = after_condition(text, front.end) if phrases else None
    if order:
        verb, order = verb_at(text, order)
        verb = Verb.DO if verb in FIXED else verb
        return _Opening(phrases, verb, _past_commas(text, front.end), order, lead)
    lead, verb, body = _asked_behind(text, front, lead) or (
        lead,
        *verb_at(text, front.end if front else lead.end),
    )
    if not is_timed(phrases) and verb in FIXED:
        more = coherent(replace(after := stretch_at(text, body), phrases=phrases + after.phrases), text)
        if len(more.phrases) > len(phrases):
            phrases, body = more.phrases, more.end
    verb = Verb.REMIND if lead.reminds and verb is not Verb.SAY else verb
    return _Opening(phrases, verb, body, body, lead)


def _asked_behind(text: str, front: Stretch, lead: Lead) -> tuple[Lead, Verb, int] | None:
    """Read the words that ask where the schedule stands before them: "Friday at 9 can you remind me"."""
    place = _past_commas(text, front.end)
    behind = lead_behind(text, place, lead) if front else lead
    verb, body = verb_at(text, behind.end)
    is_sure = behind.asked or verb in FIXED or verb is Verb.DO
    return (replace(behind, end=lead.end), verb, body) if behind != lead and is_sure else None


def _ahead_at_end(text: str, body: int, end: int) -> Stretch | None:
    """Return how long before, or how often, one is to be reminded, said last: …, remind me an hour before."""
    for words, kinds in ((REMIND_AHEAD_LAST, Early), (REMIND_LIMITED_LAST, LIMITING)):
        last = words.search(text[:end], body)
        found = stretch_at(text[:end], last.end()) if last else None
        if last and found and found.end == end and all(isinstance(one, kinds) for one in found.phrases):
            return replace(found, start=last.start())
    return None


def _reminding(text: str, phrases: tuple[Phrase, ...], verb: Verb, body: int, end: int) -> tuple[Verb, int]:
    """Take "remind me" from the end, where it may stand too."""
    is_bare = bool(phrases) and verb is Verb.NONE
    last = (REMINDER_LAST if is_bare else REMIND_LAST).search(text[:end], body)
    last = last or _asked_last(text, phrases, body, end)
    return (Verb.REMIND, last.start()) if last and verb is not Verb.REMIND else (verb, end)


def _asked_last(text: str, phrases: tuple[Phrase, ...], body: int, end: int) -> Found | None:
    """Find "提醒我" right behind the schedule: 写周报,每周五下午5点提醒我."""
    last = REMIND_ME_LAST.search(text[:end], body)
    if last is None or phrases:
        return last
    tails = stretch_at_end(text[: last.start()], body)
    return last if any(is_timed(tail.phrases) for tail in tails) else None


def _middle(text: str, verb: Verb, body: int, end: int) -> Stretch | None:
    if verb not in ORDERS | FIXED:
        return None
    told = told_at(text[:end], body)
    middle = coherent(stretch_at(text[:end], told), text) if told else None
    if middle and middle.end < end and is_timed(middle.phrases) and not plan_of(middle.phrases).vague:
        return middle
    return middle_of(text, verb, body, end, told=bool(TELLING.match(text, body)))


def _step_in(text: str, phrases: tuple[Phrase, ...], body: int) -> Stretch | None:
    """Return the step that a window in front lacks: from 10pm to 2am check every 30 minutes that …."""
    plan = plan_of(phrases)
    if not plan.hours or plan.interval:
        return None
    found = _STEP.search(text, body)
    step = stretch_at(text, found.start(), (interval_at,)) if found else None
    return (
        step
        if step and coherent(replace(step, phrases=phrases + step.phrases), text).end == step.end
        else None
    )


def _after_topic(text: str, body: int, end: int) -> Stretch | None:
    """Return the schedule between a thing and where it is to be sent: 日报每天9点发到本群."""
    topic = topic_end(text, body)
    if topic is None:
        return None
    middle = coherent(stretch_at(text[:end], topic), text)
    plan = plan_of(middle.phrases)
    is_full = plan.recurs and is_timed(middle.phrases) and not plan.vague
    return middle if is_full and is_sending(text, middle.end, end) else None


def _is_word(words: str) -> bool:
    return words.isascii() and " " not in words.strip()


def _often(text: str, lead: Lead, body: int, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Add the cycle that was said as an adjective, where no other says which days: "a daily summary at 9"."""
    often = lead.often or (Cycle(EveryDays(), Span(body, body)) if DAILY_THING.match(text, body) else None)
    if often and (phrases or lead.often) and not plan_of(phrases).is_dated:
        return (often, *phrases)
    return phrases


def _front(text: str, place: int) -> Stretch:
    """Read the schedule that begins at `place`; the bot's own words count where they reach further."""
    front = coherent(stretch_at(text, place), text)
    if _NO_SCHEDULE.match(text, front.end) and not is_timed(front.phrases):
        return Stretch((), place, place)
    said = restated_at(text, place)
    if said and (said.span.end > front.end or (said.span.end == front.end and said.has_first_day)):
        return Stretch((said,), place, said.span.end)
    return front


def verb_at(text: str, place: int) -> tuple[Verb, int]:
    """Return the asking form at `place` and where what is to be done begins."""
    place = _past_commas(text, place)
    filler = FILLER.match(text, place)
    place = filler.end() if filler else place
    making = making_at(text, place)
    place = making[0] if making else place
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


def _past_commas(text: str, place: int) -> int:
    if text.startswith(("吧,", "呗,", "嘛,"), place):
        place += 1
    while place < len(text) and text[place] in " ,:;、-()~>→":
        place += 1
    return place


def _end_of(source: Source, body: int) -> int:
    """Return where what is to be done ends, politeness left out."""
    if not source.is_whole:
        return len(source.text)
    polite = POLITE_END.search(source.text, body)
    # Blanks alone stand for emoji, which may be part of it.
    return polite.start() if polite and polite.group().strip() else len(source.text)
