"""`kill -9` at random instants; the long form is `make faults`."""

import pytest

from tests.faults.form import SHORT
from tests.faults.kills import killed


@pytest.mark.timeout(300)
async def test_killed_at_random_instants_nothing_is_missed_and_nothing_is_seen_twice(lark, cast, tmp_path):
    told = await killed(lark, cast, SHORT, tmp_path)

    assert told.figures["occurrences"] == SHORT.killed_runs
