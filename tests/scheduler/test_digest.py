"""What one digest tells instead of many posts."""

from hypothesis import given
from hypothesis import strategies as st

from scheduler.digest import Held, folded
from scheduler.model import RunId
from tests.builders import NOW

run_ids = st.sampled_from([None, "run_1", "run_2", "run_3"])
posts = st.lists(run_ids, max_size=8).map(
    lambda runs: [Held(f"post_{place}", NOW, run and RunId(run)) for place, run in enumerate(runs)]
)


@given(posts, st.sets(run_ids))
def test_a_digest_tells_of_two_things_at_least_in_order_and_of_none_that_is_open(held, still_open):
    together = folded(held, still_open - {None})

    assert [each for each in held if each in together] == list(together)
    assert not {each.run_id for each in together} & (still_open - {None})
    assert len({each.about for each in together}) != 1


@given(posts)
def test_where_two_things_are_over_nothing_that_is_over_goes_by_itself(held):
    if len({each.about for each in held}) > 1:
        assert folded(held, ()) == tuple(held)


def test_a_card_and_its_result_are_one_thing():
    of_one = [Held("card", NOW, RunId("run_1")), Held("result", NOW, RunId("run_1"))]

    assert folded(of_one, ()) == ()
