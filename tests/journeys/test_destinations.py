"""Where a task posts: here, in person, in another group, in one that is made for it."""

from typing import Any

from tests.journeys.cast import Cast, Json, button, card_of, components, shown, toast, verbs
from tests.journeys.stage import rows

DAILY = "每天早上9点提醒大家看日报"
DAILY_EN = "every day at 9am remind us to look at the report"


async def a_group(cast: Cast, name: str, owner: Json, *members: Json, **more: Any) -> str:
    body = {"as": owner["open_id"], "name": name, "members": [each["open_id"] for each in members], **more}
    return (await cast.post("/_sandbox/chats", body))["chat_id"]


async def pick(cast: Cast, person: Json, card: Json, place: str) -> Json:
    """Tap the place on the card that asks for one: the id of a group, or "here" or "own"."""
    fresh = card_of(await cast.message(card["message_id"]))
    tapped = next(part for part in components(fresh) if _leads_to(part, place))
    body = {
        "as": person["open_id"],
        "message_id": card["message_id"],
        "action": tapped.get("name") or tapped["element_id"],
    }
    return await cast.post("/_sandbox/actions", body)


def _leads_to(part: Json, place: str) -> bool:
    return any(one.get("value", {}).get("arg.place") == place for one in part.get("behaviors", []))


async def test_named_in_a_sentence_it_posts_to_that_group(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, "每天早上9点在销售日报群提醒大家看日报")

    confirm = await cast.says("draft.save")
    assert "销售日报群，群里 3 人都能看到结果" in shown(confirm)
    await cast.press(cast.owner, confirm, "draft.save")

    assert rows(tmp_path, "task", "chat_id") == [(cast.group,)]
    told = await cast.says("task.rights", chat_id=cast.group)
    assert "群成员" in shown(told) and "陈晓" in shown(told)
