"""Of two messages whose arrival is uncertain each is found again, or it is owned up to."""

import json
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.deliver.likeness import Missing, recognised
from bot.deliver.rendered import Rendered, as_card, as_text
from bot.lark.records import Found
from scheduler.model import DeliveryState, RunId, TaskId
from scheduler.posts import Delivery
from scheduler.views import HelpCard, RunCard, TaskCard
from tests.builders import CHAT, NOW, a_post


def lost(view=None):
    return Delivery(id=1, post=a_post(view=view), state=DeliveryState.PENDING, wanted=1, posted=0)


def card(*ids, text="running"):
    buttons = [{"tag": "button", "value": {"id": each}} for each in ids]
    return as_card({"text": text, "elements": buttons}, "")


def a_text(content):
    return Rendered("post", json.dumps(content), "")


def there(message_id, rendered, *, minutes=0):
    return Found(
        message_id=message_id,
        chat_id=CHAT,
        created=NOW + timedelta(minutes=minutes),
        msg_type=rendered.msg_type,
        sender_id="cli_1",
        content=rendered.content,
    )


def test_a_run_s_card_is_known_by_its_run_in_whatever_state_it_was_drawn():
    mine, other = there("om_1", card("run_1", "task_1")), there("om_2", card("run_2", "task_1"))

    found = recognised(lost(RunCard(RunId("run_1"))), card("run_1", "task_1", text="done"), [other, mine])

    assert found is mine


def test_a_run_s_card_is_not_taken_for_its_task_s():
    of_a_run = there("om_1", card("run_1", "task_1"))

    assert recognised(lost(TaskCard(TaskId("task_1"))), card("task_1"), [of_a_run]) is Missing.NOT_THERE


def test_what_only_others_became_is_not_there():
    others = [there("om_1", card("run_2")), there("om_2", as_text("hello"))]

    assert recognised(lost(RunCard(RunId("run_1"))), card("run_1"), others) is Missing.NOT_THERE


def test_what_may_be_it_and_may_be_another_s_is_owned_up_to():
    yesterday = there("om_1", card(text="what I can do"))

    assert recognised(lost(HelpCard()), card(text="what I can do now"), [yesterday]) is Missing.CANNOT_BE_TOLD
    assert recognised(lost(), as_text("one"), [there("om_1", as_text("two"))]) is Missing.CANNOT_BE_TOLD


def test_a_text_is_known_by_its_words_however_lark_writes_them_down():
    as_sent = {"zh_cn": {"content": [[{"tag": "md", "text": "**All** is well."}]]}}
    as_kept = {"title": "", "content": [[{"tag": "md", "text": "All is well."}]]}

    found = recognised(lost(), a_text(as_sent), [there("om_1", a_text(as_kept))])

    assert found.message_id == "om_1"


@given(st.permutations(["one", "two", "two"]), st.integers(0, 3))
def test_each_of_several_lost_ones_takes_its_own_and_what_is_missing_is_known_to_be(said, arrived):
    """However many of them arrived, nobody takes what another one became."""
    left = [there(f"om_{n}", card(f"run_{n}", text=text)) for n, text in enumerate(said)][:arrived]

    for n, text in enumerate(said):
        found = recognised(lost(RunCard(RunId(f"run_{n}"))), card(f"run_{n}", text=text), left)
        if n < arrived:
            assert found.message_id == f"om_{n}"
            left.remove(found)
        else:
            assert found is Missing.NOT_THERE
