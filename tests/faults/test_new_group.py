"""`kill -9` between making a group and saving its task: there is one group in the end."""

from bot.commands.local_lark import LocalLark
from tests.faults.test_kill import later
from tests.journeys.cast import Cast
from tests.journeys.stage import a_bot, rows, serving

CHATS = "/open-apis/im/v1/chats"


async def made(cast: Cast) -> list[str]:
    return [chat["chat_id"] for chat in (await cast.state())["chats"] if chat["name"] == "Morning"]


async def test_killed_between_making_a_group_and_saving_its_task(lark: LocalLark, cast: Cast, tmp_path):
    async with serving(lark, tmp_path) as process:
        await cast.write(cast.colleague, "every day at 9am remind us to look at the report")
        confirm = await cast.says("draft.place")
        await cast.press(cast.colleague, confirm, "draft.place")
        await cast.press(cast.colleague, confirm, "place.new")
        await cast.send_form(cast.colleague, confirm, key="place_make", group_name="Morning")
        await cast.turns(confirm, "draft.save")
        await cast.fault("slow", method="POST", path=CHATS, delay_s=60)
        await cast.press(cast.colleague, confirm, "draft.save")
        await cast.struck()
        await process.killed()
    [group] = await made(cast)
    assert rows(tmp_path, "task") == []

    async with a_bot(lark, tmp_path, clock=later()):
        await cast.turns(confirm, "On")

    assert await made(cast) == [group]
    assert rows(tmp_path, "task", "chat_id") == [(group,)]
