"""What is known of a person, when Lark tells it and when it does not."""

from datetime import timedelta

import pytest

from bot.directory import ASK_AGAIN_AFTER
from cards.actions import Press, Verb
from scheduler.views import HelpCard
from tests.builders import OWNER, TENANT
from tests.chat.room import ALONE


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


@pytest.mark.parametrize(("told", "kept"), [("Asia/Tokyo", "Asia/Tokyo"), ("GMT+08:00", None)])
async def test_only_a_zone_that_exists_is_taken_from_a_press(chat_room, told, kept):
    chat_room.lark.silent = 10
    card = await chat_room.shown(HelpCard())

    await chat_room.press(Press(Verb.SAY, args={"text": "/help"}), card, timezone=told)

    known = await chat_room.people.get(OWNER)
    assert (known.zone if known else None) == kept
