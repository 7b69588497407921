"""From a message to what it means: a fixed grammar, no model, no clock, no network.

    tokens -> phrases -> stretch -> plan -> reading

`text` folds the spelling; `clock`, `hours`, `dates`, `cycles`, `months`, `intervals`, `zones` and `limits`
read single phrases; `stretch` reads those that stand together and `plan` what they say as a whole;
`once`, `rules` and `grammar` reckon the trigger. `create` tells what is to be done, `intents`, `views`,
`edits` and `wishes` what else is wanted; `composition` adds up known words in any order, `labelled` and
`reordered` put a message into the order that is read; `reading` tries them in turn, `pending` joins an
answer to the sentence whose question is open, and `rescheduling` applies an edit to a task's schedule.
`time_limits` reads how long a run may take.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.chat.language.meaning import Choice, Context, Intent, Meaning, Question
from bot.chat.language.offers import offers_in
from bot.chat.language.once import Moment
from bot.chat.language.pending import schedule_answer, wish_answers
from bot.chat.language.reading import meant
from bot.chat.language.remarks import says_what_to_do
from bot.chat.language.spans import pattern
from bot.chat.language.template_use import without_place
from bot.chat.language.text import language_of, source_of
from bot.chat.language.time_limits import with_limit
from scheduler.model import Locale

__all__ = ["language_of", "read"]

_NOWHERE = Context()
_SAYS_TEMPLATE = pattern(r"模[板版]|\btemplate\b")


def read(text: str, now: datetime, zone: str, locale: Locale, context: Context | None = None) -> Meaning:
    """Return what `text` means, said at `now` by somebody in the IANA zone `zone`.

    `locale` is the asker's usual language, for a text that does not tell its own; `context` is what
    the talk before was about. Never raises on any text; an unknown `zone` is `Refused`.
    """
    moment = Moment(now.astimezone(UTC), zone, language_of(text) or locale)
    context = context or _NOWHERE
    answer = _answering(text, moment, context) if context.pending and context.question else None
    meaning = with_limit(_from_template(_kept(answer or meant(text, moment, context), moment), moment))
    offers = _offers(text, moment) if meaning.intent is Intent.NONE and not meaning.tone else ()
    return replace(meaning, offers=offers, said=meaning.said or source_of(text).original)


def _offers(text: str, moment: Moment) -> tuple[Choice, ...]:
    """Return what a thing and a time may stand for; where a day is open still, once for each day."""
    offers: list[Choice] = []
    for sentence in offers_in(source_of(text)):
        meaning = _kept(meant(sentence, moment), moment)
        offers += (
            meaning.ask.choices if meaning.ask else [Choice(sentence, sentence)] * bool(meaning.readings)
        )
    return tuple(offers)


def _answering(text: str, moment: Moment, context: Context) -> Meaning | None:
    """Return the create that a text completes; None when it is no answer to the question."""
    moment = replace(moment, locale=language_of(context.pending) or moment.locale)
    open_one = meant(context.pending, moment)
    choices = open_one.ask.choices if open_one.ask else ()
    answer = _first_complete(schedule_answer(text, context, moment, choices), moment, open_one)
    if answer or context.question is not Question.WHAT_TO_DO:
        return answer
    alone = meant(text, moment)
    is_wish = alone.intent is Intent.NONE or (alone.intent is Intent.CREATE and alone.ask is not None)
    if not is_wish or alone.tone or not says_what_to_do(text):
        return None
    return _first_complete(wish_answers(text, context), moment, open_one)


def _first_complete(sentences: Iterator[str], moment: Moment, open_one: Meaning) -> Meaning | None:
    """Return the first that is a create and answers the question, else one that leaves less of it open.

    Two tasks are no answer.
    """
    left: Meaning | None = None
    for sentence in sentences:
        meaning = meant(sentence, moment)
        if meaning.intent is not Intent.CREATE or meaning.parts or meaning.ask == open_one.ask:
            continue
        if not (meaning.ask and open_one.ask and meaning.ask.question is open_one.ask.question):
            return replace(meaning, said=sentence)
        left = left or replace(meaning, said=sentence)
    return left


def _from_template(meaning: Meaning, moment: Moment) -> Meaning:
    """Take a task that says only which template it is made from for a wish for that one, at that time."""
    if not meaning.readings or not _SAYS_TEMPLATE.search(meaning.prompt):
        return meaning
    wish = meant(without_place(meaning.prompt) if meaning.post_to else meaning.prompt, moment)
    if wish.intent is not Intent.TEMPLATE or not wish.using:
        return meaning
    return replace(meaning, intent=Intent.TEMPLATE, query=wish.query, using=True)


def _kept(meaning: Meaning, moment: Moment) -> Meaning:
    """Keep only choices and offers that are themselves read: nobody taps into another question."""
    if meaning.ask:
        choices = tuple(c for c in meaning.ask.choices if meant(c.sentence, moment).readings)
        return replace(meaning, ask=replace(meaning.ask, choices=choices))
    refusal = meaning.refusal
    if refusal and refusal.offer and not meant(refusal.offer, moment).readings:
        return replace(meaning, refusal=replace(refusal, offer=""))
    return meaning
