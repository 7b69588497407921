# ruff: noqa: E501 - a pattern is easier to read on one line
"""From when, until when, for how long and how often."""

from datetime import timedelta
from functools import lru_cache

from bot.chat.language.clock import clock_at
from bot.chat.language.clock_phrases import Clock
from bot.chat.language.dates import date_at
from bot.chat.language.day_names import HAN_WEEKDAY, MONTH, WEEK, WEEKDAY, month_of
from bot.chat.language.day_phrases import Day, InDays, OnDate, OnWeekday, OpenDay
from bot.chat.language.durations import length_at
from bot.chat.language.left_out import left_out_at
from bot.chat.language.numbers import NUMBER, SMALL, WORD, number
from bot.chat.language.phrases import Early, End, Lasting, Phrase, Rule, Start, Times, Wrong, first_match
from bot.chat.language.spans import Found, Span, pattern, span_of


def _within(found: Found) -> Phrase:
    """Read "this week", "本月内" before a cycle: it ends with the week or the month."""
    is_week = found["unit"] in {"周", "星期", "礼拜", "week"}
    day: Day = OnWeekday(7, 0, span_of(found)) if is_week else OnDate(-1, span_of(found), months=0)
    return End(day, None, span_of(found))


def limit_at(text: str, place: int) -> Phrase | None:
    return (
        left_out_at(text, place)
        or first_match(_RULES, text, place)
        or _end_at(text, place)
        or _start_at(text, place)
        or _lasting_at(text, place)
        or _early_at(text, place)
    )


@lru_cache(maxsize=64)
def _moment(text: str, place: int) -> tuple[Day | None, Clock | None, int] | Wrong | None:
    """Read a day, a time, or both; None when there is neither."""
    day = _month_at(text, place) or date_at(text, place)
    if isinstance(day, Wrong):
        return day
    end = day.span.end if day else place
    gap = _GAP.match(text, end) if day else None
    clock = clock_at(text, gap.end() if gap else end, bare=False)
    if isinstance(clock, Wrong):
        return clock
    if clock is None:
        return (day, None, end) if day else None
    return (day, clock[0], clock[1]) if day else _before_day(text, *clock)


def _before_day(text: str, clock: Clock, end: int) -> tuple[Day | None, Clock, int]:
    """Read the day that English puts behind the time: until 3pm tomorrow."""
    gap = _BEFORE_DAY.match(text, end)
    day = date_at(text, gap.end()) if gap else None
    if day is None or isinstance(day, Wrong):
        return None, clock, end
    return day, clock, day.span.end


def _month_at(text: str, place: int) -> Day | None:
    """Read a month alone, which bounds a rule with its first day: starting in November, 从11月起."""
    found = _MONTH.match(text, place)
    if found is None:
        return None
    month = month_of(found["name"]) if found["name"] else number(found["month"])
    return OnDate(1, span_of(found), month=month) if 1 <= month <= 12 else None


def pause_end_at(text: str, place: int) -> Phrase | None:
    """Read the end of a pause, where 到 alone is enough."""
    return _end_at(text, place, loosely=True)


def _end_at(text: str, place: int, *, loosely: bool = False) -> Phrase | None:
    """Read 直到5月12号, 到月底为止, until May 12."""
    opening = _UNTIL.match(text, place)
    moment = _moment(text, opening.end() if opening else place)
    if moment is None or isinstance(moment, Wrong):
        return moment if opening else None
    day, clock, end = moment
    before = None if opening or day is None else _BEFORE.match(text, end)
    if before:
        return End(day, clock, Span(place, before.end()), is_before=not _is_last(day))
    closing = _INCLUDED.match(text, end)
    if opening is None and (closing is None or day is None or "那天" in closing.group()):
        return None
    if (
        opening
        and closing is None
        and opening.group() in {"到", "至", "~", "-"}
        and not (loosely or _AFTER_DAY.match(text, place))
    ):
        return None
    if isinstance(day, OpenDay):
        day = _last_of(day)
    return End(day, clock, Span(place, closing.end() if closing else end))


def _is_last(day: Day | None) -> bool:
    """Say whether it is the last day of a month: whoever says "before the end of the month" counts it in."""
    return isinstance(day, OnDate) and day.day < 0


def _start_at(text: str, place: int) -> Phrase | None:
    """Read 从5月6号开始, 明天起, starting May 6, from tomorrow."""
    opening = _FROM.match(text, place)
    moment = _moment(text, opening.end() if opening else place)
    if moment is None or isinstance(moment, Wrong):
        return None
    day, clock, end = moment
    closing = (_ON if opening else _ON_ALONE).match(text, end)
    if closing and clock and opening is None and _SOME_TIME_AFTER.match(text, closing.start()):
        return None  # no more than a time: 晚上10点之后提醒我
    if closing is None and isinstance(day, OnWeekday) and clock is None and _WEEKDAYS.match(text, place):
        return None
    is_alone = closing is None and (opening is None or opening.group().strip() in {"从", "自", "打"})
    if is_alone and (opening is None or day is None or not _is_followed_by_end(text, end)):
        return None
    if closing is None and day is None and opening is not None and opening.group().startswith("from"):
        return None
    if isinstance(day, OpenDay):
        day = _first_of(day)
    return Start(day, clock, Span(place, closing.end() if closing else end))


def _first_of(day: OpenDay) -> Day:
    """Return the day with which a week or a month begins: from next month."""
    if day.months is not None:
        return OnDate(1, day.span, months=day.months)
    return OnWeekday(6 if day.weekdays == (6, 7) else 1, day.weeks, day.span)


def _last_of(day: OpenDay) -> Day:
    if day.months is not None:
        return OnDate(-1, day.span, months=day.months)
    return OnWeekday(7, day.weeks, day.span)


def _is_followed_by_end(text: str, place: int) -> bool:
    """Say whether "从10月8号" goes on with "到10月10号"."""
    to = _TO.match(text, place)
    day = date_at(text, to.end()) if to else None
    return isinstance(day, InDays | OnDate) or (isinstance(day, OnWeekday) and day.weeks is not None)


def _lasting_at(text: str, place: int) -> Phrase | None:
    """Read 持续两周, 接下来3天, for the next 5 days, for a week."""
    opening = _FOR.match(text, place)
    counted = opening is not None and not _A_WHOLE.search(opening.group())
    length = length_at(text, opening.end(), counted=counted) if opening else None
    if opening is None or length is None:
        return None
    closing = _LONG_ENOUGH.match(text, length[1])
    span = Span(place, closing.end() if closing else length[1])
    return Lasting(span, int(length[0].days), int(length[0].months), length[0].elapsed)


def _early_at(text: str, place: int) -> Phrase | None:
    """Read "提前10分钟" before a word that reminds, and "an hour before" behind one."""
    opening = _EARLY.match(text, place)
    length = length_at(text, opening.end()) if opening else None
    if opening is None and text[:place].endswith(_REMIND_WHOM):
        return _early_in_english(text, place)
    if length is None or length[0].months or not _REMINDING.match(text, length[1]):
        return None
    return Early(length[0].elapsed + timedelta(days=length[0].days), Span(place, length[1]))


def _early_in_english(text: str, place: int) -> Phrase | None:
    length = length_at(text, place)
    closing = _BEFOREHAND.match(text, length[1]) if length else None
    if length is None or closing is None or length[0].months:
        return None
    return Early(length[0].elapsed + timedelta(days=length[0].days), Span(place, closing.end()))


def _times(found: Found) -> Phrase | None:
    count = number(found["n"])
    return Times(count, span_of(found)) if count else None


def _twice(found: Found) -> Phrase | None:
    return Times({"once": 1, "twice": 2}[found["word"]], span_of(found))


def _unbounded(found: Found) -> Phrase:
    """Read what says only that it goes on: from now on, until further notice."""
    return Start(None, None, span_of(found))


_ENOUGH = r"(?:就停止?|就结束|就行|就好|就够了?|即可|为止|后?(?:停止|结束))?"
_RULES: tuple[Rule, ...] = (
    (pattern(rf"(?:一共|总共|共计?|重复|只(?:要)?(?:提醒|发|跑|执行|运行|做)?|限|最多|连续)(?:提醒|执行|跑|发|做)?(?:我)?(?P<n>{NUMBER})[次遍回]{_ENOUGH}"), _times),
    (pattern(rf"(?:一共|总共|共计?)(?P<n>{NUMBER})(?:节|期|堂|场|轮|针|课)课?"), _times),
    (pattern(rf"(?:执行|提醒|跑|发|做)(?:我)?(?P<n>(?![一1][次遍回]){NUMBER})[次遍回]{_ENOUGH}(?=$|[ ,.;)])"), _times),
    (pattern(rf"(?:for |only |repeat |a total of |max(?:imum)? )?(?:only )?(?P<n>\d{{1,5}}|{WORD}) times?\b(?! (?:a|per|every|each)\b)(?: only| in total| total)?"), _times),
    (pattern(rf"(?:for |only )?(?P<n>\d{{1,5}}|{WORD}) (?:occurrences|runs)\b(?: only)?"), _times),
    (pattern(r"(?:only |just )(?P<word>once|twice)\b"), _twice),
    (pattern(rf"(?:and )?(?:stop(?:ping)?|end(?:ing)?|finish(?:ing)?) after (?P<n>\d{{1,5}}|{WORD}) (?:times|runs|occurrences|reminders|rounds)\b"), _times),
    (pattern(r"(?:from now(?: on(?:wards?)?)?|(?:starting|beginning|start|as of) (?:from )?(?:right )?now|effective immediately|starting immediately|until (?:further notice|i (?:say|tell you)(?: (?:so|stop|otherwise|to stop))?)|till (?:further notice|i (?:say|tell you)(?: (?:so|stop|otherwise|to stop))?)|indefinitely|forever)\b"), _unbounded),
    (pattern(r"(?:这|本|这个)(?P<unit>周|星期|礼拜|月)(?:之?内|里|剩下的?时间)?的?(?=每|工作日)"), _within),
    (pattern(r"(?:(?<=day )|(?<=days )|(?<=[\dm] )|(?<=[\dm], )|(?<=morning )|(?<=evening ))(?:(?:for )?the rest of )?this (?P<unit>week|month)\b"), _within),
    (pattern(r"(?:for )?the rest of (?:this|the) (?P<unit>week|month)\b"), _within),
)  # fmt: skip
_MONTH = pattern(rf"(?:in )?(?P<name>{MONTH})\b(?! ?\d)|(?P<month>{SMALL})月份?(?=起|开始|以后|之后)")
_WEEKDAYS = pattern(
    rf"(?:from |从)?(?:{WEEKDAY}|{WEEK}{HAN_WEEKDAY})(?: ?(?:to|till|until|through|-|~) ?|到|至)(?:{WEEKDAY}|{WEEK}?{HAN_WEEKDAY})(?![a-z])"
)
_AFTER_DAY = pattern(r"(?<=[号日天底末初一二三四五六])(?:到|至|~|-)")
_TO = pattern(r"(?:到|至|直到|~|-)")
_BEFORE_DAY = pattern(r" (?:on )?(?=[a-z])")
_GAP = pattern(r"[ ,的]?(?:at )?(?=.)")
_UNTIL = pattern(
    r"(?:,? ?(?:until|till|til|through|thru|up to(?: and including)?|ending(?: on)?|ends? on|(?:and )?(?:stop(?:ping)?|end(?:ing)?|finish(?:ing)?) (?:after|on)|to) |一?直到|直至|截止到?|截至|到|至(?=\d|[今明后下本这])|(?<=[号日])[~-]|持续到|坚持到|结束于)(?:the )?"
)
_INCLUDED = pattern(r"(?:为止|结束|截止|止|停止|那天)(?:了)?")
# "3月15号之前每天": what recurs comes right after, or it is a deadline.
_BEFORE = pattern(r"(?:之前|以前|前),?(?=每|天天|隔|工作日|周一[到至])")
_FROM = pattern(
    r"(?:(?:starting|beginning|start|commencing|effective)(?: from| on)? |from |as (?:of|from) |从|自从?|打)(?:the )?"
)
_SOME_TIME_AFTER = pattern(r"(?:以后|之后)(?!,?(?:每|天天|隔|工作日|周一[到至]))")
_ON = pattern(
    r"(?:开始|起|以后|之后|算起)(?:的?)| onwards?\b| on\b(?! (?:the |a )?(?:\d|[mtwfs][a-z]{2,5}day|first|last|every|each))"
)
_ON_ALONE = pattern(r"(?:开始|起|以后|之后|算起)(?:的?)| (?:onwards?)\b")
_FOR = pattern(
    r"(?:(?:for|over|during) (?:the )?(?:next |following |coming )?|(?:the )?next (?=\d|two|three|four|five|six|seven)|"
    r"(?:,)?(?:一共|共|总共)?(?:持续|坚持|连续|连着|接下来的?|接下去|未来的?|往后|为期|后面)(?:提醒|做|跑|吃|发)?(?:我)?)"
)
_A_WHOLE = pattern(r"(?:next|following|coming) $")
_LONG_ENOUGH = pattern(r"(?:就行|就好|即可|为止|后?(?:停止|结束)|的?时间|内|里)| (?:only|long)\b")
_EARLY = pattern(r"(?:都|请|记得)?提前个?|(?<=[会课车])前(?=[\d一二两三四五六七八九十半])")
_REMIND_WHOM = (" me ", " us ", " everyone ", " everybody ", " all ", " team ")
_BEFOREHAND = pattern(
    r" (?:before(?:hand)?|in advance|ahead(?: of(?: time)?)?|early|earlier|prior(?: to)?)\b(?: that(?=[ ,.!]*$))?"
)
_REMINDING = pattern(r"(?:左右)?(?:的时候)?(?:再|先|就|都|给我|来|请|麻烦)*(?:提醒|叫|喊|通知|催|告诉|发)|$")
_CLAUSE = pattern(r"(?<=[, ])[,]?(?:一共|总共|共)?(?!提前)(?:[一-鿿]{0,3}?)(?=[\d一二两三四五六七八九十半])")
_CLAUSE_TIMES = pattern(
    rf"(?<=[, ])(?:[一-鿿]{{0,3}}?)(?P<n>{NUMBER})[次遍回](?:就停止?|就结束|就行|就好|就够了?|即可|为止)?"
)


def clause_at(text: str, place: int) -> Phrase | None:
    """Read a clause of its own at the end that limits: "，吃3天", "，跑两周", "，发5次"."""
    found = _CLAUSE_TIMES.match(text, place)
    if found:
        return _times(found)
    opening = _CLAUSE.match(text, place)
    length = length_at(text, opening.end()) if opening else None
    if length is None or length[0].seconds:
        return None
    closing = _LONG_ENOUGH.match(text, length[1])
    end = closing.end() if closing else length[1]
    return Lasting(Span(place, end), int(length[0].days), int(length[0].months))
