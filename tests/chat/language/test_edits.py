"""What an edit changes: only what was named."""

from datetime import time, timedelta

import pytest

from bot.chat.language.meaning import Changes, Intent, Place, PostTo, TaskRef
from scheduler.errors import Reason
from tests.chat.language.clocks import said


def edit(text):
    meaning = said(text)
    assert meaning.intent is Intent.EDIT, meaning.intent
    return meaning


@pytest.mark.parametrize(
    ("text", "task", "clock"),
    [
        ("把周报改到10点", "周报", time(10)),
        ("9点日报改到10点", "9点日报", time(10)),
        ("Daily standup 提前到8点45", "Daily standup", time(8, 45)),
        ("把日报从9点改到10点", "日报", time(10)),
        ("move the first one to quarter to nine", 1, time(8, 45)),
        ("shift 5 to noon", 5, time(12)),
        ("the digest should run at 8", "digest", time(8)),
        ("早报太早了，改到10点", "早报", time(10)),
        ("the standup digest is too early, move it to 10", "standup digest", time(10)),
        ("改到10点", None, time(10)),
        ("时间改成8点", None, time(8)),
        ("make it 10am", "it", time(10)),
        ("早报以后8点发", "早报", time(8)),
        ("日报帮我改到8点", "日报", time(8)),
        ("周报时间改一下，8点发", "周报", time(8)),
    ],
)
def test_a_time_alone(text, task, clock):
    meaning = edit(text)

    assert meaning.changes.schedule.clock == clock
    assert not meaning.changes.schedule.readings
    assert meaning.ref == ref_of(task)


def ref_of(task):
    if task is None or task == "it":
        return TaskRef(it=True) if task else None
    return TaskRef(number=task) if isinstance(task, int) else TaskRef(name=task)


@pytest.mark.parametrize(
    "text", ["竞品监控改为每周三上午十点", "make the sales recap every Monday at 8am", "改成每天下午3点"]
)
def test_a_whole_schedule_has_readings_of_its_own(text):
    assert len(edit(text).changes.schedule.readings) == 1


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("推迟半小时", timedelta(minutes=30)),
        ("周报汇总提前15分钟", -timedelta(minutes=15)),
        ("竞品监控晚一个小时发", timedelta(hours=1)),
        ("half an hour later", timedelta(minutes=30)),
        ("delay task 3 by 15 minutes", timedelta(minutes=15)),
        ("bring the digest forward by half an hour", -timedelta(minutes=30)),
        ("shift the digest an hour earlier", -timedelta(hours=1)),
        ("改晚半小时", timedelta(minutes=30)),
        ("日报往前挪一刻钟", -timedelta(minutes=15)),
    ],
)
def test_a_shift(text, shift):
    assert edit(text).changes.schedule.shift == shift


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("rename 3 to Sales", Changes(name="Sales")),
        ("早报换个名字叫晨读", Changes(name="晨读")),
        ("日报换个名字，叫晨间简报", Changes(name="晨间简报")),
        ('call the digest "Morning brief"', Changes(name="Morning brief")),
        ("把6的提示词换成：列出未关闭的bug", Changes(prompt="列出未关闭的bug")),
        ("修改3的内容为整理客户反馈", Changes(prompt="整理客户反馈")),
        ("change the prompt of task 4 to: list overdue invoices", Changes(prompt="list overdue invoices")),
        ("5改成发到本群", Changes(post_to=PostTo(Place.THIS_CHAT))),
        ("2号改成只发给我自己", Changes(post_to=PostTo(Place.SELF))),
        ("改成发到产品群", Changes(post_to=PostTo(Place.NAMED_CHAT, "产品群"))),
        ("竞品监控改成发到“华东销售”群", Changes(post_to=PostTo(Place.NAMED_CHAT, "华东销售"))),
        ("日报改发产品群", Changes(post_to=PostTo(Place.NAMED_CHAT, "产品群"))),
        ("以后日报发这个群", Changes(post_to=PostTo(Place.THIS_CHAT))),
        ("周报再加上同比数据", Changes(add_to_prompt="加上同比数据")),
        ("把环比也加到周报里", Changes(add_to_prompt="加上环比")),
        ("日报改成总结昨天的工单", Changes(prompt="总结昨天的工单")),
        ("post it to Launch crew", Changes(post_to=PostTo(Place.NAMED_CHAT, "Launch crew"))),
        ("have 3 sent to the sales group", Changes(post_to=PostTo(Place.NAMED_CHAT, "sales"))),
        ("let's call the digest Morning brief", Changes(name="Morning brief")),
        ("change the digest to list open bugs", Changes(prompt="list open bugs")),
        ("add competitor prices to the digest", Changes(add_to_prompt="add competitor prices")),
        ("make the digest shorter", Changes(add_to_prompt="make it shorter")),
        ("run 3 in UTC", Changes(zone="UTC")),
        ("发到另一个群", Changes(post_to=PostTo(Place.NAMED_CHAT))),
        ("send the digest to this chat instead", Changes(post_to=PostTo(Place.THIS_CHAT))),
        ("周报汇总的时区改成东京", Changes(zone="Asia/Tokyo")),
        ("改成纽约时间", Changes(zone="America/New_York")),
        ("change the timezone of the churn report to Tokyo", Changes(zone="Asia/Tokyo")),
    ],
)
def test_one_field(text, changes):
    assert edit(text).changes == changes


def test_several_fields_at_once():
    changes = edit("把日报改到10点，名字改成午报").changes

    assert (changes.schedule.clock, changes.name) == (time(10), "午报")


@pytest.mark.parametrize("text", ["编辑日报", "改一下日报", "edit task 3", "update the digest"])
def test_an_edit_that_names_nothing(text):
    meaning = edit(text)

    assert meaning.ref
    assert meaning.changes is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("以后短一点", "短一点"),
        ("make it shorter from now on", "make it shorter"),
        ("以后用英文写", "用英文写"),
        ("from now on, use bullet points", "use bullet points"),
    ],
)
def test_a_lasting_wish_is_added_to_the_prompt(text, wish):
    meaning = edit(text)

    assert (meaning.lasting, meaning.changes) == (True, Changes(add_to_prompt=wish))


def test_an_unknown_zone_is_refused():
    assert edit("把2的时区改成火星").refusal.reason is Reason.UNKNOWN_ZONE


@pytest.mark.parametrize(
    "text",
    [
        "每周四上午10点发周刊，节假日除外",
        "每天17:45汇总今天暂停的广告计划发到本群",
        "下周一上午11点提醒我把群名改成新项目",
        "every friday at 4pm move the tickets to done",
        "update the status page every weekday at 10",
        "move the trash bins out every Tuesday at 7pm",
        "make a backup every night at 2",
    ],
)
def test_a_new_task_is_no_edit(text):
    assert said(text).intent is Intent.CREATE
