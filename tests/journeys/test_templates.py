"""Templates on the local Lark: found, used, written, shared; in both languages."""

from dataclasses import dataclass

import pytest

from tests.journeys.cast import Cast, card_of, components, toast, verbs, verbs_of
from tests.journeys.stage import rows


@dataclass(frozen=True)
class Words:
    """What is said and read in one language."""

    who: str
    hello: str
    welcome: str
    all: str
    query: str
    title: str
    use: str
    use_news: str
    news: str
    missing: str
    schedule: str
    at: str
    filled: str
    new_title: str
    prompt: str
    published: str
    withdrawn: str
    daily: str


ZH = Words(
    who="owner",
    hello="帮助",
    welcome="你好，我是 Aime",
    all="/模板",
    query="站会",
    title="站会提醒",
    use="/模板 站会提醒",
    use_news="用新闻早报模板，每周五17点",
    news="新闻早报",
    missing="会议链接或地点",
    schedule="每个工作日 9:40",
    at="09:40",
    filled="站会 10 分钟后开始，主持人：小周",
    new_title="读书清单",
    prompt="推荐{{数量}}本关于{{主题}}的书，{{今天}}",
    published="已发布",
    withdrawn="撤下",
    daily="每天9点提醒大家喝水",
)
EN = Words(
    who="colleague",
    hello="please tell me what you can do",
    welcome="Hello, I am Aime",
    all="/templates",
    query="stand-up",
    title="Stand-up reminder",
    use="/templates stand-up",
    use_news="use the news digest template, every Friday at 5pm",
    news="Morning news digest",
    missing="Link or room",
    schedule="every weekday at 9:40am",
    at="09:40",
    filled="stand-up in 10 minutes. Host: Zoe",
    new_title="Reading list",
    prompt="Recommend {{count}} books about {{topic}}, {{today}}",
    published="Published",
    withdrawn="Withdrew",
    daily="every day at 9am remind everyone to drink water",
)
BOTH = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
HOST = {ZH: "小周", EN: "Zoe"}


async def person(cast: Cast, words: Words):
    """Return who speaks this language, once that is known."""
    who = getattr(cast, words.who)
    await cast.write(who, words.hello)
    await cast.says(words.welcome)
    return who


async def form_of(cast: Cast, who, words: Words):
    """Ask for the stand-up template and open its form; returns the card."""
    await cast.write(who, words.use)
    card = await cast.says("template.use", words.title)
    await cast.press(who, card, "template.use")
    return await cast.turns(card, "template.apply")


@BOTH
async def test_a_template_becomes_a_task_that_posts_what_was_filled_in(bot, cast: Cast, tmp_path, words):
    who = await person(cast, words)
    card = await form_of(cast, who, words)

    await cast.press(
        who, card, "template.apply", value_0=HOST[words], value_1="https://a.b/c", schedule=words.schedule
    )
    confirm = await cast.turns(card, "draft.save", words.at)
    await cast.press(who, confirm, "draft.save")
    await cast.press(who, await cast.turns(card, "task.run"), "task.run")

    result = await cast.one(lambda message: message["msg_type"] == "post")
    assert words.filled in result["content"]
    assert "https://a.b/c" in result["content"]
    assert "lib_standup_reminder" in rows(tmp_path, "task", "spec")[0][0]


@BOTH
async def test_the_library_is_listed_searched_and_turned(bot, cast: Cast, words):
    who = await person(cast, words)
    await cast.write(who, words.all)
    card = await cast.says("template.search", "template.show")

    await cast.press(who, card, "template.list")
    await cast.press(who, await cast.message(card["message_id"]), "template.search", query=words.query)

    found = await cast.turns(card, words.title)
    assert sum("template.show" in verbs_of(part) for part in components(card_of(found))) == 1
    await cast.press(who, found, "template.show")
    assert {"template.use", "template.list"} <= verbs(await cast.turns(card, "template.use"))


@BOTH
async def test_what_is_missing_is_named_and_nothing_is_made(bot, cast: Cast, tmp_path, words):
    who = await person(cast, words)
    card = await form_of(cast, who, words)

    answer = await cast.press(who, card, "template.apply", value_1=" ", schedule=words.schedule)

    assert words.missing in toast(answer)
    assert answer["response"].get("card") is None, "the form keeps what was typed"
    assert rows(tmp_path, "draft") == []


@BOTH
async def test_a_sentence_uses_a_template_at_the_time_it_says(bot, cast: Cast, tmp_path, words):
    await cast.write(await person(cast, words), words.use_news)

    confirm = await cast.says("draft.save", words.news)
    assert "17:00" in confirm["content"]
    assert "lib_news_digest" in rows(tmp_path, "draft", "spec")[0][0]


@BOTH
async def test_a_template_is_written_published_used_by_a_colleague_and_withdrawn(
    bot, cast: Cast, tmp_path, words
):
    author = await person(cast, words)
    await cast.write(author, words.all)
    card = await cast.says("template.new")
    await cast.press(author, card, "template.new")
    content = {"title": words.new_title, "description": words.new_title, "prompt_0": words.prompt}
    await cast.press(author, await cast.turns(card, "template.store"), "template.store", **content)
    questions = {
        "kind_0": "number",
        "default_0": "3",
        "kind_1": "choice",
        "choices_1": "A，B",
        "must_1": "must",
    }
    await cast.press(author, await cast.turns(card, "template.settle"), "template.settle", **questions)
    told = await cast.press(author, await cast.turns(card, "template.publish"), "template.publish")
    assert words.published in toast(told)

    await cast.write(cast.admin, f"/templates {words.new_title}")
    seen = await cast.says("template.use", words.new_title, chat_id=await cast.personal_chat(cast.admin))
    told = await cast.press(author, await cast.turns(card, "template.withdraw"), "template.withdraw")

    assert words.withdrawn in toast(told)
    gone = await cast.one(
        lambda message: message["message_id"] == seen["message_id"] and "template.use" not in verbs(message)
    )
    assert words.new_title in gone["content"]
    assert rows(tmp_path, "template", "state") == [("withdrawn",)]


async def test_a_template_shared_into_a_group_is_used_by_two_people(bot, cast: Cast):
    await cast.write(await person(cast, EN), EN.use)
    card = await cast.says("template.use")
    await cast.press(cast.colleague, card, "template.share")
    group = next(chat["name"] for chat in (await cast.state())["chats"] if chat["chat_id"] == cast.group)
    answer = await cast.press(
        cast.colleague, await cast.turns(card, "template.post"), "template.post", group=group
    )
    assert group in toast(answer)

    shared = await cast.says("template.use", chat_id=cast.group)
    for member in (cast.owner, cast.admin):
        await cast.press(member, shared, "template.use")
        own = await cast.personal_chat(member)
        form = await cast.says("template.apply", chat_id=own)
        await cast.press(member, form, "template.apply", value_1="A", schedule="每天9点")
        assert group in (await cast.says("draft.save", chat_id=own))["content"]


async def test_a_template_cannot_be_shared_to_a_group_that_one_is_not_in(bot, cast: Cast):
    await cast.write(await person(cast, EN), EN.use)
    card = await cast.says("template.use")
    await cast.press(cast.colleague, card, "template.share")

    answer = await cast.press(
        cast.colleague, await cast.turns(card, "template.post"), "template.post", group="No such group"
    )

    assert "no such group" in toast(answer)


async def test_a_placeholder_that_nobody_knows_is_refused_with_those_that_there_are(
    bot, cast: Cast, tmp_path
):
    await cast.write(cast.colleague, "every day at 9am remind me of {{produkt}}")

    await cast.says("{{produkt}}", "{{yesterday}}")
    assert rows(tmp_path, "draft") == []


async def test_a_date_in_a_prompt_is_that_of_the_run(bot, cast: Cast):
    task = await cast.saved(cast.colleague, "every day at 9am remind me that it is {{weekday}} by now")

    await cast.press(cast.colleague, task, "task.run")

    await cast.says("it is", "day by now", under=(await cast.says("View task"))["message_id"])


@BOTH
async def test_a_task_is_saved_as_a_template_in_one_s_own_chat(bot, cast: Cast, tmp_path, words):
    who = await person(cast, words)
    task = await cast.saved(who, words.daily, chat_id=cast.group, mention_bot=True)

    await cast.press(who, task, "template.from_task")
    await cast.press(who, task, "template.from_task")

    await cast.says("template.publish", chat_id=await cast.personal_chat(who))
    assert rows(tmp_path, "template", "state") == [("draft",)]


async def test_somebody_else_s_task_is_not_saved_as_a_template(bot, cast: Cast, tmp_path):
    task = await cast.saved(cast.owner, ZH.daily, chat_id=cast.group, mention_bot=True)

    answer = await cast.press(cast.colleague, task, "template.from_task")

    assert toast(answer)
    assert rows(tmp_path, "template") == []
