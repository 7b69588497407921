"""The stream of news for the page."""

import json
from contextlib import asynccontextmanager

from bot.sandbox.control.watch import Watch
from bot.sandbox.feed import KEPT, Feed
from tests.sandbox.open_api.caller import CARD
from tests.sandbox.socket_bot import a_bot


async def test_news_arrive_by_name_in_order(lark):
    async with watching(lark) as news:
        message_id = await lark.send_card()
        await lark.patch(message_id, CARD.replace("**on**", "off"))
        heard = [await anext(news) for _ in range(4)]

    assert [name for _, name, _ in heard] == ["message", "request", "message", "request"]
    assert heard[0][2]["message_id"] == message_id
    assert len(heard[2][2]["versions"]) == 2
    assert heard[1][2]["path"] == "/open-apis/im/v1/messages"


async def test_deliveries_and_chats_are_news(lark):
    async with a_bot(lark), watching(lark) as news:
        await lark.write()
        heard = {name: data async for _, name, data in take(news, 3)}

    assert heard.keys() == {"chat", "message", "delivery"}
    assert heard["delivery"]["type"] == "im.message.receive_v1"
    assert (heard["delivery"]["via"], heard["delivery"]["status"]) == ("socket", 200)


async def test_a_watcher_catches_up_from_the_last_it_saw(lark):
    async with watching(lark) as news:
        await lark.send_text()
        last_id, _, _ = await anext(news)
    second = await lark.send_text()

    async with watching(lark, {"Last-Event-ID": str(last_id)}) as news:
        missed = [data async for _, name, data in take(news, 3) if name == "message"]

    assert [each["message_id"] for each in missed] == [second]


async def test_the_stream_ends_with_the_sandbox(lark):
    async with watching(lark) as news:
        lark.sandbox.feed.close()

        assert [each async for each in news] == []


async def test_only_so_much_is_remembered():
    feed = Feed()
    for number in range(KEPT + 10):
        feed.tell("n", number)
    feed.close()

    seen = [news async for news in feed.watch(after=0, idle_s=1)]

    assert len(seen) == KEPT
    assert seen[-1].data == KEPT + 9


async def test_silence_is_filled_with_comments():
    feed = Feed()
    stream = feed.watch(after=0, idle_s=0.001)

    assert await anext(stream) is None
    await stream.aclose()


def test_fifteen_seconds_is_the_longest_silence():
    assert Watch(tenant=None, feed=None).idle_s == 15


@asynccontextmanager
async def watching(lark, headers=None):
    async with lark.session.get("/_sandbox/events", headers=headers or {}) as response:
        assert response.content_type == "text/event-stream"
        await response.content.readuntil(b"\n\n")
        yield parse(response)


async def parse(response):
    while frame := await response.content.readuntil(b"\n\n"):
        fields = dict(line.split(": ", 1) for line in frame.decode().strip().split("\n"))
        yield int(fields["id"]), fields["event"], json.loads(fields["data"])


async def take(news, count):
    for _ in range(count):
        yield await anext(news)
