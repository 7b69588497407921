"""Which task is meant by a number or a name."""

from bot.chat.language.meaning import TaskRef
from bot.chat.resolve import resolve
from tests.builders import a_spec, a_task

DAILY = a_task(1, spec=a_spec(title="Daily sales"))
WEEKLY = a_task(2, spec=a_spec(title="Weekly sales"))
SALES = a_task(3, spec=a_spec(title="Sales"))
TASKS = [DAILY, WEEKLY, SALES]


def test_a_number_is_a_place_on_the_list_last_shown():
    listed = [WEEKLY.id, DAILY.id]

    assert resolve(TaskRef(number=1), listed, TASKS) == [WEEKLY]


def test_without_a_list_a_number_counts_what_would_be_listed():
    assert resolve(TaskRef(number=2), [], TASKS) == [WEEKLY]


def test_a_number_out_of_range_fits_nothing():
    assert list(resolve(TaskRef(number=9), [], TASKS)) == []
    assert list(resolve(TaskRef(number=0), [], TASKS)) == []


def test_a_listed_task_that_is_gone_fits_nothing():
    assert resolve(TaskRef(number=1), ["task_gone"], TASKS) == []


def test_a_whole_name_wins_over_a_part_of_others():
    assert resolve(TaskRef(name="sales"), [], TASKS) == [SALES]


def test_a_part_of_a_name_may_fit_several():
    assert resolve(TaskRef(name="ly sales"), [], TASKS) == [DAILY, WEEKLY]


def test_an_empty_name_fits_nothing():
    assert resolve(TaskRef(name="  "), [], TASKS) == []


def test_no_reference_fits_everything():
    assert resolve(None, [], TASKS) == TASKS
