"""What stands in the fields of a form, read in one way everywhere."""

import pytest

from bot.chat.typed import line, text, whole
from cards.actions import Press, Verb
from scheduler.views import ListCard, ListScope
from tests.builders import OWNER
from tests.chat.room import ALONE


def test_what_cannot_be_seen_is_left_out_and_blanks_stay_only_where_they_are_wanted():
    form = {"a": " one\u202e\x00\n two ", "many": ("1", "2")}

    assert (whole(form, "a"), text(form, "a"), line(form, "a")) == (" one\n two ", "one\n two", "one two")
    assert [read(form, name) for read in (whole, text, line) for name in ("many", "none")] == [""] * 6


@pytest.mark.parametrize(("page", "shown"), [("2", 2), ("", 0), ("-1", 0), ("9999", 0), ("x", 0)])
async def test_a_page_that_cannot_be_is_the_first(chat_room, page, shown):
    card = await chat_room.shown(ListCard(OWNER, ALONE, ListScope.MINE))

    await chat_room.press(Press(Verb.LIST_PAGE, args={"page": page}), card, chat=ALONE)

    assert (await chat_room.view_of(card)).page == shown
