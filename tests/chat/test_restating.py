"""A reading that is tapped makes the task that was asked for: its name and its place are kept."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.language import read
from bot.chat.language.meaning import Intent, Meaning, Place, PostTo, Reading
from bot.chat.questions import which_reading
from bot.chat.talk import Talk
from scheduler.model import ChatId, Locale
from scheduler.people import Person
from scheduler.triggers import At
from tests.builders import OWNER, TENANT

NOW = datetime(2026, 4, 22, 6, 5, tzinfo=UTC)
ZONE = "Asia/Shanghai"
READINGS = tuple(Reading(At(at, ZONE), at) for at in (NOW + timedelta(days=2), NOW + timedelta(days=9)))


def a_talk(locale):
    person = Person(id=OWNER, tenant=TENANT, name="Owner", locale=locale, zone=ZONE)
    return Talk(
        key="k", person=person, locale=locale, zone=ZONE, chat_id=ChatId("oc_1"), in_group=True, at=NOW
    )


@pytest.mark.parametrize("name", ["", "Launch: all of it", "周报"])
@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("fixed", [True, False])
@pytest.mark.parametrize(
    "place",
    [
        None,
        PostTo(Place.THIS_CHAT),
        PostTo(Place.NAMED_CHAT, "Launch crew"),
        PostTo(Place.NAMED_CHAT, "运维"),
        PostTo(Place.NEW_GROUP, "Bugs", ("Tom", "Ann")),
        PostTo(Place.NEW_GROUP, "", ("Tom",)),
    ],
)
def test_a_tapped_reading_keeps_name_place_and_words(place, fixed, locale, name):
    prompt = "汇总本周的缺陷" if locale is Locale.ZH else "list the bugs of this week"
    meant = Meaning(
        intent=Intent.CREATE, locale=locale, readings=READINGS, prompt=prompt,
        is_fixed_text=fixed, name=name, post_to=place,
    )  # fmt: skip

    for (_, sentence), reading in zip(which_reading(a_talk(locale), meant).choices, READINGS, strict=True):
        again = read(sentence, NOW, ZONE, locale)
        assert (again.name, again.post_to, again.is_fixed_text) == (name, place, fixed), sentence
        assert [one.first for one in again.readings] == [reading.first]
        assert prompt in again.prompt


def test_a_task_for_oneself_stays_so():
    meant = Meaning(
        intent=Intent.CREATE,
        locale=Locale.ZH,
        readings=READINGS,
        prompt="汇总缺陷",
        post_to=PostTo(Place.SELF),
    )

    for _, sentence in which_reading(a_talk(Locale.ZH), meant).choices:
        assert read(sentence, NOW, ZONE, Locale.ZH).post_to == PostTo(Place.SELF)
