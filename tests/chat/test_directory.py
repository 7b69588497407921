"""What is known of a person, when Lark tells it and when it does not."""

from datetime import timedelta

import pytest

from bot.directory import ASK_AGAIN_AFTER
from cards.actions import Press, Verb
from scheduler.model import Locale, TaskId
from scheduler.views import HelpCard, TaskCard
from tests.builders import OWNER, TENANT, a_task
from tests.chat.room import ALONE, OTHER


async def test_a_name_and_zone_that_lark_did_not_tell_are_asked_for_again(chat_room):
    chat_room.lark.silent = 1
    await chat_room.messages.handle(chat_room.written("hello", chat=ALONE))

    chat_room.clock.advance(ASK_AGAIN_AFTER)
    person = await chat_room.directory.person(OWNER, TENANT)

    assert (person.name, person.zone, person.greeted) == ("Owner", "Europe/London", True)


async def test_lark_is_not_asked_for_the_same_person_at_every_turn(chat_room):
    chat_room.lark.silent = 10
    for _ in range(5):
        await chat_room.directory.person(OWNER, TENANT)

    assert chat_room.lark.asked == 1


async def test_a_person_who_is_known_is_not_looked_up(chat_room):
    await chat_room.directory.person(OWNER, TENANT)
    chat_room.clock.advance(timedelta(days=1))
    await chat_room.directory.person(OWNER, TENANT)

    assert chat_room.lark.asked == 1


@pytest.mark.parametrize(
    ("name", "zone", "locale"),
    [
        ("王敏", "Asia/Shanghai", Locale.ZH),
        ("王敏", "", Locale.ZH),
        ("Emma 王", "Europe/London", Locale.ZH),
        ("佐藤", "Asia/Tokyo", Locale.EN),
        ("Kevin Zhang", "Asia/Shanghai", Locale.EN),  # the deployment's
    ],
)
async def test_who_never_wrote_speaks_what_the_profile_tells(chat_room, name, zone, locale):
    chat_room.lark.names, chat_room.lark.zones = {OTHER: name}, {OTHER: zone}

    assert (await chat_room.directory.person(OTHER, TENANT)).locale is locale


@pytest.mark.parametrize(
    ("name", "card", "words"),
    [
        ("王敏", Locale.EN, "只有任务的负责人"),
        ("Kevin Zhang", Locale.ZH, "只有任务的负责人"),  # as the card speaks
        ("Kevin Zhang", Locale.EN, "the task's owner"),
    ],
)
async def test_a_refusal_is_in_the_language_of_whoever_pressed(chat_room, name, card, words):
    chat_room.lark.names = {OTHER: name}
    await chat_room.saved(a_task())
    shown = await chat_room.shown(TaskCard(TaskId("task_1")), locale=card)

    answer = await chat_room.press(Press(Verb.TASK_PAUSE, "task_1", 1), shown, by=OTHER)

    assert words in answer.toast.text


async def test_what_somebody_said_goes_before_a_profile(chat_room):
    chat_room.lark.names = {OTHER: "王敏"}
    text = "please tell me what you can do"
    await chat_room.messages.handle(chat_room.written(text, by=OTHER, chat=ALONE))

    assert (await chat_room.directory.person(OTHER, TENANT)).locale is Locale.EN


@pytest.mark.parametrize(("told", "kept"), [("Asia/Tokyo", "Asia/Tokyo"), ("GMT+08:00", None)])
async def test_only_a_zone_that_exists_is_taken_from_a_press(chat_room, told, kept):
    chat_room.lark.silent = 10
    card = await chat_room.shown(HelpCard())

    await chat_room.press(Press(Verb.SAY, args={"text": "/help"}), card, timezone=told)

    known = await chat_room.people.get(OWNER)
    assert (known.zone if known else None) == kept
