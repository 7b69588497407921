"""Lark's codes become our errors in one place."""

import json
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from bot.lark.errors import (
    AccessError,
    BusyError,
    CallError,
    DeclinedError,
    Gone,
    GoneError,
    LarkError,
    Limit,
    Objection,
    RateLimitError,
    TokenError,
    UncertainError,
    body_of,
)
from scheduler.errors import PermanentError, TransientError


def failure(status=400, headers=None, raw=None, **body) -> LarkError:
    with pytest.raises(LarkError) as caught:
        body_of(status, CIMultiDict(headers or {}), json.dumps(body).encode() if raw is None else raw)
    return caught.value


def test_code_zero_is_success():
    assert body_of(200, {}, b'{"code": 0, "data": {"a": 1}}')["data"] == {"a": 1}


@pytest.mark.parametrize(
    ("code", "gone"),
    [
        (230011, Gone.RECALLED),
        (230110, Gone.RECALLED),
        (230031, Gone.TOO_OLD),
        (230002, Gone.BOT_REMOVED),
        (232009, Gone.CHAT_DISSOLVED),
        (230013, Gone.OUT_OF_RANGE),
    ],
)
def test_what_is_gone_for_good_says_how(code, gone):
    error = failure(code=code, msg="no")

    assert isinstance(error, GoneError)
    assert isinstance(error, PermanentError)
    assert (error.gone, error.code) == (gone, code)


def test_a_rate_limit_carries_the_advised_wait():
    error = failure(429, {"X-Ogw-Ratelimit-Reset": "7"}, code=99991400, msg="slow")

    assert isinstance(error, RateLimitError)
    assert (error.retry_after, error.scope) == (timedelta(seconds=7), Limit.API)


@pytest.mark.parametrize("said", ["", "soon", "-3", "0", "nan", "١"])
def test_an_unreadable_wait_is_a_second(said):
    assert failure(429, {"x-ogw-ratelimit-reset": said}).retry_after == timedelta(seconds=1)


def test_a_limit_of_one_chat_or_message_is_told_from_one_of_the_app():
    assert failure(code=230020).scope is Limit.TARGET
    assert failure(code=11232).scope is Limit.API


def test_an_expired_token_is_told_apart():
    assert isinstance(failure(code=99991663), TokenError)


@pytest.mark.parametrize("raw", [b"<html>502 Bad Gateway</html>", b'{"code": 2200, "msg": "Internal Error"}'])
def test_a_server_fault_is_uncertain(raw):
    error = failure(502, raw=raw)

    assert isinstance(error, UncertainError)
    assert isinstance(error, TransientError)
    assert not isinstance(error, BusyError)


def test_a_success_that_is_not_json_is_uncertain_and_a_refusal_is_not():
    assert isinstance(failure(200, raw=b"<html>"), UncertainError)
    assert isinstance(failure(404, raw=b"<html>"), CallError)


def test_an_objection_is_safe_to_show():
    error = failure(code=230025)

    assert isinstance(error, DeclinedError)
    assert error.objection is Objection.TOO_LONG


def test_a_refused_card_names_its_code_and_place_without_quoting_it():
    said = "Failed to create card content, ext=ErrCode: 200621; ErrMsg: parse err; ErrorValue: my salary; "
    error = failure(code=230099, msg=said)

    assert isinstance(error, CallError)
    assert error.card_code == 200621
    assert "salary" not in str(error)


def test_a_card_with_an_open_press_may_be_tried_again():
    assert isinstance(failure(code=230099, msg="ext=ErrCode: 11310; ErrMsg: card action is lock;"), BusyError)


def test_a_wrong_secret_says_which_setting_to_check():
    error = failure(code=10014, msg="app secret invalid")

    assert isinstance(error, AccessError)
    assert "AIME_LARK_APP_SECRET" in str(error)


def test_a_missing_scope_is_named():
    error = failure(
        code=99991672, msg="denied", error={"permission_violations": [{"type": "t", "subject": "im:chat"}]}
    )

    assert error.scopes == ("im:chat",)


def test_the_log_id_is_kept():
    assert failure(400, {"x-tt-logid": "L1"}, code=230001).log_id == "L1"


@given(
    st.integers(100, 599),
    st.binary()
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(
        lambda value: json.dumps({"code": value, "msg": value, "error": value}).encode()
    ),
)
def test_any_answer_is_a_body_or_one_of_our_errors(status, raw):
    with suppress(TransientError, PermanentError):
        assert body_of(status, {}, raw)["code"] == 0
