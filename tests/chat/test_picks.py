"""A pick card is answered by words, too; and a bare number is one of the list."""

import pytest

from scheduler.model import TaskStatus
from scheduler.views import PickCard, Sentence, TaskCard
from tests.builders import a_spec, a_task
from tests.chat.room import ALONE


async def two_reports(room):
    """Two tasks that "report" fits, and the answer of the bot to pausing "report"."""
    daily = a_task(1, spec=a_spec(title="Daily report"))
    weekly = a_task(2, spec=a_spec(title="Weekly report"))
    await room.saved(daily, weekly)
    await said(room, "pause report")
    return daily.id, weekly.id


async def said(room, text):
    await room.messages.handle(room.written(text, chat=ALONE))
    posts = [post for post in await room.posts() if not post.key.startswith("draft_")]
    return max(posts, key=lambda post: post.key).view if posts else None


async def paused(room, *task_ids):
    tasks = [await room.tasks.get(task_id) for task_id in task_ids]
    return [task.status is TaskStatus.PAUSED for task in tasks]


async def card_order(room, *task_ids):
    """The places that the tasks have on the open pick card."""
    [card] = [post.view for post in await room.posts() if isinstance(post.view, PickCard)]
    return [card.task_ids.index(task_id) + 1 for task_id in task_ids]


@pytest.mark.parametrize("words", ["{}", "第{}个", "number {}", "pause {}"])
async def test_a_number_on_the_card_picks_that_task(chat_room, words):
    reports = await two_reports(chat_room)
    [_, place] = await card_order(chat_room, *reports)

    await said(chat_room, words.format(place))

    assert await paused(chat_room, *reports) == [False, True]


@pytest.mark.parametrize("words", ["Weekly report", "weekly", "the weekly report."])
async def test_a_name_picks_that_task(chat_room, words):
    reports = await two_reports(chat_room)

    await said(chat_room, words)

    assert await paused(chat_room, *reports) == [False, True]


@pytest.mark.parametrize("words", ["3", "report", "thanks", "list", "something else"])
async def test_what_names_no_single_one_changes_nothing(chat_room, words):
    reports = await two_reports(chat_room)

    await said(chat_room, words)

    assert await paused(chat_room, *reports) == [False, False]


async def test_never_mind_leaves_the_tasks_as_they_are(chat_room):
    reports = await two_reports(chat_room)

    await said(chat_room, "never mind")
    await said(chat_room, "weekly report")

    assert Sentence("pick.dropped") in [post.view for post in await chat_room.posts()]
    assert await paused(chat_room, *reports) == [False, False]


@pytest.mark.parametrize("words", ["2", "第二个", "the second one"])
async def test_without_a_card_a_number_shows_the_task_of_the_list(chat_room, words):
    await chat_room.saved(a_task(1, spec=a_spec(title="First")), a_task(2, spec=a_spec(title="Second")))
    await said(chat_room, "list")
    [order] = [await chat_room.listings.recall(ALONE, a_task(1).owner)]

    await said(chat_room, words)

    assert TaskCard(order[1]) in [post.view for post in await chat_room.posts()]


async def test_only_what_is_paused_is_resumed(chat_room):
    daily, weekly = await two_reports(chat_room)
    await said(chat_room, "weekly report")

    await said(chat_room, "resume report")

    assert await paused(chat_room, daily, weekly) == [False, False]


async def test_where_nothing_is_paused_all_that_fit_are_asked_about(chat_room):
    await two_reports(chat_room)

    await said(chat_room, "resume report")

    cards = [post.view for post in await chat_room.posts() if isinstance(post.view, PickCard)]
    assert [len(card.task_ids) for card in cards if card.verb == "task.resume"] == [2]
