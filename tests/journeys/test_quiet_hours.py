"""Quiet hours: what nobody asked for waits and comes as one card, what somebody named comes on time."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.main import utc_now
from tests.journeys.cast import Cast, toast
from tests.journeys.stage import MovedClock, a_bot, rows

BEIJING, NEW_YORK = "Asia/Shanghai", "America/New_York"
MINUTE = timedelta(minutes=1)
ENDS_IN = 90 * MINUTE


def until_in(zone: str, *, ends_in: timedelta = ENDS_IN) -> tuple[str, str]:
    """Hours by the clock of a zone that began half an hour ago."""
    now = utc_now().astimezone(ZoneInfo(zone))
    return f"{now - 30 * MINUTE:%H:%M}", f"{now + ends_in:%H:%M}"


async def wait(bot, cast: Cast, moved: MovedClock, by: timedelta) -> None:
    moved.advance(by)
    await cast.advance(by)
    bot.engine.nudge()


async def quiet(cast: Cast, person, said: str) -> None:
    await cast.write(person, said)
    await cast.says("settings.locale", said.split("到")[0] if "到" in said else said.split()[2])


async def the_digest(cast: Cast, title: str):
    """Wait for the digest; of a clock that jumps deliveries hear at their next look, after 15 s at most."""
    return await cast.one(lambda m: title in m["content"] and "digest.open" in m["content"], within_s=60)


async def ran(cast: Cast, folder, count: int) -> None:
    """Wait until so many runs have ended."""
    await cast.until(lambda _: [state for (state,) in rows(folder, "run", "state")] == ["succeeded"] * count)


async def nothing_new(cast: Cast, person, known: int, said: str) -> None:
    """An answer comes, and nothing before it."""
    await cast.write(person, said)
    await cast.until(lambda messages: len(messages) > known)
    assert len(await cast.messages()) == known + 1


@pytest.mark.parametrize(
    ("who", "zone", "hours", "tasks", "help_", "title", "opened", "there"),
    [
        (
            "owner",
            BEIJING,
            "{}到{}别打扰",
            ("每小时提醒我喝水", "每小时提醒我站起来"),
            "帮助",
            "安静时段里有 2 件事",
            "发出来了",
            "已经发过了",
        ),
        (
            "colleague",
            NEW_YORK,
            "quiet hours {} to {}",
            ("remind me every hour to drink", "remind me every hour to stand up"),
            "help",
            "2 things during quiet hours",
            "It is below",
            "It was sent before",
        ),
    ],
    ids=["zh", "en"],
)
async def test_what_nobody_named_a_time_for_comes_as_one_card_at_the_end(
    bot, cast: Cast, moved, tmp_path, who, zone, hours, tasks, help_, title, opened, there
):
    person = getattr(cast, who)
    await quiet(cast, person, hours.format(*until_in(zone)))
    for task in tasks:
        await cast.saved(person, task)
    known = len(await cast.messages())
    await wait(bot, cast, moved, 61 * MINUTE)
    await ran(cast, tmp_path, 2)
    await nothing_new(cast, person, known, help_)

    await wait(bot, cast, moved, 40 * MINUTE)

    digest = await the_digest(cast, title)
    assert len(await cast.messages()) == known + 2
    await cast.until(lambda _: rows(tmp_path, "run", "delivery") == [("delivered",)] * 2)
    assert opened in toast(await cast.press(person, digest, "digest.open"))
    card = await cast.one(lambda m: "run.again" in m["content"] or "run.snooze" in m["content"])
    await cast.until(lambda messages: any(m["root_id"] == card["message_id"] for m in messages))
    assert there in toast(await cast.press(person, digest, "digest.open"))
    assert len(await cast.messages()) == known + 4


@pytest.mark.parametrize(
    ("who", "zone", "hours", "named", "hourly"),
    [
        ("owner", BEIJING, "{}到{}免打扰", "20分钟后提醒我打电话", "每小时提醒我喝水"),
        (
            "colleague",
            NEW_YORK,
            "do not disturb from {} to {}",
            "in 20 minutes remind me to call Bob",
            "remind me every hour to drink",
        ),
    ],
    ids=["zh", "en"],
)
async def test_a_time_that_was_named_and_a_press_are_kept(
    bot, cast: Cast, moved, tmp_path, who, zone, hours, named, hourly
):
    person = getattr(cast, who)
    await cast.write(person, hours.format(*until_in(zone)))
    await cast.says("settings.locale")
    await cast.saved(person, named)
    task = await cast.saved(person, hourly)

    await cast.press(person, task, "task.run")
    await ran(cast, tmp_path, 1)
    await cast.one(lambda message: message["msg_type"] == "post")  # a late one would be folded into its card
    await wait(bot, cast, moved, 21 * MINUTE)
    await ran(cast, tmp_path, 2)

    await cast.until(lambda messages: sum(m["msg_type"] == "post" for m in messages) == 2)
    assert rows(tmp_path, "delivery", "held_for") == [(None,)] * len(rows(tmp_path, "delivery"))


@pytest.mark.parametrize(
    ("hours", "task", "ended"),
    [
        ("{}到{}别打扰", "每小时提醒我喝水", "取消免打扰"),
        ("quiet hours {} to {}", "remind me every hour to drink", "no quiet hours"),
    ],
    ids=["zh", "en"],
)
async def test_ending_them_releases_what_waits(bot, cast: Cast, moved, tmp_path, hours, task, ended):
    zone = BEIJING if "到" in hours else NEW_YORK
    person = cast.owner if zone == BEIJING else cast.colleague
    await quiet(cast, person, hours.format(*until_in(zone)))
    await cast.saved(person, task)
    await wait(bot, cast, moved, 61 * MINUTE)
    await ran(cast, tmp_path, 1)

    await cast.write(person, ended)

    await cast.until(lambda messages: any(m["msg_type"] == "post" for m in messages))
    assert rows(tmp_path, "quiet_hours") == []


async def test_a_digest_comes_once_also_from_a_bot_that_was_away_at_the_end(
    lark, cast: Cast, moved, tmp_path
):
    async with a_bot(lark, tmp_path, clock=moved) as bot:
        await quiet(cast, cast.owner, "{}到{}别打扰".format(*until_in(BEIJING)))
        for task in ("每小时提醒我喝水", "每小时提醒我站起来"):
            await cast.saved(cast.owner, task)
        await wait(bot, cast, moved, 61 * MINUTE)
        await ran(cast, tmp_path, 2)
    moved.advance(40 * MINUTE)
    await cast.advance(40 * MINUTE)

    for _ in range(2):
        async with a_bot(lark, tmp_path, clock=moved):
            await the_digest(cast, "安静时段里有 2 件事")

    assert not any(m["msg_type"] == "post" for m in await cast.messages())


@pytest.mark.parametrize(
    ("who", "said", "told"),
    [
        ("owner", "本群{}到{}别发通知", "这个群每天"),
        ("colleague", "quiet hours {} to {} in this group", None),
    ],
    ids=["zh", "en"],
)
async def test_a_group_s_are_set_by_who_rules_it(bot, cast: Cast, tmp_path, who, said, told):
    person = getattr(cast, who)
    zone = BEIJING if who == "owner" else NEW_YORK

    await cast.write(person, said.format(*until_in(zone)), chat_id=cast.group, mention_bot=True)

    if told:
        await cast.says(told, chat_id=cast.group)
        assert [holder for (holder,) in rows(tmp_path, "quiet_hours", "holder")] == [cast.group]
        return
    [message] = await cast.until(lambda messages: bool(messages))
    assert message["only_for"] == person["open_id"]
    assert rows(tmp_path, "quiet_hours") == []


async def test_news_of_a_change_waits_for_the_group_and_a_card_that_stands_is_updated(
    bot, cast: Cast, tmp_path
):
    await cast.write(
        cast.owner, "本群{}到{}别发通知".format(*until_in(BEIJING)), chat_id=cast.group, mention_bot=True
    )
    await cast.says("这个群每天", chat_id=cast.group)
    task = await cast.saved(cast.owner, "每小时提醒我们喝水", chat_id=cast.group, mention_bot=True)
    known = len(await cast.messages(cast.group))

    await cast.write(cast.owner, "把喝水改成每2小时")
    change = await cast.says("draft.save", "每 2 小时")
    await cast.press(cast.owner, change, "draft.save")

    await cast.turns(task, "每 2 小时")
    assert len(await cast.messages(cast.group)) == known
    assert cast.group in [holder for (holder,) in rows(tmp_path, "delivery", "held_for")]


@pytest.mark.parametrize(
    ("who", "said", "shown", "moves"),
    [
        ("owner", "晚上10点到早上8点别打扰", "22:00 到 08:00", "我的时区改成东京"),
        ("colleague", "quiet hours 22 to 8", "22:00 to 08:00", "set my timezone to Tokyo"),
    ],
    ids=["zh", "en"],
)
async def test_the_settings_show_them_by_the_zone_of_now(bot, cast: Cast, tmp_path, who, said, shown, moves):
    person = getattr(cast, who)
    await cast.write(person, said)
    await cast.says("settings.locale", shown)

    await cast.write(person, moves)
    await cast.until(lambda _: rows(tmp_path, "quiet_hours", "zone") == [("Asia/Tokyo",)])

    await cast.until(lambda messages: sum(shown in m["content"] for m in messages) == 2)


@pytest.mark.parametrize(
    ("who", "said", "told"),
    [
        ("owner", "本群晚上10点后别发通知", "这里不是群"),
        ("colleague", "no quiet hours in this group", "This is no group"),
        ("owner", "22:00到22:00别打扰", "refused"),
    ],
)
async def test_what_cannot_be_is_said(bot, cast: Cast, tmp_path, who, said, told):
    person = getattr(cast, who)
    await cast.write(person, said)

    if told == "refused":
        await cast.until(bool)
    else:
        await cast.says(told)
    assert rows(tmp_path, "quiet_hours") == []
