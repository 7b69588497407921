"""Templates in chat: found, used, written, published, withdrawn and shared; by whom, and by whom not."""

from dataclasses import replace

import pytest

from bot.chat.features.templates import Templating
from bot.chat.language.meaning import Intent, Meaning, Place, PostTo, Reading
from bot.chat.talk import Talk
from cards.actions import Press, Verb
from scheduler.drafts import NewGroup
from scheduler.filling import text_of
from scheduler.model import AgentPrompt, Destination, Locale, PersonId, StaticText, TemplateId, TenantKey
from scheduler.people import Person
from scheduler.posts import ToPerson
from scheduler.template_views import EditorStep, TemplateCard, TemplateEditor, TemplateForm, TemplateList
from scheduler.templates import Parameter, ParameterKind, TemplateState, Visibility
from scheduler.triggers import Every
from scheduler.views import DraftCard, PlaceCard, Sentence
from tests.builders import CHAT, HOURLY, NOW, OWNER, TENANT, a_spec, a_task, an_audit
from tests.chat.room import ALONE, OTHER, ChatRoom
from tests.contracts.test_templates import a_template

STANDUP = TemplateId("lib_standup_reminder")
NEWS = TemplateId("lib_news_digest")
HOSTILE = "<at id=all></at> **x** \u202e\u0000{{today}}" + "界" * 100


def a_talk(chat=ALONE, person=OWNER, **fields) -> Talk:
    somebody = Person(id=person, tenant=TENANT, name="Owner", locale=Locale.EN)
    talk = Talk(
        key="om_said",
        person=somebody,
        locale=Locale.EN,
        zone="Asia/Shanghai",
        chat_id=chat,
        in_group=chat != ALONE,
        at=NOW,
        message_id="om_said",
    )
    return replace(talk, **fields)


def asked(query="", *, using=False, trigger=None) -> Meaning:
    readings = (Reading(trigger, NOW),) if trigger else ()
    return Meaning(
        intent=Intent.TEMPLATE, locale=Locale.EN, query=query, using=using, readings=readings, said="words"
    )


class Hall:
    """A chat room with templates in it, and what people do there."""

    def __init__(self, room: ChatRoom) -> None:
        self.room = room
        self.templates = room.desk.templates
        self.feature = Templating(room.desk)

    async def say(self, meaning, talk=None):
        """Answer a sentence; returns what was posted last."""
        await self.feature.answers[Intent.TEMPLATE](talk or a_talk(), meaning)
        return (await self.room.posts())[-1]

    async def press(self, verb, of="", *, card="om_card", by=OWNER, revision=1, chat=ALONE, **form):
        press = Press(verb, of, revision)
        answer = await self.room.press(press, card, by=by, chat=chat, form=form)
        return answer.toast.text if answer.toast else ""

    async def shows(self, card="om_card"):
        return await self.room.view_of(card)

    async def put(self, *templates):
        for template in templates:
            assert await self.templates.add(template, an_audit(template.id))

    async def stored(self, template_id):
        return await self.templates.get(TemplateId(template_id), Locale.EN)

    async def form(self, template_id=STANDUP, *, person=OWNER, chat=ALONE, card="om_card"):
        """Put the form of a template on a card."""
        view = TemplateForm(TemplateId(template_id), person, chat, chat != ALONE)
        return await self.room.shown(view, message_id=card)

    async def draft(self, card="om_card"):
        view = await self.shows(card)
        assert isinstance(view, DraftCard)
        return await self.room.drafts.get(view.draft_id)


@pytest.fixture
def hall(chat_room) -> Hall:
    return Hall(chat_room)


# Finding.


async def test_all_are_listed_when_none_is_named(hall):
    assert (await hall.say(asked())).view == TemplateList(OWNER, in_group=False)


async def test_the_one_that_was_named_is_shown(hall):
    assert (await hall.say(asked("stand-up template"))).view == TemplateCard(STANDUP, OWNER)


async def test_several_are_listed_to_choose_from(hall):
    assert (await hall.say(asked("digest"))).view == TemplateList(OWNER, in_group=False, query="digest")


async def test_a_name_that_nobody_gave_is_said(hall):
    assert (await hall.say(asked("juggling"))).view == Sentence("template.none_fits", {"what": "juggling"})


async def test_a_group_finds_nothing_that_is_one_s_own(hall):
    await hall.put(a_template(title="Secret plan"))

    assert isinstance((await hall.say(asked("secret plan"), a_talk(CHAT))).view, Sentence)
    assert isinstance((await hall.say(asked("secret plan"), a_talk(key="om_2"))).view, TemplateCard)


async def test_the_list_is_searched_and_turned_on_its_own_card(hall):
    await hall.room.shown(TemplateList(OWNER, in_group=False))

    await hall.press(Verb.TEMPLATE_SEARCH, query="  week\u202ely ")
    assert await hall.shows() == TemplateList(OWNER, in_group=False, query="weekly")

    await hall.press(Verb.TEMPLATE_SHOW, "lib_weekly_report")
    assert await hall.shows() == TemplateCard(TemplateId("lib_weekly_report"), OWNER)


# Using.


async def test_a_template_that_asks_nothing_is_used_at_the_time_that_was_said(hall):
    post = await hall.say(asked("news", using=True, trigger=HOURLY))

    draft = await hall.room.drafts.get(post.view.draft_id)
    assert (draft.spec.template, draft.spec.title, draft.spec.trigger) == (
        NEWS,
        "Morning news digest",
        HOURLY,
    )
    assert draft.spec.action.values == {"topic": "artificial intelligence", "count": "5", "sources": ""}


async def test_a_template_posts_where_it_was_said(hall):
    hall.room.lark.groups["oc_ops"] = "Ops"
    meaning = replace(
        asked("news", using=True, trigger=HOURLY), post_to=PostTo(Place.NAMED_CHAT, "Ops group")
    )

    post = await hall.say(meaning)

    draft = await hall.room.drafts.get(post.view.draft_id)
    assert draft.spec.destination == Destination("oc_ops", in_group=True)


async def test_a_place_that_nobody_knows_is_asked_about_before_a_template_is_used(hall):
    meaning = replace(asked("news", using=True, trigger=HOURLY), post_to=PostTo(Place.NAMED_CHAT, "Nowhere"))

    post = await hall.say(meaning)

    assert isinstance(post.view, PlaceCard)
    assert (post.view.query, post.view.said) == ("Nowhere", "words")


async def test_one_that_asks_something_shows_its_form_with_that_time(hall):
    post = await hall.say(asked("stand-up", using=True, trigger=HOURLY))

    assert post.view == TemplateForm(STANDUP, OWNER, ALONE, in_group=False, schedule="every hour")


async def test_a_form_keeps_the_name_and_the_place_that_were_said(hall):
    hall.room.lark.groups["oc_ops"] = "Ops"
    meaning = replace(
        asked("stand-up", using=True), post_to=PostTo(Place.NAMED_CHAT, "Ops"), name="Morning round"
    )

    post = await hall.say(meaning)
    await hall.room.shown(post.view)
    filled = {"value_1": "Room 1", "schedule": "every day at 9am", "title": post.view.title}
    await hall.press(Verb.TEMPLATE_APPLY, STANDUP, place="named", **filled)

    spec = (await hall.draft()).spec
    assert (spec.title, spec.destination) == ("Morning round", Destination("oc_ops", in_group=True))


async def test_a_new_group_that_was_named_is_kept_too(hall):
    meaning = replace(asked("stand-up", using=True), post_to=PostTo(Place.NEW_GROUP, "Morning"))

    post = await hall.say(meaning)
    await hall.room.shown(post.view)
    await hall.press(Verb.TEMPLATE_APPLY, STANDUP, value_1="Room 1", schedule="every day at 9am")

    assert (await hall.draft()).wanted_group == NewGroup("Morning")


async def test_one_s_own_chat_can_be_chosen_instead_of_what_was_named(hall):
    view = TemplateForm(STANDUP, OWNER, ALONE, in_group=False, place=Destination("oc_ops", in_group=True))
    await hall.room.shown(view)

    await hall.press(Verb.TEMPLATE_APPLY, STANDUP, value_1="R", schedule="every day at 9am", place="own")

    assert (await hall.draft()).spec.destination == Destination(ALONE, in_group=False)


async def test_in_a_group_it_is_asked_in_person_which_place_a_form_is_for(hall):
    meaning = replace(asked("stand-up", using=True), post_to=PostTo(Place.NAMED_CHAT, "Nowhere"))

    post = await hall.say(meaning, a_talk(CHAT))

    assert isinstance(post.view, PlaceCard)
    assert (post.target, post.view.in_group, post.view.said) == (ToPerson(OWNER), False, "words")


async def test_a_form_that_was_asked_for_in_a_group_comes_in_person(hall):
    post = await hall.say(asked("stand-up", using=True), a_talk(CHAT))

    assert (post.target, post.view) == (ToPerson(OWNER), TemplateForm(STANDUP, OWNER, CHAT, in_group=True))


async def test_without_a_model_nobody_fills_in_what_could_not_be_saved(hall):
    hall.room.desk.renderer.sources = replace(hall.room.desk.renderer.sources, has_agent=False)
    await hall.room.shown(TemplateCard(NEWS, OWNER))

    assert "No AI model" in await hall.press(Verb.TEMPLATE_USE, NEWS)
    assert await hall.press(Verb.TEMPLATE_USE, STANDUP) == ""


async def test_a_filled_form_becomes_the_ordinary_confirm_card(hall):
    await hall.form()

    told = await hall.press(
        Verb.TEMPLATE_APPLY,
        STANDUP,
        value_0="Zoe",
        value_1="Room 1",
        schedule="every day at 9:40am",
        title="",
    )

    spec = (await hall.draft()).spec
    assert told == ""
    assert isinstance(spec.action, StaticText)
    assert spec.action.values == {"host": "Zoe", "link": "Room 1"}
    assert (spec.template, spec.phrase, spec.destination.chat_id) == (STANDUP, "every day at 9:40am", ALONE)


@pytest.mark.parametrize(("place", "chat"), [("here", CHAT), ("own", ALONE), ("", CHAT)])
async def test_it_posts_to_the_group_it_was_asked_for_in_unless_one_says_otherwise(hall, place, chat):
    await hall.form(chat=CHAT)

    await hall.press(
        Verb.TEMPLATE_APPLY, STANDUP, value_1="Room 1", schedule="every day at 9am", title="", place=place
    )

    assert (await hall.draft()).spec.destination.chat_id == chat


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Link or room"),
        ({"value_1": "  "}, "Link or room"),
        ({"value_1": "x" * 1001}, "Too long"),
        ({"value_1": "Room 1", "schedule": "?!"}, "time cannot be read"),
        ({"value_1": "Room 1", "schedule": ""}, "time cannot be read"),
        ({"value_1": "Room 1", "schedule": "every 5 seconds"}, "Once a minute"),
    ],
)
async def test_what_does_not_fit_is_said_and_the_form_stays(hall, form, words):
    await hall.form()

    told = await hall.press(Verb.TEMPLATE_APPLY, STANDUP, **{"schedule": "every day at 9am", **form})

    assert words in told
    assert isinstance(await hall.shows(), TemplateForm)


async def test_hostile_values_are_data(hall):
    await hall.form()

    await hall.press(
        Verb.TEMPLATE_APPLY,
        STANDUP,
        value_0=HOSTILE,
        value_1="[x](javascript:y)",
        schedule="every day at 9am",
        title="T" * 200,
    )

    spec = (await hall.draft()).spec
    assert "\u202e" not in spec.action.values["host"]
    assert "{{today}}" in spec.action.values["host"]
    assert len(spec.title) == 60


async def test_sending_a_form_twice_makes_one_draft(hall):
    await hall.form()
    filled = {"value_1": "Room 1", "schedule": "every day at 9am"}

    await hall.press(Verb.TEMPLATE_APPLY, STANDUP, **filled)
    first = await hall.shows()
    told = await hall.press(Verb.TEMPLATE_APPLY, STANDUP, **filled | {"value_1": "Room 2"})

    assert (told, await hall.shows()) == ("", first)
    assert (await hall.draft()).spec.action.values["link"] == "Room 1"


async def test_two_people_use_one_card_each_with_a_form_of_their_own(hall):
    await hall.room.shown(TemplateCard(STANDUP))

    for person in (OWNER, OTHER):
        assert "your own chat" in await hall.press(Verb.TEMPLATE_USE, STANDUP, by=person, chat=CHAT)

    forms = [post for post in await hall.room.posts() if isinstance(post.view, TemplateForm)]
    assert {(post.target.person, post.view.person) for post in forms} == {(OWNER, OWNER), (OTHER, OTHER)}
    assert await hall.shows() == TemplateCard(STANDUP)


async def test_a_form_is_its_asker_s_alone(hall):
    await hall.form()

    told = await hall.press(Verb.TEMPLATE_APPLY, STANDUP, by=OTHER, value_1="x", schedule="every day at 9am")

    assert "Only the person who asked" in told


async def test_a_template_withdrawn_while_its_form_was_open_makes_nothing(hall):
    await hall.put(a_template(state=TemplateState.PUBLISHED, author=OTHER))
    await hall.form("template_1")
    mine = await hall.stored("template_1")
    gone = replace(mine, state=TemplateState.WITHDRAWN, revision=2)
    await hall.templates.change(gone, seen=1, audit=an_audit())

    told = await hall.press(Verb.TEMPLATE_APPLY, "template_1", value_0="a", schedule="every day at 9am")

    assert "withdrawn" in told
    assert isinstance(await hall.shows(), TemplateForm)
    assert "withdrawn" in str(await hall.room.desk.redraw.card("om_card"))


async def test_a_template_changed_while_its_form_was_open_is_looked_at_again(hall):
    await hall.put(a_template())
    await hall.form("template_1")
    await hall.templates.change(replace(a_template(), revision=2), seen=1, audit=an_audit())

    told = await hall.press(Verb.TEMPLATE_APPLY, "template_1", value_0="a", schedule="every day at 9am")

    assert "has just been changed" in told


# Rights.


@pytest.mark.parametrize(
    "verb",
    [Verb.TEMPLATE_SHOW, Verb.TEMPLATE_USE, Verb.TEMPLATE_EDIT, Verb.TEMPLATE_PUBLISH, Verb.TEMPLATE_SHARE],
)
async def test_somebody_else_s_private_template_is_not_there_whatever_the_button_says(hall, verb):
    await hall.put(a_template(visibility=Visibility.AUTHOR))
    await hall.room.shown(TemplateList(OTHER, in_group=False))

    assert "no such template" in await hall.press(verb, "template_1", by=OTHER)


async def test_a_template_of_another_company_is_not_there(hall):
    await hall.put(a_template(tenant=TenantKey("tenant_2"), state=TemplateState.PUBLISHED))
    await hall.room.shown(TemplateList(OWNER, in_group=False))

    assert "no such template" in await hall.press(Verb.TEMPLATE_USE, "template_1")


@pytest.mark.parametrize("verb", [Verb.TEMPLATE_EDIT, Verb.TEMPLATE_PUBLISH, Verb.TEMPLATE_WITHDRAW])
@pytest.mark.parametrize("of", ["template_1", "lib_news_digest"])
async def test_only_author_and_admins_change_a_template(hall, verb, of):
    await hall.put(a_template(state=TemplateState.PUBLISHED))
    await hall.room.shown(TemplateCard(TemplateId(of), OTHER))

    assert "Only its author" in await hall.press(verb, of, by=OTHER)
    assert (await hall.stored(of)).revision == 1


async def test_an_admin_withdraws_what_somebody_published(hall):
    await hall.put(a_template(state=TemplateState.PUBLISHED))
    talk = a_talk(person=OTHER, is_admin=True)

    shown = (await hall.say(asked("reading list"), talk)).view

    assert shown == TemplateCard(TemplateId("template_1"), OTHER, manages=True)


# Writing.

NEW = {
    "title": "Reading list",
    "description": "What to read",
    "prompt_0": "Books about {{topic}} since {{last_month}}, at most {{count}}",
    "schedule": "every Monday at 9am",
    "example": "",
    "kind": "agent",
    "visibility": "tenant",
}


async def written(hall, **form):
    """Fill the first form; returns the draft of a template."""
    await hall.room.shown(TemplateEditor(OWNER, None, EditorStep.CONTENT), message_id="om_new")
    told = await hall.press(Verb.TEMPLATE_STORE, card="om_new", revision=0, **NEW | form)
    view = await hall.shows("om_new")
    return told, view


async def test_writing_a_template_asks_for_its_content_then_for_its_questions(hall):
    told, view = await written(hall)

    assert "Saved" in told
    assert view.step is EditorStep.PARAMETERS
    template = await hall.stored(view.template_id)
    assert [parameter.name for parameter in template.spec.parameters] == ["topic", "count"]
    assert (template.state, template.author) == (TemplateState.DRAFT, OWNER)

    await hall.press(
        Verb.TEMPLATE_SETTLE,
        view.template_id,
        card="om_new",
        label_0="About what",
        kind_0="choice",
        choices_0="space, sea，moss",
        must_0="must",
        label_1="How many",
        kind_1="number",
        default_1="5",
        must_1="may",
    )

    template = await hall.stored(view.template_id)
    topic, count = template.spec.parameters
    assert (topic.label, topic.choices) == ("About what", ("space", "sea", "moss"))
    assert count == Parameter(
        name="count", label="How many", kind=ParameterKind.NUMBER, default="5", required=False
    )
    assert await hall.shows("om_new") == TemplateCard(view.template_id, OWNER, manages=True)


async def test_a_template_without_placeholders_has_no_second_form(hall):
    _, view = await written(hall, prompt_0="Tell me about {{today}}", kind="static")

    assert view == TemplateCard(view.template_id, OWNER, manages=True)
    assert isinstance((await hall.stored(view.template_id)).spec.action, StaticText)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (dict.fromkeys(NEW, ""), "needs a name"),
        ({"prompt_0": "  "}, "what is to be done"),
        ({"title": "x" * 100}, "too long"),
        ({"prompt_0": " ".join(f"{{{{p{n}}}}}" for n in range(7))}, "At most 6"),
    ],
)
async def test_a_template_that_could_not_be_used_is_not_kept(hall, form, words):
    told, view = await written(hall, **form)

    assert words in told
    assert view == TemplateEditor(OWNER, None, EditorStep.CONTENT)


async def test_sending_a_new_template_twice_makes_one(hall):
    await written(hall)
    await hall.room.outbox.reshow("om_new", TemplateEditor(OWNER, None, EditorStep.CONTENT))

    await hall.press(Verb.TEMPLATE_STORE, card="om_new", revision=0, **NEW)

    assert await hall.templates.count_of(TENANT, OWNER) == 1


async def test_published_it_is_everybody_s_and_withdrawn_nobody_s(hall):
    await hall.put(a_template())
    await hall.room.shown(TemplateCard(TemplateId("template_1"), OWNER, manages=True))

    assert "Published" in await hall.press(Verb.TEMPLATE_PUBLISH, "template_1")
    assert isinstance((await hall.say(asked("reading"), a_talk(person=OTHER, key="om_2"))).view, TemplateCard)

    assert "Withdrew" in await hall.press(Verb.TEMPLATE_WITHDRAW, "template_1", revision=2)
    assert "withdrawn" in await hall.press(Verb.TEMPLATE_USE, "template_1", by=OTHER, revision=3)
    assert "publish" in str(await hall.room.desk.redraw.card("om_card"))


async def test_a_press_on_an_old_card_changes_nothing_and_shows_how_it_stands(hall):
    await hall.put(a_template(state=TemplateState.PUBLISHED, revision=5))
    await hall.room.shown(TemplateCard(TemplateId("template_1"), OWNER, manages=True))

    assert "just been changed" in await hall.press(Verb.TEMPLATE_WITHDRAW, "template_1", revision=4)
    assert (await hall.stored("template_1")).state is TemplateState.PUBLISHED


async def test_editing_keeps_what_was_said_about_the_questions(hall):
    await hall.put(a_template())
    await hall.room.shown(TemplateEditor(OWNER, TemplateId("template_1"), EditorStep.CONTENT))

    await hall.press(Verb.TEMPLATE_STORE, "template_1", **NEW | {"prompt_0": "{{topic}} in {{count}} lines"})

    template = await hall.stored("template_1")
    assert template.revision == 2
    assert template.spec.parameters[0] == a_template().spec.parameters[0]
    assert text_of(template.spec.action) == "{{topic}} in {{count}} lines"


async def test_there_is_a_limit_to_how_many_one_can_keep(hall):
    await hall.put(*(a_template(number) for number in range(50)))

    assert "limit of 50" in (await written(hall))[0]


async def test_a_task_is_saved_as_a_template(hall):
    action = AgentPrompt("News about {{topic}}", {"topic": "moss"})
    await hall.room.saved(a_task(spec=a_spec(title="Moss", action=action, trigger=Every(*HOURLY_PARTS))))
    await hall.room.shown(TemplateList(OWNER, in_group=False))

    await hall.press(Verb.TEMPLATE_FROM_TASK, "task_1")

    post = (await hall.room.posts())[-1]
    template = await hall.stored(post.view.template_id)
    assert (post.target, template.state) == (ToPerson(OWNER), TemplateState.DRAFT)
    assert template.spec.parameters[0].default == "moss"
    assert template.spec.schedule == "every hour"


HOURLY_PARTS = (HOURLY.period, HOURLY.anchor, HOURLY.zone)


async def test_somebody_else_s_task_is_not_saved_as_a_template(hall):
    await hall.room.saved(a_task(spec=a_spec(chat_id=ALONE, in_group=False)))
    await hall.room.shown(TemplateList(OTHER, in_group=False))

    assert "no such task" in await hall.press(Verb.TEMPLATE_FROM_TASK, "task_1", by=OTHER, chat=CHAT)
    assert await hall.templates.count_of(TENANT, OTHER) == 0


# A refusal of a sentence is an answer too.


async def test_a_private_template_cannot_be_used_by_its_name(hall):
    await hall.put(a_template(title="Plan", visibility=Visibility.AUTHOR))

    post = await hall.say(asked("plan", using=True), a_talk(person=PersonId("ou_third")))

    assert post.view == Sentence("template.none_fits", {"what": "plan"})
