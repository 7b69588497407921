"""Builds everything, in order, and starts what lives long: one TaskGroup, one screen."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import structlog
from aiohttp import ClientSession

from bot.chat.desk import Desk
from bot.chat.dispatch import InboxLoop
from bot.chat.events import Events
from bot.chat.features import Chat, chat_of
from bot.chat.interpreter import Interpreter
from bot.chat.meet import Meet
from bot.chat.membership import Membership
from bot.chat.receive import Receiver
from bot.deliver.loop import DeliveryLoop
from bot.deliver.render import Renderer
from bot.deliver.role import SenderRole
from bot.deliver.sender import Sender
from bot.deliver.sources import Sources
from bot.deliver.unreachable import Unreachable
from bot.directory import Directory
from bot.executors.configured import configured
from bot.health import Health
from bot.ids import new_id
from bot.incoming import address, credentials, incoming_of
from bot.lark.app_links import AppLinks
from bot.lark.client import LarkClient
from bot.lark.pacing import Pacing
from bot.metrics.instruments import Metrics
from bot.metrics.route import metrics_route
from bot.outside import Outside
from bot.settings import Settings
from bot.status import Status
from bot.web import serving, web_app
from bot.work import Job, Work, opened, settle_copy, shared_clock, utc_now
from scheduler.almanac import LOOK_EVERY, Almanac
from scheduler.beat import Beat, Bell
from scheduler.engine import Engine
from scheduler.model import PersonId
from scheduler.planner import Planner
from scheduler.ports import Clock
from scheduler.service import Service
from scheduler.watching import Mishap
from storage.database import Database
from storage.outdated import Outdated
from storage.roles import Roles
from storage.stores import Stores
from storage.watching import Watch

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that runs, built and not yet started."""

    settings: Settings
    engine: Engine
    deliveries: DeliveryLoop
    jobs: Mapping[str, Job]
    connected: Job  # returns when events can come in
    outdated: Outdated
    port: int

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`, then let open runs end and their messages go out, each within the drain time.

        A part that fails ends everything, loudly. PermanentError where a newer version has the database now.
        """
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(job(), name=name) for name, job in self.jobs.items()]
            running.append(group.create_task(self.outdated.watch(stop), name="schema"))
            await stop.wait()
            log.info("bot.draining", grace_s=self.settings.drain.total_seconds())
            await self.engine.drain(self.settings.drain)
            await self.deliveries.drain(self.settings.drain)
            for job in running:
                job.cancel()
        self.outdated.check()


@dataclass(frozen=True, slots=True)
class Ground:
    """What every part stands on."""

    work: Work
    calendar: Almanac
    lark: LarkClient
    directory: Directory

    @property
    def settings(self) -> Settings:
        return self.work.settings

    @property
    def clock(self) -> Clock:
        return self.work.clock

    @property
    def stores(self) -> Stores:
        return self.work.stores

    @property
    def arrivals(self) -> Bell:
        return self.work.bells.bell("arrivals")

    @property
    def outgoing(self) -> Bell:
        return self.work.outgoing

    @property
    def due(self) -> Bell:
        return self.work.due


@asynccontextmanager
async def built(
    settings: Settings, clock: Clock = utc_now, mishaps: Callable[[], Sequence[Mishap]] = tuple
) -> AsyncIterator[Bot]:
    """Build the bot from `settings`, with its database migrated and its HTTP server listening.

    `mishaps` tells what the log remembers of what went wrong.

    Raises `AppError` with a sentence that says what to do when that is not possible.
    """
    settings.require_lark()
    async with AsyncExitStack() as stack:
        database = await opened(settings, stack)
        clock = shared = await shared_clock(database, clock)
        metrics = Metrics()
        lark = await _lark(settings, metrics, stack)
        bot = await lark.bot_info()
        models = configured(settings, metrics.spent)
        stack.push_async_callback(models.close)

        ground = await _ground(settings, clock, database, lark, metrics)
        await settle_copy(ground.work, ground.calendar)  # before anything is planned, sent or handled
        planner = _planner(ground)
        engine = ground.work.engine(models.executors, planner)
        # It asks the way in, which is built from what shows it.
        status = Status(Watch(database), lambda: engine.last_tick, lambda: incoming.problem(), mishaps, clock)
        renderer = Renderer(_sources(ground, status))
        unreachable = _unreachable(ground, planner)
        role = _sender_role(ground, database)
        deliveries = _deliveries(ground, renderer, unreachable, role)
        chat = _chat(ground, renderer, planner, Interpreter(models.proposer))
        inbox = _inbox(ground, chat, unreachable, bot.open_id)
        incoming = incoming_of(settings, _receiver(ground, chat, deliveries, bot.open_id), clock)
        health = Health(database.ping_write, lambda: engine.last_tick, incoming.problem, clock)
        session = await stack.enter_async_context(ClientSession(trust_env=False))
        outside = Outside(settings, ground.stores, session, clock, ground.outgoing)
        jobs: dict[str, Job] = {
            "engine": engine.run,
            "inbox": inbox.run,
            "calendar": Beat("calendar", ground.calendar.tick, clock, every=LOOK_EVERY).run,
            "bells": ground.work.bells.run,
            "clock": shared.run,
            "sender": lambda: role.run(clock),
            "deliveries": lambda: deliveries.run(ground.outgoing),
            **incoming.jobs,
            **outside.jobs(health.is_ticking, status.outlook),
        }
        web = web_app(health, [metrics_route(metrics, status.present), *incoming.routes])
        port = await stack.enter_async_context(serving(web, settings.http_host, settings.http_port))
        yield Bot(settings, engine, deliveries, jobs, incoming.connected, Outdated(database, clock), port)


async def _lark(settings: Settings, metrics: Metrics, stack: AsyncExitStack) -> LarkClient:
    pacing = Pacing(asyncio.get_running_loop())
    client = LarkClient(credentials(settings), address(settings), pacing, count=metrics.called_lark)
    return await stack.enter_async_context(client)


async def _ground(
    settings: Settings, clock: Clock, database: Database, lark: LarkClient, metrics: Metrics
) -> Ground:
    work = Work.over(settings, clock, database, metrics)
    stores = work.stores
    calendar = Almanac(stores.calendars, clock)
    await calendar.tick()  # before anything is reckoned by it
    directory = Directory(stores.people, stores.chats, lark, locale=settings.locale, zone=settings.timezone)
    ground = Ground(work, calendar, lark, directory)
    ground.due.listen(ground.outgoing.sound)  # what begins or goes on has a card
    return ground


def _sender_role(ground: Ground, database: Database) -> SenderRole:
    roles = Roles(database) if database.is_shared else None
    settings = ground.settings
    return SenderRole(
        roles, settings.lark_app_id, new_id("bot_"), settings.leases, taken=ground.outgoing.sound
    )


def _sources(ground: Ground, status: Status) -> Sources:
    settings, stores = ground.settings, ground.stores
    return Sources(
        tasks=stores.tasks,
        drafts=stores.drafts,
        runs=stores.runs,
        sheets=stores.sheets,
        templates=stores.templates,
        outbox=stores.outbox,
        quiet=stores.quiet,
        incidents=stores.incidents,
        monitors=stores.monitors,
        ping_hosts=settings.ping_hosts,
        directory=ground.directory,
        clock=ground.clock,
        calendar=ground.calendar,
        links=AppLinks(settings.lark_domain),
        feedback_url=settings.feedback_url,
        has_agent=settings.has_agent,
        runs_per_day=settings.runs_per_day,
        installation=status.present,
    )


def _unreachable(ground: Ground, planner: Planner) -> Unreachable:
    stores, has_webhook = ground.stores, bool(ground.settings.alert_url)
    return Unreachable(
        stores.tasks, stores.runs, stores.chats, ground.clock, planner.settle, has_webhook=has_webhook
    )


def _deliveries(
    ground: Ground, renderer: Renderer, unreachable: Unreachable, role: SenderRole
) -> DeliveryLoop:
    stores, clock = ground.stores, ground.clock
    sender = Sender(stores.outbox, ground.lark, renderer, unreachable, clock, may_send=role.is_held)
    return DeliveryLoop(
        stores.outbox, stores.quiet, sender, clock, nudge=ground.outgoing.sound, may_send=role.is_held
    )


def _planner(ground: Ground) -> Planner:
    stores = ground.stores
    return Planner(
        stores.tasks,
        ground.clock,
        new_id,
        calendar=ground.calendar,
        allowance=ground.work.allowance,
        presence=stores.presence,
    )


def _chat(ground: Ground, renderer: Renderer, planner: Planner, interpreter: Interpreter) -> Chat:
    settings, stores = ground.settings, ground.stores
    service = Service(
        stores.tasks,
        stores.drafts,
        stores.runs,
        new_id,
        has_agent=settings.has_agent,
        nudge=ground.due.ring,
        settle=planner.settle,
        calendar=ground.calendar,
    )
    desk = Desk(
        service=service,
        tasks=stores.tasks,
        drafts=stores.drafts,
        runs=stores.runs,
        outbox=stores.outbox,
        quiet=stores.quiet,
        listings=stores.listings,
        conversations=stores.conversations,
        directory=ground.directory,
        renderer=renderer,
        clock=ground.clock,
    )
    return chat_of(desk, Meet(ground.directory, settings.admins), interpreter)


def _inbox(ground: Ground, chat: Chat, unreachable: Unreachable, bot: PersonId) -> InboxLoop:
    stores, clock = ground.stores, ground.clock
    membership = Membership(
        stores.outbox, ground.directory, unreachable, clock, locale=ground.settings.locale
    )
    return InboxLoop(
        stores.inbox,
        Events(chat.messages, chat.buttons, membership).handle,
        clock,
        ground.arrivals,
        nudge=ground.outgoing.ring,
        bot=bot,
    )


def _receiver(ground: Ground, chat: Chat, deliveries: DeliveryLoop, bot: PersonId) -> Receiver:
    return Receiver(
        ground.stores.inbox,
        chat.buttons.handle,
        deliveries.held,
        ground.clock,
        app_id=ground.settings.lark_app_id,
        bot=bot,
        locale=ground.settings.locale,
        nudge=ground.arrivals.ring,
        answered=ground.outgoing.ring,
    )
