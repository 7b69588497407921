"""Does a sentence whose parts are known ask for something, or does it tell what is or will be?"""

from dataclasses import dataclass

from bot.chat.language.actions import is_done_once, is_order
from bot.chat.language.day_phrases import Missing, is_past
from bot.chat.language.leads import Lead
from bot.chat.language.openings import is_wish
from bot.chat.language.phrases import Phrase, Wrong
from bot.chat.language.plan import Plan, is_timed, plan_of
from bot.chat.language.spans import Span, pattern
from bot.chat.language.talk import POLITE_END, is_tale, is_talk
from bot.chat.language.verbs import TELLING, Verb
from scheduler.days import EveryDays
from scheduler.errors import Reason


@dataclass(frozen=True, slots=True)
class Sentence:
    """The parts of a sentence, as places in the folded text."""

    lead: Lead
    schedule: tuple[Phrase, ...]
    verb: Verb
    body: int  # where what is to be done begins
    end: int  # and where it ends
    gap: Span | None = None  # a schedule in the midst of it
    order: int = -1  # where the order itself begins, after a condition


ORDERS = frozenset({Verb.DO, Verb.ACT, Verb.DO_OFTEN})
FIXED = frozenset({Verb.REMIND, Verb.SAY})
# "Remind me who Bob is" asks a question, unless a time says when.
_OF_WHAT = pattern(r"(?:again )?(?:what|who|how|which|where|when|if|whether)\b")


# Of a month and longer not even the day need be said: it is asked for.
_NAMED_LATER = {None, Missing.MONTH_DAY, Missing.QUARTER_DAY, Missing.HALF_YEAR_DAY, Missing.YEAR_DAY}
_GOES_ON = pattern(r" ?[a-z]")


def is_request(text: str, sentence: Sentence) -> bool:
    """Say whether a sentence asks for something, and tells no tale."""
    lead, verb = sentence.lead, sentence.verb
    order = max(sentence.order, sentence.body)
    rest = text[order : sentence.end]
    is_sure = verb in ORDERS and is_order(text, order)
    if verb not in FIXED and is_tale(rest):
        return False
    if not is_sure and is_talk(text[: _bare_end(text)], rest, verb, asked=lead.asked, polite=lead.polite):
        return False
    if not sentence.schedule:
        is_question = verb is Verb.REMIND and _OF_WHAT.match(rest)
        return not is_question and (lead.asked or text[: sentence.body].endswith(("提醒我", "remind me")))
    if verb is Verb.REMIND:
        return True
    return not any(map(is_past, sentence.schedule)) and (lead.asked or _is_ordered(text, sentence, rest))


def _is_ordered(text: str, sentence: Sentence, rest: str) -> bool:
    """Say whether a time and what follows it are an order, with no other word that asks."""
    plan, verb = plan_of(sentence.schedule), sentence.verb
    telling = TELLING.match(rest)
    if _is_adjective(text, plan, is_asking=bool(telling)) or (
        telling and telling.end() == len(rest.rstrip(" ?"))
    ):
        return False
    told = verb is Verb.SAY or bool(telling)
    is_full = is_timed(sentence.schedule) and not plan.vague and not (plan.cycle and plan.cycle.missing)
    if verb is Verb.DO or told:
        # What is to be done once, and only vaguely when, is as likely a plan of the person's own.
        return is_full or plan.recurs or (told and plan.is_dated)
    if verb is Verb.NONE and is_full and plan.recurs:
        return is_wish(text, sentence.order, sentence.end)
    if verb is Verb.ACT and _is_on_named_days(plan) and is_done_once(rest):
        return True  # only the hour is missing: 每月5号催一下物业开票
    recurs = plan.recurs or any(_is_too_often(phrase) for phrase in plan.phrases)
    return is_full and not plan.parts and (verb is Verb.ACT or (verb is Verb.DO_OFTEN and recurs))


def _is_on_named_days(plan: Plan) -> bool:
    cycle = plan.cycle
    return cycle is not None and cycle.missing in _NAMED_LATER and cycle.days != EveryDays()


def _is_too_often(phrase: Phrase) -> bool:
    return isinstance(phrase, Wrong) and phrase.reason is Reason.INTERVAL_TOO_SHORT


def _is_adjective(text: str, plan: Plan, *, is_asking: bool) -> bool:
    """Say whether the cycle is the first word of a name: weekly review."""
    cycle = plan.cycle
    is_word = bool(cycle and cycle.missing and not is_asking and text[slice(*cycle.span)].endswith("ly"))
    return is_word and _GOES_ON.match(text, cycle.span.end if cycle else 0) is not None


def _bare_end(text: str) -> int:
    polite = POLITE_END.search(text)
    return polite.start() if polite else len(text)
