"""A group that shall be made: its name and its people, and what is to be done without them."""

from datetime import UTC, datetime

import pytest

from bot.chat.language import read
from bot.chat.language.meaning import Intent, Place, PostTo
from scheduler.model import Locale

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def said(text):
    return read(text, NOW, "Asia/Shanghai", Locale.EN)


def a_new(name="", *members):
    return PostTo(Place.NEW_GROUP, name, members)


@pytest.mark.parametrize(
    ("text", "place", "prompt"),
    [
        ("每天早上9点总结销售数据，发到一个新群“销售日报”", a_new("销售日报"), "总结销售数据"),
        ("每天9点提醒大家看日报，发到新群晨会，拉上张三和我", a_new("晨会", "张三"), "大家看日报"),
        (
            "每天9点总结新闻，然后推送到新建的群：News Room，和Tom、Ann",
            a_new("News Room", "Tom", "Ann"),
            "总结新闻",
        ),
        ("每天9点总结新闻发到一个新群", a_new(), "总结新闻发到一个新群"),
        ("新建一个群叫晨会组，拉上小王，每周五9点提醒大家交周报", a_new("晨会组", "小王"), "大家交周报"),
        ("帮我新建一个群，每周五9点提醒大家交周报", a_new(), "大家交周报"),
        ("每周五9点，建个群叫晨会组，提醒大家交周报", a_new("晨会组"), "大家交周报"),
        ("每周五9点提醒大家交周报，新建一个群叫X发", a_new("X"), "大家交周报"),
        ("每天9点总结新闻。新建群叫晨报，拉上Tom和Ann", a_new("晨报", "Tom", "Ann"), "总结新闻"),
        (
            "create a new group called Morning with Tom and remind us every Friday at 9 to send the report",
            a_new("Morning", "Tom"),
            "send the report",
        ),
        (
            "every Friday at 9 list the bugs, create a new group called Bugs for it",
            a_new("Bugs"),
            "list the bugs",
        ),
        (
            "every day at 9am add up sales and post it to a new group called Sales Team with Tom and Ann Lee",
            a_new("Sales Team", "Tom", "Ann Lee"),
            "add up sales",
        ),
        (
            'every day at 9am list the bugs, then share them in a new chat named "Bugs, all of them"',
            a_new("Bugs, all of them"),
            "list the bugs",
        ),
        (
            "every day at 9am list the bugs and send it to a new group with @Tom",
            a_new("", "Tom"),
            "list the bugs",
        ),
    ],
)
def test_a_new_group_is_read_with_its_name_and_people(text, place, prompt):
    meaning = said(text)

    assert (meaning.intent, meaning.post_to, meaning.prompt) == (Intent.CREATE, place, prompt)


@pytest.mark.parametrize(
    "text",
    [
        "每天9点提醒我看新群的消息",
        "每天9点总结新产品群里的讨论",
        "every day at 9am remind me to invite people to the new group",
        "every day at 9am check for new groups",
        "每天9点提醒我新建一个群",
        "每天9点提醒我开会，新建一个群",
        "我们拉个群吧，每天9点打卡",
    ],
)
def test_new_groups_that_are_only_talked_about_are_not_made(text):
    meaning = said(text)

    assert meaning.post_to is None or meaning.post_to.place is not Place.NEW_GROUP


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("改成发到一个新群“销售”", a_new("销售")),
        ("把2改成发到新群销售", a_new("销售")),
        ("post it to a new group called Sales", a_new("Sales")),
    ],
)
def test_an_edit_can_want_a_new_group(text, place):
    meaning = said(text)

    assert meaning.intent is Intent.EDIT
    assert meaning.changes.post_to == place
