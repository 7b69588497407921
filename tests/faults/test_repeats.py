"""Every event a hundred times; the long form is `make faults`."""

import pytest

from tests.faults.form import SHORT
from tests.faults.repeats import COPIES, repeated


@pytest.mark.timeout(300)
async def test_every_event_a_hundred_times_and_shuffled_over_a_restart_has_one_effect(lark, cast, tmp_path):
    told = await repeated(lark, cast, SHORT, tmp_path)

    assert told.figures["tasks"] == SHORT.repeated_messages
    assert COPIES == 100
