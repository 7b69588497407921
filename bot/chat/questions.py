"""The one question that a sentence leaves open, as a card with what to tap. Pure."""

from bot.chat.language.meaning import Ask, Meaning, Question, Reading
from bot.chat.restating import restated
from bot.chat.talk import Talk
from cards.ask_card import PARTS
from cards.markup import cut, one_line
from cards.reader import Reader
from cards.times import moment
from scheduler.views import AskCard

_PART_SHOWN = 60


def question_about(talk: Talk, ask: Ask, said: str) -> AskCard:
    """Ask what `said` leaves open."""
    choices = tuple((choice.label, choice.sentence) for choice in ask.choices)
    return AskCard(talk.person.id, ask.question, choices, said, at=talk.at)


def which_part(talk: Talk, meaning: Meaning) -> AskCard:
    """Ask which of the tasks in one message is to be made; tapping says that part of it."""
    choices = tuple((cut(one_line(part), _PART_SHOWN), part) for part in meaning.parts)
    return AskCard(talk.person.id, PARTS, choices, at=talk.at)


def which_reading(talk: Talk, meaning: Meaning) -> AskCard:
    """Ask which of several readings of a new task is meant; each says when it would first be."""
    choices = tuple((_first(talk, reading), restated(talk, meaning, reading)) for reading in meaning.readings)
    return AskCard(talk.person.id, Question.WHICH_DATE, choices, meaning.said, at=talk.at)


def _first(talk: Talk, reading: Reading) -> str:
    reader = Reader(talk.locale, talk.zone, talk.at)
    return moment(reading.first, reader, reading.trigger.zone)
