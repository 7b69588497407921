"""What the bot may answer to a press, and the code that a person sees otherwise."""

import json

import pytest

from bot.sandbox.actions.answers import AnswerError, new_card

CURRENT = {"schema": "2.0", "body": {}}
NEW = {"schema": "2.0", "body": {"elements": [{"tag": "markdown", "content": "好"}]}}


class Fault:
    def text(self) -> str:
        return "bad"


def judge(body, fault=None, current=CURRENT):
    return new_card(body, current, lambda _: fault)


@pytest.mark.parametrize(
    "body", [{}, {"toast": {"type": "success", "content": "ok", "i18n": {"zh_cn": "好"}}}, {"toast": None}]
)
def test_an_answer_without_a_card_leaves_the_card(body):
    assert judge(body) is None


def test_a_raw_card_replaces_the_card():
    content = judge({"toast": {"content": "ok"}, "card": {"type": "raw", "data": NEW}})

    assert json.loads(content) == NEW
    assert "好" in content


@pytest.mark.parametrize(
    "body",
    [
        {"unknown": 1},
        {"toast": "ok"},
        {"toast": {"type": "loud", "content": "ok"}},
        {"toast": {"content": 5}},
        {"card": NEW},
        {"card": {"type": "raw", "data": json.dumps(NEW)}},
        {"card": {"type": "other", "data": NEW}},
    ],
)
def test_a_malformed_answer_is_a_bad_body(body):
    with pytest.raises(AnswerError) as error:
        judge(body)

    assert error.value.code == 200672


def test_a_card_that_lark_would_refuse_is_a_bad_card():
    with pytest.raises(AnswerError) as error:
        judge({"card": {"type": "raw", "data": NEW}}, Fault())

    assert error.value.code == 200673


def test_a_card_of_version_2_does_not_become_version_1():
    with pytest.raises(AnswerError) as error:
        judge({"card": {"type": "raw", "data": {"elements": []}}})

    assert error.value.code == 200830
