"""A crontab line in a request: /new 0 9 * * 1-5 …, cron 0 9 * * 1-5 汇总…"""

from dataclasses import dataclass

from bot.chat.language.create import Request
from bot.chat.language.doubts import Impossible
from bot.chat.language.meaning import Reading
from bot.chat.language.once import Moment
from bot.chat.language.phrases import Wrong, Zone
from bot.chat.language.restated import restated_at
from bot.chat.language.spans import Span, pattern
from bot.chat.language.text import Source
from bot.chat.language.zones import zone_at
from scheduler.errors import Reason, Refused
from scheduler.fires import next_fire_time
from scheduler.triggers import Cron

_FIELD = (
    r"(?:(?:[\d*?]|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[\w*/,\-?#]*)"
)
_LINE = pattern(
    rf"[ ,:\"`']*(?P<line>@(?:hourly|daily|weekly|monthly|yearly|annually|midnight)\b"
    rf"|{_FIELD}(?: +{_FIELD}){{4,5}})[ ,:\"`']*"
)
_LEAD = pattern(
    r"(?:(?:用|按|按照)?(?:crontab|cron)(?: ?(?:表达式|规则|expression|line|schedule|job))?[ :]*)"
)


@dataclass(frozen=True, slots=True)
class CronLine:
    """A crontab line, and where what is to be done begins."""

    line: str
    zone: Zone | Wrong | None
    end: int


def cron_at(source: Source, begin: int, *, asked: bool) -> CronLine | None:
    """Read a crontab line at `begin`; without a command before it, only after the word "cron"."""
    text = source.text
    if restated_at(text, begin):
        return None  # the bot's own words, which may say more than the line
    lead = _LEAD.match(text, begin)
    if lead is None and not asked:
        return None
    found = _LINE.match(text, lead.end() if lead else begin)
    if found is None:
        return None
    end = found.end()
    zone = zone_at(text, end)
    known = zone if isinstance(zone, Zone | Wrong) else None
    return CronLine(found["line"], known, known.span.end if known else end)


def request_by(cron: CronLine, source: Source) -> Request:
    return Request((), source.cut(cron.end, len(source.text)).strip(" ,，:：\n\t"), is_fixed_text=False)


def reading_by(cron: CronLine, moment: Moment) -> Reading:
    """Return when the line fires first; raise `Impossible` when it never does or is no such line."""
    if isinstance(cron.zone, Wrong):
        raise Impossible(cron.zone.reason, facts=cron.zone.facts)
    zone = cron.zone.name if cron.zone and cron.zone.name else moment.zone
    try:
        trigger = Cron(cron.line, zone)
        first = next_fire_time(trigger, moment.now)
    except Refused as refused:
        raise Impossible(refused.reason, facts=refused.facts) from refused
    if first is None:
        raise Impossible(Reason.NEVER_FIRES, Span(0, 0))
    return Reading(trigger, first)
