# ruff: noqa: E501 - a pattern is easier to read on one line
"""The words about time that stand together in a sentence, read as one stretch of phrases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.chat.language.clashes import doubted, time_of
from bot.chat.language.clock import clocks_at
from bot.chat.language.cycles import cycle_at
from bot.chat.language.dates import day_at
from bot.chat.language.dayparts import part_at
from bot.chat.language.hours import hours_at
from bot.chat.language.intervals import delay_at, interval_at
from bot.chat.language.limits import limit_at
from bot.chat.language.phrases import Phrase
from bot.chat.language.spans import pattern
from bot.chat.language.zones import zone_at

Matcher = Callable[[str, int], Phrase | None]

# The order decides where two could read the same words: the longer and the more special comes first.
EVERYTHING: tuple[Matcher, ...] = (
    limit_at, interval_at, cycle_at, delay_at, hours_at, zone_at, clocks_at, day_at, part_at,
)  # fmt: skip
LIMITS: tuple[Matcher, ...] = (limit_at, zone_at)
TIMES: tuple[Matcher, ...] = (limit_at, interval_at, hours_at, zone_at, clocks_at, part_at)

MOST_PHRASES = 24
_REMEMBERED = 1024
"""Phrases: the same words are looked at for each way in which a sentence may be meant."""

LONGEST_TAIL = 120
"""Characters: a schedule at the end is sought in the last of them only."""


@dataclass(frozen=True, slots=True)
class Stretch:
    phrases: tuple[Phrase, ...]
    start: int
    end: int

    def __bool__(self) -> bool:
        return bool(self.phrases)


@lru_cache(maxsize=256)  # one message: several readings of it begin at the same places
def stretch_at(text: str, place: int, matchers: tuple[Matcher, ...] = EVERYTHING) -> Stretch:
    """Read as many phrases as follow one another from `place` on."""
    phrases: list[Phrase] = []
    end = place
    while len(phrases) < MOST_PHRASES:
        gap = (_JOINT if phrases else _OPENING).match(text, end)
        phrase = _phrase_at(text, gap.end() if gap else end, matchers)
        if phrase is None and gap and gap.group().strip():
            phrase = _phrase_at(text, _past_blanks(text, end), matchers)
        if phrase is None:
            break
        last, gap_text = phrases[-1] if phrases else None, text[end : phrase.span.start]
        doubtful = doubted(last, phrase, gap_text)
        if doubtful and last and doubtful.span.start == last.span.start:
            phrases.pop()
        phrases.append(doubtful or time_of(last, phrase, gap_text, text[phrase.span.end :]) or phrase)
        end = phrase.span.end
    return Stretch(tuple(phrases), place, end)


def _past_blanks(text: str, place: int) -> int:
    """Return where a word begins that may itself be a joint: "in" of "in the morning"."""
    while text[place : place + 1] in {" ", ","}:
        place += 1
    return place


def stretch_at_end(text: str, begin: int, matchers: tuple[Matcher, ...] = EVERYTHING) -> Iterator[Stretch]:
    """Yield the stretches that reach the end of the text, the longest first."""
    stop = _CLOSING.search(text, begin)
    end = stop.start() if stop else len(text)
    for place in places_in(text, max(begin, end - LONGEST_TAIL), end):
        stretch = stretch_at(text[:end], place, matchers)
        if stretch and stretch.end >= end:
            yield stretch


def places_in(text: str, begin: int, end: int) -> Iterator[int]:
    """Yield where a phrase may begin: no Latin word and no number is cut in two."""
    for place in range(begin, end):
        before, here = text[place - 1 : place], text[place]
        if here == " " or (here.isascii() and here.isalnum() and before.isascii() and before.isalnum()):
            continue
        if _STARTS.match(text, place):
            yield place


@lru_cache(maxsize=_REMEMBERED)
def _phrase_at(text: str, place: int, matchers: tuple[Matcher, ...]) -> Phrase | None:
    if place >= len(text):
        return None
    for matcher in matchers:
        phrase = matcher(text, place)
        if phrase is not None:
            return phrase
    return None


_OPENING = pattern(
    r"[ ,:、(]*(?:(?:待会儿?|等会儿?|等下|一会儿?|过会儿?)(?=(?:早上|上午|中午|下午|傍晚|晚上)?(?:\d{1,2}[点:]|[一二两三四五六七八九十]{1,3}点))|在|于|(?:一到|到了)(?=早|上|中|下|晚|\d|[一二两三四五六七八九十]{1,3}点)|大概|大约|差不多|both |only (?=on |at )|(?:just )?once (?=at |every |each |on |to(?:day|morrow|night)))?"
)
_JOINT = pattern(
    r"(?:吧|呗|哈|哦|呀|嘛|啊)?(?: only(?=,| at | from | between | every))?(?:(?<=day|ays|ily): ?(?=\d{1,2}(?:[:.]\d\d| ?[ap]\.?m)))?(?:(?: - |[ ,、;()/…])+(?:(?:嗯+|呃+|额|那个|就|那就)[ ,…]*)*|(?:吧|呗|嘛),?|就(?=早|上午|中午|下午|晚|凌晨|\d))?(?:大概|大约|差不多|约莫|(?:一到|到了)(?=早|上|中|下|晚|\d|[一二两三四五六七八九十]{1,3}点)|并且|而且|定时|准时|按时|固定|统一|或者?|还是|(?:and )?(?:then )?again |和|与|跟|及|以及|的|在|于|and |or |& ?|on |of |in |about |around |each (?!(?:and every |single )?(?:morning|afternoon|evening|night|noon|day|week|month|hour|quarter|year|mon|tue|wed|thu|fri|sat|sun)|\d|other|alternate|half)|by the |also |plus |(?:and )?once (?=at |every |each |on ))?[ ,]*(?:的|在)?"
)
_CLOSING = pattern(
    r"(?: only)?(?:都要|都行|都|如此|(?:各|都)(?:来|看|跑|发|做)?一[次遍下回]|(?:的)?(?:那种|这样|样子|这种))?[\s.!?,;~)]*$"
)
_STARTS = pattern(
    r"[\d(,每周星礼工法上非休逢隔间天日今明后大这本下当月年凌清一早晨中正午傍黄晚夜深半零二两三四五六七八九十差再过从自打直截到除遇跳避不节放假共总重只限最连持坚接未往为含包调补按北国深广杭成乌新香澳台东大首韩吉曼泰雅马河越孟印迪利伊莫伦英巴法柏德慕罗阿苏斯开约纽美华波多芝丹洛旧西硅太温墨圣悉奥格世协当我双单待等睡吃起午提前]"
    r"|(?:on|at|in|every|each|all|the|twice|thrice|semi|bi|overnight|fortnight|same|today|tonight|tom|tmr|tmw|next|this|coming|mon|tue|wed|thu|fri|sat|sun|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|daily|hourly|weekly|weekday|weekend|monthly|quarterly|"
    r"yearly|annually|biweekly|fortnightly|nightly|alternate|once|working|work|business|noon|mid|half|quarter|a |an |one|two|"
    r"three|four|five|six|seven|eight|nine|ten|twelve|day|from|between|starting|beginning|until|till|for|only|"
    r"except|excluding|but|skip|not|no |@|~|end|by|before|after|later|morning|afternoon|evening|night|utc|gmt|"
    r"[a-z]{2,4}\b|[a-z]+ time|[a-z]+ [a-z]+ time|legal|statutory|chinese|including|with|counting)"
)
