"""The answer to the question that is open: the sentence it completes."""

from collections.abc import Iterator

from bot.chat.language.answer import doubt_of
from bot.chat.language.changes import phrases_in
from bot.chat.language.clock_phrases import Clocks
from bot.chat.language.doubts import Unclear
from bot.chat.language.meaning import Choice, Context, Question
from bot.chat.language.numbers import number
from bot.chat.language.once import Moment
from bot.chat.language.plan import plan_of
from bot.chat.language.slash import slash_of
from bot.chat.language.spans import pattern
from bot.chat.language.text import Source, language_of, source_of
from bot.chat.language.utterance import Utterance, utterance_of
from scheduler.model import Locale

_LONGEST_WISH = 2000
_NUMBER = pattern(r"(?:at )?(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})$")
_PLACE = pattern(
    r"(?:第|the )?(?P<n>[一二三四五1-5]|first|second|third|fourth|last)(?:个|项|天| one| option)"
)
_CYCLES = ("每", "every", "daily", "each", "工作日")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
_LOOSE = pattern(r"^(?:就|那就?|要|嗯|选|定在|改成|(?:let's say|make it|say|how about)\b)+[ ,]*")


def schedule_answer(
    text: str, context: Context, moment: Moment, choices: tuple[Choice, ...]
) -> Iterator[str]:
    """Yield the sentences that an answer about time may complete, the likeliest first.

    Nothing is yielded for a text that says more than a time or a day: it is no answer.
    """
    said = utterance_of(source_of(text))
    if not said or context.question is Question.WHAT_TO_DO:
        return
    chosen = _chosen(said, choices)
    if chosen:
        yield chosen
    words = _words(said, context)
    if words:
        yield from _completed(words, context, moment)


def wish_answers(text: str, context: Context) -> Iterator[str]:
    """Yield the sentences that a wish completes: as it stands, then so that it is plainly asked for."""
    pending, wish = source_of(context.pending).original.strip(" ,，。."), source_of(text).original
    if not wish or len(wish) > _LONGEST_WISH:
        return
    is_han = language_of(pending + wish) is Locale.ZH
    joint = "" if is_han else " "
    yield f"{pending}{joint}{wish}"
    yield f"帮我{pending} {wish}" if is_han else f"schedule: {pending} {wish}"
    yield f"/new {pending} {wish}"


def _chosen(said: Utterance, choices: tuple[Choice, ...]) -> str:
    """Return the sentence of the choice that was named by its place."""
    found = _PLACE.fullmatch(said.words)
    if found is None or not choices:
        return ""
    word = found["n"]
    place = _ORDINALS[word] if word in _ORDINALS else number(word)
    return choices[place - 1].sentence if place <= len(choices) else ""


def _words(said: Utterance, context: Context) -> str:
    """Return the answer as it is put into the sentence, or "" when it is none."""
    loose = _LOOSE.match(said.words)
    inner = said.part(said.begin + (loose.end() if loose else 0), said.end)
    number_alone = _NUMBER.fullmatch(inner.words)
    if number_alone and context.question is Question.WHAT_TIME:
        return _hour(number_alone["n"], context)
    phrases = phrases_in(inner)
    if not phrases:
        return ""
    typed = said.source.cut(inner.begin, inner.end).strip()
    is_clock = isinstance(phrases[0], Clocks) and inner.words[:1].isdigit()
    return f"at {typed}" if is_clock and _is_english(context) else typed


def _hour(words: str, context: Context) -> str:
    hour = number(words)
    if hour > 24:
        return ""
    return f"at {hour}" if _is_english(context) else f"{hour}点"


def _is_english(context: Context) -> bool:
    return language_of(context.pending) is not Locale.ZH


def _completed(words: str, context: Context, moment: Moment) -> Iterator[str]:
    source = source_of(context.pending)
    doubt = doubt_of(source, moment)
    if doubt:
        yield from _in_place(words, source, doubt)
        if doubt.question is Question.WHICH_DATE and not _names_a_day(words):
            return  # the date is still open: 下周 … 9点
    slash = slash_of(source.text)
    begin = slash.rest if slash else 0
    yield source.with_instead(begin, begin, words)
    yield source.with_instead(len(source.text), len(source.text), words)


def _names_a_day(words: str) -> bool:
    return plan_of(phrases_in(utterance_of(source_of(words)))).is_dated


def _in_place(words: str, source: Source, doubt: Unclear) -> Iterator[str]:
    start, end = doubt.span
    if doubt.question is Question.WHICH_DATE:
        # 下周 and 周三, next month and the 5th: together they are the day.
        yield source.with_instead(end, end, words)
        if not _names_a_day(words):
            return
    if doubt.question is Question.HOW_OFTEN and not words.startswith(_CYCLES):
        joint = "的" if language_of(words) is Locale.ZH else " "
        yield source.with_instead(start, end, f"{source.cut(start, end).strip()}{joint}{words}")
    yield source.with_instead(start, end, words)
    yield source.with_instead(end, end, words)
