"""The form for a task: sent, mended, sent again; by others, twice, late, and over what moved on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.features.forms.filled import entries_of, policies_in, sent
from bot.chat.features.forms.places import KnownPlaces
from cards.actions import Press, Verb
from scheduler.commands import CancelDraft, DeleteTask, SaveDraft
from scheduler.drafts import DraftState
from scheduler.form import Picked
from scheduler.misfire import Missed
from scheduler.model import (
    TITLE_LIMIT,
    TO_BE_MADE,
    UNMET,
    AgentPrompt,
    ChatId,
    Destination,
    Locale,
    NotifyMode,
    Policies,
    StaticText,
    TaskId,
)
from scheduler.overlap import OverlapPolicy
from scheduler.people import Chat
from scheduler.views import DraftCard, FormCard, ListCard, ListScope, TaskCard
from tests.builders import CHAT, NOW, OWNER, TENANT, a_spec, a_task
from tests.cards.test_largest import HOSTILE
from tests.chat.forms.conftest import CARD, REMINDER, opening
from tests.chat.room import ALONE, OTHER

NEWS = {"content": "Summarise the news", "schedule": "every day at 9"}
WATER = {"title": "Water", "content": "Drink some water", "schedule": "every day at 09:00"}
SCHEDULED = {"cycle": "daily", "clock": "09:00 +0000"}  # as the pickers show `WATER`


async def test_a_form_leads_to_a_draft_and_saves_nothing(desk):
    await desk.send(**NEWS, title="Morning news")

    draft = await desk.draft()
    assert (draft.spec.title, draft.spec.action) == ("Morning news", AgentPrompt("Summarise the news"))
    assert draft.spec.destination == Destination(ALONE, in_group=False)
    assert draft.spec.phrase == "every day at 9"
    assert await desk.room.tasks.of_owner(draft.tenant, OWNER, 5) == []


async def test_a_form_without_a_name_takes_it_from_the_content(desk):
    await desk.send(**NEWS)

    assert (await desk.draft()).spec.title == "Summarise the news"


async def test_a_name_is_never_cut(desk):
    title = "A name of exactly sixty characters, which is what is allowed"
    await desk.send(**NEWS, title=title)

    assert len(title) == TITLE_LIMIT
    assert (await desk.draft()).spec.title == title


async def test_what_is_set_in_the_form_is_set_in_the_task(desk):
    advanced = {"missed": "none", "overlap": "queue", "notify": "on_change", "retries": "0"}
    advanced |= {"afterwards": "delete", "limit": "10"}
    await desk.send(**NEWS, **advanced, end="2026-12-31 +0800", maximum="12", kind="agent")

    spec = (await desk.draft()).spec
    policies, bounds = spec.policies, spec.trigger.bounds
    assert (policies.misfire.missed, policies.overlap) == (Missed.NONE, OverlapPolicy.QUEUE)
    assert (policies.notify, policies.retry.retries) == (NotifyMode.ON_CHANGE, 0)
    assert policies.delete_after_run
    assert policies.time_limit == timedelta(minutes=10)
    assert (bounds.maximum, f"{bounds.end:%Y-%m-%d %H:%M}") == (12, "2026-12-31 23:59")


@pytest.mark.parametrize(("limit", "kept"), [("", None), ("45", 45), ("1", 1), ("360", 360)])
def test_a_time_limit_is_in_minutes_and_without_one_the_usual_holds(limit, kept):
    before = Policies(time_limit=timedelta(minutes=45))
    shown = entries_of(a_spec(policies=before), "", Locale.EN, NOW)

    wanted = policies_in(sent({"limit": limit}, shown), shown, before)

    assert wanted.time_limit == (timedelta(minutes=kept) if kept else None)


@pytest.mark.parametrize("limit", ["0", "361", "-1", "1.5", "an hour", "9" * 200])
async def test_a_time_limit_that_is_none_is_said(desk, limit):
    await desk.send(**NEWS, limit=limit)

    assert await desk.remarks() == ["form.says.number_wrong"]


async def test_an_empty_form_says_everything_that_is_missing(desk):
    answer = await desk.send()

    assert await desk.remarks() == ["form.says.content_missing", "form.says.when_missing"]
    assert "Not quite yet" in answer.toast.text


async def test_nothing_typed_is_lost_while_something_is_to_be_put_right(desk):
    typed = {"title": "News", "content": "Summarise", "schedule": "every 30 seconds", "maximum": "-1"}
    await desk.send(**typed, cycle="weekly", weekdays=("1", "3"), second="61", month_days="x", every="y")

    entries = await desk.entries()
    assert (entries.title, entries.content, entries.schedule) == ("News", "Summarise", "every 30 seconds")
    assert entries.maximum == "-1"
    assert entries.picked == Picked(
        cycle="weekly", weekdays=("1", "3"), second="61", month_days="x", every="y"
    )


async def test_checking_the_time_says_how_it_is_read_and_stays(desk):
    answer = await desk.send(use="check", schedule="every day at 9")

    form = await desk.form()
    assert form.checked.trigger is not None
    assert form.checked.remarks == ()
    assert "Every day at 09:00" in str(answer.card)


async def test_a_tapped_time_goes_on_with_everything_that_was_typed(desk):
    await desk.send(content="Report", schedule="every monday")
    [choice, *_] = (await desk.form()).checked.choices

    await desk.send(tapped=choice[1], content="Report", schedule="every monday")

    assert (await desk.draft()).spec.phrase == choice[1]


@pytest.mark.parametrize(("use", "words"), [("said", "every monday at 10"), ("picked", "")])
async def test_of_two_times_the_person_says_which(desk, use, words):
    both = NEWS | {"schedule": "every monday at 10", "cycle": "daily", "clock": "15:00 +0800"}
    await desk.send(**both)
    assert await desk.remarks() == ["form.says.rivals"]

    await desk.send(**both, use=use)

    assert (await desk.draft()).spec.phrase == words


async def test_a_form_sent_twice_makes_one_draft(desk):
    await desk.send(**NEWS)
    first = await desk.draft()

    await desk.send(**NEWS)

    assert (await desk.draft()).id == first.id


async def test_a_form_sent_again_from_another_window_is_what_counts(desk):
    await desk.send(**NEWS)

    await desk.send(**(NEWS | {"content": "Summarise the papers"}))

    assert (await desk.draft()).spec.action == AgentPrompt("Summarise the papers")


async def test_a_form_sent_after_its_task_was_saved_changes_nothing(desk):
    await desk.send(**NEWS)
    draft = await desk.draft()
    await desk.room.press(Press(Verb.DRAFT_SAVE, draft.id), CARD, chat=ALONE)

    answer = await desk.send(**(NEWS | {"content": "Something else"}))

    assert "dealt with" in answer.toast.text
    [task] = await desk.room.tasks.of_owner(draft.tenant, OWNER, 5)
    assert task.spec.action == AgentPrompt("Summarise the news")


async def test_somebody_else_neither_sends_nor_closes_a_form(desk):
    before = await desk.view()

    answers = [await desk.send(by=OTHER, **NEWS), await desk.close(by=OTHER)]

    assert all("Only the person who asked" in answer.toast.text for answer in answers)
    assert await desk.view() == before


async def test_a_form_that_was_closed_says_so_and_takes_nothing(desk):
    await desk.close()
    answer = await desk.send(**NEWS)

    assert (await desk.form()).is_closed
    assert "dealt with" in answer.toast.text


async def test_what_cannot_be_posted_to_is_named(desk):
    await desk.send(**NEWS, place="oc_of_somebody_else")

    assert await desk.remarks() == ["form.says.place_gone"]


async def test_in_a_group_one_s_own_chat_is_a_place_too(chat_room):
    _, talk = await opening(chat_room)
    in_group = replace(talk, chat_id=CHAT, in_group=True)
    places = KnownPlaces(chat_room.desk)

    offered = [offer.value for offer in await places.offered(in_group, OWNER, None)]

    assert offered == [CHAT, "self"]
    assert await places.chosen("self", in_group, OWNER, None) == Destination(ALONE, in_group=False)


async def test_somebody_else_s_task_goes_to_its_owner_in_person(chat_room):
    _, talk = await opening(chat_room)
    in_group = replace(talk, chat_id=CHAT, in_group=True)
    places = KnownPlaces(chat_room.desk)

    _, own = await places.offered(in_group, OTHER, None)

    assert own.label == "the owner's own chat"
    assert await places.chosen(own.value, in_group, OTHER, None) == Destination(UNMET, in_group=False)


async def test_groups_with_the_asker_and_the_bot_are_places_too(desk, chat_room):
    chat_room.lark.groups = {"oc_sales": "Sales"}
    await chat_room.directory.note(Chat(id=ChatId("oc_sales"), tenant=TENANT, is_group=True, name="Sales"))
    forms, talk = await opening(chat_room)
    await chat_room.shown(await forms.new(talk), message_id="om_another")
    over = replace(desk, card="om_another")

    assert ("oc_sales", "Sales") in (await over.form()).places
    await over.send(**NEWS, place="oc_sales")

    assert (await over.draft()).spec.destination == Destination(ChatId("oc_sales"), in_group=True)


async def test_a_group_that_was_left_since_is_said_and_the_form_keeps_all(desk, chat_room):
    chat_room.lark.groups = {"oc_sales": "Sales"}
    await chat_room.directory.note(Chat(id=ChatId("oc_sales"), tenant=TENANT, is_group=True, name="Sales"))
    forms, talk = await opening(chat_room)
    await chat_room.shown(await forms.new(talk), message_id="om_another")
    over = replace(desk, card="om_another")
    chat_room.lark.groups = {}

    await over.send(**NEWS, place="oc_sales")

    assert await over.remarks() == ["refused.not_in_group"]
    assert (await over.entries()).content == NEWS["content"]


@pytest.mark.parametrize("place", [ALONE, UNMET, TO_BE_MADE, "oc_else"])
async def test_the_place_that_a_task_has_comes_first_and_stays(chat_room, place):
    _, talk = await opening(chat_room)
    in_group = replace(talk, chat_id=CHAT, in_group=True)
    present = Destination(place, in_group=place not in {ALONE, UNMET})
    places = KnownPlaces(chat_room.desk)

    first, *_ = await places.offered(in_group, OWNER, present)

    assert first.value
    assert await places.chosen(first.value, in_group, OWNER, present) == present


async def test_a_reminder_cannot_be_quiet(desk):
    await desk.send(content="Stand up", schedule="every day at 9", kind="static", notify="on_change")

    assert await desk.remarks() == ["form.says.quiet_reminder"]


@pytest.mark.parametrize("text", ["\u200b\u200d", " \n\t", "\u202e\u0000", "\ufeff"])
async def test_a_content_that_nobody_can_see_is_missing(desk, text):
    await desk.send(content=text, schedule="every day at 9")

    assert await desk.remarks() == ["form.says.content_missing"]


@pytest.mark.parametrize("text", [*HOSTILE, "x" * 5000, "<at id=all>" * 90])
async def test_whatever_is_typed_everywhere_gets_an_answer(desk, text):
    names = ("title", "content", "schedule", "cycle", "start", "clock", "second", "month_days", "every")
    others = ("zone", "place", "end", "maximum", "missed", "overlap", "notify", "retries", "limit", "kind")
    answer = await desk.send(**dict.fromkeys((*names, *others), text), weekdays=(text,))

    assert answer.card is not None
    assert "<at" not in str(answer.card.get("header"))
    assert "\x00" not in str((await desk.entries()).content)


async def test_the_form_of_a_draft_shows_it_and_changes_it(over_draft):
    entries = await over_draft.entries()
    assert (entries.title, entries.kind, entries.schedule) == ("Water", "static", "every day at 09:00")
    assert entries.picked == Picked(cycle="daily", clock="09:00")

    await over_draft.send(**(WATER | SCHEDULED | {"title": "Tea", "content": "Drink some tea"}))

    draft = await over_draft.draft()
    assert draft.id == "draft_1"
    assert draft.spec == replace(REMINDER, title="Tea", action=StaticText("Drink some tea"))


async def test_pickers_that_were_changed_win_over_words_that_were_not(over_draft):
    await over_draft.send(**(WATER | {"cycle": "daily", "clock": "10:30 +0800"}))

    assert (await over_draft.draft()).spec.trigger.times[0].hour == 10


async def test_leaving_the_form_of_a_draft_leads_back_to_it(over_draft):
    await over_draft.close()

    assert await over_draft.view() == DraftCard("draft_1")


async def test_a_form_sent_after_its_draft_expired_opens_a_new_one(over_draft):
    over_draft.room.clock.advance(timedelta(minutes=31))
    await over_draft.room.drafts.expire(over_draft.room.clock())

    await over_draft.send(**(WATER | SCHEDULED | {"content": "Drink some tea"}))

    draft = await over_draft.draft()
    assert draft.id != "draft_1"
    assert (draft.state, draft.spec.action) == (DraftState.OPEN, StaticText("Drink some tea"))


async def test_a_form_sent_after_its_draft_was_cancelled_elsewhere_keeps_what_was_typed(over_draft):
    await over_draft.room.service.cancel_draft(CancelDraft("draft_1", OWNER, over_draft.room.clock()))

    await over_draft.send(**(WATER | SCHEDULED | {"content": "Drink some tea"}))

    assert (await over_draft.draft()).spec.action == StaticText("Drink some tea")


async def test_a_form_sent_after_its_draft_was_saved_elsewhere_shows_the_task(over_draft):
    room = over_draft.room
    await room.service.save_draft(SaveDraft("draft_1", OWNER, room.clock()))

    answer = await over_draft.send(**(WATER | SCHEDULED | {"content": "Drink some tea"}))

    assert "dealt with" in answer.toast.text
    assert await over_draft.view() == DraftCard("draft_1")
    assert "form" not in str(answer.card["body"])


async def test_the_form_of_a_task_leads_to_the_card_of_the_change(over_task):
    await over_task.send(**(WATER | SCHEDULED | {"title": "Tea", "retries": "5"}))

    draft = await over_task.draft()
    assert (draft.amends.task_id, draft.amends.before) == ("task_1", REMINDER)
    assert (draft.spec.title, draft.spec.policies.retry.retries) == ("Tea", 5)
    assert (await over_task.room.tasks.get(TaskId("task_1"))).spec == REMINDER


async def test_a_form_of_a_task_that_changes_nothing_says_so(over_task):
    await over_task.send(**WATER, **SCHEDULED)

    assert await over_task.remarks() == ["refused.nothing_changes"]


async def test_what_somebody_else_changed_meanwhile_is_not_turned_back(over_task):
    tasks = over_task.room.tasks
    task = await tasks.get(TaskId("task_1"))
    renamed = replace(task, spec=replace(task.spec, title="Water!"), revision=2)
    await tasks.change(renamed, seen=1, audit=None)

    await over_task.send(**(WATER | SCHEDULED | {"content": "Drink some tea"}))

    draft = await over_task.draft()
    assert (draft.spec.title, draft.spec.action) == ("Water!", StaticText("Drink some tea"))


async def test_a_task_deleted_under_its_form_is_said_and_the_form_stays(over_task):
    room = over_task.room
    await room.service.execute(DeleteTask(TaskId("task_1"), OWNER, room.clock()))

    answer = await over_task.send(**(WATER | {"title": "Tea"}))

    assert "deleted" in answer.toast.text
    assert answer.card is None
    assert isinstance(await over_task.view(), FormCard)


async def test_nobody_opens_the_form_of_what_they_may_not_change(chat_room):
    await chat_room.saved(a_task(spec=REMINDER))
    await chat_room.shown(TaskCard(TaskId("task_1")))

    answer = await chat_room.press(Press(Verb.TASK_EDIT, "task_1", 1), CARD, by=OTHER, chat=ALONE)

    assert answer.toast is not None
    assert await chat_room.view_of(CARD) == TaskCard(TaskId("task_1"))


async def test_the_list_s_button_opens_a_form_and_leaves_the_list(chat_room):
    listed = ListCard(OWNER, ALONE, ListScope.MINE)
    await chat_room.shown(listed)

    await chat_room.press(Press(Verb.FORM_OPEN), CARD, chat=ALONE)

    [post] = await chat_room.posts()
    assert isinstance(post.view, FormCard)
    assert await chat_room.view_of(CARD) == listed
