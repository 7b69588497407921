"""What goes wrong on the way to a task, and with one: one helpful sentence, and nothing changed wrongly."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from storage.database import FILE_NAME
from tests.journeys.cast import Cast, Json, Message, shown, toast, verbs
from tests.journeys.stage import rows


@dataclass(frozen=True)
class Words:
    """Who speaks one language, what they say, and what they read."""

    who: str
    hello: str
    daily: str
    nightly: str
    name: str
    only_asker: str
    expired: str
    gone: str
    paused: str


ZH = Words(
    who="owner",
    hello="请问你能帮我做什么",
    daily="每天早上9点提醒大家喝水",
    nightly="每天晚上9点提醒大家喝水",
    name="大家喝水",
    only_asker="只能由发起人操作",
    expired="已过期",
    gone="这个群我进不去",
    paused="会话发不进去",
)
EN = Words(
    who="colleague",
    hello="please tell me what you can do",
    daily="every day at 9am remind us to drink",
    nightly="every day at 9pm remind us to drink",
    name="drink",
    only_asker="Only the person who asked",
    expired="xpired",
    gone="I cannot reach that group",
    paused="its chat cannot be posted to",
)
BOTH = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])


def asker(cast: Cast, words: Words) -> Json:
    return getattr(cast, words.who)


async def greeted(cast: Cast, words: Words) -> Json:
    """Whoever speaks that language, once welcomed."""
    person = asker(cast, words)
    await cast.write(person, words.hello)
    await cast.until(bool)
    return person


async def answer_to(cast: Cast, person: Json, text: str, **where: object) -> Message:
    """Return the one message with which `text` is answered."""
    known = {message["message_id"] for message in await cast.messages()}
    await cast.write(person, text, **where)
    return await cast.one(lambda message: message["message_id"] not in known)


def tasks(folder: Path) -> list[tuple]:
    return rows(folder, "task", "title, status, revision")


# Sentences that ask for nothing, or for what cannot be.


NOTHING = {
    "今天天气不错": "没听懂",
    "？？？": "没听懂",
    "我昨天九点才到家": "没听懂",
    "他说明天下午三点开会吗": "没听懂",
    "昨天下午3点提醒我开会": "已经过去了",
    "2月30号9点提醒我开会": "没有这一天",
    "每10秒提醒我喝水": "间隔太短",
    "从明天到昨天每天9点提醒我喝水": "已经过去了",
}
NOTHING_EN = {
    "the weather is nice today": "I did not get that",
    "??": "I did not get that",
    "I went to bed at nine yesterday": "I did not get that",
    "my train leaves at 9 every day": "I did not get that",
    "remind me yesterday at 3pm to call": "That time has passed",
    "on February 30 at 9am remind me to call": "no such day",
    "every 10 seconds remind me to blink": "too often",
    "every day at 9am until yesterday remind me to stretch": "That time has passed",
}


@pytest.mark.parametrize(("words", "said"), [(ZH, NOTHING), (EN, NOTHING_EN)], ids=["zh", "en"])
async def test_what_asks_for_nothing_or_cannot_be_makes_nothing(bot, cast: Cast, tmp_path, words, said):
    person = await greeted(cast, words)

    for text, told in said.items():
        answer = await answer_to(cast, person, text)
        assert (answer["msg_type"], told in answer["content"]) == ("text", True), shown(answer)

    assert rows(tmp_path, "draft") == []


@pytest.mark.parametrize(
    ("words", "text", "parts"),
    [
        (ZH, "每天早上9点提醒我喝水，每周五17点提醒我写周报", ("喝水", "写周报")),
        (
            EN,
            "every day at 9am remind me to drink and every Friday at 5pm remind me to report",
            ("drink", "report"),
        ),
    ],
)
async def test_two_tasks_at_once_are_both_offered(bot, cast: Cast, tmp_path, words, text, parts):
    person = await greeted(cast, words)

    asked = await answer_to(cast, person, text)

    assert "ask.all" in verbs(asked)
    assert all(part in shown(asked) for part in parts)
    assert rows(tmp_path, "draft") == []


# Names and numbers.


@pytest.mark.parametrize(
    ("words", "commands"),
    [
        (ZH, ("暂停{}", "把{}改到10点", "运行{}", "删除{}", "{}的运行记录")),
        (EN, ("pause {}", "change {} to 10am", "run {}", "delete {}", "history of {}")),
    ],
    ids=["zh", "en"],
)
async def test_a_name_that_exists_twice_is_asked_about(bot, cast: Cast, tmp_path, words, commands):
    person = asker(cast, words)
    await cast.saved(person, words.daily)
    await cast.saved(person, words.nightly)
    before = tasks(tmp_path)

    for command in commands:
        answer = await answer_to(cast, person, command.format(words.name))
        assert "pick.choose" in verbs(answer), command

    assert tasks(tmp_path) == before
    assert rows(tmp_path, "run") == []


@pytest.mark.parametrize(
    ("words", "commands", "told"),
    [
        (ZH, ("暂停9", "恢复0", "运行99", "删除-1", "把9改到10点", "历史 9", "暂停9到明天"), "没有找到"),
        (
            EN,
            ("pause 9", "resume 0", "run 99", "delete -1", "move 9 to 10am", "history 9", "rename 9 to Tea"),
            "No task found",
        ),
    ],
    ids=["zh", "en"],
)
async def test_a_number_out_of_range_is_said(bot, cast: Cast, tmp_path, words, commands, told):
    person = asker(cast, words)
    await cast.saved(person, words.daily)
    before = tasks(tmp_path)

    for command in commands:
        answer = await answer_to(cast, person, command)
        assert told in answer["content"], command

    assert tasks(tmp_path) == before
    assert rows(tmp_path, "run") == []


@pytest.mark.parametrize(
    ("words", "text", "told"),
    [
        (ZH, "暂停1到昨天", "已经过去了"),
        (ZH, "暂停所有任务到昨天", "已经过去了"),
        (EN, "pause 1 until yesterday", "That time has passed"),
        (EN, "pause all until last Monday", "That time has passed"),
    ],
)
async def test_a_pause_that_would_end_before_it_begins_is_none(bot, cast: Cast, tmp_path, words, text, told):
    person = asker(cast, words)
    await cast.saved(person, words.daily)
    before = tasks(tmp_path)

    answer = await answer_to(cast, person, text)

    assert told in answer["content"]
    assert tasks(tmp_path) == before


# Between confirm and fire, and on confirm cards.


@BOTH
async def test_two_people_press_the_same_confirm_card(bot, cast: Cast, tmp_path, words):
    person, other = asker(cast, words), cast.admin
    await cast.write(person, words.daily, chat_id=cast.group, mention_bot=True)
    card = await cast.says("draft.save", chat_id=cast.group)

    mine, theirs = await asyncio.gather(
        cast.press(person, card, "draft.save"), cast.press(other, card, "draft.save")
    )

    assert mine["response"]["toast"]["type"] == "success"
    assert theirs["response"]["toast"]["type"] == "error"
    assert rows(tmp_path, "task", "owner") == [(person["open_id"],)]


@BOTH
async def test_somebody_else_s_confirm_card_is_theirs(bot, cast: Cast, tmp_path, words):
    person = asker(cast, words)
    await cast.write(person, words.daily, chat_id=cast.group, mention_bot=True)
    card = await cast.says("draft.save", chat_id=cast.group)
    reader = cast.owner if words is EN else cast.admin

    for verb in ("draft.save", "draft.cancel", "draft.change", "draft.try", "draft.place"):
        answer = await cast.press(reader, card, verb)
        assert ZH.only_asker in toast(answer) or EN.only_asker in toast(answer), verb

    assert (await cast.message(card["message_id"]))["content"] == card["content"]
    assert (rows(tmp_path, "task"), rows(tmp_path, "run")) == ([], [])


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        (ZH, "draft.save"),
        (EN, "draft.save"),
        (ZH, "draft.try"),
        (EN, "draft.change"),
        (ZH, "draft.place"),
    ],
)
async def test_a_press_after_expiry_says_so_and_does_nothing(bot, cast: Cast, tmp_path, moved, words, verb):
    person = asker(cast, words)
    await cast.write(person, words.daily)
    card = await cast.says("draft.save")
    await cast.advance(timedelta(minutes=31))
    moved.advance(timedelta(minutes=31))

    answer = await cast.press(person, card, verb)

    assert words.expired in toast(answer)
    assert "draft.save" not in verbs(await cast.turns(card, words.expired))
    assert (rows(tmp_path, "task"), rows(tmp_path, "run")) == ([], [])


async def removed(cast: Cast, group: str, owner: Json) -> None:
    await cast.post(f"/_sandbox/chats/{group}/bot", {"as": owner["open_id"], "member": False})


async def dissolved(cast: Cast, group: str, owner: Json) -> None:
    await cast.post(f"/_sandbox/chats/{group}/dissolve", {"as": owner["open_id"]})


async def a_group_of(cast: Cast, person: Json) -> str:
    body = {"as": person["open_id"], "name": "Night crew", "members": [cast.admin["open_id"]]}
    return (await cast.post("/_sandbox/chats", body))["chat_id"]


LOST = pytest.mark.parametrize("lose", [dissolved, removed])


@BOTH
@LOST
async def test_a_group_lost_before_saving_in_it_saves_nothing(bot, cast: Cast, tmp_path, words, lose):
    person = asker(cast, words)
    group = await a_group_of(cast, person)
    await cast.write(person, words.daily, chat_id=group, mention_bot=True)
    card = await cast.says("draft.save", chat_id=group)
    await lose(cast, group, person)

    answer = await cast.press(person, card, "draft.save")

    assert words.gone in toast(answer)
    assert rows(tmp_path, "task") == []


@BOTH
@LOST
async def test_a_group_lost_before_the_run_pauses_its_task_and_tells_the_owner(
    bot, cast: Cast, tmp_path, moved, words, lose
):
    person = asker(cast, words)
    group = await a_group_of(cast, person)
    await cast.saved(person, words.daily, chat_id=group, mention_bot=True)
    await lose(cast, group, person)
    await cast.advance(timedelta(days=1))
    moved.advance(timedelta(days=1))

    told = await cast.says(words.paused)

    assert told["chat_id"] == await cast.personal_chat(person)
    assert rows(tmp_path, "task", "status, pause_reason") == [("paused", "unreachable")]


# A template whose value went missing.


def forget_values(folder: Path) -> None:
    """Take the values out of the stored task, as an older version may have left it."""
    connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None, timeout=10)
    with closing(connection):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("""UPDATE task SET spec = replace(spec, '"values":{', '"values":{},"was":{')""")
        connection.execute("COMMIT")


@pytest.mark.parametrize(
    ("words", "use", "schedule", "told"),
    [
        (ZH, "/模板 站会提醒", "每个工作日 9:40", "{{主持人}}"),
        (EN, "/templates stand-up", "every weekday at 9:40am", "{{host}}"),
    ],
    ids=["zh", "en"],
)
async def test_a_value_missing_when_it_fires_is_told_and_nothing_is_posted(
    bot, cast: Cast, tmp_path, words, use, schedule, told
):
    person = await greeted(cast, words)
    shelf = await answer_to(cast, person, use)
    await cast.press(person, shelf, "template.use")
    form = await cast.says("template.apply")
    await cast.press(person, form, "template.apply", value_0="Zoe", value_1="here", schedule=schedule)
    confirm = await cast.says("draft.save")
    await cast.press(person, confirm, "draft.save")
    await asyncio.to_thread(forget_values, tmp_path)  # the bot goes on, and may be writing

    await cast.press(person, confirm, "task.run")

    assert told in shown(await cast.says("run.again"))
    [(state, cause)] = rows(tmp_path, "run", "state, cause")
    assert (state, cause) == ("failed", "missing_value")
    assert not [message for message in await cast.messages() if message["msg_type"] == "post"]
