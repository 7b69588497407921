"""What a tap beside an assumed part says is read as that very change, in both languages."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.chat.language import read
from bot.chat.language.meaning import Assumed, Intent
from bot.chat.language.rescheduling import rescheduled
from cards.actions import Verb
from cards.assumed import Assumptions, alternatives
from cards.reader import Reader
from scheduler.days import EveryDays, EveryWeeks, MonthDays
from scheduler.model import Locale
from scheduler.triggers import At, Calendar, Every
from tests.builders import a_draft, a_spec
from tests.journeys.cast import components

NOW = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)  # Monday 10:30 in Shanghai
CST = "Asia/Shanghai"
TONIGHT = At(datetime(2026, 3, 2, 12, 0, tzinfo=UTC), CST)  # 20:00
AT_FIVE = Calendar(EveryDays(), (time(17),), CST)
EVERY_3_DAYS = Calendar(EveryDays(3, date(2026, 3, 2)), (time(9),), CST)
EVERY_2_WEEKS = Calendar(EveryWeeks((1,), 2, date(2026, 3, 2)), (time(9),), CST)
MID_MONTH = Calendar(MonthDays((15,)), (time(9),), CST)
EVERY_3_HOURS = Every(timedelta(hours=3), NOW, CST)

CASES = [
    (Assumed.DEFAULT_TIME, EVERY_3_DAYS, ["14:00", "18:00"]),
    (Assumed.DEFAULT_TIME, TONIGHT, ["14:00", "18:00"]),
    (Assumed.AFTERNOON, AT_FIVE, ["05:00"]),
    (Assumed.EVENING, TONIGHT, ["08:00"]),
    (Assumed.EVERY_N, EVERY_3_DAYS, ["4"]),
    (Assumed.EVERY_N, EVERY_2_WEEKS, ["3"]),
    (Assumed.EVERY_N, EVERY_3_HOURS, ["4"]),
    (Assumed.DEFAULT_DAY, MID_MONTH, ["10", "20"]),
]


def trigger_after(sentence, trigger, locale):
    meaning = read(sentence, NOW, CST, locale)
    assert meaning.intent is Intent.EDIT, sentence
    after = rescheduled(meaning.changes.schedule, trigger, NOW, CST, locale)
    [reading] = after.readings
    return reading.trigger


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize(("code", "trigger", "labels"), CASES)
def test_every_alternative_is_read_as_what_its_label_says(code, trigger, labels, locale):
    offered = alternatives(code, trigger, Reader(locale, CST, NOW))

    assert len(offered) == len(labels)
    for one, words in zip(offered, labels, strict=True):
        assert words in one.label
        assert trigger_after(one.sentence, trigger, locale) != trigger


@pytest.mark.parametrize("locale", Locale)
def test_tonight_becomes_tomorrow_morning_where_this_morning_is_over(locale):
    [one] = alternatives(Assumed.EVENING, TONIGHT, Reader(locale, CST, NOW))

    assert trigger_after(one.sentence, TONIGHT, locale) == At(datetime(2026, 3, 3, 0, 0, tzinfo=UTC), CST)


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize(
    ("code", "picked", "instant"),
    [
        (Assumed.EVENING, "14:30", datetime(2026, 3, 2, 6, 30, tzinfo=UTC)),
        (Assumed.NEXT_DAY, "2026-03-10", datetime(2026, 3, 10, 12, 0, tzinfo=UTC)),
    ],
)
def test_what_is_picked_is_read(code, picked, instant, locale):
    draft = a_draft(spec=a_spec(trigger=TONIGHT), assumed=(code,))
    drawn = Assumptions(draft, Reader(locale, CST, NOW)).json()
    [picker] = [part for part in components(drawn) if "picker" in part.get("tag", "")]
    value = picker["behaviors"][0]["value"]

    assert value["verb"] == Verb.DRAFT_ADJUST
    sentence = value["arg.text"].replace("{picked}", picked)
    assert trigger_after(sentence, TONIGHT, locale) == At(instant, CST)
