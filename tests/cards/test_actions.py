import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.actions import BadPressError, Press, Verb, pack, unpack

texts = st.text(st.characters(exclude_categories=["Cs"]))
presses = st.builds(
    Press, st.sampled_from(Verb), texts, st.integers(0, 10**9), st.dictionaries(texts, texts, max_size=4)
)


@given(presses)
def test_what_was_packed_is_unpacked_even_through_json(press):
    assert unpack(json.loads(json.dumps(pack(press)))) == press


@given(presses)
def test_a_value_is_flat_and_all_its_keys_are_text(press):
    assert all(isinstance(part, str | int) for part in pack(press).values())


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"verb": "task.explode"},
        {"verb": ["task.run"]},
        {"verb": "task.run", "id": 7},
        {"verb": "task.run", "rev": "seven"},
        {"verb": "task.run", "rev": -1},
        {"verb": "task.run", "rev": True},
        {"verb": "say", "arg.text": None},
        {"op": "run", "task": "t1", "v": 7},
    ],
)
def test_a_value_that_is_none_of_ours_is_refused(value):
    with pytest.raises(BadPressError):
        unpack(value)


def test_a_revision_that_came_back_as_text_is_a_number_again():
    assert unpack({"verb": "task.run", "id": "task_1", "rev": "7"}).revision == 7


def test_foreign_keys_in_a_value_are_ignored():
    assert unpack({"verb": "task.run", "tracking": {"a": 1}}) == Press(Verb.TASK_RUN)
