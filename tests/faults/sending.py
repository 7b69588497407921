"""Lark answers in every wrong way there is, one call in three."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from bot.commands.local_lark import LocalLark
from tests.faults.form import Form, Told
from tests.faults.ground import a_lark, check_each_seen_once, groups, is_over, once, planted
from tests.journeys.cast import Cast
from tests.journeys.stage import MovedClock, a_bot

FAULTS = (
    {"kind": "rate_limit", "retry_after_s": 1},
    {"kind": "server_error"},
    {"kind": "server_error", "status": 503, "code": 2200},
    {"kind": "html_error"},
    {"kind": "slow", "delay_s": 1},
    {"kind": "drip", "delay_s": 2},
    {"kind": "cut_before"},
    {"kind": "cut_after"},
    {"kind": "expired_token"},
)
CALLS = (
    {"method": "POST", "path": "/open-apis/im/v1/messages"},
    {"method": "POST", "path": "/open-apis/im/v1/messages/*/reply"},
    {"method": "PATCH", "path": "/open-apis/im/v1/messages/*"},
)
EVERYONE = {"AIME_RUNS_AT_ONCE_PER_OWNER": "0"}


async def measure(form: Form, folder: Path) -> Told:
    async with a_lark() as (lark, cast):
        return await refused(lark, cast, form, folder)


async def refused(lark: LocalLark, cast: Cast, form: Form, folder: Path) -> Told:
    """Post and update many cards through as many faults, in any order; look at what people see."""
    chance = Random(form.sent_wrongly)
    chats = await groups(cast, -(-form.sent_wrongly // 5))
    clock = MovedClock()
    tasks = [
        once(cast, n, chats[n % len(chats)], clock() + timedelta(milliseconds=1))
        for n in range(form.sent_wrongly)
    ]
    await planted(folder, tasks)
    for _ in range(form.sent_wrongly):
        await cast.fault(**chance.choice(FAULTS), **chance.choice(CALLS))
    before = perf_counter()
    async with a_bot(lark, folder, EVERYONE, clock):
        await cast.when(lambda: is_over(folder, len(tasks)), within_s=60 + 10 * form.sent_wrongly)
    seconds = perf_counter() - before

    await check_each_seen_once(cast, folder, tasks)
    calls = await cast.requests()
    return Told(
        {
            "occurrences": len(tasks),
            "faults": form.sent_wrongly,
            "calls": len(calls),
            "calls_by_status": dict(sorted(Counter(str(call["status"]) for call in calls).items())),
            "lost": 0,
            "seen_twice": 0,
            "seconds": round(seconds, 1),
        }
    )
