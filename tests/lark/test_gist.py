"""What an envelope is about, told without parsing it, is what parsing it tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lark.events import Ignored, MalformedEventError, dedup_key, parse_event
from bot.lark.gist import gist_of
from tests.lark.test_events import BOT, a_message, a_press, envelope, mention

MENTIONS = st.sampled_from(
    [None, [], [mention("@_user_1", BOT, "Aime")], [mention("@_user_1", "ou_2", "小明")]]
)
CHAT_TYPES = st.sampled_from(["p2p", "group", "topic_group"])
SENDERS = st.sampled_from(
    [
        {"sender_id": {"open_id": "ou_1"}, "sender_type": "user"},
        {"sender_id": {"open_id": "ou_9"}, "sender_type": "app"},
        {"sender_id": {"open_id": ""}, "sender_type": "user"},
        {"sender_id": None},
    ]
)


@given(MENTIONS, CHAT_TYPES, SENDERS, st.sampled_from([BOT, ""]))
def test_a_message_has_the_gist_that_parsing_it_tells(mentions, chat_type, sender, bot):
    raw = a_message(mentions=mentions, chat_type=chat_type)
    raw["event"]["sender"] = sender

    gist, event = gist_of(raw, bot), parse_event(raw, bot)

    if isinstance(event, Ignored) or not (event.chat_type == "p2p" or event.mentions_bot):
        assert gist is None
    else:
        told = (gist.kind, gist.key, gist.tenant, gist.chat_id)
        assert told == (type(event).__name__, dedup_key(event), event.tenant_key, event.chat_id)


def test_a_press_is_parsed_whole_because_it_is_answered_at_once():
    gist = gist_of(a_press(), BOT)

    assert gist.press == parse_event(a_press(), BOT)
    assert gist.key == "event:e1"


def test_what_nobody_asked_for_does_not_concern_the_bot():
    assert gist_of(envelope("im.chat.updated_v1", {"a": 1}), BOT) is None


@pytest.mark.parametrize("field", ["message_id", "chat_id"])
def test_a_message_without_its_ids_is_malformed(field):
    with pytest.raises(MalformedEventError):
        gist_of(a_message(**{field: ""}), BOT)
