"""Create, edit, pause, resume, tick, end, crash, repeat, delete, undo: in any order the promises hold."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from scheduler.overlap import OverlapPolicy
from storage.database import FILE_NAME
from tests.conftest import emptied
from tests.scheduler.shells.any_order.crashes import AnyOrderWithCrashes

# With LONG=1 it looks further, and makes what it finds small, which takes many minutes.
IS_LONG = "LONG" in os.environ
LONG = settings(max_examples=200, stateful_step_count=60)
SHORT = settings(max_examples=8, stateful_step_count=50, phases=[Phase.explicit, Phase.generate])


def try_any_order(fresh, overlap, short=SHORT):
    machine = type("Machine", (AnyOrderWithCrashes,), {"fresh": staticmethod(fresh), "overlap": overlap})
    run_state_machine_as_test(machine, settings=LONG if IS_LONG else short)


@pytest.mark.timeout(0 if IS_LONG else 300)
@pytest.mark.parametrize("overlap", OverlapPolicy)
def test_whatever_happens_in_any_order_every_promise_is_kept(sqlite_template, overlap):
    def fresh(folder: Path) -> str:
        shutil.copy(sqlite_template, folder / FILE_NAME)
        return f"sqlite:///{folder / FILE_NAME}"

    try_any_order(fresh, overlap)


@pytest.mark.postgres
@pytest.mark.timeout(0 if IS_LONG else 300)
def test_the_promises_are_kept_where_planners_and_workers_are_really_at_once(migrated_postgres_url):
    short = settings(SHORT, max_examples=5)
    try_any_order(lambda _: emptied(migrated_postgres_url), OverlapPolicy.QUEUE, short)
