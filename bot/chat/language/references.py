# ruff: noqa: E501 - a pattern is easier to read on one line
"""Which task is meant: a number, a place on the list, several, all of them, a pronoun, or a name."""

from dataclasses import dataclass, replace

from bot.chat.language.meaning import Scope, StateFilter, TaskRef
from bot.chat.language.numbers import HAN, WORD, number
from bot.chat.language.spans import Found, pattern
from bot.chat.language.stretch import stretch_at
from bot.chat.language.utterance import HIDDEN, Utterance

_MOST_IN_A_RANGE = 50

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_ORDINAL = "|".join(_ORDINALS)
_KIND = r"(?:任务|提醒|闹钟|定时任务|定时)"
_KIND_EN = r"(?:tasks?|reminders?|jobs?|alarms?|ones?|items?|entry|schedules?)"

_NUMBERED = pattern(
    rf"(?:{_KIND}|编号|序号|列表(?:里|中)?的?|{_KIND_EN}(?: number| no\.?)?)? ?(?:第|#|no\.? ?|number |num )?(?:(?P<n>\d{{1,4}})|(?P<han>{HAN}))(?:号|个|条|项|st\b|nd\b|rd\b|th\b)?(?:的)?{_KIND}?(?: {_KIND_EN})?|(?:(?:the )?{_KIND_EN}|number|no\.?|#) ?(?P<word>{WORD})"
)
_PLACE = pattern(
    rf"(?P<ordinal>{_ORDINAL}|last|final|bottom|top|(?P<nth>\d{{1,3}})(?:st|nd|rd|th))(?: {_KIND_EN})?(?: (?:on|in|of) the list)?|(?P<end>最后|末尾|倒数第(?P<back>[一二三四五六七八九十\d]{{1,2}}))(?:那)?(?:一)?(?:个|条|项)?的?{_KIND}?|(?P<first>最上面|最前面|头)(?:那|一)?(?:一)?个{_KIND}?"
)
_RANGE = pattern(
    r"(?:从)?(?:第|#|no\.? ?)?(?P<first>\d{1,3}|[一二三四五六七八九十]{1,3})(?:号|个|条)? ?(?:到|至|-+|~| to | through | thru )(?:第|#)? ?(?P<last>\d{1,3}|[一二三四五六七八九十]{1,3})(?:号|个|条)?(?:的?任务| tasks?)?"
)
_ALL = pattern(
    r"\*|都|全都|全|统统|(?:them|those|these) all|all of (?:these|those)|(?:(?:我|我们|群里|本群|这个?群里?|这里|这儿|当前群|咱们群?|大家)?(?:设|建|定)?(?:的)?(?:全部|所有|一切|全都|全|每一?个|任意)(?:的)?(?:我的|我设的|群里的|本群的|这个群的|我)?(?P<state>暂停|已暂停|停用|停掉|失败|出错|报错|启用|运行中|在跑|活跃|正常)?(?:了)?(?:的)?(?:定时)?(?:任务|提醒|闹钟|东西)?(?:都|全)?)|"
    r"(?:我|我们|本群|群里|这个?群里?|这里)(?:设)?的?(?P<state2>暂停的|失败的)?(?:定时)?(?:任务|提醒)(?:都|全|全都|全部)?|(?P<state3>暂停|停掉|停了|停用|停着|失败)的(?:那些|那几个)?(?:任务|提醒)?(?:全部|全都|都|全)?|(?:定时)?(?:任务|提醒)(?:全都|全部|都|全)|"
    r"(?:all|everything|every (?:single )?(?:task|reminder|job|one)|each (?:task|reminder))(?: of)?(?: (?:my|the|our|these|those|them))?(?: (?P<state_en>paused|failed|failing|active|running|scheduled|broken))?(?: (?:tasks?|reminders?|jobs?|of them|of mine|mine|ones?|schedules?))?(?: (?:i have|i've set up|here|in (?:this|the) (?:chat|group|channel)|of mine))?|(?:my|our) (?P<state_en2>paused |failed |active )?(?:tasks|reminders|jobs)"
)
_IT = pattern(
    rf"它|他|它们|这个{_KIND}?|那个{_KIND}?|这条|那条|这一?个|该{_KIND}|此{_KIND}|刚才(?:那个|的)?{_KIND}?|刚刚(?:那个|的)?{_KIND}?|上面(?:那个|的)|这|那|it|this|that|this one|that one|(?:this|that|the) {_KIND_EN}|the same one"
)
_NOTHING = pattern(
    r"一下|下|一个|个|任务|提醒|一个任务|定时任务|某个任务|掉|task|job|reminder|a task|a reminder|one|some task|the"
)
_SEPARATOR = pattern(r" ?(?:、|,|和|跟|与|及|以及|还有| & | and |\+)+ ?(?:and )?|(?<=\d) (?=\d)")
_LOOSE_FRONT = pattern(
    r"(?:(?:一下|一遍|一次|下|掉|了)(?=[^一二三四五六七八九])|(?:我|我们|咱们?|群里|本群)(?:设置?|建|定)?的(?=.)|(?:那个|这个|叫做?|名叫|名为|关于)(?=.)|(?:叫做?|名为|名叫)(?=.)|the |my |our |that |this |of |for |(?:task|reminder|job)(?: called| named|:) ?|(?:定时)?任务(?=[\"《:])|[ ,:])+"
)
_LOOSE_END = pattern(
    r"(?:[ ,]|(?<=.)的?(?:这个|那个)?(?:定时)?任务|(?<=.)的(?=$)|(?<=[^的])的(?:提醒|闹钟)(?=$)|(?<=.) (?:task|job)s?\b|(?<=.)(?:这个|那个|这条|那条)(?:提醒|任务)?(?=$)| please)+$"
)
_STATES = {
    "没停": StateFilter.ACTIVE, "没暂停": StateFilter.ACTIVE, "跑着": StateFilter.ACTIVE, "on hold": StateFilter.PAUSED,
    "on pause": StateFilter.PAUSED, "suspended": StateFilter.PAUSED, "did i pause": StateFilter.PAUSED,
    "暂停": StateFilter.PAUSED, "停": StateFilter.PAUSED, "paused": StateFilter.PAUSED, "失败": StateFilter.FAILED,
    "出错": StateFilter.FAILED, "报错": StateFilter.FAILED, "fail": StateFilter.FAILED, "broken": StateFilter.FAILED,
    "启用": StateFilter.ACTIVE, "运行": StateFilter.ACTIVE, "在跑": StateFilter.ACTIVE, "活跃": StateFilter.ACTIVE,
    "正常": StateFilter.ACTIVE, "active": StateFilter.ACTIVE, "running": StateFilter.ACTIVE,
}  # fmt: skip
_HERE = pattern(r"群|这里|这儿|\bhere\b|this (?:chat|group|channel)|the (?:group|chat)\b")
_MINE = pattern(r"我(?!们)|\bmy\b|\bmine\b|\bi\b|\bi've\b")


@dataclass(frozen=True, slots=True)
class Referred:
    """The task or tasks that some words mean, and what limits "all".

    `ref` is the first; of names, the whole, since a name may itself hold "and".
    """

    ref: TaskRef | None = None
    refs: tuple[TaskRef, ...] = ()
    only: StateFilter | None = None
    scope: Scope | None = None


def referred(said: Utterance) -> Referred:
    """Read which tasks some words mean; a name is returned as it was typed."""
    words = said.words
    if not words.strip() or _NOTHING.fullmatch(words.strip()):
        return Referred()
    every = _ALL.fullmatch(words.strip(" \"'"))
    if every:
        return _sole(TaskRef(all=True), state_in(words), scope_in(words))
    inner = _stripped(said)
    words = inner.words
    if not words or _NOTHING.fullmatch(words):
        return Referred()
    if _IT.fullmatch(words):
        return _sole(TaskRef(it=True))
    numbers = _numbers(words)
    if numbers:
        refs = tuple(TaskRef(number=one) for one in numbers)
        return Referred(refs[0], refs)
    return Referred(TaskRef(name=_typed(inner)), _named(inner))


def _sole(ref: TaskRef, only: StateFilter | None = None, scope: Scope | None = None) -> Referred:
    return Referred(ref, (ref,), only, scope)


def state_in(words: str) -> StateFilter | None:
    """Return the state that some words limit a list to."""
    return next((state for word, state in _STATES.items() if word in words), None)


def scope_in(words: str) -> Scope | None:
    """Return whether some words speak of this chat or of the asker's own."""
    if _HERE.search(words):
        return Scope.THIS_CHAT
    return Scope.MINE if _MINE.search(words) else None


def _stripped(said: Utterance) -> Utterance:
    """Take off articles, quotes and the word "task"; nothing of a name that is quoted."""
    inner = said.part(said.begin, said.end)
    if _NUMBERED.fullmatch(inner.words) or _PLACE.fullmatch(inner.words) or _IT.fullmatch(inner.words):
        return inner
    inner = _without_schedule(inner)
    front = _LOOSE_FRONT.match(inner.text, inner.begin, inner.end)
    begin = front.end() if front else inner.begin
    found = _LOOSE_END.search(inner.text[: inner.end], begin)
    end = found.start() if found and found.start() > begin else inner.end
    return _unquoted(replace(inner, begin=begin, end=end))


def _without_schedule(said: Utterance) -> Utterance:
    """Take off a schedule that only tells which task it is: 每天9点的日报."""
    if "的" not in said.words:
        return said
    stretch = stretch_at(said.text[: said.end], said.begin)
    is_told = bool(stretch) and said.text.startswith("的", stretch.end) and stretch.end + 1 < said.end
    return said.part(stretch.end + 1, said.end) if is_told else said


def _unquoted(said: Utterance) -> Utterance:
    begin, end = said.begin, said.end
    while end > begin and said.text[end - 1] in "\"'》":
        end -= 1
    while begin < end and said.text[begin] in "\"'《":
        begin += 1
    return said.part(begin, end)


def _numbers(words: str) -> tuple[int, ...]:
    """Return the numbers that are all these words say, or none."""
    ranged = _RANGE.fullmatch(words)
    if ranged:
        first, last = number(ranged["first"]), number(ranged["last"])
        return tuple(range(first, last + 1)) if 0 <= last - first < _MOST_IN_A_RANGE else ()
    pieces = [piece.strip().removeprefix("the ") for piece in _SEPARATOR.split(words.removesuffix("这几个"))]
    found = [_number(piece) for piece in pieces if piece]
    return tuple(one for one in found if one is not None) if None not in found else ()


def _number(words: str) -> int | None:
    placed = _PLACE.fullmatch(words)
    if placed:
        return _place(placed)
    found = _NUMBERED.fullmatch(words)
    return number(found["n"] or found["han"] or found["word"]) if found else None


def _place(found: Found) -> int:
    if found["end"]:
        return -number(found["back"]) if found["back"] else -1
    if found["first"] or found["ordinal"] == "top":
        return 1
    if found["nth"]:
        return int(found["nth"])
    return _ORDINALS.get(found["ordinal"], -1)


def _named(said: Utterance) -> tuple[TaskRef, ...]:
    """Return the name, or the names where a word for "and" stands between some."""
    pieces = _pieces(said)
    if len(pieces) < 2:
        return (TaskRef(name=_typed(said)),)
    return tuple(_one(piece) for piece in pieces)


def _pieces(said: Utterance) -> list[Utterance]:
    pieces, begin = [], said.begin
    for found in _SEPARATOR.finditer(said.text, said.begin, said.end):
        pieces.append(_stripped(said.part(begin, found.start())))
        begin = found.end()
    return [piece for piece in (*pieces, _stripped(said.part(begin, said.end))) if piece.words]


def _one(said: Utterance) -> TaskRef:
    single = None if HIDDEN in said.words else _number(said.words)
    return TaskRef(number=single) if single is not None else TaskRef(name=_typed(said))


def _typed(said: Utterance) -> str:
    return said.source.cut(said.begin, said.end).strip(" \"'“”‘’「」『』《》")
