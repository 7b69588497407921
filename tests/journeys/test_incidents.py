"""A task that fails again and again: told once, counted, looked after, and told when it works again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.main import Bot, utc_now
from tests.browser.scripted_model import scripted_model
from tests.journeys.cast import Cast, shown, toast, verbs
from tests.journeys.stage import MovedClock, a_bot, rows

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Words:
    who: str
    other: str  # may not change the task
    zone: str
    task: str
    failed: str
    twice: str
    thrice: str
    taken: str
    refused: str
    repeat: str
    back: str
    line: str
    quiet: str
    digest: str
    resumed: str


ZH = Words(
    who="owner",
    other="colleague",
    zone="Asia/Shanghai",
    task="每小时总结一下竞品官网的更新",
    failed="模型服务拒绝了这个请求",
    twice="2 次，从",
    thrice="3 次，从",
    taken="好的，你在处理",
    refused="只有任务的负责人",
    repeat="那次原因一样",
    back="已恢复",
    line="恢复正常了，之前失败了 3 次",
    quiet="{}到{}别打扰",
    digest="安静时段里有 2 件事",
    resumed="任务有改动",
)
EN = Words(
    who="colleague",
    other="admin",
    zone="America/New_York",
    task="every hour summarise what is new on our competitors' sites",
    failed="The model service refused the request",
    twice="2 times since",
    thrice="3 times since",
    taken="It is yours",
    refused="只有任务的负责人",  # told to who speaks Chinese
    repeat="The same cause as",
    back="Recovered",
    line="works again, after 3 failures",
    quiet="quiet hours {} to {}",
    digest="2 things during quiet hours",
    resumed="The task was changed",
)
BOTH = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])


@dataclass
class Watch:
    """A bot whose model refuses everything until it is told otherwise."""

    bot: Bot
    cast: Cast
    moved: MovedClock
    model: dict[str, bool]
    folder: object

    async def fires(self, *states: str) -> None:
        """Let an hour pass; the task's runs have then ended so, in any order."""
        self.moved.advance(HOUR)
        await self.cast.advance(HOUR)
        self.bot.engine.nudge()
        await self.cast.until(
            lambda _: sorted(rows(self.folder, "run", "state")) == sorted((state,) for state in states), 30
        )


@pytest.fixture
async def watch(lark, cast: Cast, moved: MovedClock, tmp_path) -> AsyncIterator[Watch]:
    async with a_watch(lark, cast, moved, tmp_path) as watch:
        yield watch


@asynccontextmanager
async def a_watch(lark, cast, moved, folder) -> AsyncIterator[Watch]:
    model = {"fails": True}
    async with (
        scripted_model("All as it was.", lambda: model["fails"]) as url,
        a_bot(lark, folder, {"AIME_MODEL_BASE_URL": url, "AIME_MODEL": "scripted"}, moved) as bot,
    ):
        yield Watch(bot, cast, moved, model, folder)


async def failures(cast: Cast, words: Words):
    """The cards that say that a run failed, oldest first."""
    return [card for card in await cast.messages() if words.failed in card["content"]]


@BOTH
async def test_failures_of_one_cause_are_told_once_counted_looked_after_and_over(
    watch: Watch, cast: Cast, words: Words
):
    person = getattr(cast, words.who)
    await cast.saved(person, words.task, chat_id=cast.group, mention_bot=True)

    await watch.fires("failed")
    first = await cast.says(words.failed, "incident.take", chat_id=cast.group)
    await watch.fires(*["failed"] * 2)
    await cast.turns(first, words.twice)
    await cast.says(words.repeat)

    refused = await cast.press(getattr(cast, words.other), first, "incident.take")
    assert words.refused in toast(refused)
    assert words.taken in toast(await cast.press(person, first, "incident.take"))
    assert "incident.take" not in verbs(await cast.turns(first, person["name"]))

    await watch.fires(*["failed"] * 3)
    await cast.turns(first, words.thrice)
    assert len(await failures(cast, words)) == 2  # who looks after it is spared even the card of the run

    watch.model["fails"] = False
    await watch.fires(*["failed"] * 3, "succeeded")
    await cast.says(words.line, under=first["message_id"])
    assert "incident.take" not in verbs(await cast.turns(first, words.back, '"grey"'))
    await watch.fires(*["failed"] * 3, *["succeeded"] * 2)
    assert sum(words.line in shown(message) for message in await cast.messages()) == 1


@BOTH
async def test_in_quiet_hours_failures_wait_for_the_digest(watch: Watch, cast: Cast, words: Words):
    person = getattr(cast, words.who)
    now = utc_now().astimezone(ZoneInfo(words.zone))
    hours = f"{now - HOUR / 2:%H:%M}", f"{now + 2.5 * HOUR:%H:%M}"
    await cast.write(person, words.quiet.format(*hours))
    await cast.says("settings.locale")
    await cast.saved(person, words.task)
    known = len(await cast.messages())

    await watch.fires("failed")
    watch.model["fails"] = False
    await watch.fires("failed", "succeeded")
    assert len(await cast.messages()) == known
    watch.moved.advance(HOUR / 2)
    await cast.advance(HOUR / 2)
    watch.bot.engine.nudge()

    digest = await cast.one(lambda m: words.digest in m["content"], within_s=60)
    assert len([m for m in await cast.messages() if "incident" in m["content"]]) == 0
    assert words.line.split(" 3 ")[0] in shown(digest)


@BOTH
async def test_resuming_clears_and_the_next_failure_is_told(watch: Watch, cast: Cast, words: Words):
    person = getattr(cast, words.who)
    await cast.saved(person, words.task)
    await watch.fires("failed")
    first = await cast.says(words.failed, "incident.take")

    await cast.press(person, first, "task.pause")
    await cast.turns(first, "task.resume")
    await cast.press(person, first, "task.resume")
    await cast.turns(first, words.resumed, '"grey"')
    await watch.fires(*["failed"] * 2)

    await cast.one(lambda m: m["message_id"] != first["message_id"] and "incident.take" in m["content"])


@BOTH
async def test_an_incident_whose_card_was_recalled_goes_on_being_counted_on_one_new_card(
    watch: Watch, cast: Cast, words: Words
):
    person = getattr(cast, words.who)
    await cast.saved(person, words.task, chat_id=cast.group, mention_bot=True)
    await watch.fires("failed")
    first = await cast.one(lambda card: words.failed in card["content"])
    await cast.post(f"/_sandbox/messages/{first['message_id']}/recall", {"as": cast.owner["open_id"]})

    await watch.fires("failed", "failed")

    new = await cast.one(lambda card: words.twice in card["content"])
    assert new["message_id"] != first["message_id"]
    await watch.fires("failed", "failed", "failed")
    await cast.turns(new, words.thrice)

    watch.model["fails"] = False
    await watch.fires("failed", "failed", "failed", "succeeded")
    line = await cast.one(lambda message: words.line in message["content"])
    assert line["root_id"] == new["message_id"]
