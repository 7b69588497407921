"""A full disk; the long form is `make faults`."""

import pytest

from tests.faults.form import SHORT
from tests.faults.full import filled


@pytest.mark.timeout(300)
async def test_a_full_disk_is_said_loses_nothing_and_ends_when_there_is_room(lark, cast, tmp_path):
    told = await filled(lark, cast, SHORT, tmp_path)

    assert told.figures["occurrences"] == SHORT.due_on_a_full_disk
