# ruff: noqa: E501 - a pattern is easier to read on one line
"""A thing and a time, and nothing that asks: 明天下午3点牙医, standup 9:30 weekdays.

As likely talk as a wish, so it creates nothing. What it could be is offered, to whom it may please.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.chat.language.action_words import ENGLISH
from bot.chat.language.day_phrases import is_past
from bot.chat.language.fitting import coherent
from bot.chat.language.leads import lead_of
from bot.chat.language.phrases import Phrase, Wrong
from bot.chat.language.plan import is_timed, plan_of
from bot.chat.language.spans import pattern
from bot.chat.language.stretch import stretch_at, stretch_at_end
from bot.chat.language.talk import asks_at_end, asks_back
from bot.chat.language.text import Source, joined
from bot.chat.language.utterance import Utterance, utterance_of
from bot.chat.language.verbs import PARTICIPLE

_LONGEST = 80
"""Characters: a note of what is when is short."""

_LOOSE = " ,，.。:：;；-、()（）"
_HAN_THING = pattern(
    r"(?!.*(?:[我你您他她它咱们的了过着吗呢吧啊是没不别才都也又还就说听讲问见]|在|会[议儿]?改|结束|开始|取消|放假))[\w一-鿿 +&/-]{2,16}"
)
_EN_NEVER = pattern(
    rf"(?:let|let's|can|could|begin|start|keep|stop|ask me|works?|out of)\b|.*\b(?:i|i'm|we|you|he|she|it|it's|they|this|that|these|those|there|here|people|someone|everyone|remind|ping|is|are|was|were|be|been|am|will|would|should|must|has|had|have|do|does|did|"
    rf"not|no|never|nobody|nothing|always|usually|often|sometimes|maybe|probably|again|same|late|early|closed|busy|free|off|back|lol|haha|ugh|see|sure|fine|great|brutal|then|so|because|if|when|what|who|where|why|how|{PARTICIPLE}|"
    r"to (?:announce|be|begin|start|end|open|close))\b|.*n't\b|.*\b(?:the|an?|my|our|from|until|till|by|for|of|at|on|in|to|with|and|or)$"
)
_EN_THING = pattern(r"[a-z\d][\w'&/:+-]*(?: [\w'&/:+-]+){0,5}")
_EN_VERB = pattern(r"[a-z]{3,}s$")
_VERBS = ENGLISH | {
    "leave",
    "ring",
    "begin",
    "bark",
    "matter",
    "work",
    "happen",
    "play",
    "go",
    "come",
    "close",
}
_KNOWLEDGE = pattern(
    r".*(?:日报|周报|月报|早报|晚报|报表|简报|汇总|数据|新闻|天气|行情|排行|清单|统计|汇报|\b(?:reports?|summary|digest|recap|numbers|stats|news|weather|headlines|metrics|list|overview|briefing|dashboard|forecast))$"
)


@dataclass(frozen=True, slots=True)
class _Note:
    """A thing and its time, as they were typed."""

    when: str
    thing: str

    @property
    def is_han(self) -> bool:
        return not self.thing.isascii()


def offers_in(source: Source) -> tuple[str, ...]:
    """Return the wishes that a thing and a time may stand for; nothing for any other text."""
    said = utterance_of(source)
    if not said or len(source.text) > _LONGEST or asks_at_end(source.text) or asks_back(source.text):
        return ()
    note = next(filter(_is_thing, _notes(said)), None)
    return tuple(_sentences(note)) if note else ()


def _sentences(note: _Note) -> Iterator[str]:
    yield f"{note.when}提醒我{note.thing}" if note.is_han else f"{note.when} remind me: {note.thing}"
    if _KNOWLEDGE.match(note.thing.lower()):
        thing = note.thing.removeprefix("the ").removeprefix("The ")
        yield f"{note.when}把{note.thing}发给我" if note.is_han else f"{note.when} send me the {thing}"


def _is_thing(note: _Note) -> bool:
    """Say whether it is named and nothing is said of it, as far as single words tell."""
    words = note.thing.lower()
    if note.is_han:
        return _HAN_THING.fullmatch(words) is not None
    told = words.split()[1 : -1 if _KNOWLEDGE.match(words) else None]
    happens = any(_EN_VERB.match(one) and one[:-1] in _VERBS for one in told)
    return bool(_EN_THING.fullmatch(words)) and not _EN_NEVER.match(words) and not happens


def _notes(said: Utterance) -> Iterator[_Note]:
    """Yield the thing and its time where the time comes first, last, or its day first and its hour last."""
    text, cut = said.text[: said.end], said.source.cut
    begin = lead_of(text, said.begin, asked=False).end
    front = coherent(stretch_at(text, begin), text)
    if _is_full(front.phrases):
        yield _Note(cut(begin, front.end).strip(_LOOSE), cut(front.end, said.end).strip(_LOOSE))
        return
    tails = [one for one in stretch_at_end(text, front.end) if coherent(one, text).phrases == one.phrases]
    for tail in tails:
        if _is_full(tail.phrases):
            yield _Note(cut(tail.start, tail.end).strip(_LOOSE), cut(begin, tail.start).strip(_LOOSE))
            return
    for tail in tails:
        if front and _is_full(front.phrases + tail.phrases):
            when = joined(cut(begin, front.end).strip(_LOOSE), cut(tail.start, tail.end).strip(_LOOSE))
            yield _Note(when, cut(front.end, tail.start).strip(_LOOSE))
            return


def _is_full(phrases: tuple[Phrase, ...]) -> bool:
    plan = plan_of(phrases)
    is_open = plan.vague or plan.interval or plan.hours or (plan.cycle and plan.cycle.missing)
    is_wrong = any(is_past(one) or isinstance(one, Wrong) for one in phrases)
    return plan.is_dated and is_timed(phrases) and not is_open and not is_wrong
