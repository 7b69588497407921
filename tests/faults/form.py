"""How hard the faults strike: a little in `make test`, for as long as it takes in `make faults`.

A fault is a file here with `async def measure(form, folder) -> Told`. It raises AssertionError where a
promise was broken; how long anything took it only tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Every number that differs between the two forms."""

    kills: int  # of a real process, each at a random instant
    killed_runs: int  # due while they happen
    repeated_messages: int  # and as many presses, each a hundred times
    asked: int  # messages, while the database is locked and the model hangs
    asked_per_s: float
    asking_chats: int
    locked_s: float
    due_on_a_full_disk: int
    at_work: int  # when SIGTERM comes
    writes: int  # of each of eight writers
    writers_are_processes: bool
    restored_tasks: int  # with an occurrence before, and two after, the backup
    sent_wrongly: int  # reminders, and as many faults of Lark's
    soak_tasks: int
    soak_hours: int  # of the bot's time
    clock_tasks: int  # every ten minutes, while the clock jumps
    shared_runs: int  # due while several processes come and go
    shared_kills: int  # of one of them at a time
    freezes: int  # of the one that sends and of a worker, for twice their lease
    stall_s: float  # that lease
    server_stops: int  # of the PostgreSQL that they share
    is_fresh: bool  # processes start as a shell starts them, and not by a fork at a tenth of the price


SHORT = Form(
    kills=10,
    killed_runs=30,
    repeated_messages=3,
    asked=20,
    asked_per_s=20,
    asking_chats=5,
    locked_s=0.5,
    due_on_a_full_disk=5,
    at_work=6,
    clock_tasks=3,
    soak_tasks=3,
    soak_hours=2,
    writes=5,
    writers_are_processes=False,
    restored_tasks=10,
    sent_wrongly=6,
    shared_runs=40,
    shared_kills=1,
    freezes=1,
    stall_s=3,
    server_stops=1,
    is_fresh=False,
)
LONG = Form(
    kills=200,
    killed_runs=1000,
    repeated_messages=50,
    asked=2400,
    asked_per_s=10,
    asking_chats=40,
    locked_s=2,
    due_on_a_full_disk=50,
    at_work=50,
    clock_tasks=50,
    soak_tasks=200,
    soak_hours=24,
    writes=200,
    writers_are_processes=True,
    restored_tasks=100,
    sent_wrongly=200,
    shared_runs=10_000,
    shared_kills=60,
    freezes=3,
    stall_s=6,
    server_stops=24,
    is_fresh=True,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What was measured, and what some of it must not exceed: the long form asks, the short one never."""

    figures: Json
    at_most: Mapping[str, float] = field(default_factory=dict)

    def exceeded(self) -> Json:
        return {name: limit for name, limit in self.at_most.items() if self.figures[name] > limit}
