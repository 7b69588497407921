"""SIGTERM while many runs are at work."""

from datetime import timedelta
from pathlib import Path
from time import perf_counter

from bot.commands.local_lark import LocalLark
from bot.main import utc_now
from scheduler.model import AgentPrompt
from scheduler.triggers import At
from tests.faults.form import Form, Told
from tests.faults.ground import (
    ZONE,
    a_lark,
    a_reminder,
    ahead,
    check_each_seen_once,
    groups,
    is_over,
    planted,
)
from tests.faults.log import reading
from tests.journeys.cast import Cast
from tests.journeys.stage import a_bot, aime, rows, serve_environment

DRAIN_S = 1
PER_CHAT = 5
AT_WORK = {"AIME_CONCURRENCY": "64", "AIME_RUNS_AT_ONCE_PER_OWNER": "0"}


async def measure(form: Form, folder: Path) -> Told:
    async with a_lark() as (lark, cast):
        return await stopped(lark, cast, form, folder)


async def stopped(lark: LocalLark, cast: Cast, form: Form, folder: Path) -> Told:
    """Stop a bot whose runs hang, start another whose model answers, and look at every card."""
    chats = await groups(cast, -(-form.at_work // PER_CHAT))
    soon = At(utc_now() + timedelta(milliseconds=1), ZONE)
    action = AgentPrompt("Summarise yesterday's tickets")
    tasks = [a_reminder(cast, n, chats[n % len(chats)], soon, action=action) for n in range(form.at_work)]
    await planted(folder, tasks)
    hanging = AT_WORK | {"AIME_MODEL": "stand-in-hang", "AIME_DRAIN": str(DRAIN_S)}
    async with aime("serve", environment=serve_environment(lark, folder, **hanging)) as process:
        async with reading(process):
            await cast.when(lambda: _at_work(folder) == form.at_work, within_s=120)
            began = perf_counter()
        assert await process.stopped() == 0
        seconds = perf_counter() - began
    left = rows(folder, "run", "state, lease_token, attempt")
    assert left == [("queued", None, 1)] * form.at_work, f"a run was not handed back: {left}"

    began = perf_counter()
    async with a_bot(lark, folder, AT_WORK, ahead(timedelta(minutes=1))):
        await cast.when(lambda: is_over(folder, form.at_work), within_s=300)
    await check_each_seen_once(cast, folder, tasks)
    return Told(
        {
            "at_work": form.at_work,
            "handed_back": len(left),
            "drain_s": DRAIN_S,
            "ended_within_s": round(seconds, 2),
            "all_done_after_s": round(perf_counter() - began, 1),
            "lost": 0,
            "seen_twice": 0,
        },
        at_most={"ended_within_s": DRAIN_S + 10},
    )


def _at_work(folder: Path) -> int:
    return len(rows(folder, "run WHERE state = 'running' AND progress IS NOT NULL"))
