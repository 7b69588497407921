import asyncio
from dataclasses import replace

from sqlalchemy.exc import IntegrityError

from storage.grouping import TOGETHER
from tests.builders import NOW
from tests.contracts.test_inbox import an_arrival, keys_of


async def test_what_arrives_together_is_all_stored_in_the_order_in_which_it_came(inbox):
    keys = [f"om_{number}" for number in range(2 * TOGETHER + 1)]

    ids = await asyncio.gather(*(inbox.accept(an_arrival(key, ""), NOW) for key in keys))

    assert ids == sorted(set(ids))
    assert await keys_of(inbox, limit=len(keys) + 1) == keys


async def test_repetitions_among_what_arrives_together_are_told_apart(inbox):
    await inbox.accept(an_arrival("known"), NOW)

    keys = ["a", "b", "b", "known", "c"]
    ids = await asyncio.gather(*(inbox.accept(an_arrival(key), NOW) for key in keys))

    assert [entry_id is not None for entry_id in ids] == [True, True, False, False, True]


async def test_one_that_cannot_be_stored_does_not_take_the_others_with_it(inbox):
    bad = replace(an_arrival("bad"), tenant=None)
    arrivals = [an_arrival("a", ""), an_arrival("b", ""), bad, an_arrival("c", "")]

    results = await asyncio.gather(
        *(inbox.accept(arrival, NOW) for arrival in arrivals), return_exceptions=True
    )

    assert [isinstance(result, IntegrityError) for result in results] == [False, False, True, False]
    assert await keys_of(inbox) == ["a", "b", "c"]


async def test_what_its_caller_gave_up_while_it_waited_is_not_stored(inbox):
    first = asyncio.create_task(inbox.accept(an_arrival("a", ""), NOW))
    given_up = asyncio.create_task(inbox.accept(an_arrival("b", ""), NOW))
    asyncio.get_running_loop().call_soon(given_up.cancel)  # after both have begun
    await asyncio.wait([first, given_up])
    await inbox.accept(an_arrival("c", ""), NOW)

    assert given_up.cancelled()
    assert await keys_of(inbox) == ["a", "c"]
