# ruff: noqa: E501 - a pattern is easier to read on one line
"""Quiet hours, as said: 晚上10点到早上8点别打扰, quiet hours 22 to 8, no quiet hours, 本群晚上10点后别发通知."""

from datetime import time
from itertools import product

from bot.chat.language.clock import clock_at
from bot.chat.language.clock_phrases import Clock
from bot.chat.language.meaning import Intent, Meaning, QuietWish, Refusal
from bot.chat.language.once import Moment
from bot.chat.language.phrases import Wrong
from bot.chat.language.settle import settled
from bot.chat.language.spans import pattern
from bot.chat.language.utterance import Utterance
from scheduler.errors import Reason

MORNING = time(8)
"""Until when it is quiet "after ten in the evening": nobody says it, and the answer does."""

NOON = 12
DAY = 24 * 60

_LONGEST = 80
"""Characters; in longer texts a time is looked for in vain at too many places."""

_GROUP = r"本群|(?:这个?|我们|咱们|此)群|群里|(?:in|for|to) (?:this|the|our) (?:group|chat|channel)|(?:this|the|our) (?:group|chat|channel)(?:'s)?|\bin here\b"
_HOURS = r"(?:免打扰|勿扰|静音|安静)(?:时段|时间段?|模式|功能|设置)?|(?:quiet|silent) (?:hours?|time|mode)|do[ -]not[ -]disturb(?: hours| mode)?|\bdnd\b"
_PLEA = (
    r"(?:请)?(?:别|不要|勿|请勿|不许|别再|不要再|停止)(?:来|再|随便)*(?:打扰|打搅|吵|烦|骚扰)(?:到)?(?:我们?|大家|人)?|"
    r"(?:别|不要|勿|请勿|停止)(?:再|随便|往|在|给|向|对|我们?|大家|本群|群里|这里)*(?:发送?|推送?|弹)(?:任何|出)*(?:通知|消息|推送|提醒|信息)|"
    r"(?:please )?(?:don'?t|do not|never|stop) (?:disturb|bother|message|notify|ping|text|wake)(?:ing)?(?: (?:me|us|anyone|anybody|people)\b)?|"
    r"(?:please )?(?:(?:don'?t|do not|never) (?:post|send)|stop (?:posting|sending)|no)(?: (?:me|us|anything|any|posts|messages|notifications|notices|pings|alerts)\b)*|"
    r"(?:please )?(?:hold|mute|silence)(?: (?:all|my|your|our|the))* (?:messages|notifications|posts|notices|alerts)|(?:please )?(?:be|stay|keep) (?:quiet|silent)"
)
_AROUND = pattern(
    rf"(?P<plea>{_HOURS}|{_PLEA})|{_GROUP}|"
    r"每[天日晚]|天天|从现在起|以后|今后|从今天起|平时|请|麻烦|帮我|给我|我们?的?|大家|把|将|设置?(?:成|为|置为)?|设定为?|改(?:成|为)|调(?:成|为)|定(?:成|为)|开始|开启|打开|启用|开|"
    r"之间|期间|这?段时间|这个?时段|的时候|内|里|都|就|之后|以后|后|过后|起|从|自|在|是|为|的|了|一下|"
    r"\b(?:every (?:day|night|evening)|daily|nightly|each (?:day|night)|from now on|please|set|make|change|turn on|enable|use|my|our|the|your|to|from|between|after|past|starting|start(?:s|ing)? at|at|on|are|is|as|be|here|each|during)\b|[ ,:;.!~=-]+"
)
_BETWEEN = pattern(
    r" ?(?:到了?|至|~|—|–|-|\bto\b|\btill?\b|\buntil\b|\band\b|through) ?(?:the )?(?:第二天|次日|隔天|明|翌日|next (?:day|morning) )?(?:at )?(?:的)?"
)
_ONWARD = pattern(r" ?(?:之后|以后|过后|后|开始|起)")
_AFTER = pattern(r"(?:\bafter|\bpast|\bfrom|\bstarting(?: at)?|从|自|过了) ?$")
_BARE = pattern(r"(?P<h>\d{1,2})(?= to )")
_SAID_ONWARD = pattern(r"(?:以后|之后)$")
_SAYS = pattern(
    rf"{_HOURS}|打扰|打搅|骚扰|吵|烦|别|不要|勿|停止|don'?t|do not|never|stop|\bno\b|hold|mute|silence|quiet|silent"
)
_IN_GROUP = pattern(_GROUP)
_OFF_HAN = r"(?:取消|关闭|关掉|关了?|不要|不用|不需要|去掉|去除|删除?|解除|停用|退出|清除|没有)"
_OFF = pattern(
    rf"(?:(?P<a>{_GROUP})(?:的)?)?(?:把)?(?:我的?)?{_OFF_HAN}(?:掉|我的?|(?P<b>{_GROUP}))*(?:的)?(?:{_HOURS})(?:了|吧)?|"
    rf"(?:把|将)?(?:(?P<c>{_GROUP})|我)?(?:的)?(?:{_HOURS})(?:给我)?(?:取消|关闭|关掉|关了|去掉|删掉|删除|解除|停用|清除)(?:掉|了|吧)?|"
    rf"(?:no(?: more)?|turn off|disable|cancel|remove|clear|stop|delete|end|drop)(?: (?:the|my|our|any|all|this (?:group|chat)'s|the group's))* (?:{_HOURS})(?: (?P<d>{_GROUP}|here))?(?: any ?more| please)?|"
    rf"turn (?:the |my |our )?(?:{_HOURS})(?: (?P<e>{_GROUP}))? off|(?:my |our )?(?:{_HOURS}):? off(?: (?P<f>{_GROUP}))?"
)
_SHOW = pattern(
    rf"(?:看看?|查看|显示|查一下)?(?:(?P<a>{_GROUP})|我)?(?:的)?(?:{_HOURS})(?:是(?:什么时候|几点|多少)|设置?(?:了)?(?:没有?|吗)|呢)?|"
    rf"(?:show |what are |when are |see )?(?:me )?(?:my |our |the )?(?:{_HOURS})(?: (?P<b>{_GROUP}))?"
)


def quiet_wish(said: Utterance, moment: Moment) -> Meaning | None:
    """Return the wish for quiet hours, for none, or to see them; None for anything else."""
    if not _SAYS.search(said.text, said.begin, said.end):
        return None
    for regex, off in ((_OFF, True), (_SHOW, False)):
        found = regex.fullmatch(said.text, said.begin, said.end)
        if found:
            of_group = any(found.groupdict().values())
            return _meaning(QuietWish(off=off, of_group=of_group), moment)
    return _window(said, moment)


def _window(said: Utterance, moment: Moment) -> Meaning | None:
    if said.end - said.begin > _LONGEST:
        return None
    for place in range(said.begin, said.end):
        stretch = _stretch_at(said, place)
        if stretch is None:
            continue
        start, end, behind = stretch
        around = f"{said.text[said.begin : place]} , {said.text[behind : said.end]}"
        return _wished(around, start, end, moment) if _is_all_of_it(around) else None
    return None


def _wished(around: str, start: Clock, end: Clock | None, moment: Moment) -> Meaning:
    begin, until = _hours(start, end) if end else (_from(start), MORNING)
    if begin == until:
        refusal = Refusal(Reason.BAD_TIME)
        return Meaning(intent=Intent.SETTINGS, locale=moment.locale, refusal=refusal)
    of_group = _IN_GROUP.search(around) is not None
    return _meaning(QuietWish(start=begin, end=until, of_group=of_group), moment)


def _meaning(wish: QuietWish, moment: Moment) -> Meaning:
    return Meaning(intent=Intent.SETTINGS, locale=moment.locale, quiet=wish)


def _stretch_at(said: Utterance, place: int) -> tuple[Clock, Clock | None, int] | None:
    """Read two times at `place`, or one that says from when on."""
    text = said.text[: said.end]
    if place and text[place - 1].isalnum() and text[place - 1].isascii() and text[place].isascii():
        return None  # in the middle of a word or a number
    first = _bare(text, place) or clock_at(text, place, bare=True)
    if first is None or isinstance(first, Wrong):
        return None
    start, behind = first
    between = _BETWEEN.match(text, behind)
    second = clock_at(text, between.end(), bare=True) if between else None
    if second and not isinstance(second, Wrong):
        return start, *second
    return (start, None, behind) if _is_onward(said, place, behind) else None


def _bare(text: str, place: int) -> tuple[Clock, int] | None:
    """Read the hour of "10 to 8", which elsewhere is ten minutes before eight."""
    found = _BARE.match(text, place)
    hour = int(found["h"]) if found else DAY
    return (Clock(hour, exact=hour == 0 or hour > NOON), found.end()) if found and hour < 24 else None


def _is_onward(said: Utterance, place: int, behind: int) -> bool:
    """Say whether a time alone is one from which on it is to be quiet."""
    text = said.text
    said_so = _SAID_ONWARD.search(text[place:behind]) or _ONWARD.match(text, behind, said.end)
    return bool(said_so or _AFTER.search(text[said.begin : place]))


def _is_all_of_it(around: str) -> bool:
    """Say whether the rest of the sentence asks for quiet, and for nothing else."""
    asks = any(found["plea"] for found in _AROUND.finditer(around))
    return asks and not _AROUND.sub("", around).strip()


def _hours(start: Clock, end: Clock) -> tuple[time, time]:
    """Return what two times say together: of the halves of the day that are open the shortest stretch.

    Of two that are as long the night, where the hour falls ("10 to 8"), else the times as they stand.
    """
    falls = end.hour < start.hour < NOON

    def length_and_rank(pair: tuple[time, time]) -> tuple[int, bool]:
        return _minutes_between(*pair), (pair[0].hour >= NOON) is not (falls or start.hour >= NOON)

    return min(product(_halves(start), _halves(end)), key=length_and_rank)


def _from(clock: Clock) -> time:
    """Return the time from which on it is quiet: a bare 6 to 11 is in the evening."""
    return _halves(clock)[-1 if 6 <= clock.hour < NOON else 0]


def _halves(clock: Clock) -> tuple[time, ...]:
    """Return the times that a bare hour stands for, or the one that is said."""
    if clock.part is not None or clock.exact:
        return (settled(clock).time.replace(second=0),)
    early = clock.hour % NOON
    halves = time(early, clock.minute), time(early + NOON, clock.minute)
    return halves[::-1] if clock.hour == NOON else halves


def _minutes_between(start: time, end: time) -> int:
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return minutes % DAY or DAY
