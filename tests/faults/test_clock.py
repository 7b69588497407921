"""A clock that jumps; the long form is `make faults`."""

import pytest

from tests.faults.clock import jumped
from tests.faults.form import SHORT


@pytest.mark.timeout(300)
async def test_when_the_clock_jumps_every_instant_is_dealt_with_once_and_what_is_at_work_goes_on(
    lark, cast, tmp_path
):
    told = await jumped(lark, cast, SHORT, tmp_path)

    assert told.figures["tasks"] == SHORT.clock_tasks
