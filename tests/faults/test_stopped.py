"""SIGTERM with runs at work; the long form is `make faults`."""

import pytest

from tests.faults.form import SHORT
from tests.faults.stopped import stopped


@pytest.mark.timeout(300)
async def test_sigterm_with_many_runs_at_work_hands_back_each_and_each_ends_on_its_card(lark, cast, tmp_path):
    told = await stopped(lark, cast, SHORT, tmp_path)

    assert told.figures["handed_back"] == SHORT.at_work
