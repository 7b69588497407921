"""What the bot filled in for the person, each part with what else it could be: one tap away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from cards.actions import Press, Verb
from cards.controls import Button, Look
from cards.elements import LABEL_WIDTH, Column, Columns, Element, Json, Note, Text
from cards.pickers import Picker, Picks
from cards.reader import Reader
from cards.texts import is_known, say
from cards.times import clock, day_words
from scheduler.days import EveryDays, EveryWeeks, MonthDays
from scheduler.drafts import Draft
from scheduler.triggers import At, Calendar, Every, Trigger, zone_of

_HOURS: Final = (time(9), time(14), time(18))
_MONTH_DAYS: Final = (10, 20)
_HALF_A_DAY: Final = timedelta(hours=12)
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Alternative:
    """What to tap, and the change of the draft that it says."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Assumptions:
    """A block like a fact: each assumed part with its alternatives below it."""

    draft: Draft
    reader: Reader

    def json(self) -> Json:
        label = Column((Note(say("label.assumed", self.reader.locale)),), width=LABEL_WIDTH)
        return Columns((label, Column(tuple(self._parts()), weight=1))).json()

    def _parts(self) -> Iterator[Element]:
        trigger = self.draft.spec.trigger
        for place, code in enumerate(_known(self.draft)):
            yield Text(say(f"assumed.{code}", self.reader.locale))
            offered = alternatives(code, trigger, self.reader)
            taps = [self._button(code, one, f"as_{place}_{at}") for at, one in enumerate(offered)]
            picker = self._picker(code, f"as_{place}_other")
            controls: list[Element] = [*taps, *([picker] if picker else [])]
            if controls:
                yield Columns(tuple(Column((control,)) for control in controls), wraps=True)

    def _button(self, code: str, one: Alternative, key: str) -> Button:
        press = self._press(code, one.sentence)
        return Button(key=key, label=one.label, press=press, look=Look.DEFAULT, tiny=True)

    def _picker(self, code: str, key: str) -> Picker | None:
        picks = _picks(code, self.draft.spec.trigger)
        if picks is None:
            return None
        is_time = picks is Picks.TIME
        sentence = say("say.at_time" if is_time else "say.on_date", self.reader.locale, when="{picked}")
        placeholder = say("ask.pick_time" if is_time else "ask.pick_date", self.reader.locale)
        return Picker(picks=picks, key=key, placeholder=placeholder, press=self._press(code, sentence))

    def _press(self, code: str, sentence: str) -> Press:
        return Press(Verb.DRAFT_ADJUST, self.draft.id, args={"text": sentence, "settles": code})


def assumptions(draft: Draft, reader: Reader) -> tuple[Element, ...]:
    """Return the block; nothing where the person said it all."""
    return (Assumptions(draft, reader),) if _known(draft) else ()


def alternatives(code: str, trigger: Trigger, reader: Reader) -> Sequence[Alternative]:
    """Return what else the assumed part `code` could be."""
    match code:
        case "default_time":
            return [_at(of_day, reader) for of_day in _HOURS if _is_another(of_day, trigger, reader)]
        case "afternoon" | "evening":
            return _half_a_day_earlier(trigger, reader)
        case "every_n":
            return _one_more(trigger, reader)
        case "default_day" if _is_by_month_day(trigger):
            return [_on_month_day(day, reader) for day in _MONTH_DAYS]
        case _:
            return []


def _known(draft: Draft) -> Sequence[str]:
    return [code for code in draft.assumed if is_known(f"assumed.{code}")]


def _picks(code: str, trigger: Trigger) -> Picks | None:
    if code in {"default_time", "afternoon", "evening"}:
        return Picks.TIME if _sole_clock(trigger) else None
    is_date = code in {"next_day", "next_year", "default_day"} and isinstance(trigger, At)
    return Picks.DATE if is_date else None


def _is_another(of_day: time, trigger: Trigger, reader: Reader) -> bool:
    """Tell whether the hour is not the one that stands there, and on a single day still to come."""
    if isinstance(trigger, At):
        there = trigger.instant.astimezone(zone_of(trigger.zone))
        if there.replace(hour=of_day.hour, minute=0, second=0) <= reader.now:
            return False
    return of_day != _sole_clock(trigger)


def _at(of_day: time, reader: Reader) -> Alternative:
    shown = clock(of_day)
    return Alternative(shown, say("say.at_time", reader.locale, when=shown))


def _half_a_day_earlier(trigger: Trigger, reader: Reader) -> Sequence[Alternative]:
    """Offer the morning; of a single time the next one that is still to come."""
    if isinstance(trigger, At):
        instant = trigger.instant - _HALF_A_DAY
        return [_once(instant if instant > reader.now else instant + _DAY, trigger, reader)]
    of_day = _sole_clock(trigger)
    if of_day is None or of_day.hour < 12:
        return []
    return [_at(of_day.replace(hour=of_day.hour - 12), reader)]


def _once(instant: datetime, trigger: At, reader: Reader) -> Alternative:
    local = instant.astimezone(zone_of(trigger.zone))
    today = reader.now.astimezone(zone_of(trigger.zone)).date()
    shown = clock(local.time())
    label = f"{day_words(local.date(), reader.locale, today)} {shown}"
    return Alternative(label, say("say.at_time", reader.locale, when=f"{local.date().isoformat()} {shown}"))


def _one_more(trigger: Trigger, reader: Reader) -> Sequence[Alternative]:
    """Offer the other reading: with a gap of N between, it is every N + 1."""
    match trigger:
        case Calendar(EveryDays(count)):
            return [_every("days", count + 1, reader)]
        case Calendar(EveryWeeks(_, count)):
            return [_every("weeks", count + 1, reader)]
        case Every(period) if period % _HOUR == timedelta(0):
            return [_every("hours", period // _HOUR + 1, reader)]
        case _:
            return []


def _every(unit: str, count: int, reader: Reader) -> Alternative:
    label = say(f"every.{unit}", reader.locale, count=count)
    return Alternative(label, say("say.change_to", reader.locale, what=label))


def _on_month_day(day: int, reader: Reader) -> Alternative:
    label = say("every.month_day", reader.locale, day=day)
    return Alternative(label, say("say.change_to", reader.locale, what=label))


def _is_by_month_day(trigger: Trigger) -> bool:
    return isinstance(trigger, Calendar) and isinstance(trigger.days, MonthDays)


def _sole_clock(trigger: Trigger) -> time | None:
    match trigger:
        case At(instant, zone):
            return instant.astimezone(zone_of(zone)).time()
        case Calendar(_, (time() as of_day,)):
            return of_day
        case _:
            return None
