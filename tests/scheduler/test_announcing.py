"""What a group is told of a task that posts there, and when nobody is told anything."""

from dataclasses import replace

from scheduler.announcing import told_of_change, told_of_new
from scheduler.model import ChatId, Locale, PersonId
from scheduler.posts import ToChat
from tests.builders import CHAT, OWNER, a_spec, a_task

BOSS = PersonId("ou_boss")
ELSEWHERE = ChatId("oc_elsewhere")


def changed(task, **fields):
    return replace(task, spec=replace(task.spec, **fields), revision=task.revision + 1)


def test_a_group_is_told_of_a_task_that_was_saved_elsewhere():
    task = a_task()

    [told] = told_of_new(task, ELSEWHERE)

    assert told.target == ToChat(CHAT)
    assert (told.view.task_id, told.view.spec, told.view.before) == (task.id, task.spec, None)


def test_the_card_that_was_saved_in_the_group_says_it_all():
    assert told_of_new(a_task(), CHAT) == ()


def test_nobody_is_told_of_what_is_one_s_own():
    assert told_of_new(a_task(spec=a_spec(in_group=False)), ELSEWHERE) == ()


def test_a_change_shows_what_it_was_and_who_made_it():
    old = a_task()
    new = changed(old, title="Another")

    [told] = told_of_change(old, new, BOSS, ELSEWHERE)

    assert (told.view.before, told.view.spec) == (old.spec, new.spec)
    assert (told.view.by, told.view.owner) == (BOSS, OWNER)


def test_what_members_do_not_see_is_no_news():
    old = a_task()

    assert told_of_change(old, changed(old, locale=Locale.ZH), OWNER, ELSEWHERE) == ()
    assert told_of_change(old, old, OWNER, ELSEWHERE) == ()


def test_a_move_is_told_where_it_left_and_where_it_comes_to():
    old = a_task()
    new = changed(old, destination=a_spec(chat_id="oc_new").destination)

    left, come = told_of_change(old, new, OWNER, ELSEWHERE)

    assert (left.target, left.view.kind) == (ToChat(CHAT), "sentence")
    assert (come.target, come.view.before) == (ToChat(ChatId("oc_new")), None)


def test_a_move_says_to_nobody_where_it_went():
    old = a_task()
    new = changed(old, destination=a_spec(chat_id="oc_new", in_group=False).destination)

    [left] = told_of_change(old, new, OWNER, ELSEWHERE)

    assert "oc_new" not in str(left)


def test_two_changes_are_two_messages_and_one_told_twice_is_one():
    old = a_task()
    once, twice = changed(old, title="Once"), changed(changed(old, title="Once"), title="Twice")

    first = told_of_change(old, once, OWNER, ELSEWHERE)
    second = told_of_change(once, twice, OWNER, ELSEWHERE)

    assert {post.key for post in first}.isdisjoint(post.key for post in second)
    assert first == told_of_change(old, once, OWNER, ELSEWHERE)
