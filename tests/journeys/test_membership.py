"""The bot comes to a group, and goes."""

from tests.journeys.cast import Cast
from tests.journeys.stage import rows


async def moves(cast: Cast, *, member: bool) -> None:
    body = {"as": cast.owner["open_id"], "member": member}
    await cast.post(f"/_sandbox/chats/{cast.group}/bot", body)


async def test_added_to_a_group_it_says_once_how_to_talk_to_it(bot, cast: Cast):
    await moves(cast, member=False)
    await moves(cast, member=True)

    await cast.says("@我", chat_id=cast.group)

    assert len(await cast.messages(cast.group)) == 1


async def test_removed_from_a_group_its_tasks_pause_and_their_owner_hears_why(bot, cast: Cast, tmp_path):
    await cast.saved(
        cast.colleague, "every day at 9am remind us to stand up", chat_id=cast.group, mention_bot=True
    )

    await moves(cast, member=False)

    private = await cast.personal_chat(cast.colleague)
    await cast.says("Paused", chat_id=private)
    assert rows(tmp_path, "task", "pause_reason") == [("unreachable",)]
