"""`kill -9` at random instants of a real `aime serve`, while occurrences are due all the time."""

from datetime import timedelta
from pathlib import Path
from random import Random

from bot.commands.local_lark import LocalLark
from bot.main import utc_now
from scheduler.model import ChatId, Task
from tests.faults.form import Form, Told
from tests.faults.ground import a_lark, ahead, attempts, check_each_seen_once, groups, is_over, once, planted
from tests.journeys.cast import Cast
from tests.journeys.stage import a_bot, aime, rows, serve_environment

REMINDERS = {
    "AIME_MODEL": "",  # they need none, and the bot starts sooner
    "AIME_MODEL_BASE_URL": "",
    "AIME_RUNS_AT_ONCE_PER_OWNER": "0",  # all of them are one person's
}
AFTER_EVERY_LEASE = timedelta(minutes=1)  # and yet nothing is so late that it would be spread out


async def measure(form: Form, folder: Path) -> Told:
    async with a_lark() as (lark, cast):
        return await killed(lark, cast, form, folder)


async def killed(lark: LocalLark, cast: Cast, form: Form, folder: Path) -> Told:
    """Kill the bot again and again; then let it work in peace and look at what people see."""
    chance = Random(form.kills)
    chats = await groups(cast, 1 + form.killed_runs // 25)
    tasks: list[Task] = []
    connected = 0
    for number in range(form.kills):
        share = range(len(tasks), form.killed_runs * (number + 1) // form.kills)
        tasks += [_due_soon(cast, n, chance.choice(chats), chance) for n in share]
        await planted(folder, [tasks[n] for n in share])
        connected += await _one_life(lark, folder, chance, is_fresh=form.is_fresh)
    left = form.killed_runs - sum(n for _, n in _ended(folder))
    began = utc_now()
    async with a_bot(lark, folder, REMINDERS, ahead(AFTER_EVERY_LEASE)):
        await cast.when(lambda: is_over(folder, len(tasks)), within_s=120 + form.killed_runs)
    seconds = (utc_now() - began).total_seconds()

    await check_each_seen_once(cast, folder, tasks)
    tried = attempts(folder)
    return Told(
        {
            "kills": form.kills,
            "of_these_connected": connected,
            "occurrences": len(tasks),
            "missed": 0,
            "seen_twice": 0,
            "runs_begun_anew": sum(tried.values()) - tried[1],
            "left_to_the_end": left,
            "seconds_to_the_end": round(seconds, 1),
        }
    )


def _due_soon(cast: Cast, number: int, chat: ChatId, chance: Random) -> Task:
    return once(cast, number, chat, utc_now() + timedelta(seconds=chance.uniform(0.5, 3)))


async def _one_life(lark: LocalLark, folder: Path, chance: Random, *, is_fresh: bool) -> bool:
    """Start the bot and kill it, one time in five while it starts; says whether it was connected."""
    environment = serve_environment(lark, folder) | REMINDERS
    async with aime("serve", environment=environment, is_fresh=is_fresh) as process:
        dies_young = chance.random() < 0.2
        if not dies_young:
            await process.says("lark.socket_connected")
        await process.lives(chance.uniform(0, 1.5))
        await process.killed()
    return not dies_young


def _ended(folder: Path) -> list[tuple]:
    return rows(folder, "run WHERE finished_at IS NOT NULL GROUP BY state", "state, count(*)")
