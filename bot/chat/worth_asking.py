# ruff: noqa: E501 - a pattern is easier to read on one line
"""When a language model is asked what a message means: seldom, since it costs money and a second or two.

Only about a message that speaks of time and asks for something, as far as single words tell, and that
the grammar neither reads nor knows as talk.
"""

import re

from bot.chat.language.meaning import Intent, Meaning, Question
from bot.chat.language.talk import asks_back, is_talk
from bot.chat.language.text import source_of
from bot.chat.language.verbs import Verb

_SHORTEST, _LONGEST = 4, 400  # characters: less asks for nothing, more is a document

_OF_TIME = re.compile(
    r"[\d一二两三四五六七八九十]\s*[点时号日周天月年分刻]|[每逢隔]|[今明后昨]天|[早中晚]上|上午|下午|凌晨|半夜|"
    r"周[一二三四五六日末天]|星期|礼拜|月底|月初|年底|季度|工作日|节假日|"
    r"\b(?:every|each|daily|weekly|monthly|yearly|hourly|day|days|week|weeks|month|months|year|hour|hours|minutes?|"
    r"morning|noon|afternoon|evening|night|midnight|tonight|today|tomorrow|weekdays?|weekends?|"
    r"mon|tues|wednes|thurs|fri|satur|sun)(?:day)?s?\b|\b\d{1,2}(?::\d{2}|\s?[ap]m)\b",
    re.IGNORECASE,
)
_OF_ASKING = re.compile(
    r"请(?![假客柬])|麻烦|帮[我忙]|替我|[给发]我|提醒|叫我|喊我|催我|记得|别忘|把.+?[弄发做跑搞整理拉推看查捞汇出]|"
    r"[弄搞整跑做看查发推捞拉理盯](?:一?下|一[份遍把眼轮])|"
    r"\b(?:please|pls|plz|can you|could you|remind|i (?:need|want)|i'd like|make sure|don't (?:let me )?forget|"
    r"pull|gather|prepare|send me|give me|nudge|ping me|run me|sum up|summari[sz]e|compile|put together)\b",
    re.IGNORECASE,
)
# Whoever begins so speaks of what somebody does, or of what should not be done.
_OF_OTHERS = re.compile(
    r"(?:[他她它]|我们|你们?|咱们|老板|领导|同事|客户|小[\u4e00-\u9fff]|闹钟|大家|有人)|.*?(?:能不能|可不可以|可以)?(?:别(?!忘)|不要|不用|停止|取消)|"
    r"(?:he|she|we|they|you|my|our|the|it|this|that|somebody|someone|everybody|everyone)\b(?! please)|.*?\b(?:stop|cancel)\b",
    re.IGNORECASE,
)


def is_worth_asking(text: str, meaning: Meaning) -> bool:
    """Say whether a model could know more of `text` than the grammar, which made `meaning` of it."""
    folded = source_of(text).text
    if not _SHORTEST <= len(folded) <= _LONGEST or folded.startswith("/"):
        return False
    is_open = meaning.ask is not None and meaning.ask.question is Question.HOW_OFTEN
    if not _is_at_a_loss(meaning) and not (meaning.intent is Intent.CREATE and is_open):
        return False
    if _is_known_as_talk(folded) or _OF_OTHERS.match(folded):
        return False
    return bool(_OF_TIME.search(folded) and _OF_ASKING.search(folded))


def _is_at_a_loss(meaning: Meaning) -> bool:
    return meaning.intent is Intent.NONE and meaning.tone is None


def _is_known_as_talk(folded: str) -> bool:
    return asks_back(folded) or is_talk(folded, folded, Verb.NONE, asked=False, polite=False)
