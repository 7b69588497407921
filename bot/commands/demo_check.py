"""`aime demo --check`: plays a conversation against the demo and fails when a step did not happen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.commands.conversation import Conversation, Place, StepFailedError
from bot.commands.local_lark import LocalLark


async def check(lark: LocalLark) -> int:
    """Play the script; returns 0 when every step happened, 1 with the step that did not."""
    async with aiohttp.ClientSession(lark.url, trust_env=False) as http:
        try:
            await script(http)
        except StepFailedError as error:
            print(f"\nFAILED: {error}")
            return 1
    print("\nEvery step happened.")
    return 0


async def script(http: aiohttp.ClientSession) -> None:
    """Talk to the bot as two people in two languages; raises `StepFailedError` when a step did not happen."""
    people = await _people(http)
    await _personal_in_chinese(http, people)
    await _group_in_english(http, people)


@dataclass(frozen=True, slots=True)
class People:
    """The sandbox's cast: who speaks Chinese, who English, and the group that both are in."""

    chinese: dict[str, Any]
    english: dict[str, Any]
    group: str


async def _people(http: aiohttp.ClientSession) -> People:
    async with http.get("/_sandbox/state") as response:
        state = await response.json()
    chinese = next(user for user in state["users"] if user["locale"].startswith("zh"))
    english = next(user for user in state["users"] if user["locale"].startswith("en"))
    both = {chinese["open_id"], english["open_id"]}
    group = next(chat for chat in state["chats"] if both <= set(chat["members"]) and chat["bot_member"])
    return People(chinese, english, group["chat_id"])


async def _personal_in_chinese(http: aiohttp.ClientSession, people: People) -> None:
    person = people.chinese
    async with http.post("/_sandbox/chats/p2p", json={"as": person["open_id"]}) as response:
        chat_id = (await response.json())["chat_id"]
    talk = Conversation(http, person["name"], Place(person["open_id"], chat_id, in_group=False))
    print(f"\n— {person['name']}，与机器人的单聊 —")

    await talk.say("你好")
    await talk.card("欢迎卡片", lambda text: "提醒" in text)

    await talk.say("每天早上9点总结昨天的销售数据")
    await _life_of_a_task(
        talk, ("待确认", "已开启", "已完成", "已暂停", "已删除"), ("/暂停 1", "/恢复 1", "/删除 1")
    )


async def _group_in_english(http: aiohttp.ClientSession, people: People) -> None:
    person = people.english
    talk = Conversation(http, person["name"], Place(person["open_id"], people.group, in_group=True))
    print(f"\n— {person['name']}, in a group —")

    await talk.say("every weekday at 9:30am summarise the overnight tickets")
    await _life_of_a_task(
        talk, ("To confirm", "On", "Completed", "Paused", "Deleted"), ("/pause 1", "/resume 1", "/delete 1")
    )


async def _life_of_a_task(talk: Conversation, words: Sequence[str], typed: Sequence[str]) -> None:
    """Create, run now, pause, resume and delete one task, by buttons and by words."""
    to_confirm, on, completed, paused, deleted = words
    confirm = await talk.card("a confirm card", lambda text: to_confirm in text)
    await talk.press(confirm, "draft.save")
    task = await talk.changed(confirm, "the same card is the task, switched on", on)

    await talk.press(task, "task.run")
    run = await talk.card("a card that says running", lambda text: '"template": "blue"' in text)
    await talk.reply_under(run, "the result, as a reply under that card")
    await talk.changed(run, "the same card says completed", completed)

    await talk.press(task, "task.pause")
    task = await talk.changed(task, "paused", paused)
    await talk.press(task, "task.resume")
    await talk.changed(task, "switched on again", on)

    await talk.say("/list")
    await talk.card("the list of tasks", lambda text: '"template": "wathet"' in text)
    pause, resume, delete = typed
    await talk.say(pause)
    await talk.card("paused, by number", lambda text: paused in text)
    await talk.say(resume)
    await talk.card("switched on again, by number", lambda text: on in text)
    await talk.say(delete)
    question = await talk.card("whether to delete it", lambda text: "pick.choose" in text)
    await talk.press(question, "pick.choose")
    await talk.changed(question, "deleted, with a way back", deleted)
