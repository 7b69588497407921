"""Which tasks "all" are, who hears of it, and what "stop" stops."""

from datetime import timedelta

from scheduler.model import ChatId, RunId, RunKind, RunState, TaskId, TaskStatus
from scheduler.posts import OnlyTo, ToPerson
from scheduler.views import BatchCard, PickCard, Sentence
from tests.builders import CHAT, NOW, OWNER, a_run, a_run_card, a_spec, a_task, an_audit
from tests.chat.room import ALONE, OTHER

SOON = NOW + timedelta(hours=1)
HERE, AT_HOME = TaskId("task_1"), TaskId("task_2")


async def two_places(room):
    """A task of the owner's in the group, and one in the personal chat."""
    at_home = a_spec(title="At home", chat_id=ALONE, in_group=False)
    await room.saved(a_task(1, spec=a_spec(title="Here"), next_fire_time=SOON))
    await room.saved(a_task(2, spec=at_home, next_fire_time=SOON))


async def answers(room, text, **who):
    await room.messages.handle(room.written(text, **who))
    return [post for post in await room.posts() if not post.key.startswith("draft_")]


async def status(room, task_id):
    return (await room.tasks.get(task_id)).status


async def test_all_in_a_group_are_the_group_s(chat_room):
    await two_places(chat_room)

    [post] = await answers(chat_room, "pause all")

    assert [each.task_id for each in post.view.done] == [HERE]
    assert await status(chat_room, AT_HOME) is TaskStatus.ACTIVE


async def test_all_of_one_s_own_said_in_a_group_are_answered_in_person(chat_room):
    await two_places(chat_room)

    card, note = await answers(chat_room, "pause all my tasks")

    assert isinstance(card.view, BatchCard)
    assert {each.task_id for each in card.view.done} == {HERE, AT_HOME}
    assert card.target == ToPerson(OWNER)
    assert note.view == Sentence("press.privately")


async def test_all_alone_are_one_s_own_wherever_they_post(chat_room):
    await two_places(chat_room)

    posts = await answers(chat_room, "pause all", chat=ALONE)

    [card] = [post.view for post in posts if isinstance(post.view, BatchCard)]
    assert {each.task_id for each in card.done} == {HERE, AT_HOME}


async def test_a_member_s_own_are_switched_and_the_others_named(chat_room):
    await chat_room.saved(
        a_task(1, spec=a_spec(title="Mine"), owner=OTHER, next_fire_time=SOON),
        a_task(2, spec=a_spec(title="Not")),
    )

    [post] = await answers(chat_room, "pause all", by=OTHER)

    assert [each.task_id for each in post.view.done] == ["task_1"]
    assert [(each.name, each.why) for each in post.view.left_out] == [("Not", "not_yours")]


async def test_where_none_is_one_s_own_only_the_asker_hears_it(chat_room):
    await chat_room.saved(a_task(1))

    [post] = await answers(chat_room, "pause all", by=OTHER)

    assert post.view.code == "refused.not_allowed"
    assert post.target == OnlyTo(CHAT, OTHER)


async def test_who_manages_the_group_is_asked_once_for_all_of_them(chat_room):
    await chat_room.saved(*(a_task(number, spec=a_spec(title=f"T{number}")) for number in range(5)))
    asked = []
    ask = chat_room.lark.chat

    async def counted(chat_id: ChatId):
        asked.append(chat_id)
        return await ask(chat_id)

    chat_room.lark.chat = counted
    await answers(chat_room, "pause all", by=OTHER)

    assert len(asked) <= 2  # once to know the group, once for who rules it now


async def running(room, *numbers):
    for number in numbers:
        await room.saved(a_task(number, spec=a_spec(title=f"T{number}")))
        at = NOW - timedelta(minutes=number)
        run = a_run(number, task=f"task_{number}", kind=RunKind.MANUAL, fire_time=at, due_at=at)
        await room.runs.request(run, a_run_card(run), an_audit())
    await room.runs.claim("worker", NOW, NOW + timedelta(minutes=1), 9)


async def wanted_to_end(room, number):
    return (await room.runs.get(RunId(f"run_{number}"))).cancel_requested_at is not None


async def test_stop_without_a_name_stops_the_one_that_runs(chat_room):
    await running(chat_room, 1)
    await chat_room.saved(a_task(2, spec=a_spec(title="T2")))

    posts = await answers(chat_room, "别跑了")

    assert [post.view.code for post in posts if isinstance(post.view, Sentence)] == ["stop.asked"]
    assert await wanted_to_end(chat_room, 1)


async def test_stop_where_two_run_asks_which(chat_room):
    await running(chat_room, 1, 2)

    posts = await answers(chat_room, "别跑了")

    [pick] = [post.view for post in posts if isinstance(post.view, PickCard)]
    assert set(pick.task_ids) == {"task_1", "task_2"}
    assert not await wanted_to_end(chat_room, 1)


async def test_everything_that_runs_is_stopped_at_once(chat_room):
    await running(chat_room, 1, 2)

    posts = await answers(chat_room, "stop everything that is running")

    [card] = [post.view for post in posts if isinstance(post.view, BatchCard)]
    assert (card.did, len(card.done)) == ("stopped", 2)
    assert [await wanted_to_end(chat_room, number) for number in (1, 2)] == [True, True]


async def test_what_waits_is_cancelled_at_once(chat_room):
    await chat_room.saved(a_task(1, spec=a_spec(title="T1")))
    run = a_run(1, kind=RunKind.MANUAL)
    await chat_room.runs.request(run, a_run_card(run), an_audit())

    posts = await answers(chat_room, "别跑了")

    assert "stop.done" in [post.view.code for post in posts if isinstance(post.view, Sentence)]
    assert (await chat_room.runs.get(RunId("run_1"))).state is RunState.CANCELLED


async def test_a_member_stops_nobody_else_s(chat_room):
    await running(chat_room, 1)

    posts = await answers(chat_room, "stop everything that is running", by=OTHER)

    assert "refused.not_allowed" in [post.view.code for post in posts if isinstance(post.view, Sentence)]
    assert not await wanted_to_end(chat_room, 1)
