"""A task by form, in both languages: opened, sent, mended, confirmed; and the task's own form."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.journeys.cast import Cast, card_of, components, toast, verbs
from tests.journeys.stage import rows


@dataclass(frozen=True)
class Words:
    """What somebody types and reads in one language."""

    who: str
    new: str
    title: str
    content: str
    schedule: str
    unclear: str
    what_time: str
    too_often: str
    rivals: str
    read: str
    confirm: str
    on: str
    changed: str
    cancelled: str
    edit: str
    other: str


ZH = Words(
    who="owner",
    new="新建任务",
    title="销售日报",
    content="总结昨天的销售数据",
    schedule="每个工作日早上9点",
    unclear="每周一",
    what_time="几点运行？",
    too_often="最快每分钟一次",
    rivals="以哪个为准",
    read="每个工作日 09:00",
    confirm="待确认",
    on="已开启",
    changed="修改待确认",
    cancelled="没有创建任务",
    edit="修改销售日报",
    other="销售周报",
)
EN = Words(
    who="colleague",
    new="new task",
    title="Sales digest",
    content="Summarise yesterday's sales",
    schedule="every weekday at 9am",
    unclear="every Monday",
    what_time="At what time?",
    too_often="Once a minute",
    rivals="Which one?",
    read="Every weekday at 09:00",
    confirm="To confirm",
    on="On",
    changed="Change to confirm",
    cancelled="no task was created",
    edit="edit Sales digest",
    other="Sales weekly",
)
BOTH = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])


async def opened(cast: Cast, words: Words, **more):
    """Ask for a form; return who asked, and its card."""
    person = getattr(cast, words.who)
    await cast.write(person, words.new, **more)
    return person, await cast.says("form.submit")


def field(card, name):
    """The component of that name."""
    return next(part for part in components(card_of(card)) if part.get("name") == name)


async def saved_by_form(cast: Cast, words: Words, **fields):
    person, form = await opened(cast, words)
    filled = {"title": words.title, "content": words.content, "schedule": words.schedule} | fields
    await cast.send_form(person, form, **filled)
    confirm = await cast.turns(form, words.confirm)
    await cast.press(person, confirm, "draft.save")
    return person, await cast.turns(form, words.on)


@BOTH
async def test_a_task_by_form_is_confirmed_on_the_same_card(bot, cast: Cast, tmp_path, words: Words):
    person, form = await opened(cast, words)
    await cast.send_form(person, form, title=words.title, content=words.content, schedule=words.schedule)

    confirm = await cast.turns(form, words.confirm, words.title, words.content, "09:00")
    assert rows(tmp_path, "task") == []
    await cast.press(person, confirm, "draft.save")
    await cast.turns(form, words.on)
    assert rows(tmp_path, "task", "title") == [(words.title,)]


@BOTH
async def test_a_task_by_pickers_is_the_same_task(bot, cast: Cast, tmp_path, words: Words):
    person, form = await opened(cast, words)
    await cast.send_form(
        person, form, content=words.content, kind="static", cycle="weekdays", clock="09:00", second="30"
    )

    await cast.turns(form, words.confirm, "09:00:30", words.content)


@BOTH
async def test_a_question_comes_back_above_what_was_typed(bot, cast: Cast, words: Words):
    person, form = await opened(cast, words)
    answer = await cast.send_form(person, form, content=words.content, schedule=words.unclear)

    asked = await cast.turns(form, words.what_time)
    assert answer["response"]["toast"]["type"] == "error"
    assert field(asked, "content")["default_value"] == words.content
    assert field(asked, "schedule")["default_value"] == words.unclear

    await cast.send_form(person, form, "choice_2")
    await cast.turns(form, words.confirm, "14:00", words.content)


@BOTH
async def test_a_refusal_comes_with_the_nearest_time_that_can_be(bot, cast: Cast, words: Words):
    person, form = await opened(cast, words)
    too_often = "每30秒" if words is ZH else "every 30 seconds"
    await cast.send_form(person, form, content=words.content, schedule=too_often)
    await cast.turns(form, words.too_often)

    await cast.send_form(person, form, "choice_1")

    await cast.turns(form, words.confirm, words.content)


@BOTH
async def test_two_times_that_differ_are_asked_about(bot, cast: Cast, words: Words):
    person, form = await opened(cast, words)
    await cast.send_form(
        person, form, content=words.content, schedule=words.schedule, cycle="daily", clock="15:00"
    )
    await cast.turns(form, words.rivals)

    await cast.send_form(person, form, "use_picked")

    await cast.turns(form, words.confirm, "15:00")


@BOTH
async def test_the_time_alone_can_be_checked(bot, cast: Cast, words: Words):
    person, form = await opened(cast, words)
    await cast.send_form(person, form, "check", schedule=words.schedule)

    checked = await cast.turns(form, words.read)
    assert "form.submit" in verbs(checked)


@BOTH
async def test_a_form_is_given_up(bot, cast: Cast, tmp_path, words: Words):
    person, form = await opened(cast, words)
    await cast.press(person, form, "form.close")

    closed = await cast.turns(form, words.cancelled)
    assert verbs(closed) == set()
    assert rows(tmp_path, "draft") == []


@BOTH
async def test_a_task_is_changed_by_its_form(bot, cast: Cast, tmp_path, words: Words):
    person, _ = await saved_by_form(cast, words, notify="on_failure", maximum="30")
    await cast.write(person, words.edit)
    form = await cast.says("form.submit")
    assert field(form, "title")["default_value"] == words.title
    assert field(form, "maximum")["default_value"] == "30"

    await cast.send_form(person, form, title=words.other, retries="0")
    change = await cast.turns(form, words.changed, words.title, words.other)
    assert rows(tmp_path, "task", "title") == [(words.title,)]
    await cast.press(person, change, "draft.save")

    await cast.turns(form, words.on, words.other)
    assert rows(tmp_path, "task", "title") == [(words.other,)]


@BOTH
async def test_an_open_draft_is_changed_by_its_form(bot, cast: Cast, tmp_path, words: Words):
    person = getattr(cast, words.who)
    await cast.write(person, f"{words.schedule}{'' if words is ZH else ' '}{words.content}")
    confirm = await cast.says("draft.save")
    await cast.press(person, confirm, "draft.change")
    await cast.turns(confirm, "form.submit")

    await cast.send_form(person, confirm, title=words.other, cycle="daily", clock="10:15")

    changed = await cast.turns(confirm, words.other, "10:15", words.content)
    await cast.press(person, changed, "draft.save")
    assert rows(tmp_path, "task", "title") == [(words.other,)]


async def test_a_form_in_a_group_is_its_asker_s(bot, cast: Cast, tmp_path):
    _, form = await opened(cast, ZH, chat_id=cast.group, mention_bot=True)

    answer = await cast.send_form(cast.colleague, form, content="喝水", schedule="每天9点")

    assert "只能由发起人" in toast(answer)
    assert rows(tmp_path, "draft") == []


async def test_a_form_in_a_group_makes_a_task_of_that_group(bot, cast: Cast, tmp_path):
    person, form = await opened(cast, ZH, chat_id=cast.group, mention_bot=True)
    await cast.send_form(person, form, content="喝水", schedule="每天9点", kind="static")

    confirm = await cast.turns(form, "待确认")
    await cast.press(person, confirm, "draft.save")

    assert rows(tmp_path, "task", "chat_id") == [(cast.group,)]


async def test_the_button_on_the_list_opens_a_form(bot, cast: Cast):
    await cast.write(cast.owner, "任务列表")
    listed = await cast.says("form.open")

    await cast.press(cast.owner, listed, "form.open")

    await cast.says("form.submit")


async def test_a_form_repeated_by_lark_makes_one_draft(bot, cast: Cast, tmp_path):
    person, form = await opened(cast, ZH)
    await cast.fault("duplicate_event", value=1)

    await cast.send_form(person, form, content="喝水", schedule="每天9点")

    await cast.turns(form, "待确认")
    assert len(rows(tmp_path, "draft")) == 1


async def test_what_mentions_everybody_mentions_nobody(bot, cast: Cast):
    person, form = await opened(cast, ZH)
    hostile = "<at id=all></at>\u202e**加粗**"
    await cast.send_form(person, form, title=hostile, content=hostile, schedule=hostile)
    await cast.turns(form, "没看懂")

    await cast.send_form(person, form, schedule="每天9点")

    confirm = await cast.turns(form, "待确认")
    markdown = [part["content"] for part in components(card_of(confirm)) if part.get("tag") == "markdown"]
    assert not any("<at" in text for text in markdown)


@pytest.mark.parametrize(("notify", "heard"), [("always", 2), ("on_change", 1), ("on_failure", 0)])
async def test_a_task_is_heard_of_as_its_form_says(bot, cast: Cast, moved, tmp_path, notify, heard):
    """The stand-in of the model says the same each time."""
    person, form = await opened(cast, ZH)
    await cast.send_form(person, form, title="看价格", content="看看价格", schedule="每小时", notify=notify)
    await cast.press(person, await cast.turns(form, "待确认"), "draft.save")
    await cast.turns(form, "已开启")

    for fired in (1, 2):
        moved.advance(timedelta(hours=1))
        await cast.advance(timedelta(hours=1))
        bot.engine.nudge()
        await cast.until(lambda _, n=fired: rows(tmp_path, "run", "state") == [("succeeded",)] * n)

    await cast.until(lambda messages: len(cards_of_runs(messages)) == heard)
    assert len({run for (run,) in rows(tmp_path, "delivery", "run_id") if run}) == heard


def cards_of_runs(messages):
    """The cards that say how a run ended."""
    return [message for message in messages if "run.again" in message["content"]]
