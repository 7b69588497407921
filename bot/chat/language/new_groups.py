# ruff: noqa: E501 - a pattern is easier to read on one line
"""A group that does not exist yet: what it shall be called, and who shall be in it."""

import re

from bot.chat.language.meaning import Place, PostTo
from bot.chat.language.spans import Found, pattern
from bot.chat.language.text import Source, source_of

_CHINESE = (
    r"(?:一个|个)?(?:新建|新开|新)的?(?:一个)?(?:群聊|群组|群)(?:里|中|内)?[,]?(?:(?:名字|群名)?(?:叫做|叫|名为|是|为))?[: ]*"
    r"(?:[“\"「『《](?P<quoted>[^”\"」』》]{1,60})[”\"」』》]|(?P<bare>[^,。;:“\"「『《和跟加拉\n]{1,30}))?"
    r"(?:[, ]*(?:成员(?:有|是|包括)?|拉上|拉|加上|带上|邀请|还有|和|跟)[: ]*(?P<people>[^。;\n]{1,100}))?"
)
_ENGLISH = (
    r"a (?:brand )?new (?:group chat|group|chat|channel)(?: (?:called|named|titled))?"
    r"(?: (?:[“\"'](?P<quoted_name>[^”\"'\n]{1,60})[”\"']|(?P<name>(?!with\b|for\b|at\b|every\b|instead\b)[\w&@-]+(?: (?!with\b|and\b|every\b|at\b|instead\b)[\w&@-]+){0,5})))?"
    r"(?:,? (?:with|including) (?P<members>[^.;\n]{1,100}))?"
)
_SEND = r"(?:[, ]*(?:并|然后|再|结果)?(?:发送?|推送?|同步|通知|播报|放)?(?:到|给|在|进))"
_POST = r"(?:[, ]*(?:and )?(?:then )?(?:post|send|share|put|publish|deliver)? ?(?:it|them|this|that|the results?)? ?(?:to|in|into))"
_SAID = pattern(rf"{_SEND}(?:{_CHINESE})|{_POST} (?:{_ENGLISH})")
_ALONE = pattern(rf"(?:到|给)?(?:{_CHINESE})|(?:to |in )?(?:{_ENGLISH})(?: instead)?")
_AT_THE_END = pattern(rf"(?:,| and| then)(?:{_SEND}(?:{_CHINESE})|{_POST} (?:{_ENGLISH}))[ .!]*$")
# A clause of its own says only that the group is to be made, and what it is called or who is in it.
_GOES_ON = r"(?:[,。;.]|\n)(?= ?(?:然后|并且?|再|之后|接着|以后|请|麻烦)*(?:每|今|明|后天|下|周|星期|礼拜|工作日|天天|隔|早|晚|上午|下午|中午|凌晨|从|\d|[一二两三四五六七八九十半]|提醒|帮我|给|在|把|定时|总结|汇总|整理|统计|发|推))"
_CALLED = r"[,]?(?:群?名字?|名称)?(?:就)?(?:叫做?|名为|是|为|:)[: ]*"
_MAKES = (
    r"(?:帮我|帮忙|麻烦|请|先|再|并|然后|顺便|你)*(?:新建|新开|新拉|建立?|拉|开|创建|组建?)(?:一个|个)?(?:新的?)?(?:群聊|群组|群)"
    rf"(?:(?:{_CALLED})?[“\"「『《](?P<quoted>[^”\"」』》]{{1,60}})[”\"」』》]|{_CALLED}(?P<bare>[^,。;:“\"「『《\n]{{1,30}}?))?"
    r"(?:[, ]*(?:成员(?:有|是|包括)?|把|拉上|拉|加上|带上|邀请|还有)[: ]*(?P<people>[^。;\n]{1,100}?)(?:拉进[来去]|加进[来去]|进[来去])?)?"
    r"(?:[,]?(?:来|再|去|往里|在里面|在这个?群里)?(?:发(?:布|送|进去|到里面|在里面)?|推送?|播报|用)?)?"
)
_CREATES = (
    r"(?:please )?(?:create|make|start|set up|open) a (?:brand )?new (?:group chat|group|chat|channel)(?:,? (?:called|named|titled))?"
    r"(?: (?:[“\"'](?P<quoted_name>[^”\"'\n]{1,60})[”\"']|(?P<name>(?!with\b|for\b|and\b)[\w&@-]+(?: (?!with\b|and\b|for\b)[\w&@-]+){0,5}?)))?"
    r"(?:,? (?:with|including) (?P<members>[^.;\n]{1,100}?))?(?: for (?:it|this|that|them))?"
)
_ON_IN_ENGLISH = r"(?:,|[.;]| and)(?: (?:and|then|also))* (?=every|each|at|on|in|from|tomorrow|remind|post|send|daily|weekly|tell|notify|share|ping|summari|list|report)"
_FIRST = pattern(rf"(?:{_MAKES}){_GOES_ON}|(?:{_CREATES}){_ON_IN_ENGLISH}")
_LAST = pattern(
    rf"[,。;.\n] ?(?:{_MAKES})[ .!。]*$|(?:,|[.;]| and)(?: (?:and|then|also))* (?:{_CREATES})[ .!]*$"
)
_BETWEEN = re.compile(r"[,，、;；&]+|\band\b|以及|还有|和|跟", re.IGNORECASE)
_ONESELF = frozenset({"", "me", "us", "myself", "我", "我们", "我自己", "自己"})


def new_group_in(source: Source) -> PostTo | None:
    """Return the new group that a sentence wants to post to; None where it wants none."""
    if not _may_be_in(source.text):
        return None
    found = _FIRST.search(source.text) or _made_last(source.text) or _SAID.search(source.text)
    return _group(found, source, 0) if found else None


def making_at(text: str, place: int) -> tuple[int, bool] | None:
    """Return where a clause ends that wants a new group before anything else, and whether it says which."""
    found = _FIRST.match(text, place) if _may_be_in(text) else None
    return (found.end(), _says_which(found)) if found else None


def _says_which(found: Found) -> bool:
    return any(found.groupdict().values())


def _made_last(text: str) -> Found | None:
    """Find the clause at the end; "提醒我交表,新建一个群" with no name is as likely what is to be done."""
    found = _LAST.search(text)
    return found if found and _says_which(found) else None


def new_group_of(source: Source, begin: int, words: str) -> PostTo | None:
    """Return the new group that these words from `begin` on are, and nothing else."""
    found = _ALONE.fullmatch(words) if _may_be_in(words) else None
    return _group(found, source, begin) if found else None


def without_new_group(prompt: str) -> str:
    """Return what is to be done, without the clause at its end that only says to which new group."""
    source = source_of(prompt)
    found = _may_be_in(source.text) and (_made_last(source.text) or _AT_THE_END.search(source.text))
    return (source.cut(0, found.start()).strip() if found else "") or prompt


def _may_be_in(text: str) -> bool:
    """Tell at once of most sentences that there is nothing to look for."""
    return "群" in text or " new " in f" {text}"


def _group(found: Found, source: Source, begin: int) -> PostTo:
    name = _first(found, source, begin, "quoted", "bare", "quoted_name", "name")
    people = _first(found, source, begin, "people", "members")
    named = tuple(each.strip(" @”\"'") for each in _BETWEEN.split(people))
    members = tuple(each for each in named if each.casefold() not in _ONESELF)
    return PostTo(Place.NEW_GROUP, name, members)


def _first(found: Found, source: Source, begin: int, *groups: str) -> str:
    """Return as it was typed what the first of these groups holds."""
    for group in groups:
        if found[group]:
            start, end = found.span(group)
            return source.cut(begin + start, begin + end).strip()
    return ""
