"""How many runs a confirm card says a schedule comes to."""

from datetime import time, timedelta

import pytest

from cards.confirm import DraftView, confirm_card
from scheduler.days import EveryDays, EveryWeeks
from scheduler.model import Locale
from scheduler.triggers import Bounds, Calendar, Every, Window
from tests.builders import a_draft, a_spec
from tests.cards.checking import as_json
from tests.cards.examples import CST, NOW, reader

MINUTE = timedelta(minutes=1)
OFFICE = Window(time(9), time(18), MINUTE)


@pytest.mark.parametrize(
    ("trigger", "zh", "en"),
    [
        (Calendar(EveryDays(), (time(9),), CST), "", ""),
        (Every(timedelta(hours=1), NOW, CST), "每月约 720 次", "About 720 runs a month"),
        (Every(MINUTE * 10, NOW, CST), "每月约 4,320 次", "About 4,320 runs a month"),
        (Every(MINUTE * 3, NOW, CST), "平均每天约 480 次", "About 480 runs a day on average"),
        (Every(MINUTE, NOW, CST), "平均每小时约 60 次", "About 60 runs an hour on average"),
        (Calendar(EveryWeeks((1, 2, 3, 4, 5)), OFFICE, CST), "平均每天约 397 次", "About 397 runs a day"),
        (Every(MINUTE, NOW, CST, Bounds(maximum=14_400)), "每月约 14,400 次", "About 14,400 runs a month"),
    ],
)
def test_it_is_a_number_that_one_can_picture(trigger, zh, en):
    draft = a_draft(spec=a_spec(trigger=trigger), expires_at=NOW + timedelta(minutes=5))
    cards = {locale: as_json(confirm_card(DraftView(draft, "", "", ()), reader(locale))) for locale in Locale}

    assert zh in cards[Locale.ZH]
    assert en in cards[Locale.EN]
