# ruff: noqa: E501 - a pattern is easier to read on one line
"""Days that come again: 每天, 每周一三五, 隔天, 工作日, every other Friday, Mondays, weekdays."""

from bot.chat.language.clock_phrases import Part
from bot.chat.language.day_names import HAN_WEEKDAY, HAN_WEEKDAYS, WEEK, WEEKDAY, weekday_of
from bot.chat.language.day_phrases import Cycle, Missing
from bot.chat.language.dayparts import PARTS
from bot.chat.language.months import month_cycle_at
from bot.chat.language.months_english import month_cycle_in_english_at
from bot.chat.language.numbers import NUMBER, ORDINALS, SEVERAL, WORD, number
from bot.chat.language.phrases import Phrase, Rule, Wrong, first_match
from bot.chat.language.spans import Found, pattern, span_of
from scheduler.days import EveryDays, EveryWeeks, LegalDay, LegalDays, MonthDays
from scheduler.errors import Reason

MONDAY_TO_FRIDAY = EveryWeeks((1, 2, 3, 4, 5))
WEEKEND = EveryWeeks((6, 7))
_HAN_PARTS = {"早": Part.MORNING, "晨": Part.MORNING, "晚": Part.EVENING, "夜": Part.NIGHT}
_MOST_DAYS = 3660  # ten years, as for intervals


def cycle_at(text: str, place: int) -> Phrase | None:
    return (
        first_match(_OFTEN, text, place)
        or month_cycle_at(text, place)
        or month_cycle_in_english_at(text, place)
        or first_match(_RULES, text, place)
    )


def weekdays_in(words: str) -> tuple[int, ...]:
    """Return the weekdays of a list with ranges, Chinese or English: 一到五, 一三五, mon-wed and fri."""
    if words == "mwf":
        return (1, 3, 5)
    if words.isdigit():
        return tuple(sorted({int(digit) for digit in words}))
    days: list[int] = []
    is_range = False
    for token in _TOKENS.findall(words):
        if token in _RANGES:
            is_range = True
            continue
        day = HAN_WEEKDAYS.get(token) or weekday_of(token)
        days += _between(days[-1], day) if is_range and days else [day]
        is_range = False
    return tuple(sorted(set(days)))


def _between(first: int, last: int) -> list[int]:
    """Return the weekdays after `first` up to `last`, over the weekend where need be."""
    return [(first + step - 1) % 7 + 1 for step in range(1, (last - first) % 7 + 1)]


_RANGES = frozenset({"到", "至", "-", "~", "to", "through", "thru"})
_TOKENS = pattern(rf"{WEEKDAY}|{HAN_WEEKDAY}|到|至|-|~|\bto\b|\bthrough\b|\bthru\b")


def _daily(found: Found) -> Phrase:
    part = _HAN_PARTS.get(found.groupdict().get("part") or "")
    return Cycle(EveryDays(), span_of(found), part)


def _daily_en(found: Found) -> Phrase:
    word = found.groupdict().get("part")
    return Cycle(EveryDays(), span_of(found), PARTS[word] if word else None)


def _weekly(found: Found) -> Phrase | None:
    weekdays = weekdays_in(found["days"])
    return Cycle(EveryWeeks(weekdays), span_of(found), PARTS.get(found.groupdict().get("part") or ""))


def _next_few(found: Found) -> Phrase:
    """Read "the next three Mondays": so many of them."""
    days = MONDAY_TO_FRIDAY if found["work"] else EveryWeeks(weekdays_in(found["days"]))
    return Cycle(days, span_of(found), count=number(found["n"]))


def _weekdays(found: Found) -> Phrase:
    return Cycle(MONDAY_TO_FRIDAY, span_of(found), PARTS.get(found.groupdict().get("part") or ""))


def _weekends(found: Found) -> Phrase:
    return Cycle(WEEKEND, span_of(found), PARTS.get(found.groupdict().get("part") or ""))


def _legal(found: Found) -> Phrase:
    return Cycle(LegalDays(LegalDay.WORKING), span_of(found))


def _holidays(found: Found) -> Phrase:
    return Cycle(LegalDays(LegalDay.HOLIDAY), span_of(found))


def _days_off(found: Found) -> Phrase:
    return Cycle(LegalDays(LegalDay.NOT_WORKING), span_of(found))


def _trading_days(found: Found) -> Phrase:
    """Monday to Friday without the legal days off: exchanges keep no make-up weekends."""
    return Cycle(MONDAY_TO_FRIDAY, span_of(found), skips_holidays=True)


def _which_holidays(found: Found) -> Phrase:
    return Cycle(None, span_of(found), missing=Missing.HOLIDAYS)


def _no_such_weekday(found: Found) -> Phrase:
    return Wrong(Reason.IMPOSSIBLE_DATE, span_of(found), "每周日")


def _every_days(found: Found) -> Phrase | None:
    groups = found.groupdict()
    bare = (groups.get("bare") or "").partition("天")[0]
    count = number(groups.get("n") or bare) if groups.get("n") or bare else 2
    apart = bool(groups.get("apart"))
    if apart and count == 1:
        count = 2
    return _stepped(
        found, count, is_rounded=apart and bool(groups.get("n")) and groups["n"] not in {"一", "1"}
    )


def _stepped(found: Found, count: int, *, is_rounded: bool = False) -> Phrase:
    if not 1 <= count <= _MOST_DAYS:
        reason = Reason.INTERVAL_TOO_SHORT if count < 1 else Reason.BAD_TIME
        return Wrong(reason, span_of(found), "每天" if "天" in found.group() else "every day")
    return Cycle(EveryDays(count), span_of(found), is_rounded=is_rounded, anchored=count > 1)


def _nth_day(found: Found) -> Phrase:
    """Read "every third day": as many days apart."""
    word = found["nth"]
    return _stepped(found, ORDINALS.get(word) or int(word[:-2]))


def _every_weeks(found: Found) -> Phrase:
    groups = found.groupdict()
    words = groups.get("n") or groups.get("n2")
    count = (ORDINALS.get(words) or number(words)) if words else 2
    apart = bool(groups.get("apart") or groups.get("apart2"))
    if apart and count == 1:
        count = 2
    return _weeks(found, count, is_rounded=apart and bool(words) and words not in {"一", "1"})


def _weeks(found: Found, count: int, *, is_rounded: bool = False) -> Phrase:
    words = found.groupdict().get("days")
    if not 1 <= count <= _MOST_DAYS // 7:
        return Wrong(Reason.BAD_TIME, span_of(found), "每周一" if "周" in found.group() else "every Monday")
    if not words:
        days = EveryWeeks((1,), count)  # for the step; the weekday is asked for
        return Cycle(days, span_of(found), missing=Missing.WEEKDAY, anchored=count > 1)
    days = EveryWeeks(weekdays_in(words), count)
    return Cycle(days, span_of(found), is_rounded=is_rounded, anchored=count > 1)


def _times_a_week(found: Found) -> Phrase:
    """So many times a week says on which days no more than "every week" does."""
    often = found.groupdict().get("n") not in {"一", "1", "one", "once"}
    return Cycle(EveryWeeks((1,)), span_of(found), missing=Missing.WEEKDAYS if often else Missing.WEEKDAY)


def _half_monthly(found: Found) -> Phrase:
    return Cycle(MonthDays((1, 15)), span_of(found), missing=Missing.MONTH_DAYS)


def _other_weekday(found: Found) -> Phrase:
    """Read "every other Friday", "every third Friday" without a month: so many weeks apart."""
    word = found["nth"]
    return _weeks(found, 2 if word in {"other", "alternate"} else ORDINALS[word])


_LIST = (
    rf"(?P<days>[1-7]{{2,7}}(?![\d:点时个])|{HAN_WEEKDAY}(?:(?:到|至|-|~)(?:每?{WEEK})?{HAN_WEEKDAY})?"
    rf"(?:(?:[、,和及与跟/]|以及)?(?:每?{WEEK})?{HAN_WEEKDAY}(?![个条])(?:(?:到|至|-|~){WEEK}?{HAN_WEEKDAY})?){{0,8}})"
    r"(?!报)"
)
_LONG_LIST = _LIST.replace("{0,8}", "{1,8}")
_RANGE = rf"(?P<days>{HAN_WEEKDAY}(?:到|至|-|~){WEEK}?{HAN_WEEKDAY}(?:[、,和及]{WEEK}?{HAN_WEEKDAY})?)"
_AND = r"(?:\.?,? ?(?:,|/|&|\+|-|to|through|thru|and|, and|, or) ?| )(?:on )?(?:every )?"
_DAYS_EN = rf"(?P<days>{WEEKDAY}s?(?:{_AND}{WEEKDAY}s?(?![a-z])){{0,6}})(?![a-z])"
_DAYS_MANY = rf"(?P<days>{WEEKDAY}s?(?:{_AND}{WEEKDAY}s?(?![a-z])){{1,6}})(?![a-z])"
_PLURAL = (
    rf"(?P<days>(?:mon|tues|wednes|thurs|fri|satur|sun)days(?:{_AND}{WEEKDAY}s?(?![a-z])){{0,6}})(?![a-z])"
)
_PARTS_MANY = r"(?P<part>mornings|afternoons|evenings|nights)"
_PARTS_EN = r"(?P<part>mornings?|afternoons?|evenings?|nights?)"
_WEEKS_EN = rf"every (?P<n>{SEVERAL}(?= weeks)|(?:third|3rd|fourth|4th|fifth|5th)(?= week\b)) weeks?|(?:every|each) (?:other|second|2nd|alternate) week|bi-?weekly|fortnightly|(?:every|each|once a|once per) fortnight"
_ORD = r"(?P<nth>other|alternate|second|2nd|third|3rd|fourth|4th)"
_OFTEN: tuple[Rule, ...] = (
    (pattern(rf"(?:每(?:个|一)?{WEEK}|[一1]个?{WEEK})(?:内|里)?(?P<n>{NUMBER})[次回遍](?!性)"), _times_a_week),
    (pattern(rf"(?P<n>once|twice|thrice|a couple of|a few|several|\d|{WORD})(?: times?)? (?:a|per|each|every) week\b(?!,? on)"), _times_a_week),
    (pattern(r"每(?:隔)?半个?(?:月)|(?:twice|two times|2 times|2x) (?:a|per|each|every) month\b(?!,? on)|bi-?monthly\b|semi-?monthly\b(?!,? on)|every half (?:a )?month\b"), _half_monthly),
    (pattern(r"(?:每(?:个)?月|[一1]个?月)(?P<n>[两二三四2-9])[次回遍]"), _half_monthly),
    (pattern(r"(?P<n>three|four|\d) times (?:a|per|each|every) month\b(?!,? on)"), _half_monthly),
    (pattern(r"(?:on )?(?:every|each) (?P<nth>\d{1,2}(?:st|nd|rd|th)|second|third|fourth|fifth) day\b(?! of)"), _nth_day),
    (pattern(r"(?:on )?(?:every |each )?(?:other|alternate|alternating|second|2nd) (?:weekdays?|(?:working|work|business) ?days?)\b(?! of)"), _times_a_week),
)  # fmt: skip
_RULES: tuple[Rule, ...] = (
    (pattern(rf"每(?:个)?(?:逢)?{WEEK}(?:[八九](?!点)|[089](?![\d点:]))"), _no_such_weekday),
    # Working days and holidays
    (
        pattern(
            r"(?:每(?:个|逢)?|在)?(?:(?:中国)?法定(?:的)?工作日|中国(?:的)?工作日|上班日|"
            r"工作日\(法定\)|工作日\(?(?:含|包括|包含|算上)(?:调休|补班)(?:日|工作日)?\)?)"
        ),
        _legal,
    ),
    (pattern(r"(?:每(?:个|一个|逢)?)?交易日"), _trading_days),
    (pattern(r"(?:on )?(?:every|each|all)? ?trading days?\b"), _trading_days),
    (pattern(r"(?:每(?:个|逢)?)?(?:非工作日|休息日)"), _days_off),
    (pattern(r"(?:每(?:个|逢)?)?法定(?:节假日|假日|假期)(?:的?每天)?"), _holidays),
    (pattern(r"(?:每(?:个|逢)?|逢)(?:节假日|假期|节日)|节假日(?=每天|早|上午|中午|下午|晚|\d|提醒)(?:每天)?"), _which_holidays),
    (pattern(r"(?:on|during|every|each|all) (?:the )?holidays?\b"), _which_holidays),
    (pattern(r"(?:每(?:个|一个|逢|到)?|逢)?工作日(?:每天|每日|的话|的)?(?!历)"), _weekdays),
    (pattern(r"(?:on |every |each |all )?(?:(?:chinese )?(?:legal|statutory|official)(?: chinese)? (?:working|work|business) ?days?|chinese (?:working|work|business) ?days?)(?: only)?\b"), _legal),
    (pattern(r"(?:on )?(?:every|each|all) (?:chinese )?(?:public|legal|bank|national|statutory) holidays?\b"), _holidays),
    (pattern(rf"(?:on )?(?:every |each |all )?(?:weekdays|(?:working|work|business) ?days|weekday(?= (?:mornings|afternoons|evenings|nights)))(?: only)?(?: {_PARTS_EN})?\b(?! of)"), _weekdays),
    (pattern(r"(?:on )?(?:every |each )?week(?P<part>nights?)\b"), _weekdays),
    (pattern(rf"(?:on )?(?:every |each )(?:weekday|(?:working|work|business) ?day)(?: {_PARTS_EN})?\b(?! of)"), _weekdays),
    (pattern(rf"(?:on )?(?:every |each )?weekend {_PARTS_MANY}\b"), _weekends),
    (pattern(r"(?:on )?(?:every |each |all )?weekends\b|(?:on )?(?:every |each )weekend\b"), _weekends),
    (pattern(r"(?:每(?:个|逢)?|逢)(?:周末|双休日?)(?:的?每天)?|周末的?(?:每天|都)"), _weekends),
    # Every n
    (pattern(rf"(?:每(?P<apart>间?隔)|每)(?P<n>{NUMBER})(?:天|日| ?days?\b)(?:[一1]次(?=[,早上下晚中(\d]))?的?|(?P<bare>(?:[二两三四五六七八九十]|\d{{1,2}})天[一1]次)"), _every_days),
    (pattern(rf"(?P<apart>隔)(?P<n>{NUMBER})天|隔(?:一)?[天日]|每隔[天日]"), _every_days),
    (pattern(rf"(?:每?(?P<apart>隔)|每)(?P<n>{NUMBER})个?{WEEK}的?(?:每?{WEEK})?{_LIST}"), _every_weeks),
    (pattern(rf"(?:每?隔(?:一)?个?{WEEK}的?|每?逢?[双单]周的?)(?:{WEEK}?){_LIST}"), _every_weeks),
    (pattern(rf"(?:每(?P<apart>隔)|每)?(?P<n>{NUMBER})个?{WEEK}[一1]次的?|(?:每(?P<apart2>隔)|每)(?P<n2>{NUMBER})个?{WEEK}|每?隔(?:一)?个?{WEEK}|每双周|双周(?=$|[ ,.吧一])"), _every_weeks),
    # Listed weekdays
    (pattern(rf"(?:每(?:个|一个|逢|到|回)?|逢|周(?={WEEK}[一二三四五六日天])){WEEK}的?(?:{WEEK})?{_LIST}(?:的?每天)?"), _weekly),
    (pattern(rf"从?{WEEK}{_RANGE}(?:的?每天|每日)?"), _weekly),
    (pattern(rf"{WEEK}{_LONG_LIST}(?:的?每天)?"), _weekly),
    (pattern(rf"每(?:个|一)?{WEEK}"), lambda found: Cycle(None, span_of(found), missing=Missing.WEEKDAY)),
    # Daily
    (pattern(r"(?:以后|之后|今后)?每(?:一)?(?P<part>早|晨|晚|夜)(?!会|报|餐|饭)上?"), _daily),
    (pattern(r"每(?=中午|早上|晚上|上午|下午|凌晨|傍晚|清晨)|every (?=noon\b|midday\b|midnight\b)"), _daily),
    (pattern(r"(?:以后|之后|今后)?(?:(?:每(?:一)?|[一1](?=天[一两二三四五1-9]次))[天日](?:的)?(?:[一两二三四五1-9]次(?!性))?|天天|日日)"), _daily),
    # English
    (pattern(rf"(?:on )?(?:every |(?=alternate))(?:single )?{_ORD} {_DAYS_EN}(?: {_PARTS_EN}\b)?"), _other_weekday),
    (pattern(r"(?:on )?(?:every|each) (?:other|alternate) day\b|(?:on )?alternat(?:e|ing) days\b"), _every_days),
    (pattern(rf"every (?P<n>{SEVERAL}) days\b"), _every_days),
    (pattern(rf"(?:{_WEEKS_EN}),? (?:on )?{_DAYS_EN}"), _every_weeks),
    (pattern(rf"(?:{_WEEKS_EN})\b"), _every_weeks),
    (pattern(rf"(?:weekly|every week|each week|(?:once|twice|(?:two|three|four|five|\d) times) (?:a|per|each|every) week),? (?:on )?{_DAYS_EN}"), _weekly),
    (pattern(rf"(?:on )?(?:every |each |each and every )(?:single )?{_DAYS_EN}(?: {_PARTS_EN}\b)?(?!-)"), _weekly),
    (pattern(rf"(?:on )?{_PLURAL}(?: {_PARTS_EN}\b)?"), _weekly),
    (pattern(rf"(?:on |for )?the (?:next|following|coming) (?P<n>{SEVERAL}) (?:(?P<days>{WEEKDAY})s|(?P<work>(?:week|working |work|business )days))\b"), _next_few),
    (pattern(rf"(?:on )?(?P<days>{WEEKDAY}) {_PARTS_MANY}\b"), _weekly),
    (pattern(r"(?:on )?(?P<days>mwf)\b"), _weekly),
    (pattern(rf"(?:on |from )?{_DAYS_MANY}"), _weekly),
    (pattern(r"(?:on |from )?m(?:o(?=[-–]))?(?:-|–| to )f(?:r(?=\b))?\b"), _weekdays),
    (pattern(r"(?:every week|weekly|each week|once a week)\b"), lambda found: Cycle(None, span_of(found), missing=Missing.WEEKDAY)),
    (pattern(r"(?:each and every|every|each) ?(?:single )?(?P<part>morning|afternoon|evening|night)\b"), _daily_en),
    (pattern(rf"(?:on |in the )?{_PARTS_MANY}\b(?! out| off| before)"), _daily_en),
    (pattern(r"(?:every ?(?:single )?day|each day|daily|(?:once|twice|three times|\d times) (?:a|per|every) day|(?P<part>nightly)(?= at))\b(?! of)|on a daily basis\b|day in,? day out\b|(?:7|seven) days a week\b|all days\b|(?:all )?(?:a?round the clock|24/7)|day and night\b|each and every day\b|every day of the week\b|(?:once|twice|thrice|\dx|(?:two|three|four|\d) times) (?:daily|each day)\b"), _daily_en),
)  # fmt: skip
