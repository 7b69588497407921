"""What plans and works on runs, built from the settings: within the bot, and as `aime worker` by itself.

Nothing here knows Lark or a chat, so that a machine that only works on runs pays for neither.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from bot.executors.configured import configured
from bot.health import Health
from bot.ids import new_id, new_token
from bot.metrics.instruments import Metrics
from bot.metrics.route import metrics_route
from bot.metrics.stores import counted_stores
from bot.settings import Problem, Settings, SettingsError, variable
from bot.status import Status
from bot.web import serving, web_app
from cards.result import split_result
from scheduler.allowance import Allowance
from scheduler.almanac import Almanac
from scheduler.beat import Bell
from scheduler.calendars import CurrentCalendar
from scheduler.dispatch import InProcess, QueueName
from scheduler.engine import Engine, EngineBells
from scheduler.executor import Executors
from scheduler.planner import Planner
from scheduler.ports import Clock
from scheduler.reaper import Keep, Reaper
from scheduler.restoring import Restoration
from scheduler.run_ports import Dispatcher
from scheduler.worker import Worker
from storage.bells import Bells
from storage.clock import SharedClock
from storage.copies import Copies
from storage.database import Database
from storage.outdated import Outdated
from storage.stores import Stores
from storage.watching import Watch

log = structlog.get_logger()

Job = Callable[[], Coroutine[None, None, None]]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Work:
    """What planning and working on runs stands on."""

    settings: Settings
    clock: Clock
    database: Database
    stores: Stores
    dispatcher: Dispatcher
    allowance: Allowance
    bells: Bells

    @classmethod
    def over(cls, settings: Settings, clock: Clock, database: Database, metrics: Metrics) -> "Work":
        allowance = Allowance(settings.runs_per_day, settings.timezone, settings.runs_at_once_per_owner)
        bells = Bells(database, new_id("bells_"))
        if not database.is_shared:
            stores = counted_stores(database, new_token, allowance, metrics)
            return cls(settings, clock, database, stores, InProcess(stores.runs), allowance, bells)
        from storage.dispatch import OverQueue  # here, because Procrastinate is an extra
        from storage.queue import ProcrastinateQueue

        queue = ProcrastinateQueue(database, settings.queues, settings.stall)
        stores = counted_stores(database, new_token, allowance, metrics, queue)
        return cls(settings, clock, database, stores, OverQueue(stores.runs, queue), allowance, bells)

    # Each wakes only those who may have something to do: a look that finds nothing costs as much as one
    # that does, and a message passes here several times.
    @property
    def due(self) -> Bell:
        return self.bells.bell("due")

    @property
    def outgoing(self) -> Bell:
        return self.bells.bell("outgoing")

    def engine(self, executors: Executors, planner: Planner | None = None) -> Engine:
        """Return what plans, where there is a planner, and works, where the settings name a queue."""
        stores, clock, leases = self.stores, self.clock, self.settings.leases
        keep = Keep(
            timedelta(days=self.settings.keep_runs_days), timedelta(days=self.settings.keep_audit_days)
        )
        worker = self._worker(executors, lambda: built.freed()) if self.settings.queues else None
        reaper = Reaper(
            stores.tasks,
            stores.drafts,
            stores.runs,
            executors,
            clock,
            stores.old,
            keep=keep,
            leases=leases,
            renew=worker.renew if worker else None,
            has_others=self.dispatcher.is_shared,
        )
        bells = EngineBells(self.due, self.bells.bell("ready"), self.outgoing)
        built = Engine(
            stores.tasks, stores.runs, planner, self.dispatcher, worker, reaper, clock, bells, leases
        )
        return built

    def _worker(self, executors: Executors, freed: Callable[[], None]) -> Worker:
        return Worker(
            self.stores.tasks,
            self.stores.runs,
            self.dispatcher,
            executors,
            self.clock,
            name=new_id("worker_"),
            jitter=random.random,
            told=self.outgoing.ring,
            freed=freed,
            count_parts=lambda text: len(split_result(text)),
            concurrency=self.settings.concurrency,
            leases=self.settings.leases,
        )


async def opened(settings: Settings, stack: AsyncExitStack) -> Database:
    """Open the database, up to date, until `stack` closes."""
    database = await Database.open(settings.database_address, settings.data_dir)
    stack.push_async_callback(database.close)
    await database.upgrade()
    return database


async def shared_clock(database: Database, own: Clock) -> SharedClock:
    """Return the time that all processes go by, known already; its job keeps it right."""
    clock = SharedClock(database, own)
    await clock.tick()  # before anything looks at it
    return clock


async def settle_copy(work: Work, calendar: CurrentCalendar) -> None:
    """Where the database was put in place from a backup, do nothing of it a second time."""
    await Restoration(
        Copies(work.database), work.stores.tasks, work.clock, new_id, calendar=calendar
    ).settle()


@dataclass(frozen=True, slots=True)
class Workshop:
    """`aime worker`: built and not yet started."""

    settings: Settings
    engine: Engine
    jobs: Mapping[str, Job]
    outdated: Outdated
    port: int | None  # where it tells how it is doing, if it does

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`, then let open runs end within the drain time; otherwise as `Bot.run`."""
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(job(), name=name) for name, job in self.jobs.items()]
            running.append(group.create_task(self.outdated.watch(stop), name="schema"))
            await stop.wait()
            log.info("worker.draining", grace_s=self.settings.drain.total_seconds())
            await self.engine.drain(self.settings.drain)
            for job in running:
                job.cancel()
        self.outdated.check()


@asynccontextmanager
async def workshop(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Workshop]:
    """Build a worker from `settings`. Raises `AppError` that says what to do when that is not possible."""
    _require_work(settings)
    async with AsyncExitStack() as stack:
        database = await opened(settings, stack)
        clock = shared = await shared_clock(database, clock)
        metrics = Metrics()
        models = configured(settings, metrics.spent)
        stack.push_async_callback(models.close)
        work = Work.over(settings, clock, database, metrics)
        calendar = Almanac(work.stores.calendars, clock)
        await calendar.tick()
        await settle_copy(work, calendar)
        built = work.engine(models.executors)
        port = await _telling(work, built, metrics, stack) if settings.names("http_port") else None
        jobs = {"engine": built.run, "bells": work.bells.run, "clock": shared.run}
        yield Workshop(settings, built, jobs, Outdated(database, clock), port)


def _require_work(settings: Settings) -> None:
    """Raise `SettingsError` where a worker would find nothing to do, or fail what it takes."""
    if not settings.is_shared:
        raise _problem(
            "S001",
            "database_url",
            "is not set; a worker finds its runs in the PostgreSQL database that it shares with "
            "`aime serve`. On SQLite `aime serve` works on everything by itself",
        )
    if not settings.queues:
        raise _problem("S003", "queues", "a worker needs one at least")
    if QueueName.AGENT in settings.queues and not settings.has_agent:
        raise _problem(
            "S001", "model", "is not set, and agents need it; others do with --queues static,webhook"
        )


def _problem(code: str, field: str, message: str) -> SettingsError:
    return SettingsError([Problem(code, variable(field), message)])


async def _telling(work: Work, engine: Engine, metrics: Metrics, stack: AsyncExitStack) -> int:
    """Answer `/healthz`, `/readyz` and `/metrics`; a worker has no connection to Lark that could be down."""
    settings, clock = work.settings, work.clock
    health = Health(work.database.ping_write, lambda: engine.last_tick, lambda: "", clock)
    status = Status(Watch(work.database), lambda: engine.last_tick, lambda: "", tuple, clock)
    app = web_app(health, [metrics_route(metrics, status.present)])
    return await stack.enter_async_context(serving(app, settings.http_host, settings.http_port))
