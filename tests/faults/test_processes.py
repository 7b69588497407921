"""Several processes on one PostgreSQL, killed, frozen and cut off; the long form is `make faults`."""

import pytest

from tests.faults.form import SHORT
from tests.faults.processes import shared
from tests.postgres import missing, server


@pytest.mark.postgres
@pytest.mark.timeout(300)
async def test_killed_frozen_and_cut_off_several_processes_miss_nothing_and_say_nothing_twice(
    lark, cast, tmp_path
):
    if reason := missing():
        pytest.skip(reason)
    with server() as postgres:
        told = await shared(lark, cast, SHORT, tmp_path, postgres)

    assert told.figures["occurrences"] == SHORT.shared_runs
