"""The database locked and the model hanging; the long form is `make faults`."""

import pytest

from tests.faults.acknowledged import acknowledged
from tests.faults.form import SHORT


@pytest.mark.timeout(300)
async def test_while_the_database_is_locked_and_the_model_hangs_every_event_is_taken_and_handled(
    lark, cast, tmp_path
):
    told = await acknowledged(lark, cast, SHORT, tmp_path)

    assert told.figures["events"] >= SHORT.asked
