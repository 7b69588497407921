"""Which groups a person may name: those that both the bot and the person are in."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory import GROUPS_LOOKED_AT, Directory, best_named
from bot.lark.errors import BusyError, CallError, Gone, GoneError
from bot.lark.records import ChatHit, ChatInfo, ChatMode, PersonInfo
from bot.short_memory import FRESH
from scheduler.drafts import NewGroup
from scheduler.model import ChatId, Locale, PersonId
from scheduler.people import Person
from storage.chats import Chats
from storage.people import People
from tests.builders import OWNER, TENANT
from tests.doubles import ManualClock

BOSS = PersonId("ou_boss")


def a_hit(name: str, chat_id: str = "oc_1") -> ChatHit:
    return ChatHit(ChatId(chat_id), name, BOSS, external=False)


class ScriptedGroups:
    """Lark's answers about groups: which are found, who is in which; `out` are those without the bot."""

    def __init__(self) -> None:
        self.hits: list[ChatHit] = []
        self.inside: set[tuple[str, str]] = set()
        self.out: set[str] = set()
        self.dissolved: set[str] = set()
        self.company, self.people = TENANT, None
        self.fails: Exception | None = None
        self.questions: list[str] = []

    async def person(self, open_id: str) -> PersonInfo:
        raise CallError("not asked here")

    async def chat(self, chat_id: str) -> ChatInfo:
        if chat_id in self.out:
            raise GoneError(Gone.BOT_REMOVED, code=232011)
        name = next(hit.name for hit in self.hits if hit.chat_id == chat_id)
        return ChatInfo(
            chat_id=ChatId(chat_id),
            name=name,
            mode=ChatMode.GROUP,
            owner=BOSS,
            managers=(OWNER,),
            tenant=self.company,
            external=False,
            dissolved=chat_id in self.dissolved,
            people=self.people,
        )

    async def search_chats(self, query: str) -> Sequence[ChatHit]:
        self.questions.append(query)
        if self.fails:
            raise self.fails
        return self.hits

    async def create_group(self, name, members, owner, key) -> ChatId:
        self.questions.append(f"{key}: {name} of {owner} with {', '.join(members)}")
        return ChatId("oc_made")

    async def open_personal_chat(self, person, text, key) -> ChatId:
        self.questions.append(f"{key}: {text} to {person}")
        return ChatId("oc_alone")

    async def is_member(self, chat_id: str, person: PersonId) -> bool:
        self.questions.append(chat_id)
        if chat_id in self.out:
            raise GoneError(Gone.BOT_REMOVED, code=232011)
        return (chat_id, person) in self.inside


@pytest.fixture
def lark() -> ScriptedGroups:
    return ScriptedGroups()


@pytest.fixture
def directory(sqlite_database, lark, clock: ManualClock) -> Directory:
    return Directory(
        People(sqlite_database),
        Chats(sqlite_database),
        lark,
        locale=Locale.EN,
        zone="UTC",
        monotonic=lambda: clock().timestamp(),
    )


async def test_a_group_of_both_is_found_with_who_rules_it(directory, lark):
    lark.hits, lark.inside = [a_hit("Product")], {("oc_1", OWNER)}

    [group] = await directory.groups_named("product", OWNER, TENANT)

    assert (group.id, group.name, group.owner, group.managers) == ("oc_1", "Product", BOSS, (OWNER,))


async def test_groups_that_the_asker_or_the_bot_is_not_in_stay_hidden(directory, lark):
    lark.hits = [a_hit("Secret", "oc_secret"), a_hit("Secret plans", "oc_public")]
    lark.out = {"oc_public"}

    assert await directory.groups_named("secret", OWNER, TENANT) == ()


async def test_the_same_is_not_asked_twice_within_seconds(directory, lark, clock):
    lark.hits, lark.inside = [a_hit("Product")], {("oc_1", OWNER)}
    for _ in range(3):
        await directory.groups_named("product", OWNER, TENANT)
    assert lark.questions == ["product", "oc_1"]

    clock.advance(FRESH)
    lark.inside = set()
    assert await directory.groups_named("product", OWNER, TENANT) == ()


async def test_what_one_person_may_see_is_not_told_another(directory, lark):
    lark.hits, lark.inside = [a_hit("Product")], {("oc_1", OWNER)}
    await directory.groups_named("product", OWNER, TENANT)

    assert await directory.groups_named("product", PersonId("ou_other"), TENANT) == ()


async def test_no_more_than_a_few_groups_are_looked_at(directory, lark):
    lark.hits = [a_hit("Team", f"oc_{number}") for number in range(50)]

    await directory.groups_named("team", OWNER, TENANT)

    assert len(lark.questions) == 1 + GROUPS_LOOKED_AT


async def test_a_group_that_is_made_is_known_with_its_owner_at_once(directory, lark):
    made = await directory.make_group(NewGroup("Release", (BOSS,)), OWNER, TENANT, "draft_1")

    assert (made.id, made.name, made.owner) == ("oc_made", "Release", OWNER)
    assert await directory.chat(made.id, TENANT) == made
    assert await directory.is_member(made.id, OWNER)
    assert lark.questions == ["draft_1: Release of ou_owner with ou_boss"]


async def test_a_refused_search_finds_nothing_and_a_silent_lark_is_asked_again(directory, lark):
    lark.fails = CallError("no")
    assert await directory.groups_named("product", OWNER, TENANT) == ()

    lark.fails = BusyError("not now")
    with pytest.raises(BusyError):
        await directory.groups_named("other", OWNER, TENANT)


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (["Product team", "product"], ["product", "Product team"]),
        (["产品 群", "产品"], ["产品", "产品 群"]),
        (["Emma's group", "Product"], ["Product"]),
        (["Emma's group"], ["Emma's group"]),
        ([], []),
    ],
)
def test_the_name_itself_comes_first_and_other_finds_only_alone(names, best):
    query = "产品" if "产品" in names else "Product"

    assert [hit.name for hit in best_named([a_hit(name) for name in names], query)] == best


@given(st.lists(st.text(max_size=8)), st.text(min_size=1, max_size=8))
def test_what_is_called_for_was_found(names, query):
    hits = [a_hit(name, f"oc_{number}") for number, name in enumerate(names)]

    chosen = best_named(hits, query)

    assert set(chosen) <= set(hits)
    assert len(set(chosen)) == len(chosen)
    assert bool(chosen) == bool(hits)


async def test_a_group_is_looked_at_anew_with_whose_company_it_is(directory, lark):
    lark.hits = [a_hit("Product")]
    lark.company, lark.people = "tenant_other", 12

    group = await directory.group_now(ChatId("oc_1"), TENANT)

    assert (group.name, group.tenant, group.people) == ("Product", "tenant_other", 12)


@pytest.mark.parametrize("why", ["dissolved", "out"])
async def test_a_group_that_is_gone_for_the_bot_is_none(directory, lark, why):
    lark.hits = [a_hit("Product")]
    getattr(lark, why).add("oc_1")

    assert await directory.group_now(ChatId("oc_1"), TENANT) is None


async def test_a_membership_can_be_asked_anew(directory, lark):
    lark.inside = {("oc_1", OWNER)}
    await directory.is_member(ChatId("oc_1"), OWNER)
    lark.inside = set()

    assert await directory.is_member(ChatId("oc_1"), OWNER)
    assert not await directory.is_member(ChatId("oc_1"), OWNER, anew=True)


async def test_a_personal_chat_is_known_once_something_was_said_in_it(directory, lark):
    person = Person(id=OWNER, tenant=TENANT, name="", locale=Locale.EN)
    assert await directory.personal_chat(OWNER) is None

    await directory.open_personal_chat(person, "hello", "draft_1")

    assert (await directory.personal_chat(OWNER)).id == "oc_alone"
    assert lark.questions == ["draft_1: hello to ou_owner"]
