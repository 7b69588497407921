"""One token for all, renewed before it ends."""

import asyncio
from datetime import timedelta

import pytest

from bot.lark.errors import BusyError
from bot.lark.tokens import Grant, TokenStore
from scheduler.errors import TransientError


class Source:
    """Gives t-1, t-2 and so on, or fails; holds the clock."""

    def __init__(self, lasts=timedelta(hours=2)) -> None:
        self.now, self.given, self.lasts, self.fails = 0.0, 0, lasts, False
        self.gate = asyncio.Event()
        self.gate.set()
        self.store = TokenStore(self.fetch, lambda: self.now)

    async def fetch(self) -> Grant:
        await self.gate.wait()
        if self.fails:
            raise BusyError("down")
        self.given += 1
        return Grant(f"t-{self.given}", self.lasts)


async def test_a_token_is_kept_until_it_ends_soon():
    source = Source()
    first = await source.store.token()
    source.now = 94 * 60

    assert (first, await source.store.token()) == ("t-1", "t-1")
    source.now = 96 * 60
    assert await source.store.token() == "t-2"


async def test_while_one_renews_others_go_on_with_the_valid_token():
    source = Source()
    await source.store.token()
    source.now = 96 * 60
    source.gate.clear()
    renewing = asyncio.ensure_future(source.store.token())
    await asyncio.sleep(0)

    assert await source.store.token() == "t-1"
    source.gate.set()
    assert await renewing == "t-2"


async def test_a_failed_renewal_is_no_harm_while_the_token_is_valid_and_is_not_repeated_at_once():
    source = Source()
    await source.store.token()
    source.now, source.fails = 96 * 60, True

    assert await source.store.token() == "t-1"
    source.fails = False
    assert await source.store.token() == "t-1"
    source.now += 11
    assert await source.store.token() == "t-2"


async def test_without_a_valid_token_the_failure_is_told():
    source = Source()
    await source.store.token()
    source.now, source.fails = 121 * 60, True

    with pytest.raises(TransientError):
        await source.store.token()


async def test_a_rejected_token_is_replaced_once_for_all_who_had_it():
    source = Source()
    old = await source.store.token()

    fresh = await asyncio.gather(*(source.store.after_rejection(old) for _ in range(4)))

    assert set(fresh) == {"t-2"}


async def test_a_short_token_is_used_before_it_is_renewed():
    source = Source(lasts=timedelta(seconds=60))

    assert [await source.store.token() for _ in range(3)] == ["t-1"] * 3


def test_a_grant_does_not_show_its_token():
    assert "t-1" not in repr(Grant("t-1", timedelta(hours=2)))
