import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lark.sealing import Unsealer
from bot.sandbox.delivery.signing import encrypt

KEY = "test key"


def test_larks_own_example_is_opened():
    assert Unsealer(KEY).opened("P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=") == b"hello world"


@given(st.lists(st.binary(max_size=100)))
def test_one_cipher_opens_any_row_of_messages(messages):
    unsealer = Unsealer(KEY)

    assert [unsealer.opened(encrypt(message, KEY)) for message in messages] == messages


DAMAGED = {
    "empty": "",
    "short": "AAAA",
    "no base64": "not base64!",
    "no message": "AAAAAAAAAAAAAAAAAAAAAA==",
    "another key": encrypt(b"x", "another key"),  # a different one each time
}


@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED)
def test_what_is_damaged_is_refused_and_spoils_nothing_after_it(damaged):
    unsealer = Unsealer(KEY)

    with pytest.raises(ValueError):  # noqa: PT011 - whatever the library says
        unsealer.opened(damaged)
    assert unsealer.opened(encrypt(b"whole", KEY)) == b"whole"
