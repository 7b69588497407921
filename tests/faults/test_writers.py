"""Eight writers on one SQLite file; the long form is `make faults`."""

import pytest

from tests.faults.form import SHORT
from tests.faults.writers import WRITERS, written


@pytest.mark.timeout(300)
async def test_eight_writers_at_once_lose_no_update(tmp_path):
    told = await written(SHORT, tmp_path)

    assert told.figures["updates"] == WRITERS * SHORT.writes
