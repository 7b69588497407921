# ruff: noqa: E501 - a pattern is easier to read on one line
"""What a field becomes: the new value of an edit, read as a schedule, a zone, a place or a text."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.chat.language.clock import clock_at
from bot.chat.language.clock_phrases import Clocks
from bot.chat.language.doubts import Doubt
from bot.chat.language.durations import length_at
from bot.chat.language.fitting import coherent
from bot.chat.language.grammar import readings_of
from bot.chat.language.intervals import SHORTEST
from bot.chat.language.meaning import Changes, Place, PostTo, ScheduleChange
from bot.chat.language.new_groups import new_group_of
from bot.chat.language.once import Moment
from bot.chat.language.phrases import Interval, Phrase, Wrong, Zone
from bot.chat.language.plan import plan_of
from bot.chat.language.restated import restated_at
from bot.chat.language.settle import settled
from bot.chat.language.spans import Span, pattern
from bot.chat.language.stretch import Stretch, stretch_at
from bot.chat.language.utterance import Utterance
from bot.chat.language.zones import zone_at
from scheduler.errors import Reason, Refused

_FRONT = pattern(
    r"(?:[ ,:]|在|于|为|成|每次|只在|只|就|仅|to |at (?=every|noon|midnight)|run(?:ning)? |be |go out |it |go |repeat(?:ing)? |fire |only |just |happen )*"
)
_BACK = pattern(
    r"(?:[ ,.]|一次|一遍|(?:才|再)?各?(?:执行|运行|发送?|推送?|跑|提醒|触发|播报)(?:一次|我)?|吧|好了|就行|就好|即可|开始(?=吧)|左右|就?够了|就可以了?|[吗么]|(?:给)?我(?=$|[ 吧])|(?<=[点分半刻\d])开始|的频率|的时候| instead| please| from now on| sharp| now)+$"
)
_BARE_HOUR = pattern(r"\d{1,2}$")
_HERE = pattern(
    r"(?:本|这个?|当前|咱们?这个?|我们这个?)(?:群聊?|聊天|会话)(?:里|中|内)?(?:发|推送)?来?|群里面?|(?:这里|这儿|这边)来?|(?:to )?(?:this|the current|our) (?:chat|group|channel|conversation)|here|(?:the )?group(?: here)?"
)
_SELF = pattern(
    r"(?:只|就|仅)?(?:发)?(?:给|到)?(?:我)(?:自己|本人|个人)?(?:一个人)?(?:的)?(?:私聊|私信|单聊|个人聊天|这里|私人聊天|个人会话)?(?:就行|就好)?|私聊|私信|单聊|个人聊天|(?:to )?(?:only )?(?:me|myself|my (?:dm|dms|personal chat|private chat|inbox))(?: only| alone| privately| directly| in private| personally)?|(?:a )?(?:dm|private chat|private message)"
)
_ONCE = pattern(r" ?(?:跑|发|执行|运行)?(?:一|1)[次回遍]")
_OTHER = pattern(
    r"(?:另一?个|别的|其他|其它|另外一?个|换个|换一个)(?:群聊?|地方|会话|聊天)(?:里)?|(?:another|a different|some other) (?:group|chat|channel|place)|elsewhere|somewhere else"
)
_NAMED = pattern(
    r"(?:the |our )?(?:\"(?P<quoted>[^\"]+)\"|《(?P<book>[^》]+)》)(?:这个|那个)?(?: ?(?:群聊?|group|chat|channel|会话))?(?:里|中|内)?|(?P<han>[^,;。!?\"]{1,20}?群)(?:聊)?(?:里面?|中|内)?(?:去|就行|就好|吧)*|(?:the |our )?(?:group|chat|channel|room) (?!.*\b(?:every|each|daily|weekly|tomorrow|tonight|today|at \d))(?:called |named )?\"?(?P<label>[^,;!?\"]{1,40}?)\"?|(?:the |our )?(?P<name>[^,;!?\"]{1,40}?)(?: (?:group|chat|channel|room))|#(?P<tag>[\w-]+)"
)
_ANY = pattern(r"(?P<name>.+)")
_PROPER = pattern(
    r"(?!.*\b(?:every|each|daily|weekly|tomorrow|tonight|today|at \d))[A-Z][\w&'-]*(?: [\w&'-]+){0,3}"
)
_OUTSIDE = pattern(
    r"(?:instagram|insta|ig|twitter|x|facebook|fb|linkedin|tiktok|youtube|reddit|medium|slack|discord|telegram|whatsapp|github|gitlab|jira|notion|confluence|wordpress|hacker news|hn|product hunt|wechat|weibo|douyin|xiaohongshu|pinterest|threads|bluesky|mastodon|teams|zoom|google|gmail|outlook|figma|trello|asana|monday|tuesday|wednesday|thursday|friday|saturday|sunday|i)\b.*"
)
_LOOSELY = pattern(r"(?P<loose>[^,;。!?\" ]{2,12})(?:里)?")
_LATER = pattern(r".*(?:推|延|后|晚)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A schedule as said in an edit, and what of it must be refused at once."""

    schedule: ScheduleChange | None = None
    zone: str = ""
    unknown_zone: str = ""


def phrases_in(value: Utterance) -> tuple[Phrase, ...]:
    """Return the phrases that make up the whole of some words, or none."""
    text = value.source.text
    front = _FRONT.match(text, value.begin, value.end)
    for begin in dict.fromkeys((value.begin, front.end() if front else value.begin)):
        back = _BACK.search(text[: value.end], begin)
        for end in dict.fromkeys((value.end, back.start() if back else value.end)):
            phrases = _phrases(text, begin, end)
            if phrases:
                return phrases
    return ()


def _phrases(text: str, begin: int, end: int) -> tuple[Phrase, ...]:
    if begin >= end:
        return ()
    head = text[:end]
    stretch = coherent(stretch_at(head, begin), head)
    said = restated_at(head, begin)
    if said and (said.span.end > stretch.end or (said.span.end == stretch.end and said.has_first_day)):
        stretch = Stretch((said,), begin, said.span.end)
    if stretch and not head[stretch.end :].strip(" ,.!~的"):
        return stretch.phrases
    return _bare_hour(head, begin) or _so_often(head, begin) if not stretch else ()


def _so_often(text: str, begin: int) -> tuple[Phrase, ...]:
    """Read "2小时一次", and a length alone where nothing but an interval can be so long."""
    found = length_at(text, begin)
    if found is None or found[0].days or found[0].months or not _ONCE.fullmatch(text, found[1]):
        return ()
    return (Interval(found[0].elapsed, Span(begin, found[1])),) if found[0].elapsed >= SHORTEST else ()


def _bare_hour(text: str, begin: int) -> tuple[Phrase, ...]:
    """Read "10" as an hour: after "move it to" a number is one."""
    found = _BARE_HOUR.match(text, begin)
    clock = clock_at(text, begin, bare=True) if found and int(found.group()) <= 24 else None
    return (Clocks((clock[0],), Span(begin, len(text))),) if isinstance(clock, tuple) else ()


def schedule_in(value: Utterance, moment: Moment) -> Spoken | None:
    """Read some words as a schedule, a part of one, or a zone alone."""
    phrases = phrases_in(value)
    if not phrases:
        return None
    if all(isinstance(phrase, Zone) for phrase in phrases):
        return Spoken(zone=_zone_name(phrases[-1], moment))
    unknown = next((p for p in phrases if isinstance(p, Wrong) and p.reason is Reason.UNKNOWN_ZONE), None)
    if unknown:
        return Spoken(unknown_zone=str(unknown.facts["zone"]))
    times = tuple(phrase for phrase in phrases if not isinstance(phrase, Zone))
    if len(times) == 1 and isinstance(times[0], Clocks) and len(times) < len(phrases):
        zone = next(phrase for phrase in phrases if isinstance(phrase, Zone))
        there = scheduled(value.source.original, times, moment)
        return Spoken(replace(there, phrases=phrases), zone=_zone_name(zone, moment))
    return Spoken(scheduled(value.source.original, phrases, moment))


def scheduled(said: str, phrases: tuple[Phrase, ...], moment: Moment) -> ScheduleChange:
    """Return the change that some phrases ask for, with its own readings where it is whole."""
    plan = plan_of(phrases)
    only_clock = len(plan.clocks) == 1 and not (
        plan.is_dated or plan.hours or plan.zone or plan.end or plan.start
    )
    if only_clock and len(phrases) <= 2:
        return ScheduleChange(said, phrases, clock=settled(plan.clocks[0]).time)
    if not plan.is_dated or not (plan.is_timed or plan.interval):
        return ScheduleChange(said, phrases)
    try:
        return ScheduleChange(said, phrases, readings=readings_of(phrases, moment))
    except (Doubt, Refused):
        return ScheduleChange(said, phrases)


def interval_in(value: Utterance, moment: Moment) -> Spoken | None:
    """Read a mere length as an interval: what 间隔 and "the interval" become."""
    text = value.source.text[: value.end]
    found = length_at(text, value.begin)
    if found is None or found[0].days or found[0].months or text[found[1] :].strip(" ,.吧就行好了"):
        return None
    if found[0].elapsed < SHORTEST:
        return None
    interval = Interval(found[0].elapsed, Span(value.begin, found[1]))
    return Spoken(scheduled(value.source.original, (interval,), moment))


def _zone_name(phrase: Phrase, moment: Moment) -> str:
    return (phrase.name or moment.zone) if isinstance(phrase, Zone) else moment.zone


def zone_in(value: Utterance, moment: Moment) -> Spoken | None:
    """Read some words as a zone, the word "time" left out or not."""
    words = value.source.text[value.begin : value.end].strip(" ,.\"'")
    for text in (words, f"{words}时间", f"{words} time"):
        zone = zone_at(text, 0)
        if isinstance(zone, Zone) and zone.span.end == len(text):
            return Spoken(zone=zone.name or moment.zone)
    return Spoken(unknown_zone=value.source.cut(value.begin, value.end).strip()) if words else None


def post_in(value: Utterance, *, loosely: bool = False, by_capital: bool = False) -> PostTo | None:
    """Read some words as a place to post to.

    `loosely` takes a single word without the word "group", `by_capital` what is written as a name is.
    """
    source, words = value.source, value.source.text[value.begin : value.end].strip(" ,.")
    begin = (
        value.begin
        + len(value.source.text[value.begin : value.end])
        - len(value.source.text[value.begin : value.end].lstrip(" ,."))
    )
    if new := new_group_of(source, begin, words):
        return new
    if _HERE.fullmatch(words):
        return PostTo(Place.THIS_CHAT)
    if _SELF.fullmatch(words):
        return PostTo(Place.SELF)
    if _OTHER.fullmatch(words):
        return PostTo(Place.NAMED_CHAT)
    found = _NAMED.fullmatch(words) or (_LOOSELY.fullmatch(words) if loosely else None)
    if found is None and by_capital and _is_proper(source.cut(begin, begin + len(words))):
        found = _ANY.fullmatch(words)
    if found is None:
        return None
    group = next(name for name, text in found.groupdict().items() if text)
    start, end = found.span(group)
    return PostTo(Place.NAMED_CHAT, source.cut(begin + start, begin + end).strip())


def _is_proper(typed: str) -> bool:
    """Say whether it is written like the name of a group, and is no place outside: post it to Launch crew."""
    return bool(_PROPER.fullmatch(typed)) and not _OUTSIDE.fullmatch(typed.lower())


def text_in(value: Utterance) -> str:
    """Return some words as they were typed, quotes off."""
    words = value.source.cut(value.begin, value.end).strip(" ,:，：。")
    pairs = {'"': '"', "“": "”", "「": "」", "『": "』", "'": "'", "《": "》"}
    return words[1:-1] if len(words) > 2 and pairs.get(words[0]) == words[-1] else words


def shift_in(way: str, value: Utterance) -> timedelta | None:
    """Read a length of time that something is put off, or brought forward."""
    text = value.source.text[: value.end].rstrip(" ,.吧")
    begin = value.begin
    while begin < len(text) and text[begin] in " ,了":
        begin += 1
    found = length_at(text, begin)
    if found is None or text[found[1] :].strip(" 吧个。.再后发跑执行运提醒送") or found[0].months:
        return None
    length = found[0].elapsed + timedelta(days=found[0].days)
    return length if _LATER.match(way) else -length


def joined(one: Changes, other: Changes, moment: Moment) -> Changes:
    """Put two changes of one task together; what is said later holds."""
    return Changes(
        schedule=_both(one.schedule, other.schedule, moment),
        name=other.name or one.name,
        prompt=other.prompt or one.prompt,
        add_to_prompt=other.add_to_prompt or one.add_to_prompt,
        post_to=other.post_to or one.post_to,
        zone=other.zone or one.zone,
        time_limit=one.time_limit if other.time_limit is None else other.time_limit,
    )


def _both(one: ScheduleChange | None, other: ScheduleChange | None, moment: Moment) -> ScheduleChange | None:
    """Put what two clauses say of the schedule together: 改到9点，周末别发."""
    if one is None or other is None or one.shift or other.shift or one.adds or other.adds:
        return other or one
    return scheduled(other.said, (*one.phrases, *other.phrases), moment)
