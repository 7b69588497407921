"""A full disk; the long form is `make faults`."""

import pytest

from tests.faults.form import SHORT
from tests.faults.full import filled


@pytest.mark.timeout(300)
@pytest.mark.parametrize("may_mount", [True, False], ids=["tmpfs", "file size"])
async def test_a_full_disk_is_said_loses_nothing_and_ends_when_there_is_room(lark, cast, tmp_path, may_mount):
    told = await filled(lark, cast, SHORT, tmp_path, may_mount=may_mount)

    assert told.figures["occurrences"] == SHORT.due_on_a_full_disk
