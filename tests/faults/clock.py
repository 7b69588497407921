"""The clock jumps an hour ahead, back and ahead again, while a run is at work and tasks are due."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.commands.local_lark import LocalLark
from scheduler.model import AgentPrompt, TaskId
from scheduler.triggers import At, Every
from tests.faults.form import Form, Told
from tests.faults.ground import ZONE, a_lark, a_reminder, groups, planted
from tests.journeys.cast import Cast
from tests.journeys.stage import MovedClock, a_bot, rows

HOUR = timedelta(hours=1)
PERIOD = timedelta(minutes=10)
JUMPS = (HOUR, -HOUR, HOUR)
HANGING = {"AIME_MODEL": "stand-in-hang"}
LASTS = TaskId("task_99999")


async def measure(form: Form, folder: Path) -> Told:
    async with a_lark() as (lark, cast):
        return await jumped(lark, cast, form, folder)


async def jumped(lark: LocalLark, cast: Cast, form: Form, folder: Path) -> Told:
    """Jump, and see after each jump that every instant was dealt with once and the run goes on."""
    clock = MovedClock()
    chats = await groups(cast, form.clock_tasks)
    anchor = clock().replace(microsecond=0)
    ours = [a_reminder(cast, n, chat, Every(PERIOD, anchor, ZONE)) for n, chat in enumerate(chats)]
    lasting = a_reminder(cast, 99999, chats[0], At(anchor, ZONE), action=AgentPrompt("Sum up the news"))
    await planted(folder, [*ours, lasting])
    dealt_with = []
    async with a_bot(lark, folder, HANGING, clock) as bot:
        await cast.when(lambda: _is_settled(folder, clock()) and _is_at_work(folder), within_s=60)
        for jump in JUMPS:
            clock.advance(jump)
            bot.engine.nudge()
            await cast.when(lambda: _is_settled(folder, clock()), within_s=120)
            dealt_with.append(_instants(folder))
            assert _is_at_work(folder), f"what is at work was disturbed: {_of_lasting(folder)}"

    due = [anchor + n * PERIOD for n in range(1 + HOUR // PERIOD)]
    assert dealt_with == [{task.id: due for task in ours}] * len(JUMPS), (
        "an instant was left out, or came twice"
    )
    stood = rows(folder, "delivery WHERE run_id IS NOT NULL AND parent_key IS NULL", "run_id")
    assert len(stood) == len(set(stood))
    return Told(
        {
            "tasks": len(ours),
            "jumps": [f"{jump / HOUR:+.0f} h" for jump in JUMPS],
            "occurrences": len(due) * len(ours),
            "left_out": 0,
            "twice": 0,
        }
    )


def _is_settled(folder: Path, now: datetime) -> bool:
    """Say whether nothing that is due has still to be planned, run or shown."""
    stamp = now.isoformat(" ")
    due = rows(folder, f"task WHERE status = 'active' AND next_fire_time <= '{stamp}'")
    waits = rows(folder, f"run WHERE finished_at IS NULL AND task_id != '{LASTS}'")
    return not due and not waits


def _is_at_work(folder: Path) -> bool:
    return _of_lasting(folder) == [("running", 1, None)]


def _of_lasting(folder: Path) -> list[tuple]:
    return rows(folder, f"run WHERE task_id = '{LASTS}'", "state, attempt, cause")


def _instants(folder: Path) -> dict[str, list[datetime]]:
    found: dict[str, list[datetime]] = {}
    ours = f"run WHERE task_id != '{LASTS}' ORDER BY fire_time"
    for task_id, moment in rows(folder, ours, "task_id, fire_time"):
        found.setdefault(task_id, []).append(datetime.fromisoformat(moment).replace(tzinfo=UTC))
    return found
