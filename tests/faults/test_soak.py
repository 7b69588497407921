"""Hours of a bot's life in a row; the long form, a day and a night, is `make faults`."""

import pytest

from tests.faults.form import SHORT
from tests.faults.soak import soaked


@pytest.mark.timeout(300)
async def test_hour_after_hour_every_run_is_had_and_shown(lark, cast, tmp_path):
    told = await soaked(lark, cast, SHORT, tmp_path)

    assert told.figures["simulated_hours"] == SHORT.soak_hours
