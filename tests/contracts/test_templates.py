import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.model import AgentPrompt, Locale, PersonId, TemplateId, TenantKey
from scheduler.template_views import TemplateCard
from scheduler.templates import (
    Parameter,
    ParameterKind,
    Template,
    TemplateSpec,
    TemplateState,
    Visibility,
    matching,
    published,
    withdrawn,
)
from storage.library import Library
from storage.templates import Templates
from tests.builders import NOW, OWNER, TENANT, a_post, an_audit
from tests.contracts.steps import send_all

OTHER = PersonId("ou_other")
LIBRARY = Library.read()


@pytest.fixture
def templates(database) -> Templates:
    return Templates(database, LIBRARY)


def a_template(number: int = 1, *, title: str = "Reading list", **fields) -> Template:
    """A draft of the owner's, for everybody once it is published."""
    spec = TemplateSpec(
        title=title,
        description="What to read",
        action=AgentPrompt("Books about {{topic}}"),
        parameters=(Parameter(name="topic", label="Topic", kind=ParameterKind.CHOICE, choices=("a", "b")),),
        locale=Locale.EN,
    )
    template = Template(
        id=TemplateId(f"template_{number}"),
        tenant=TENANT,
        author=OWNER,
        spec=spec,
        visibility=Visibility.TENANT,
        created_at=NOW,
        updated_at=NOW,
    )
    return replace(template, **fields)


async def seen(templates, person=OWNER, tenant=TENANT):
    """The titles of what people wrote, as somebody sees them."""
    return [t.spec.title for t in await templates.seen_by(tenant, person, Locale.EN) if t.tenant]


async def test_a_template_comes_back_as_it_went_in(templates):
    assert await templates.add(a_template(), an_audit("template_1"))

    assert await templates.get(TemplateId("template_1"), Locale.ZH) == a_template()
    assert await templates.get(TemplateId("template_2"), Locale.ZH) is None


async def test_adding_the_same_one_twice_is_once(templates, audit):
    added = await asyncio.gather(*(templates.add(a_template(), an_audit("template_1")) for _ in range(4)))

    assert sum(added) == 1
    assert len(await audit.of("template_1")) == 1


async def test_a_draft_is_its_author_s_and_a_published_one_everybody_s(templates):
    await templates.add(a_template(), an_audit())

    assert (await seen(templates), await seen(templates, OTHER)) == (["Reading list"], [])
    await templates.change(published(a_template(), NOW), seen=1, audit=an_audit())

    assert await seen(templates, OTHER) == ["Reading list"]
    assert await seen(templates, None) == ["Reading list"]


async def test_what_is_published_for_oneself_stays_one_s_own(templates):
    mine = a_template(visibility=Visibility.AUTHOR, state=TemplateState.PUBLISHED)
    await templates.add(mine, an_audit())

    assert await seen(templates) == ["Reading list"]
    assert (await seen(templates, OTHER), await seen(templates, None)) == ([], [])


async def test_another_company_sees_only_what_ships(templates):
    await templates.add(a_template(state=TemplateState.PUBLISHED), an_audit())

    assert await seen(templates, OWNER, TenantKey("tenant_2")) == []
    assert len(await templates.seen_by(TenantKey("tenant_2"), OWNER, Locale.ZH)) == len(
        LIBRARY.all(Locale.ZH)
    )


async def test_one_s_own_stand_first_drafts_before_the_rest(templates):
    await templates.add(
        a_template(1, title="Theirs", author=OTHER, state=TemplateState.PUBLISHED), an_audit()
    )
    await templates.add(a_template(2, title="Old", state=TemplateState.WITHDRAWN), an_audit())
    await templates.add(a_template(3, title="Out", state=TemplateState.PUBLISHED), an_audit())
    await templates.add(a_template(4, title="Newer", updated_at=NOW + timedelta(hours=1)), an_audit())
    await templates.add(a_template(5, title="New"), an_audit())

    assert await seen(templates) == ["Newer", "New", "Out", "Old", "Theirs"]


async def test_of_two_changes_of_one_revision_the_first_wins(templates):
    await templates.add(a_template(), an_audit())
    one, two = published(a_template(), NOW), withdrawn(a_template(), NOW)

    assert await templates.change(one, seen=1, audit=an_audit())
    assert not await templates.change(two, seen=1, audit=an_audit())

    assert await templates.get(one.id, Locale.EN) == one


async def test_a_change_makes_its_cards_stale_and_never_moves_it_to_somebody_else(templates, outbox):
    await templates.add(a_template(), an_audit())
    card = a_post("card", view=TemplateCard(TemplateId("template_1"), OWNER))
    await outbox.add([card], NOW)
    await send_all(outbox)

    await templates.change(replace(a_template(), author=OTHER, revision=2), seen=1, audit=an_audit())

    assert [delivery.post.key for delivery in await outbox.due(NOW, 10)] == ["card"]
    assert (await templates.get(TemplateId("template_1"), Locale.EN)).author == OWNER


async def test_withdrawn_ones_do_not_count_towards_the_limit(templates):
    await templates.add(a_template(1), an_audit())
    await templates.add(a_template(2, state=TemplateState.WITHDRAWN), an_audit())

    assert await templates.count_of(TENANT, OWNER) == 1


async def test_what_ships_is_told_in_the_language_of_the_reader(templates):
    chinese, english = [await templates.get(TemplateId("lib_weekly_report"), locale) for locale in Locale]

    assert (chinese.spec.title, english.spec.title) == ("团队周报", "Team weekly report")


async def test_names_are_found_by_a_part_whatever_case_and_width(templates):
    await templates.add(a_template(title="ＯＫＲ 复盘"), an_audit())
    everything = await templates.seen_by(TENANT, OWNER, Locale.ZH)

    assert [t.spec.title for t in matching(everything, "okr")] == ["ＯＫＲ 复盘"]
    assert matching(everything, "周报")[0].spec.title == "团队周报"
    assert matching(everything, "没有这样的") == []
