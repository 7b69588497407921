"""Which months a rule names: every one, some of each year, or every so many."""

from scheduler.days import Days, MonthDays, MonthWeekdays, MonthWorkingDays

MonthRule = MonthDays | MonthWeekdays | MonthWorkingDays
_YEAR = 12
_A_DAY = 86_400


def months_of(rule: MonthRule) -> tuple[int, ...]:
    """Return the months of the year that the rule names; () where they differ from year to year."""
    if _YEAR % rule.step:
        return ()
    return tuple(sorted((rule.anchor.month - 1 + place) % _YEAR + 1 for place in range(0, _YEAR, rule.step)))


def is_said_by_months(rule: Days) -> bool:
    """Say whether naming the months says all about the rule's step."""
    return isinstance(rule, MonthDays | MonthWeekdays | MonthWorkingDays) and bool(months_of(rule))


def span_of(weekdays: tuple[int, ...]) -> tuple[int, int] | None:
    """Return first and last of at least three weekdays in a row, else None."""
    first, last = weekdays[0], weekdays[-1]
    in_a_row = len(weekdays) >= 3 and last - first + 1 == len(weekdays)
    return (first, last) if in_a_row else None


def whole_day(start_s: int, end_s: int, step_s: int) -> bool:
    """Say whether a window goes on around the clock: its last is one step before its next start."""
    span = (end_s - start_s) % _A_DAY or _A_DAY
    return _A_DAY % step_s == 0 and step_s < _A_DAY and span // step_s * step_s + step_s == _A_DAY
