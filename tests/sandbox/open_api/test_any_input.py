"""Whatever comes in: an answer in Lark's shape, never a crash."""

import asyncio
import json

import aiohttp
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.content import check_content
from bot.sandbox.errors import LarkError
from bot.sandbox.records import MessageType
from bot.sandbox.server import running_sandbox
from tests.sandbox.open_api.caller import Caller

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
cards = st.fixed_dictionaries(
    {"schema": st.just("2.0"), "body": values | st.fixed_dictionaries({"elements": values})}
)
old_cards = st.fixed_dictionaries({}, optional={"header": values, "config": values, "elements": values})
contents = values | st.one_of(values, cards, old_cards).map(json.dumps)
FREE = ("uuid", "reply_in_thread", "reaction_type", "name", "user_id_list", "id_list")
bodies = st.fixed_dictionaries(
    {"msg_type": st.sampled_from(MessageType) | values, "content": contents},
    optional={"receive_id": values, **dict.fromkeys(FREE, values)},
)
CALLS = [
    ("POST", "messages?receive_id_type=chat_id"),
    ("POST", "messages/{message}/reply"),
    ("PATCH", "messages/{message}"),
    ("PUT", "messages/{message}"),
    ("POST", "messages/{message}/reactions"),
    ("POST", "chats"),
    ("POST", "chats/{chat}/members"),
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CALLS), bodies), min_size=1, max_size=5))
def test_every_body_is_answered_in_larks_shape(calls):
    for answer in asyncio.run(answers_to(calls)):
        assert answer.status < 500
        assert isinstance(answer.code, int)


@given(st.sampled_from([each for each in MessageType if each is not MessageType.INTERACTIVE]), st.text())
def test_content_is_taken_or_refused(msg_type, content):
    assert code_of(msg_type, content) in (0, 230001, 230025)


def code_of(msg_type, content):
    try:
        check_content(msg_type, content)
    except LarkError as error:
        return error.code.number
    return 0


async def answers_to(calls):
    async with running_sandbox() as running, aiohttp.ClientSession(running.url) as session:
        lark = Caller(running, session)
        await lark.log_in()
        names = {"message": await lark.send_card(), "chat": lark.group.chat_id}
        to_group = {"receive_id": lark.group.chat_id}
        return [await lark.im(how, path.format(**names), {**to_group, **body}) for (how, path), body in calls]
