"""Every command and every button against every role: the table of rights is what happens."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.access import Right, Role, may
from bot.chat.answers import Mood
from cards.actions import Press, Verb
from scheduler.model import ChatId, PersonId, RunId, RunKind, RunState, TaskId, TaskStatus, TenantKey
from scheduler.posts import OnlyTo
from scheduler.views import RunCard, Sentence, TaskCard
from tests.builders import CHAT, NOW, OWNER, a_run, a_run_card, a_task, an_audit
from tests.chat.room import ADMIN, OTHER

BOSS = PersonId("ou_boss")
ELSEWHERE = ChatId("oc_elsewhere")
TASK = TaskId("task_1")
RUN = RunId("run_1")

PEOPLE = {
    Role.OWNER: (OWNER, CHAT, ""),
    Role.GROUP_RULER: (BOSS, CHAT, ""),
    Role.ADMIN: (ADMIN, CHAT, ""),
    Role.MEMBER: (OTHER, CHAT, ""),
    Role.STRANGER: (OTHER, ELSEWHERE, ""),
    Role.OTHER_TENANT: (OTHER, CHAT, "tenant_2"),
}
COMMANDS = {
    "show Stand-up": Right.SEE,
    "history of Stand-up": Right.HISTORY,
    "run Stand-up": Right.RUN,
    "run Stand-up, only this once": Right.RUN,
    "stop Stand-up": Right.STOP,
    "pause Stand-up": Right.PAUSE,
    "pause Stand-up until tomorrow because of the move": Right.PAUSE,
    "resume Stand-up": Right.RESUME,
    "change Stand-up to every day at 10am": Right.EDIT,
    "rename Stand-up to Sit-down": Right.EDIT,
    "delete Stand-up": Right.DELETE,
    "restore Stand-up": Right.RESTORE,
    "list": Right.SEE,
    "every day at 9am remind us to breathe": Right.CREATE,
}
BUTTONS = {
    Verb.TASK_SHOW: Right.SEE,
    Verb.TASK_RIGHTS: Right.SEE,
    Verb.TASK_HISTORY: Right.HISTORY,
    Verb.TASK_RUN: Right.RUN,
    Verb.TASK_PAUSE: Right.PAUSE,
    Verb.TASK_RESUME: Right.RESUME,
    Verb.TASK_EDIT: Right.EDIT,
    Verb.TASK_DELETE: Right.DELETE,
    Verb.TASK_RESTORE: Right.RESTORE,
    Verb.TEMPLATE_FROM_TASK: Right.EDIT,
    Verb.RUN_AGAIN: Right.RUN,
    Verb.RUN_STOP: Right.STOP,
    Verb.RUN_SNOOZE: Right.RUN,
    Verb.RUN_UNSNOOZE: Right.RUN,
}
_OF_RUNS = {Verb.RUN_AGAIN, Verb.RUN_STOP, Verb.RUN_SNOOZE, Verb.RUN_UNSNOOZE}
_OF_ENDED = _OF_RUNS - {Verb.RUN_STOP}
_SHUT = {Right.RESUME: TaskStatus.PAUSED, Right.RESTORE: TaskStatus.DELETED}


async def set_up(room, right, *, ended=False):
    """A task of the owner's in the group, so that what the right allows would change something."""
    room.lark.boss = BOSS
    room.lark.groups = {ELSEWHERE: "Elsewhere"}
    await room.saved(a_task())
    if right in {Right.STOP, Right.RUN} and (ended or right is Right.STOP):
        await with_a_run(room, ended=ended)
    if right in _SHUT:
        gone = NOW if right is Right.RESTORE else None
        task = replace(a_task(), status=_SHUT[right], deleted_at=gone, revision=2)
        await room.tasks.change(task, seen=1, audit=None)


async def with_a_run(room, *, ended):
    outcome = {"state": RunState.SUCCEEDED, "result": "x", "finished_at": NOW} if ended else {}
    begun = NOW - timedelta(minutes=1)
    run = a_run(1, kind=RunKind.MANUAL, fire_time=begun, due_at=begun, created_at=begun, **outcome)
    await room.runs.request(run, a_run_card(run), an_audit())


async def state(room):
    """What a command could change."""
    runs = [(run.id, run.state) for run in await room.runs.of_task(TASK, 9)]
    return await room.tasks.get(TASK), runs


async def say(room, role, text):
    """Return how `text` is answered, runs' own cards left out."""
    person, chat, tenant = PEOPLE[role]
    event = replace(room.written(text, by=person, chat=chat), sender_tenant=TenantKey(tenant))
    await room.messages.handle(event)
    posts = [post for post in await room.posts() if post.key.startswith((event.message_id, "draft"))]
    return [post for post in posts if post.key != "draft_of_task_1:card"]


def is_refusal(post):
    return isinstance(post.view, Sentence) and post.view.code.startswith(("refused.", *_NOTHING_HERE))


_NOTHING_HERE = ("task.none_fits", "restore.nothing", "stop.nothing")
_SETTLED_ELSEWHERE = {  # one's own list and one's own new task are for everybody
    (Role.STRANGER, "list"),
    (Role.STRANGER, "every day at 9am remind us to breathe"),
}
CELLS = [
    (role, text, right)
    for text, right in COMMANDS.items()
    for role in PEOPLE
    if (role, text) not in _SETTLED_ELSEWHERE
]


def allowed(role, right):
    """An admin in the group is a member there, too."""
    return may(role, right) or (role is Role.ADMIN and right is Right.CREATE)


@pytest.mark.parametrize(("role", "text", "right"), CELLS)
async def test_a_command_does_what_the_table_says(chat_room, role, text, right):
    await set_up(chat_room, right)
    before = await state(chat_room)

    posts = await say(chat_room, role, text)

    if allowed(role, right):
        assert not any(map(is_refusal, posts)), posts
    else:
        [post] = posts
        assert is_refusal(post), post
        assert await state(chat_room) == before


@pytest.mark.parametrize(("role", "text", "right"), CELLS)
async def test_a_refusal_is_for_the_asker_alone(chat_room, role, text, right):
    await set_up(chat_room, right)

    posts = await say(chat_room, role, text)

    person, chat, _ = PEOPLE[role]
    if not allowed(role, right) and role is not Role.STRANGER:
        assert [post.target for post in posts] == [OnlyTo(chat, person)]
    assert role is not Role.STRANGER or "Time to stand up" not in str(posts)


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("verb", BUTTONS)
async def test_a_button_does_what_the_table_says(chat_room, role, verb):
    right = BUTTONS[verb]
    await set_up(chat_room, right, ended=verb in _OF_ENDED)
    card = await chat_room.shown(RunCard(RUN) if verb in _OF_RUNS else TaskCard(TASK))
    before, (person, chat, tenant) = await state(chat_room), PEOPLE[role]
    task = await chat_room.tasks.get(TASK)
    press = Press(verb, RUN if verb in _OF_RUNS else TASK, task.revision, {"for": "soon"})

    answer = await chat_room.press(press, card, by=person, chat=chat, presser_tenant=TenantKey(tenant))

    told = answer.toast.mood if answer.toast else None
    assert (told is not Mood.ERROR) is may(role, right), answer
    if not may(role, right):
        assert await state(chat_room) == before


@pytest.mark.parametrize("role", PEOPLE)
async def test_what_stands_on_a_command_that_changes_changes_only_for_who_may(chat_room, role):
    """The table is in force: whoever may, does."""
    await set_up(chat_room, Right.PAUSE)

    await say(chat_room, role, "pause Stand-up")

    is_paused = (await chat_room.tasks.get(TASK)).status is TaskStatus.PAUSED
    assert is_paused is may(role, Right.PAUSE)
