"""A run that was missed is said on list and card, and can be left at that."""

from datetime import timedelta

import pytest

from bot.chat.answers import Mood
from cards.actions import Press, Verb
from scheduler.model import Locale, RunState, TaskId
from scheduler.planner import Planner
from scheduler.triggers import At
from scheduler.views import ListCard, ListScope, RunCard, TaskCard
from tests.builders import CHAT, NOW, OWNER, a_spec, a_task
from tests.chat.room import OTHER
from tests.doubles import Ids

HOUR = timedelta(hours=1)
SAID = {
    Locale.ZH: ("当时机器人不在线", "已跳过，不补跑", "错过了"),
    Locale.EN: ("the bot was offline", "and skipped by Owner", "missed the run of"),
}


async def missed(room):
    """Let the one run of a task go by, with nobody there; returns the run."""
    await room.saved(a_task(spec=a_spec(trigger=At(NOW, "Asia/Shanghai"))))
    room.clock.advance(timedelta(days=2))
    await Planner(room.tasks, room.clock, Ids()).tick()
    [run] = await room.runs.of_task(TaskId("task_1"), 5)
    assert run.state is RunState.MISSED
    return run


async def drawn(room, view, locale):
    """Return how the card of this view looks now."""
    card = await room.shown(view, message_id=f"om_{type(view).__name__}", locale=locale)
    return str(await room.desk.redraw.card(card))


@pytest.mark.parametrize("locale", Locale)
async def test_the_owner_s_note_is_skipped_by_its_button_and_says_so(chat_room, locale):
    run = await missed(chat_room)
    note = await chat_room.shown(RunCard(run.id), message_id="om_note", locale=locale)
    before = str(await chat_room.desk.redraw.card(note))

    answer = await chat_room.press(Press(Verb.RUN_SKIP, run.id), note)
    again = await chat_room.press(Press(Verb.RUN_SKIP, run.id), note)

    offline, skipped, _ = SAID[locale]
    assert all(part in before for part in (offline, "run.again", "run.skip"))
    assert skipped in str(answer.card)
    assert "run.skip" not in str(answer.card)
    assert "run.again" in str(answer.card)
    assert (answer.toast.mood, again.toast.mood) == (Mood.SUCCESS, Mood.INFO)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (Locale.ZH, "不在线（3月2日 09:00 到 今天 09:00）"),
        (Locale.EN, "offline from 2 Mar 09:00 to today 09:00"),
    ],
)
async def test_the_note_of_a_miss_says_when_nobody_was_there(chat_room, locale, words):
    await chat_room.saved(
        a_task(spec=a_spec(trigger=At(NOW + HOUR, "Asia/Shanghai")), next_fire_time=NOW + HOUR)
    )
    planner = Planner(chat_room.tasks, chat_room.clock, Ids(), presence=chat_room.presence)
    await planner.tick()
    chat_room.clock.advance(timedelta(days=2))
    await planner.tick()
    [run] = await chat_room.runs.of_task(TaskId("task_1"), 5)

    assert words in await drawn(chat_room, RunCard(run.id), locale)


@pytest.mark.parametrize("locale", Locale)
async def test_list_and_task_card_say_it_until_it_was_skipped(chat_room, locale):
    run = await missed(chat_room)
    cards = {TaskCard(run.task_id): SAID[locale][0], ListCard(OWNER, CHAT, ListScope.CHAT): SAID[locale][2]}
    for view, words in cards.items():
        assert words in await drawn(chat_room, view, locale)

    await chat_room.press(Press(Verb.RUN_SKIP, run.id), await chat_room.shown(RunCard(run.id)))

    for view, words in cards.items():
        card = str(await chat_room.desk.redraw.card(f"om_{type(view).__name__}"))
        assert words not in card


async def test_somebody_else_s_miss_is_not_theirs_to_skip(chat_room):
    run = await missed(chat_room)
    note = await chat_room.shown(RunCard(run.id))

    answer = await chat_room.press(Press(Verb.RUN_SKIP, run.id), note, by=OTHER)

    assert answer.toast.mood is Mood.ERROR
    assert (await chat_room.runs.get(run.id)).is_unanswered_miss
