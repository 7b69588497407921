"""Whatever can be posted can be drawn."""

from typing import get_args

from bot.deliver.drawings import DRAWINGS
from scheduler.views import RunResult, Sentence, View


def test_every_card_that_can_be_posted_has_a_drawing():
    assert set(DRAWINGS) == set(get_args(View)) - {Sentence, RunResult}
