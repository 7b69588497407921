# ruff: noqa: E501 - a pattern is easier to read on one line
"""A request whose schedule stands anywhere: put in front, for the grammar to read it there.

    接口状态每30分钟帮我看一下              ->  /new 每30分钟，接口状态看一下
    合同还得跟进，每周一10点提醒我，一共4次   ->  /new 每周一10点，一共4次提醒我合同还得跟进
    I still need to book the train, so remind me next Monday at 9am

Talk looks much the same, so that only what surely asks the bot is taken, and nothing that tells.
"""

from collections.abc import Iterator

from bot.chat.language.day_phrases import is_past
from bot.chat.language.fitting import coherent
from bot.chat.language.interjections import past_interjections
from bot.chat.language.openings import OWN_AFFAIR
from bot.chat.language.phrases import Wrong
from bot.chat.language.plan import plan_of
from bot.chat.language.spans import Found, pattern
from bot.chat.language.stretch import Stretch, places_in, stretch_at
from bot.chat.language.talk import POLITE_END, asks_at_end, asks_back
from bot.chat.language.text import Source, joined, language_of, source_of
from scheduler.model import Locale

_LONGEST = 200
"""Characters: a request is short; anything longer is told."""

_REMINDS = pattern(
    r"(?i:[, ]*(?:记得|到时候?|到点|麻烦|请|帮我|再|都|就|准时)*(?:提醒|叫|喊|通知|催)(?:一?下)?(?:我们?|大家|各位)(?:一[声下次遍])?|[, ]*(?:so |and |then )*(?:please |pls |just |can you |could you )*(?:remind|ping|nudge|alert|notify) (?:me|us)(?: (?:again|about (?:it|this|that)|please|pls))?)"
)
_ASKS = pattern(
    r"帮我|帮忙|替我|麻烦|请(?=你|帮|给我|替|把)|拜托|(?<!来)(?:发|推)我|一[下份遍](?:再|然后|并|,)?(?:发|推)(?:送|布)?(?:到|给|在|进)|\b(?:please|pls|plz|send (?:me|us)|tell (?:me|us)|let (?:me|us) know|give (?:me|us))\b"
)
_KIND = pattern(r"(?i)(?:请|麻烦)?(?:帮我|帮忙|替我)|麻烦(?:你|您)?|\b(?:please|pls|plz)\b ?")
_TELLS = pattern(
    r".*\bnot (?:every|each|on|at)\b|.*(?:提醒|叫|通知|喊|催)我,?(?:太|真|好|很|挺|都|快)(?:烦|吵|多|频繁|早|晚|麻烦)|^(?:各位|亲爱的|通知|公告|@)|^(?:我(?!们?的)|我们(?!的)|咱们?|[他她它你]|大家|no\b)(?!.*,)|.*(?:别|不要|不用|几点|是不是|昨天|前天|上周|以前|之前|已经|总是)(?=.{0,8}(?:提醒|叫|通知)我)|"
    r".*(?:提醒|叫|通知)我.*的(?:吧|吗|嘛)?[\s.!~]*$|.*了[\s.!~]*$|^(?:[一-鿿a-z]{1,6}|@?[a-z]+(?: [a-z]+)?):"
)
_REPORTS = pattern(
    r"\b(?:remind|tell) me (?:again )?(?:what|who|how|why|where|which)\b|说(?!明|一[声句下])|告诉(?!我)|听说|据|问(?!我|题|卷)|如果|要是|翻译|原话|规定|制度|\b(?:said|says|told|asked|if|unless|when(?!ever you)|translate|heard|wrote)\b|[\"<>]|(?:话|文|句|[a-z]):"
)
_SPLIT = pattern(
    r".*(?:麻烦(?:你|您)?|帮我|帮忙|请)(?:在|于)?(?:凌晨|早上|上午|中午|下午|傍晚|晚上)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})[点:]"
)
_BOTH = pattern(r"[,， ]*(?:都|也)?(?:得|需)?要的?$")
_CLAUSE = pattern(r" ?[,;.]| (?:so|and|then) ")
# Somebody who does it, rather than a thing that it is done to: 小明每天提醒我喝水.
_SHORTEST_TOPIC = 4
_SIGH = pattern(r"^(?:[哈呵嘿嗯哦啊哎唉呀嘛]+|其实|好的|(?:well|lol|haha|actually)\b|[ ,])+")
_BEFORE_ASKING = pattern(
    r".*(?:^|[,;.!:、~ -]|记得|到时候?|到点|麻烦|请|再|都|就|准时|so|and|then|please|pls)$"
)


def reordered(text: str) -> str | None:
    """Return the sentence with its schedule in front; None for what does not surely ask for it."""
    source = source_of(text)
    source = source_of(source.cut(past_interjections(source.text), len(source.text)))
    if not source.is_whole or len(source.text) > _LONGEST or not _may_ask(source.text):
        return None
    schedules = list(_schedules(source.text))
    reminds = _REMINDS.search(source.text)
    if not schedules or not _is_wanted(source.text, schedules, reminds):
        return None
    rest = _rest(source, schedules)
    return _sentence(source, schedules, rest, reminds=reminds is not None) if rest else None


def is_split(text: str) -> bool:
    """Say whether a time stands behind a kind word, no part of what is to be done: 对账麻烦3点跑一遍,每天都要."""
    return _SPLIT.match(text) is not None


def _may_ask(text: str) -> bool:
    """Say whether there are words that ask, and it is no question, quotation or tale."""
    reminds, asks = _REMINDS.search(text), _ASKS.search(text)
    if (
        not (reminds or asks)
        or asks_at_end(text)
        or _TELLS.match(_SIGH.sub("", text))
        or _REPORTS.search(text)
    ):
        return False
    return bool(reminds and not asks_back(text)) or bool(asks and not OWN_AFFAIR.match(_ASKS.sub("", text)))


def _is_wanted(text: str, schedules: list[Stretch], reminds: Found | None) -> bool:
    """Say whether the words that ask stand where somebody who asks puts them, and the time is said."""
    plan = plan_of(tuple(phrase for one in schedules for phrase in one.phrases))
    topic = text[: schedules[0].start]
    is_topic = bool(topic) and not _BEFORE_ASKING.match(topic) and not _REMINDS.search(topic)
    if is_topic and len(_SIGH.sub("", topic.rpartition(",")[2]).strip()) < _SHORTEST_TOPIC:
        return False
    if not reminds:
        is_wrong = any(isinstance(phrase, Wrong) for phrase in plan.phrases)
        return is_wrong or bool(plan.interval) or (plan.is_dated and bool(plan.clocks))
    before = text[: reminds.start()]
    follows = any(one.end == len(before.rstrip(" ,")) for one in schedules)
    return plan.is_schedule and (
        follows or _BEFORE_ASKING.match(before) is not None or _CLAUSE.match(reminds.group()) is not None
    )


def _schedules(text: str) -> Iterator[Stretch]:
    """Yield what stands together about time, wherever it begins."""
    end = 0
    for place in places_in(text, 0, len(text)):
        if place < end:
            continue
        found = coherent(stretch_at(text, place), text)
        if found and not any(map(is_past, found.phrases)):
            yield Stretch(found.phrases, found.phrases[0].span.start, found.end)
            end = found.end


def _rest(source: Source, schedules: list[Stretch]) -> str:
    """Return what is to be done: everything but the schedules, kind words and "remind me"."""
    begin, pieces = 0, []
    for one in (*schedules, Stretch((), len(source.text), len(source.text))):
        pieces.append(source.cut(begin, one.start))
        begin = one.end
    words = ""
    for piece in pieces:
        words = joined(words, _KIND.sub("", _REMINDS.sub("", piece)).strip(" ,，、;；。."))
    polite = POLITE_END.search(words)
    kept = (words[: polite.start()] if polite else words).strip(" ,，、;；。.")
    return _BOTH.sub("", kept) if len(schedules) > 1 else kept


def _sentence(source: Source, schedules: list[Stretch], rest: str, *, reminds: bool) -> str:
    when = [source.cut(one.start, one.end).strip(" ,，的") for one in schedules]
    if language_of(source.original) is Locale.ZH:
        return f"/new {'，'.join(when)}{'提醒我' if reminds else '，'}{rest}"
    return f"/new {', '.join(when)} {'remind me: ' if reminds else ''}{rest}"
