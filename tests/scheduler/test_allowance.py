"""A day's number of runs: by one zone, and over all that is planned at once."""

from datetime import UTC, datetime

from scheduler.allowance import Allowance, Spending
from tests.builders import OWNER, TENANT

ME, OTHER = (TENANT, OWNER), (TENANT, "ou_other")


def test_a_day_is_one_of_the_deployment_s_zone():
    allowance = Allowance(5, "Asia/Shanghai")

    assert allowance.day(datetime(2026, 3, 2, 15, 59, tzinfo=UTC)) == "2026-03-02"
    assert allowance.day(datetime(2026, 3, 2, 16, 0, tzinfo=UTC)) == "2026-03-03"


def test_no_number_is_no_limit():
    assert Allowance().left(10**6) is None
    assert not Allowance().is_exceeded(10**6)


def test_the_last_run_allowed_is_allowed():
    assert [Allowance(2).left(used) for used in range(4)] == [2, 1, 0, 0]
    assert [Allowance(2).is_exceeded(used) for used in range(4)] == [False, False, False, True]


def test_what_one_batch_spends_counts_for_the_rest_of_it_and_for_nobody_else():
    spending = Spending(Allowance(3))
    spending.spend(ME, 2)

    assert (spending.left(ME, 0), spending.left(ME, 1), spending.left(OTHER, 0)) == (1, 0, 3)
