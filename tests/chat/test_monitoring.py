"""A monitor for one task, by /ping: set, shown, ended, refused; its address is never said whole."""

import pytest

from scheduler.model import TaskId
from scheduler.views import Sentence
from tests.builders import OWNER, a_spec, a_task
from tests.chat.room import ALONE, OTHER

ADDRESS = "https://hc.example/0f6c2b1e-90b1-4f3a-a4f6-1d2c3b4a5968"


@pytest.fixture
async def room(chat_room):
    await chat_room.saved(
        a_task(1, spec=a_spec(title="Sales", chat_id=ALONE, in_group=False)),
        a_task(2, spec=a_spec(title="News", chat_id=ALONE, in_group=False)),
    )
    await said(chat_room, "/list")
    return chat_room


async def said(room, text, **fields):
    """Say it in person; returns the sentence that is the answer, or None."""
    known = {post.key for post in await room.posts()}
    await room.messages.handle(room.written(text, **{"chat": ALONE, **fields}))
    new = [post.view for post in await room.posts() if post.key not in known]
    return next((view for view in new if isinstance(view, Sentence)), None)


async def address(room, number=1):
    return await room.desk.monitors.of(TaskId(f"task_{number}"))


async def test_it_is_set_shown_and_ended(room):
    answers = [await said(room, text) for text in (f"/ping 1 {ADDRESS}", "/ping 1", "/ping 1 off", "/ping 1")]

    assert [answer.code for answer in answers] == ["ping.set", "ping.is", "ping.removed", "ping.none"]
    assert answers[0].facts == {"title": "Sales", "address": "hc.example/…5968"}
    assert ADDRESS not in str([post.view for post in await room.posts()])
    assert await address(room) is None


async def test_a_name_does_as_well_as_a_number(room):
    assert (await said(room, f"/心跳 News {ADDRESS}")).code == "ping.set"
    assert await address(room, 2) == ADDRESS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("/ping 1 https://evil.example/x", "ping.refused"),
        ("/ping 1 http://169.254.169.254/", "ping.refused"),
        (f"/ping {ADDRESS}", "ping.which"),
        ("/ping", "ping.which"),
        (f"/ping 9 {ADDRESS}", "task.none_fits"),
    ],
)
async def test_what_cannot_be_is_said_and_stores_nothing(room, text, code):
    assert (await said(room, text)).code == code
    assert await address(room) is None


async def test_in_a_group_it_is_not_taken(room):
    answer = await said(room, f"/ping 1 {ADDRESS}", chat="oc_group")

    assert answer.code == "ping.alone"
    assert await address(room) is None


async def test_nobody_else_may(room):
    await room.saved(a_task(3, spec=a_spec(title="Team news")))

    await said(room, "/ping Team news off", chat="oc_group", by=OTHER)

    assert "refused.not_allowed" in str(await room.posts())
    assert OWNER != OTHER


async def test_where_no_host_is_named_it_says_who_can_change_that(room):
    object.__setattr__(room.desk.renderer.sources, "ping_hosts", ())

    assert (await said(room, f"/ping 1 {ADDRESS}")).code == "ping.not_here"
