# ruff: noqa: E501 - a pattern is easier to read on one line
"""Words between a task and what is wanted of it that say nothing more: 日报麻烦改到8点, 日报以后发产品群."""

from dataclasses import replace

from bot.chat.language.spans import pattern
from bot.chat.language.utterance import Utterance

LASTING_HAN = r"(?:从今以后|从今往后|打今儿起|从现在(?:起|开始)|从?下[次回](?:起|开始)|以后每次|以后|今后|往后(?![推挪移延顺拖调改放])|之后|从此)"
FROM_NOW_HAN = pattern(
    rf"(?:我?(?:想要?|希望|要求)|那)?{LASTING_HAN}(?:的)?(?:都|就|请|麻烦你?|再|每次)*[ ,]*"
)
KINDLY_HAN = (
    r"(?:麻烦(?:你|您)?|劳烦|请(?:你|您)?|帮我|帮忙|给我|替我|你?(?:能不能|可不可以|能否|可否|可以|能)|我?(?:想要?|要|需要)(?:请|让)?(?:你|您)?|"
    r"应该|最好|干脆|不如|索性|暂时|临时|现在|目前|的话|吧)"
)
_CHANGES = (
    r"(?:改|换|调|挪|移|变|更[新改名]|修改|编辑|设[成为到置]|定[在到成]|切[换成到]|转[成到发]|放到|安排到|推迟|推后|延[后迟期]|顺延|提前|提早|"
    r"往[前后]|重命名|起个?名|取名|叫|发[到给往至]|推[到送]|私发|私信|私聊|单独发|[晚早](?=[\d半一二两三四五六七八九十几])|加上|增加|添加|补充|去掉)"
)
_FILLED = pattern(
    rf"(?<=.)(?<![不该])(?:[ ,]?(?:{LASTING_HAN}|{KINDLY_HAN}|(?:都|就|再|也|还是|统一|一律|直接|重新|先)(?=请|麻烦|帮|给我)))+(?=[ ,]?(?:都|就|再|也|还是|统一|一律|直接|重新|先)*{_CHANGES})"
)


def without_fillers(said: Utterance) -> Utterance:
    """Blank such words out before a verb of change; every place stays where it is."""
    text = said.text
    for found in _FILLED.finditer(text, said.begin, said.end):
        text = text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]
    return replace(said, text=text) if text != said.text else said
