"""What follows from how Lark answered."""

from datetime import timedelta

import pytest

from bot.deliver.decisions import (
    GIVE_UP_AFTER,
    UUID_LIFE,
    Again,
    Step,
    Stop,
    after_error,
    is_told_apart,
    next_step,
    send_key,
)
from bot.lark.errors import (
    AccessError,
    BusyError,
    CallError,
    DeclinedError,
    Gone,
    GoneError,
    Objection,
    UncertainError,
)
from scheduler.model import DeliveryState
from scheduler.posts import Delivery, OnlyTo, UnderPost
from tests.builders import CHAT, NOW, OWNER, a_post


def a_delivery(**fields) -> Delivery:
    given = {"id": 1, "post": a_post(), "state": DeliveryState.PENDING, "wanted": 1, "posted": 0}
    return Delivery(**given | fields)


def test_what_one_person_sees_is_never_sent_twice():
    aside = a_post(target=OnlyTo(CHAT, OWNER))

    assert next_step(a_delivery(post=aside), NOW) is Step.SEND
    assert next_step(a_delivery(post=aside, first_tried_at=NOW), NOW) is Step.LOOK


def test_what_was_never_sent_is_sent():
    assert next_step(a_delivery(), NOW) is Step.SEND


def test_what_lark_has_is_updated():
    assert next_step(a_delivery(message_id="om_1"), NOW) is Step.UPDATE


def test_an_uncertain_send_is_repeated_while_lark_knows_its_key_and_looked_for_after():
    uncertain = a_delivery(first_tried_at=NOW)

    assert next_step(uncertain, NOW + UUID_LIFE) is Step.SEND
    assert next_step(uncertain, NOW + UUID_LIFE + timedelta(seconds=1)) is Step.LOOK


def test_after_a_backup_only_a_result_in_its_thread_is_known_by_being_the_only_one():
    result = a_post(target=UnderPost("run_1:card", CHAT))

    assert is_told_apart(a_delivery())
    assert not is_told_apart(a_delivery(from_backup=True))
    assert not is_told_apart(a_delivery(from_backup=True, post=result))
    assert is_told_apart(a_delivery(from_backup=True, post=result, parent_message_id="om_1"))


def test_the_send_key_is_lark_s_to_remember():
    assert len(send_key(a_delivery())) <= 50
    assert send_key(a_delivery()) == send_key(a_delivery(attempts=3, wanted=9))
    assert send_key(a_delivery()) != send_key(a_delivery(generation=1))
    assert send_key(a_delivery()) != send_key(a_delivery(post=a_post("another")))


@pytest.mark.parametrize(
    ("error", "after"),
    [
        (BusyError("busy", retry_after=timedelta(seconds=7)), Again(NOW + timedelta(seconds=7), False)),
        (BusyError("busy"), Again(NOW + timedelta(seconds=1), False)),
        (UncertainError("cut"), Again(NOW + timedelta(seconds=1), True)),
        (AccessError("no scope"), Again(NOW + timedelta(minutes=5), False)),
        (GoneError(Gone.RECALLED, code=230011), Stop(DeliveryState.FAILED)),
        (DeclinedError(Objection.SENSITIVE, code=230022), Stop(DeliveryState.FAILED)),
        (CallError("wrong"), Stop(DeliveryState.FAILED)),
    ],
)
def test_each_kind_of_error_has_its_consequence(error, after):
    assert after_error(a_delivery(), error, NOW) == after


def test_waits_double_up_to_an_hour():
    waits = [after_error(a_delivery(attempts=n), BusyError("busy"), NOW).at - NOW for n in range(20)]

    assert waits[:4] == [timedelta(seconds=seconds) for seconds in (1, 2, 4, 8)]
    assert max(waits) == timedelta(hours=1)


def test_a_send_that_never_succeeds_is_given_up_and_an_uncertain_one_is_unknown():
    last = a_delivery(attempts=GIVE_UP_AFTER - 1)

    assert after_error(last, BusyError("busy"), NOW) == Stop(DeliveryState.FAILED)
    assert after_error(last, UncertainError("cut"), NOW) == Stop(DeliveryState.UNKNOWN)
