"""What the phrases of a stretch say as a whole."""

from dataclasses import dataclass, field, replace

from bot.chat.language.clock_phrases import Clock, Clocks, DayPart, Hours, Part, VagueTime
from bot.chat.language.day_phrases import Cycle, Day, InDays, OnDate, OnNth, OnWeekday, OpenDay
from bot.chat.language.phrases import (
    Delay,
    Early,
    End,
    Interval,
    Lasting,
    Legal,
    Phrase,
    Restated,
    Start,
    Times,
    Without,
    Wrong,
    Zone,
)
from bot.chat.language.spans import Span
from scheduler.days import Days, EveryDays, EveryWeeks, LegalDay, LegalDays, MonthDays, YearDates

DAYS = (InDays, OnWeekday, OnDate, OnNth, OpenDay)


@dataclass(slots=True)
class Group:
    """Weekdays with the times that were said after them."""

    weekdays: tuple[int, ...]
    clocks: list[Clock] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """Everything a sentence says about time. Filled by `plan_of`, then only read."""

    phrases: tuple[Phrase, ...]
    cycle: Cycle | None = None
    day: Day | None = None
    weekday: OnWeekday | None = None  # said beside the date that `day` is
    clocks: list[Clock] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    hours: Hours | None = None
    interval: Interval | None = None
    delay: Delay | None = None
    vague: VagueTime | None = None
    zone: Zone | None = None
    start: Start | None = None
    end: End | None = None
    times: Times | None = None
    lasting: Lasting | None = None
    without: list[Without] = field(default_factory=list)
    legal: Legal | None = None
    early: Early | None = None
    restated: Restated | None = None

    @property
    def is_timed(self) -> bool:
        """Say whether it tells when on a day, be it vaguely."""
        return bool(
            self.clocks or self.parts or self.hours or self.interval or self.delay or self.vague
            or (self.start and self.start.clock) or self.restated
        )  # fmt: skip

    @property
    def is_dated(self) -> bool:
        return bool(self.cycle or self.day or self.delay or self.interval or self.restated)

    @property
    def is_schedule(self) -> bool:
        return self.is_dated or self.is_timed or any(isinstance(one, Wrong) for one in self.phrases)

    @property
    def recurs(self) -> bool:
        if self.restated:
            return self.restated.once is None
        is_often = self.vague is not None and self.vague.recurs
        return bool(is_often or self.cycle or self.interval or self.lasting or (self.start and not self.day))


def plan_of(phrases: tuple[Phrase, ...]) -> Plan:
    """Gather phrases that fit together; the order among them matters for parts of the day only."""
    plan = Plan(phrases)
    for phrase in phrases:
        _gather(plan, phrase)
    _take_range(plan)
    _take_date(plan)
    _take_legal(plan)
    _take_weekend(plan)
    _share_parts(plan)
    return plan


def is_timed(phrases: tuple[Phrase, ...]) -> bool:
    """Say whether phrases tell when on a day, be it a time that cannot be."""
    return plan_of(phrases).is_timed or any(isinstance(phrase, Wrong) for phrase in phrases)


def _begin_pairs(plan: Plan, first: OnWeekday) -> None:
    """Take "周一9点和周四15点" for a weekly rule: one date has one day."""
    days = EveryWeeks((first.weekday,))
    plan.cycle, plan.day = Cycle(days, first.span), None
    plan.groups.append(Group(days.weekdays, list(plan.clocks)))


def _take_range(plan: Plan) -> None:
    """Let a day before an end be the start: 5月1号到7号."""
    if plan.day and plan.end and plan.end.day and not plan.start:
        plan.start, plan.day = Start(plan.day, None, plan.day.span), None
    first, last = plan.start and plan.start.day, plan.end and plan.end.day
    if isinstance(first, OnDate) and isinstance(last, OnDate) and last.month is None and last.months is None:
        day = replace(last, month=first.month, months=first.months)
        plan.end = replace(plan.end, day=day) if plan.end else None


def _gather(plan: Plan, phrase: Phrase) -> None:
    match phrase:
        case Cycle():
            _add_cycle(plan, phrase)
        case InDays() | OnDate() | OnNth() | OpenDay() | OnWeekday():
            _add_day(plan, phrase)
        case Clocks(times):
            _add_clocks(plan, times)
        case DayPart(parts):
            plan.parts += [part for part in parts if part not in plan.parts]
        case Without():
            plan.without.append(phrase)
        case _:
            _set(plan, phrase)


def _add_clocks(plan: Plan, times: tuple[Clock, ...]) -> None:
    """Add times; the part of the day that stands before them is theirs."""
    clocks = list(times)
    if plan.parts and clocks[0].part is None and not _is_fixed(clocks[0]):
        both = len(plan.parts) == 2 and len(clocks) == 1
        clocks = [replace(clocks[0], part=part) for part in (plan.parts if both else plan.parts[-1:])]
        clocks += times[1:]
        plan.parts = []
    plan.clocks += clocks
    if plan.groups:
        plan.groups[-1].clocks += clocks


def _set(plan: Plan, phrase: Phrase) -> None:
    match phrase:
        case Hours():
            plan.hours = _hours_with(phrase, plan.parts)
        case Interval():
            plan.interval = phrase
        case Delay():
            plan.delay = phrase
        case VagueTime():
            plan.vague = phrase
        case Zone():
            plan.zone = phrase
        case Start():
            plan.start = phrase
        case End():
            plan.end = phrase
        case Times():
            plan.times = phrase
        case Lasting():
            plan.lasting = phrase
        case Legal():
            plan.legal = phrase
        case Early():
            plan.early = phrase
        case Restated():
            plan.restated = phrase


def _hours_with(hours: Hours, parts: list[Part]) -> Hours:
    """Give the part of the day that stands before a window to its start: 每晚10点到早上6点."""
    if not parts or hours.start.part is not None or _is_fixed(hours.start):
        return hours
    part = parts.pop()
    is_shared = hours.end.part is None and not hours.end.exact and hours.start.hour < hours.end.hour < 12
    end = replace(hours.end, part=part) if is_shared else hours.end
    return replace(hours, start=replace(hours.start, part=part), end=end)


def _add_cycle(plan: Plan, phrase: Cycle) -> None:
    if phrase.part:
        plan.parts.append(phrase.part)
    if phrase.is_weekly_only and isinstance(plan.day, OnWeekday):
        _begin_pairs(plan, plan.day)
    if isinstance(phrase.days, EveryWeeks) and phrase.missing is None:
        plan.groups.append(Group(phrase.days.weekdays))
    plan.cycle = phrase if plan.cycle is None else _merged(plan.cycle, phrase)


def _merged(one: Cycle, other: Cycle) -> Cycle:
    """Join two cycles of a kind; every day beside another rule says nothing more."""
    if one.is_weekly_only or other.is_weekly_only:
        return _with_step(one, other)
    if one.days == EveryDays() or other.days is None:
        return other
    days = one.days
    match one.days, other.days:
        case EveryWeeks(), EveryWeeks():
            days = replace(one.days, weekdays=one.days.weekdays + other.days.weekdays)
        case MonthDays(), MonthDays():
            days = replace(one.days, days=one.days.days + other.days.days)
        case YearDates(), YearDates():
            days = YearDates(one.days.dates + other.days.dates)
    return replace(one, days=days, span=other.span)


def _with_step(one: Cycle, other: Cycle) -> Cycle:
    """Join "every week" to the days that stand beside it: 每周 Mon/Wed/Fri."""
    every, named = (one, other) if one.is_weekly_only else (other, one)
    if isinstance(every.days, EveryWeeks) and isinstance(named.days, EveryWeeks) and named.missing is None:
        return replace(named, days=replace(named.days, step=every.days.step), anchored=every.anchored)
    return named


def _add_day(plan: Plan, phrase: Day) -> None:
    if isinstance(phrase, InDays) and phrase.part:
        plan.parts.append(phrase.part)
    if isinstance(phrase, OnWeekday) and isinstance(plan.day, OnWeekday) and plan.clocks:
        _begin_pairs(plan, plan.day)
    if isinstance(phrase, OnWeekday) and plan.cycle is not None:
        step = plan.cycle.days.step if isinstance(plan.cycle.days, EveryWeeks) else 1
        days = EveryWeeks((phrase.weekday,), step)
        added = replace(plan.cycle, days=days, span=phrase.span, missing=None)
        plan.groups.append(Group(days.weekdays))
        plan.cycle = added if plan.cycle.missing else _merged(plan.cycle, added)
    elif isinstance(phrase, OpenDay) and phrase.is_bare and plan.groups:
        _add_cycle(plan, Cycle(EveryWeeks(phrase.weekdays), phrase.span))
    elif plan.day is None or isinstance(plan.day, OnWeekday):
        plan.weekday, plan.day = plan.day, phrase
    elif isinstance(phrase, OnWeekday):
        _add_weekday(plan, plan.day, phrase)


def _add_weekday(plan: Plan, day: Day, phrase: OnWeekday) -> None:
    """Take 两周后的周一 for a day of that week; beside any other date a weekday says it again."""
    weeks, rest = divmod(day.days, 7) if isinstance(day, InDays) and not day.months else (0, 1)
    if weeks and not rest and phrase.weeks is None:
        plan.day = replace(phrase, weeks=weeks, span=Span(day.span.start, phrase.span.end))
    else:
        plan.weekday = phrase


def _take_date(plan: Plan) -> None:
    """Let a date said apart be the day of its cycle."""
    cycle, day = plan.cycle, plan.day
    if cycle is None or not isinstance(day, OnDate) or not isinstance(cycle.days, MonthDays):
        return
    days: Days = YearDates(((day.month, day.day),)) if day.month else replace(cycle.days, days=(day.day,))
    plan.cycle, plan.day = replace(cycle, days=days, missing=None, span=day.span), None


def _take_legal(plan: Plan) -> None:
    """Let "含调休的工作日" alone be the cycle."""
    if plan.legal and not (plan.cycle or plan.day or plan.delay or plan.interval):
        plan.cycle = Cycle(LegalDays(LegalDay.WORKING), plan.legal.span)


def _take_weekend(plan: Plan) -> None:
    """Let "周末" beside an interval be every weekend."""
    if isinstance(plan.day, OpenDay) and plan.day.is_bare and plan.interval and not plan.cycle:
        plan.cycle, plan.day = Cycle(EveryWeeks(plan.day.weekdays), plan.day.span), None


def _share_parts(plan: Plan) -> None:
    """Give a part of the day said apart to the times that have none, and let one reach the next."""
    if not plan.clocks:
        return
    plan.clocks = _with_parts(plan.clocks, plan.parts)
    place = 0
    for group in plan.groups:
        group.clocks = plan.clocks[place : place + len(group.clocks)]
        place += len(group.clocks)
    plan.parts = []


def _with_parts(clocks: list[Clock], parts: list[Part]) -> list[Clock]:
    shared: list[Clock] = []
    part = parts[0] if parts else None
    for clock in clocks:
        if clock.part is not None or clock.exact:
            part = clock.part or part
        elif shared and shared[-1].part is part and clock.hour <= shared[-1].hour:
            part = None
        shared.append(clock if clock.part is not None or _is_fixed(clock) else replace(clock, part=part))
    return shared


def _is_fixed(clock: Clock) -> bool:
    return clock.exact and clock.hour != 0
