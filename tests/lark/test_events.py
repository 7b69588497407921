"""Lark's envelopes become our events."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lark.events import (
    BotAdded,
    BotRemoved,
    CardPressed,
    ChatDissolved,
    ChatEntered,
    Ignored,
    MalformedEventError,
    MenuPressed,
    MessageRecalled,
    MessageReceived,
    dedup_key,
    parse_event,
    wants_answer,
)
from bot.lark.message_text import clean_text

BOT = "ou_bot"


def envelope(event_type: str, event: dict, create_time="1608725989000", event_id="e1") -> dict:
    header = {
        "event_id": event_id,
        "event_type": event_type,
        "create_time": create_time,
        "token": "v",
        "app_id": "cli_1",
        "tenant_key": "tk",
    }
    return {"schema": "2.0", "header": header, "event": event}


def mention(key: str, open_id: str, name: str) -> dict:
    return {"key": key, "id": {"open_id": open_id, "user_id": ""}, "name": name, "tenant_key": "tk"}


def a_message(text="@_user_1 run daily", message_type="text", content=None, **fields) -> dict:
    message = {
        "message_id": "om_1",
        "chat_id": "oc_1",
        "chat_type": "group",
        "message_type": message_type,
        "create_time": "1609073151345",
        "content": json.dumps({"text": text}) if content is None else content,
        "mentions": [mention("@_user_1", BOT, "Aime"), mention("@_user_2", "ou_2", "小明")],
    }
    sender = {"sender_id": {"open_id": "ou_1"}, "sender_type": "user", "tenant_key": "tk"}
    return envelope("im.message.receive_v1", {"sender": sender, "message": {**message, **fields}})


def parsed(raw) -> MessageReceived:
    event = parse_event(raw, BOT)
    assert isinstance(event, MessageReceived)
    return event


def test_a_message_is_read_without_the_bots_own_mention():
    event = parsed(a_message("@_user_1  tell @_user_2 daily", thread_id="omt_1", root_id="", parent_id=None))

    assert event.text == "tell @小明 daily"
    assert (event.sender, event.chat_id, event.chat_type) == ("ou_1", "oc_1", "group")
    assert (event.event_id, event.tenant_key, event.message_id) == ("e1", "tk", "om_1")
    assert event.mentions_bot
    assert [(one.open_id, one.name) for one in event.mentions] == [("ou_2", "小明")]
    assert (event.thread_id, event.root_id, event.parent_id) == ("omt_1", None, None)
    assert event.sent_at == datetime(2020, 12, 27, 12, 45, 51, 345000, UTC)


def test_the_tenth_mention_is_not_taken_for_the_first():
    many = [mention(f"@_user_{number}", f"ou_{number}", f"P{number}") for number in range(1, 13)]
    event = parsed(a_message("@_user_1 @_user_12 @_user_99", mentions=many))

    assert event.text == "@P1 @P12 @_user_99"


def test_a_mention_of_everyone_is_no_mention_of_the_bot():
    event = parsed(a_message("@_all hello", mentions=[]))

    assert (event.mentions_all, event.mentions_bot, event.text) == (True, False, "@all hello")


def test_lines_and_emoji_stay():
    assert parsed(a_message("@_user_1 /new 🙂\n  second line ")).text == "/new 🙂\nsecond line"


def test_a_post_is_flattened():
    content = {
        "title": "Plan",
        "content": [
            [
                {"tag": "at", "user_id": "@_user_1", "user_name": "Aime"},
                {"tag": "text", "text": " every day "},
            ],
            [{"tag": "a", "href": "https://x.example", "text": "link"}, {"tag": "img", "image_key": "i"}],
            [{"tag": "code_block", "text": "x = 1"}],
        ],
    }
    for sent in (content, {"zh_cn": content}):
        assert parsed(a_message(message_type="post", content=json.dumps(sent))).text == (
            "Plan\nevery day\nlink\nx = 1"
        )


@pytest.mark.parametrize(
    "kind", ["image", "file", "audio", "sticker", "interactive", "share_chat", "new_kind"]
)
def test_other_types_have_no_text(kind):
    event = parsed(a_message(message_type=kind, content='{"image_key":"i"}'))

    assert (event.text, event.message_type) == ("", kind)


def test_a_personal_chat_is_told_from_a_group():
    assert parsed(a_message(chat_type="p2p")).chat_type == "p2p"
    assert parsed(a_message(chat_type="topic_group")).chat_type == "group"


def test_a_message_from_another_bot_is_ignored():
    raw = a_message()
    raw["event"]["sender"] = {"sender_id": {"open_id": "ou_9"}, "sender_type": "app"}

    assert isinstance(parse_event(raw, BOT), Ignored)


def a_press(create_time="1603977298000000", **action) -> dict:
    event = {
        "operator": {"tenant_key": "tk", "open_id": "ou_1", "union_id": "on_1"},
        "token": "c-1",
        "action": {"tag": "button", **action},
        "host": "im_message",
        "context": {"open_message_id": "om_1", "open_chat_id": "oc_1"},
    }
    return envelope("card.action.trigger", event, create_time)


def press(**action) -> CardPressed:
    event = parse_event(a_press(**action), BOT)
    assert isinstance(event, CardPressed)
    return event


def test_a_press_says_who_pressed_what_with_which_input():
    form = {"title": "日报", "pick": ["a", "b"], "on": True, "note": ""}
    event = press(name="save", value={"verb": "save", "n": 1}, form_value=form, timezone="Asia/Shanghai")

    assert (event.presser, event.message_id, event.chat_id, event.component) == (
        "ou_1",
        "om_1",
        "oc_1",
        "save",
    )
    assert event.value == {"verb": "save", "n": 1}
    assert event.form == {"title": "日报", "pick": ("a", "b"), "on": True, "note": ""}
    assert event.timezone == "Asia/Shanghai"
    assert event.pressed_at == datetime(2020, 10, 29, 13, 14, 58, tzinfo=UTC)


def test_the_time_of_a_press_may_come_in_milliseconds():
    event = parse_event(a_press(create_time="1603977298000"), BOT)

    assert event.pressed_at == datetime(2020, 10, 29, 13, 14, 58, tzinfo=UTC)


def test_choices_outside_a_form_are_read():
    event = press(option="one", options=["a"], input_value="typed", checked=False)

    assert (event.option, event.options, event.text, event.checked) == ("one", ("a",), "typed", False)


@pytest.mark.parametrize(("value", "read"), [("x", {"value": "x"}), (None, {}), (["x"], {"value": ["x"]})])
def test_a_value_that_is_no_object_is_tolerated(value, read):
    assert press(value=value).value == read


OPERATOR = {"open_id": "ou_1"}


@pytest.mark.parametrize(
    ("event_type", "body", "kind"),
    [
        (
            "im.chat.member.bot.added_v1",
            {"chat_id": "oc_1", "operator_id": OPERATOR, "name": "Ops"},
            BotAdded,
        ),
        ("im.chat.member.bot.deleted_v1", {"chat_id": "oc_1", "operator_id": OPERATOR}, BotRemoved),
        ("im.chat.disbanded_v1", {"chat_id": "oc_1", "operator_id": OPERATOR}, ChatDissolved),
        ("im.chat.access_event.bot_p2p_chat_entered_v1", {"chat_id": "oc_1"}, ChatEntered),
        ("im.message.recalled_v1", {"message_id": "om_1", "chat_id": "oc_1"}, MessageRecalled),
        (
            "application.bot.menu_v6",
            {"operator": {"operator_id": OPERATOR}, "event_key": "list", "timestamp": 1669364458},
            MenuPressed,
        ),
    ],
)
def test_each_event_has_a_kind(event_type, body, kind):
    assert isinstance(parse_event(envelope(event_type, body), BOT), kind)


def test_an_event_nobody_asked_for_is_ignored():
    assert parse_event(envelope("im.chat.updated_v1", {"a": 1}), BOT) == Ignored(
        event_id="e1", tenant_key="tk", event_type="im.chat.updated_v1"
    )


def test_an_event_of_the_old_schema_is_ignored():
    old = {
        "uuid": "u1",
        "ts": "1",
        "token": "v",
        "type": "event_callback",
        "event": {"type": "p2p_chat_create"},
    }

    assert parse_event(old, BOT) == Ignored(event_id="u1", tenant_key="", event_type="p2p_chat_create")


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"header": None},
        {"header": {"event_id": "", "event_type": "x"}},
        envelope("im.message.receive_v1", {}),
        a_message(content="not json"),
        a_message(content='["a"]'),
        a_message(create_time="soon"),
        a_message(message_id=7),
        envelope("card.action.trigger", {"operator": {}, "action": {}, "context": {}}),
        a_press(create_time="9" * 40),
    ],
)
def test_nonsense_is_refused_with_its_place_and_without_its_content(raw):
    with pytest.raises(MalformedEventError) as caught:
        parse_event(raw, BOT)
    assert "not json" not in str(caught.value)


def test_a_message_is_known_by_its_own_id_and_the_rest_by_the_event():
    assert dedup_key(parse_event(a_message(), BOT)) == "message:om_1"
    assert dedup_key(parse_event(a_press(), BOT)) == "event:e1"


def test_only_a_press_wants_an_answer():
    assert wants_answer(a_press())
    assert not wants_answer(a_message())
    assert not wants_answer({"header": "x"})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(
    st.sampled_from(["im.message.receive_v1", "card.action.trigger", "application.bot.menu_v6", "x"]),
    st.dictionaries(
        st.sampled_from(["sender", "message", "operator", "action", "context", "chat_id", "event_key"]),
        json_values,
    ),
    json_values,
)
def test_any_body_is_an_event_or_refused(event_type, body, content):
    raw = a_message(message_type="post", content=json.dumps(content))
    for one in (envelope(event_type, body), raw):
        with suppress(MalformedEventError):
            assert parse_event(one, BOT).event_id == "e1"


@given(st.text(), st.dictionaries(st.sampled_from(["@_user_1", "@_user_2"]), st.text()))
def test_cleaning_a_text_without_placeholders_keeps_its_words(text, shown):
    plain = text.replace("@", "")

    assert clean_text(plain, shown).split() == plain.split()


def test_the_company_of_whoever_speaks_is_not_the_one_that_the_app_serves():
    raw = a_message()
    raw["event"]["sender"]["tenant_key"] = "tk_partner"

    event = parsed(raw)

    assert (event.tenant_key, event.sender_tenant) == ("tk", "tk_partner")
    raw["event"]["sender"]["tenant_key"] = ""
    assert parsed(raw).sender_tenant is None
