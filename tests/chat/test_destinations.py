"""From what was said to a place: by name, in person, in a group that is to be made."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.access import RIGHTS, Right, Role
from bot.chat.destinations import Unsettled, bare, put, sole
from bot.chat.features.rights import rights_in_words
from bot.chat.language.meaning import Place, PostTo
from scheduler.drafts import Amendment, NewGroup
from scheduler.errors import Reason, Refused
from scheduler.model import TO_BE_MADE, UNMET, ChatId, Destination, Locale, TaskId, TenantKey
from scheduler.people import Chat
from tests.builders import CHAT, OWNER, TENANT, a_draft, a_spec, a_task
from tests.chat.room import ALONE, OTHER

NAMED, NEW = Place.NAMED_CHAT, Place.NEW_GROUP


def a_group(name: str, chat_id: str = "oc_1") -> Chat:
    return Chat(id=ChatId(chat_id), tenant=TENANT, is_group=True, name=name)


@pytest.fixture
async def talk(chat_room):
    """The owner's talk in the group."""
    talk, _ = await chat_room.meet.by_message(chat_room.written("hello", chat=CHAT))
    return talk


@pytest.fixture
def places(chat_room):
    return chat_room.desk.destinations


@pytest.mark.parametrize(
    ("said", "names", "chosen"),
    [
        ("产品群", ["产品", "产品讨论", "新产品"], "产品"),
        ("Product group", ["product", "Product office"], "product"),
        ("sales", ["Sales Team"], "Sales Team"),
        ("sales", ["Sales Team", "Sales office"], None),
        ("Sales", ["Sales", "SALES"], None),
        ("产品", ["产品群", "产品群"], None),
        ("产品群", ["市场部"], None),
        ("x", [], None),
    ],
)
def test_one_group_is_meant_only_where_its_name_says_so(said, names, chosen):
    found = sole(said, [a_group(name, f"oc_{place}") for place, name in enumerate(names)])

    assert (found.name if found else None) == chosen


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=4))
def test_a_group_is_never_guessed(said, names):
    groups = [a_group(name, f"oc_{place}") for place, name in enumerate(names)]
    found = sole(said, groups)

    assert found is None or [group.name for group in groups].count(found.name) == 1
    assert bare(said) or not said


async def test_without_a_word_about_it_it_is_where_it_was_asked(places, talk):
    assert await places.meant(talk, None) == Destination(CHAT, in_group=True)


async def test_in_person_it_is_the_chat_that_is_known_and_otherwise_one_to_be_met(chat_room, places, talk):
    assert await places.meant(talk, PostTo(Place.SELF)) == Destination(UNMET, in_group=False)

    await chat_room.meet.by_message(chat_room.written("hello", chat=ALONE))

    assert await places.meant(talk, PostTo(Place.SELF)) == Destination(ALONE, in_group=False)


async def test_in_person_a_task_of_somebody_else_is_with_its_owner(chat_room, places, talk):
    theirs = a_task(owner=OTHER)
    draft = put(a_draft(amends=Amendment.of(theirs)), await places.meant(talk, PostTo(Place.SELF), OTHER))
    assert draft.spec.destination == Destination(UNMET, in_group=False)

    await chat_room.directory.note(Chat(id=ChatId("oc_theirs"), tenant=TENANT, is_group=False, owner=OTHER))

    assert draft.owner == OTHER
    assert await places.meant(talk, PostTo(Place.SELF), OTHER) == Destination(
        ChatId("oc_theirs"), in_group=False
    )


async def test_the_first_word_in_person_is_said_to_the_owner(chat_room, places, talk):
    moved = a_draft(spec=a_spec(chat_id=UNMET, in_group=False), amends=Amendment.of(a_task(owner=OTHER)))

    await places.ready(moved, talk)

    assert chat_room.lark.opened == [OTHER]


async def test_an_owner_who_cannot_be_written_to_is_named(chat_room, places, talk):
    moved = a_draft(spec=a_spec(chat_id=UNMET, in_group=False), amends=Amendment.of(a_task(owner=OTHER)))
    chat_room.lark.shut = True

    with pytest.raises(Refused) as refused:
        await places.ready(moved, talk)

    assert (refused.value.reason, refused.value.facts) == (Reason.OWNER_NOT_IN_PERSON, {"name": "Other"})


async def test_groups_at_hand_are_those_that_the_asker_is_in_too(chat_room, places, talk):
    chat_room.lark.groups = {"oc_sales": "Sales"}
    for group in (a_group("Sales", "oc_sales"), a_group("Secret", "oc_secret")):
        await chat_room.directory.note(group)

    assert [group.name for group in await places.at_hand(talk)] == ["Sales", "Team"]


async def test_a_group_of_which_lark_does_not_tell_is_not_at_hand(chat_room, places, talk):
    chat_room.lark.groups = {"oc_sales": "Sales"}
    await chat_room.directory.note(a_group("Sales", "oc_sales"))
    chat_room.lark.silent_about = "oc_sales"

    assert [group.name for group in await places.at_hand(talk)] == ["Team"]


async def test_what_was_picked_goes_before_what_was_said(places, talk):
    picked = Destination(ChatId("oc_picked"), in_group=True)

    assert await places.meant(replace(talk, place=picked), PostTo(NAMED, "Sales")) == picked


async def test_a_group_is_found_without_the_word_for_group(chat_room, places, talk):
    chat_room.lark.groups = {"oc_sales": "Sales"}

    assert await places.meant(talk, PostTo(NAMED, "sales群")) == Destination(
        ChatId("oc_sales"), in_group=True
    )


async def test_the_group_of_the_talk_may_be_called_by_its_name(places, talk):
    assert await places.meant(talk, PostTo(NAMED, "team")) == Destination(CHAT, in_group=True)


async def test_several_groups_are_asked_about(chat_room, places, talk):
    chat_room.lark.groups = {"oc_1": "Sales A", "oc_2": "Sales B"}

    asked = await places.meant(talk, PostTo(NAMED, "sales"))

    assert isinstance(asked, Unsettled)
    assert [group.name for group in asked.groups] == ["Sales A", "Sales B"]


async def test_a_group_of_another_company_is_refused(chat_room, places, talk):
    chat_room.lark.groups = {"oc_theirs": "Partners"}
    chat_room.lark.company = TenantKey("tenant_other")

    with pytest.raises(Refused) as refused:
        await places.meant(talk, PostTo(NAMED, "partners"))

    assert refused.value.reason is Reason.GROUP_OF_OTHERS


@pytest.mark.parametrize(
    "forged", ["", "new", "ou_owner", "oc_1/../members", "<at id=all>", "oc_" + "x" * 99]
)
async def test_what_is_no_id_of_a_group_is_never_asked_about(places, talk, forged):
    with pytest.raises(Refused) as refused:
        await places.group(talk, ChatId(forged))

    assert refused.value.reason is Reason.GROUP_GONE


async def test_a_group_without_the_asker_is_refused(places, talk):
    with pytest.raises(Refused) as refused:
        await places.group(talk, ChatId("oc_secret"))

    assert refused.value.reason is Reason.NOT_IN_GROUP


async def test_people_of_a_new_group_are_found_by_their_names(places, talk):
    wanted = await places.meant(talk, PostTo(NEW, "Morning", ("tom", "Owner")))

    assert wanted == NewGroup("Morning", (OTHER,))


async def test_who_is_mentioned_is_meant(places, talk):
    talk = replace(talk, mentions=((OTHER, "Tommy"),))

    assert await places.meant(talk, PostTo(NEW, "Morning", ("@Tommy",))) == NewGroup("Morning", (OTHER,))


@pytest.mark.parametrize(("name", "people"), [("", ()), ("Morning", ("Ann",))])
async def test_what_a_new_group_lacks_is_asked(places, talk, name, people):
    asked = await places.meant(talk, PostTo(NEW, name, people))

    assert asked == Unsettled(name, (), NewGroup(name), people)


async def test_made_ready_a_wanted_group_is_there_and_a_personal_chat_is_met(places, talk):
    wished = put(a_draft(), NewGroup("Morning", (OTHER,)))
    alone = put(a_draft(), Destination(UNMET, in_group=False))

    made, met = await places.ready(wished, talk), await places.ready(alone, talk)

    assert wished.spec.destination.chat_id == TO_BE_MADE
    assert (made.spec.destination.chat_id, made.wanted_group) == ("oc_made_0", None)
    assert met.spec.destination == Destination(ALONE, in_group=False)


async def test_another_place_chosen_since_makes_no_group(places, talk):
    wished = put(a_draft(), NewGroup("Morning"))
    here = replace(wished, spec=a_spec())  # as the form writes it

    assert here.wanted_group is None
    assert await places.ready(here, talk) == here


async def test_a_change_that_leaves_the_place_does_not_ask_about_it(places, talk):
    gone = a_spec(chat_id="oc_gone")
    draft = a_draft(spec=replace(gone, title="New"), amends=Amendment(TaskId("task_1"), 1, gone, OWNER))

    assert await places.ready(draft, talk) == draft


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("role", [Role.OWNER, Role.GROUP_RULER, Role.ADMIN, Role.MEMBER])
def test_what_one_may_do_is_said_as_the_table_has_it(role, locale):
    about_tasks = RIGHTS[Role.GROUP_RULER] & RIGHTS[role] - {Right.CREATE, Right.QUIET}
    about_tasks -= {right for right in Right if right.value.startswith("template")}

    words = rights_in_words(role, locale)

    assert len(words.split("、" if locale is Locale.ZH else ", ")) == len(about_tasks)


def test_what_members_are_told_they_may_do_is_in_the_table():
    """The configuration card says so in one sentence for all."""
    of_tasks = {right for right in Right if "." not in right} - {Right.CREATE, Right.QUIET}

    assert RIGHTS[Role.MEMBER] & of_tasks == {Right.SEE, Right.HISTORY}
    assert RIGHTS[Role.GROUP_RULER] & of_tasks == of_tasks
