"""The cards about where a task posts, at their largest and with whatever people type."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.config_card import ConfigView, config_card
from cards.confirm import DraftView, confirm_card
from cards.differences import Places
from cards.pick_card import pick_card
from cards.place_card import GroupRow, PlaceView, place_card
from cards.task_list import ListRow, ListView, task_list
from scheduler.drafts import NewGroup
from scheduler.model import TO_BE_MADE, Destination, Locale, PersonId, TaskId
from scheduler.views import ListScope
from tests.builders import a_draft, a_task
from tests.cards.place_examples import PLACE_EXAMPLES
from tests.cards.test_largest import calm, holds, hostile, locales, names, reader, specs, stretched

groups = st.builds(GroupRow, st.just("oc_" + "1" * 32), hostile, st.none() | st.integers(0, 5000), names)
people = st.just(tuple(PersonId(f"ou_{number:032}") for number in range(100)))
wanted = st.none() | st.builds(NewGroup, hostile.map(lambda name: stretched(name, 60)), people)


def tags(card):
    """Every tag of a card's components."""
    found, rest = [], [card.json()]
    while rest:
        node = rest.pop()
        if isinstance(node, dict):
            found.append(node.get("tag"))
            rest.extend(node.values())
        elif isinstance(node, list):
            rest.extend(node)
    return found


@calm
@given(st.booleans(), st.booleans(), hostile, hostile, st.lists(groups, max_size=10), wanted, people, locales)
def test_the_question_where_holds(in_group, back, title, query, found, group, candidates, locale):
    view = PlaceView(
        in_group=in_group,
        back=back,
        title=title,
        problem=query,
        query=query,
        groups=found,
        wanted=group,
        people=candidates,
    )

    holds(place_card(view, reader(locale)))


@calm
@given(specs(), st.none() | specs(), names, names, locales)
def test_what_a_group_is_told_holds(spec, before, owner, by, locale):
    places = Places(owner, by)
    view = ConfigView(task_id=TaskId("t"), spec=spec, before=before, owner=owner, by=by, places=places)

    holds(config_card(view, reader(locale)))


@calm
@given(specs(), hostile, names, locales)
def test_a_confirm_card_for_a_new_group_holds(spec, name, asker, locale):
    draft = a_draft(
        spec=replace(spec, destination=Destination(TO_BE_MADE, in_group=True)), new_group=NewGroup(name)
    )

    holds(confirm_card(DraftView(draft, asker, name, (), people=50), reader(locale)))


@pytest.mark.parametrize("locale", Locale)
def test_five_groups_are_enough_to_choose_from(locale):
    found = [GroupRow(f"oc_{number}", "Team") for number in range(9)]

    card = place_card(PlaceView(in_group=False, groups=found), reader(locale))

    assert tags(card).count("interactive_container") == 5 + 1  # and this chat


@pytest.mark.parametrize("locale", Locale)
def test_who_sees_the_results_stands_beside_the_group(locale):
    assert "12" in str(PLACE_EXAMPLES["confirm_group"](locale).json())
    assert "3 " in str(PLACE_EXAMPLES["confirm_new_group"](locale).json())


@pytest.mark.parametrize("locale", Locale)
def test_a_group_of_one_is_not_counted(locale):
    spec = replace(a_draft().spec, destination=Destination(TO_BE_MADE, in_group=True))
    alone = DraftView(replace(a_draft(), spec=spec), "Wang Min", "Mine", (), people=1)

    assert {Locale.ZH: "群里都能看到", Locale.EN: "all there see"}[locale] in str(
        confirm_card(alone, reader(locale)).json()
    )


@pytest.mark.parametrize("locale", Locale)
def test_tasks_of_one_name_are_told_apart_by_where_they_post(locale):
    twins = [
        ListRow(number, a_task(number), "", None, place) for number, place in enumerate(["", "Sales"], 1)
    ]

    picked = str(pick_card("task.pause", twins, reader(locale)).json())
    listed = str(task_list(ListView(twins, ListScope.MINE, 0, in_group=False), reader(locale)).json())

    assert picked.count(" · Sales") == listed.count(" · Sales") == 1


@pytest.mark.parametrize("locale", Locale)
def test_a_personal_chat_is_never_called_this_one_elsewhere(locale):
    here = {Locale.ZH: "这个私聊", Locale.EN: "this chat"}[locale]

    assert here not in str(PLACE_EXAMPLES["confirm_own"](locale).json())
    assert here not in str(PLACE_EXAMPLES["task_own"](locale).json())
