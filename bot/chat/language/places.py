# ruff: noqa: E501 - a pattern is easier to read on one line
"""Where a task posts, when the sentence says so."""

from bot.chat.language.create import Request
from bot.chat.language.meaning import Place, PostTo
from bot.chat.language.new_groups import new_group_in
from bot.chat.language.spans import pattern
from bot.chat.language.text import Source

_HERE = pattern(
    r"(?:到|在|给|往|于)(?:本群|这个?群|群里|群内|当前群|大群里)|(?:in|to|into|on) (?:this|the) (?:group|chat|channel)\b|\bpost (?:it )?here\b"
)
_SELF = pattern(
    r"(?:发|推送?|私信|私聊|私发|单独发)(?:送)?给?我(?!的?邮)|给我(?:发|推|来|看|讲)(?!.{0,3}邮)|\b(?:send|give|tell|show|get|message|dm|email|bring|fetch) me\b|\b(?:dm|message) me\b|\bto me\b"
)
_NAMED = pattern(
    r"(?:发送?|推送?|转发|同步|通知|播报)(?:[^,。;]{0,20}?)?(?:到|给|在)(?:(?:新|刚)建的)?[“\"「『]?(?P<han>(?!本|这|我|大|当前)[^,。;到给在“\"「『]{1,20}?[”\"」』]?群)(?!里的)|"
    r"(?:发送?|推送?|转发|同步|播报)(?:[^,。;]{0,20}?)?(?:到|在)[“\"「『](?P<quoted>[^”\"」』]{1,20})[”\"」』]|"
    r"(?:to|in) (?:the )?(?P<name>(?!this\b|the\b|a\b)[\w&-]+(?: [\w&-]+)?) (?:group|chat|channel)\b"
)
_THERE = pattern(
    r"在[“\"「『]?(?P<han>(?!本|这|我|大|当前|群)[^,。;在“\"「『]{1,20}?[”\"」』]?群)(?:里|内|中)?(?=提醒|通知|发|推|说|播|总结|汇总|公布|公示|每|工作日|周|明|后天|今|\d)|"
    r"\bin (?:the )?(?:group|chat|channel) (?:called )?\"(?P<titled>[^\"]{1,60})\",? (?=(?:please )?(?:remind|ping|notify|tell|post|every|each|at \d))|"
    r"\bin (?:the )?\"?(?P<name>(?!this\b|the\b|a\b|our\b)[\w&#-]+(?: [\w&-]+){0,2}?)\"? (?:group|chat|channel),? (?=(?:please )?(?:remind|ping|notify|tell|post|every|each|at \d))"
)

# "to the group Launch crew", at the end of what is said; what follows elsewhere may be the schedule.
_CALLED = pattern(
    r"(?:to|in|into) (?:the )?(?:group|chat|channel) (?:called |named )?[\"“]?(?!(?:every|each|at|on|in|daily|weekly|monthly|hourly|tomorrow|today|tonight|and|with|by|when|if|for|from|about|as|so|once|twice|now|please|instead|too|starting|until)\b)"
    r"(?P<called>[\w&#-]+(?: [\w&-]+){0,3})[\"”]?(?=[\s.!]*(?:$|,))|"
    r"(?:to|in|into) (?:the |a )?(?:group|chat|channel) (?:called|named) (?:[\"“](?P<titled>[^\"”]{1,40})[\"”]|(?P<word>#?[\w-]+))"
)

_QUOTES = '“”"「」『』'


def place_of(source: Source, request: Request) -> PostTo | None:
    """Return where to post; None when it was not said."""
    text = source.text
    if new := new_group_in(source):
        return new
    called = None if request.is_fixed_text else _CALLED.search(text)
    there = called or _THERE.search(text)
    titled = there is not None and bool(there.groupdict().get("titled"))
    if not called and not titled and _HERE.search(text):
        return PostTo(Place.THIS_CHAT)
    named = there or (None if request.is_fixed_text else _NAMED.search(text))
    if named:
        group = next(group for group, words in named.groupdict().items() if words)
        return PostTo(Place.NAMED_CHAT, _unquoted(source.cut(*named.span(group))))
    return PostTo(Place.SELF) if _SELF.search(text) else None


def _unquoted(name: str) -> str:
    """Return the name of a group without its quotes, and without the word for group behind them: “运维”群."""
    bare = name.strip()
    if bare.endswith("群") and bare[-2:-1] in _QUOTES:
        bare = bare[:-1]
    return bare.strip(_QUOTES)
