"""How the bot is doing is shown to administrators, and to nobody who only looks on."""

from dataclasses import replace

import pytest

from bot.chat.language import read
from bot.chat.language.meaning import Intent
from scheduler.model import Locale
from scheduler.posts import OnlyTo, ToChat, ToPerson
from scheduler.views import Sentence, StatusCard
from tests.builders import CHAT, NOW, OWNER
from tests.chat.room import ADMIN, ALONE


@pytest.mark.parametrize("text", ["/status", "/状态", "／运行状态", "/Status now"])
def test_it_is_asked_for_by_slash(text):
    assert read(text, NOW, "Asia/Shanghai", Locale.ZH).intent is Intent.STATUS


@pytest.mark.parametrize("text", ["状态", "status", "what is the status of the sales report"])
def test_the_word_alone_is_no_command(text):
    assert read(text, NOW, "Asia/Shanghai", Locale.ZH).intent is not Intent.STATUS


async def last_post(chat_room):
    return (await chat_room.posts())[-1]


async def test_an_administrator_gets_the_card(chat_room):
    await chat_room.messages.handle(chat_room.written("/status", by=ADMIN, chat=ALONE))

    post = await last_post(chat_room)

    assert (post.view, post.target) == (StatusCard(ADMIN), ToChat(ALONE))


async def test_in_a_group_it_goes_to_the_administrator_alone(chat_room):
    await chat_room.messages.handle(chat_room.written("/status", by=ADMIN))

    post = await last_post(chat_room)

    assert (post.view, post.target) == (StatusCard(ADMIN), ToPerson(ADMIN))


async def test_everybody_else_is_told_alone_that_it_is_not_for_them(chat_room):
    await chat_room.messages.handle(chat_room.written("/status", by=OWNER))

    post = await last_post(chat_room)

    assert (post.view, post.target) == (Sentence("refused.admins_only"), OnlyTo(CHAT, OWNER))


async def test_an_administrator_of_another_company_sees_nothing(chat_room):
    written = replace(chat_room.written("/status", by=ADMIN), sender_tenant="tenant_2")

    await chat_room.messages.handle(written)

    assert (await last_post(chat_room)).view == Sentence("refused.other_tenant")
