"""The choices of a question, in words that make the sentence complete."""

from collections.abc import Sequence

from bot.chat.language.clock_phrases import Clock, Part
from bot.chat.language.day_phrases import Missing
from bot.chat.language.doubts import Option
from bot.chat.language.once import Moment
from bot.chat.language.plan import Plan
from bot.chat.language.settle import settled
from scheduler.model import Locale

TIMES = ("09:00", "14:00", "18:00")
_BY_NIGHT = ("00:00", "03:00", "05:00")
_EARLY = ("06:00", "07:00", "08:00")

_CYCLES = {
    Locale.ZH: {
        Missing.WEEKDAY: ("每周一", "每周三", "每周五"),
        Missing.MONTH_DAY: ("每月1号", "每月15号", "每月最后一天"),
        Missing.QUARTER_DAY: ("每季度第一天", "每季度最后一天"),
        Missing.HALF_YEAR_DAY: ("每半年第一天", "每半年最后一天"),
        Missing.YEAR_DAY: ("每年1月1号", "每年12月31号"),
        Missing.HOLIDAYS: ("每个法定节假日", "每个休息日"),
        Missing.WEEKDAYS: ("每周一和周四", "每周二和周五", "每周一、三、五"),
        Missing.MONTH_DAYS: ("每月1号和15号", "每月15号和最后一天"),
    },
    Locale.EN: {
        Missing.WEEKDAY: ("every Monday", "every Wednesday", "every Friday"),
        Missing.MONTH_DAY: (
            "on the 1st of every month", "on the 15th of every month", "on the last day of every month",
        ),
        Missing.QUARTER_DAY: ("on the first day of every quarter", "on the last day of every quarter"),
        Missing.HALF_YEAR_DAY: ("every year on January 1", "every year on July 1"),
        Missing.YEAR_DAY: ("every year on January 1", "every year on December 31"),
        Missing.HOLIDAYS: ("every public holiday", "every weekend"),
        Missing.WEEKDAYS: (
            "every Monday and Thursday", "every Tuesday and Friday", "every Monday, Wednesday and Friday",
        ),
        Missing.MONTH_DAYS: (
            "on the 1st and 15th of every month", "on the 15th and last day of every month",
        ),
    },
}  # fmt: skip
_OFTEN = {
    Locale.ZH: ("每2小时", "每天09:00", "每周一09:00"),
    Locale.EN: ("every 2 hours", "every day at 09:00", "every Monday at 09:00"),
}
_STEPS = {
    Locale.ZH: ("每小时", "每半小时", "每15分钟"),
    Locale.EN: ("every hour", "every 30 minutes", "every 15 minutes"),
}


def time_options(moment: Moment, parts: Sequence[Part] = ()) -> tuple[Option, ...]:
    """Offer three times of the day, or of its dark hours when those were named."""
    times = TIMES
    if Part.SMALL_HOURS in parts or Part.NIGHT in parts:
        times = _BY_NIGHT
    elif Part.DAYBREAK in parts:
        times = _EARLY
    return tuple(Option(time, time if moment.locale is Locale.ZH else f"at {time}") for time in times)


def either_options(clocks: Sequence[Clock], moment: Moment) -> tuple[Option, ...]:
    """Offer each of the times that were said in one breath."""
    times = [f"{settled(clock).time:%H:%M}" for clock in clocks]
    return tuple(Option(time, time if moment.locale is Locale.ZH else f"at {time}") for time in times)


def day_options(moment: Moment) -> tuple[Option, ...]:
    """Offer the days for times that were said without any."""
    words = ("每天", "明天") if moment.locale is Locale.ZH else ("every day", "tomorrow")
    return tuple(Option(one, one) for one in words)


def later_options(moment: Moment) -> tuple[Option, ...]:
    """Offer the next full hours of today."""
    hours = range(moment.local.hour + 1, min(moment.local.hour + 4, 24))
    blank = "" if moment.locale is Locale.ZH else "at "
    return tuple(Option(f"{hour:02}:00", f"{blank}{hour:02}:00") for hour in hours)


def cycle_options(missing: Missing, plan: Plan, moment: Moment) -> tuple[Option, ...]:
    """Offer days; where no time was said either, with nine o'clock, so that one tap is enough."""
    time = "" if plan.is_timed else "09:00"
    if time and moment.locale is Locale.EN:
        time = " at 09:00"
    options = (_stepped(words, missing, plan) for words in _CYCLES[moment.locale][missing])
    return tuple(Option((words + time).strip(), words + time) for words in options)


def holiday_options(moment: Moment) -> tuple[Option, ...]:
    """Offer the one calendar that is known, or to leave no day out."""
    if moment.locale is Locale.ZH:
        return (Option("按中国法定节假日", "，中国法定节假日除外"), Option("不排除任何假日", ""))
    return (Option("Chinese public holidays", ", except Chinese public holidays"), Option("no holidays", ""))


def often_options(moment: Moment) -> tuple[Option, ...]:
    """Offer a rate for each scale, where not even that was said."""
    return tuple(Option(words, words) for words in _OFTEN[moment.locale])


def step_options(moment: Moment) -> tuple[Option, ...]:
    blank = "" if moment.locale is Locale.ZH else " "
    return tuple(Option(words, blank + words) for words in _STEPS[moment.locale])


def _stepped(words: str, missing: Missing, plan: Plan) -> str:
    """Keep "every two weeks" in the answer to "on which day?"."""
    step = getattr(plan.cycle.days, "step", 1) if plan.cycle else 1
    if step == 1 or missing not in {Missing.WEEKDAY, Missing.MONTH_DAY}:
        return words
    if words.startswith("每"):
        return words.replace("每周", f"每{step}周的周").replace("每月", f"每{step}个月")
    plural = f"every {step} weeks on " if missing is Missing.WEEKDAY else ""
    return (
        words.replace("every ", plural, 1) if plural else words.replace("every month", f"every {step} months")
    )
