"""Builds everything, in order, and starts what lives long: one TaskGroup, one screen."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog
from aiohttp import web

from bot.chat.desk import Desk
from bot.chat.dispatch import Dispatcher
from bot.chat.events import Events
from bot.chat.features import chat_of
from bot.chat.meet import Meet
from bot.chat.membership import Membership
from bot.chat.receive import Receiver
from bot.deliver.loop import DeliveryLoop
from bot.deliver.render import Renderer
from bot.deliver.sender import Sender
from bot.deliver.sources import Sources
from bot.deliver.unreachable import Unreachable
from bot.directory import Directory
from bot.executors.no_agent import NoAgentExecutor
from bot.executors.static_text import StaticTextExecutor
from bot.health import Health
from bot.ids import new_id, new_token
from bot.lark.app_links import AppLinks
from bot.lark.callback import CALLBACK_PATH, CallbackRoute, Verifier
from bot.lark.client import LarkClient
from bot.lark.domain import Credentials, address_of
from bot.lark.events import Receive
from bot.lark.pacing import Pacing
from bot.lark.socket import LongConnection
from bot.settings import LarkMode, Settings
from bot.web import serving, web_app
from cards.result import split_result
from scheduler.allowance import Allowance
from scheduler.almanac import LOOK_EVERY, Almanac
from scheduler.beat import Beat, Bell
from scheduler.engine import Engine
from scheduler.model import AgentPrompt, StaticText
from scheduler.planner import Planner
from scheduler.ports import Clock, Executor, Executors
from scheduler.reaper import Reaper
from scheduler.service import Service
from scheduler.worker import Worker
from storage.calendars import Calendars
from storage.chats import Chats
from storage.conversations import Conversations
from storage.database import Database
from storage.drafts import SqlDrafts
from storage.inbox import Inbox
from storage.library import Library
from storage.listings import Listings
from storage.outbox import Outbox
from storage.people import People
from storage.runs import SqlRuns
from storage.tasks import SqlTasks
from storage.templates import Templates

log = structlog.get_logger()


Job = Callable[[], Coroutine[None, None, None]]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that runs, built and not yet started."""

    settings: Settings
    engine: Engine
    deliveries: DeliveryLoop
    jobs: Mapping[str, Job]
    connected: Job  # returns when events can come in
    port: int

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`, then let open runs end and their messages go out, each within the drain time.

        A part that fails ends everything, loudly.
        """
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(job(), name=name) for name, job in self.jobs.items()]
            await stop.wait()
            log.info("bot.draining", grace_s=self.settings.drain.total_seconds())
            await self.engine.drain(self.settings.drain)
            await self.deliveries.drain(self.settings.drain)
            for job in running:
                job.cancel()


@asynccontextmanager
async def built(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Bot]:
    """Build the bot from `settings`, with its database migrated and its HTTP server listening.

    Raises `AppError` with a sentence that says what to do when that is not possible.
    """
    settings.require_lark()
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_address, settings.data_dir)
        stack.push_async_callback(database.close)
        await database.upgrade()

        # Each wakes only those who may have something to do: a look that finds nothing costs as much as one
        # that does, and a message passes here several times.
        arrivals, outgoing, due = Bell(), Bell(), Bell()
        due.listen(outgoing.ring)  # what begins or goes on has a card
        allowance = Allowance(settings.runs_per_day, settings.timezone)
        tasks, drafts = SqlTasks(database, allowance), SqlDrafts(database)
        runs = SqlRuns(database, new_token, allowance)
        inbox, outbox = Inbox(database), Outbox(database)
        people, chats, listings = People(database), Chats(database), Listings(database)

        calendar = Almanac(Calendars(database), clock)
        await calendar.tick()  # before anything is reckoned by it
        almanac = Beat("calendar", calendar.tick, clock, every=LOOK_EVERY)

        app = Credentials(settings.lark_app_id, settings.lark_app_secret.get_secret_value())
        address = address_of(settings.lark_domain)
        lark = await stack.enter_async_context(LarkClient(app, address, Pacing(asyncio.get_running_loop())))
        bot = await lark.bot_info()

        executors = await _executors(settings, stack)
        service = Service(
            tasks, drafts, runs, new_id, has_agent=settings.has_agent, nudge=due.ring, calendar=calendar
        )
        directory = Directory(people, chats, lark, locale=settings.locale, zone=settings.timezone)
        sources = Sources(
            tasks=tasks,
            drafts=drafts,
            runs=runs,
            directory=directory,
            clock=clock,
            feedback_url=settings.feedback_url,
            templates=Templates(database, Library.read()),
            has_agent=settings.has_agent,
            runs_per_day=settings.runs_per_day,
            outbox=outbox,
            links=AppLinks(settings.lark_domain),
            calendar=calendar,
        )
        renderer = Renderer(sources)
        unreachable = Unreachable(tasks, runs, chats, clock)
        sender = Sender(outbox, lark, renderer, unreachable, clock)
        deliveries = DeliveryLoop(outbox, sender, clock, nudge=outgoing.ring)

        desk = Desk(
            service=service,
            tasks=tasks,
            drafts=drafts,
            runs=runs,
            outbox=outbox,
            listings=listings,
            conversations=Conversations(database),
            directory=directory,
            renderer=renderer,
            clock=clock,
        )
        chat = chat_of(desk, Meet(directory, settings.admins))
        membership = Membership(outbox, directory, unreachable, clock, locale=settings.locale)
        events = Events(chat.messages, chat.buttons, membership)
        dispatcher = Dispatcher(inbox, events.handle, clock, arrivals, nudge=outgoing.ring, bot=bot.open_id)
        receiver = Receiver(
            inbox,
            chat.buttons.handle,
            deliveries.held,
            clock,
            app_id=app.app_id,
            bot=bot.open_id,
            locale=settings.locale,
            nudge=arrivals.ring,
            answered=outgoing.ring,
        )

        worker = Worker(
            tasks,
            runs,
            executors,
            clock,
            name=new_id("worker_"),
            jitter=random.random,
            nudge=due.ring,
            count_parts=lambda text: len(split_result(text)),
            concurrency=settings.concurrency,
        )
        reaper = Reaper(tasks, drafts, runs, executors, clock)
        planner = Planner(tasks, clock, new_id, calendar=calendar, allowance=allowance)
        engine = Engine(tasks, runs, planner, worker, reaper, clock, due)

        jobs: dict[str, Job] = {
            "engine": engine.run,
            "dispatcher": dispatcher.run,
            "calendar": almanac.run,
            "deliveries": lambda: deliveries.run(outgoing),
        }
        wire = _wire(settings, app, address, receiver, clock)
        health = Health(database.ping_write, lambda: engine.last_tick, wire.problem, clock)
        web = web_app(health, wire.routes)
        port = await stack.enter_async_context(serving(web, settings.http_host, settings.http_port))
        yield Bot(settings, engine, deliveries, {**jobs, **wire.jobs}, wire.connected, port)


@dataclass(frozen=True, slots=True)
class Wire:
    """The way in from Lark: a job that keeps a connection open, or a route that is called."""

    problem: Callable[[], str]  # why nothing can come in, "" when it can
    connected: Job  # returns when something can
    jobs: Mapping[str, Job] = field(default_factory=dict)
    routes: Sequence[web.RouteDef] = ()


def _wire(settings: Settings, app: Credentials, address: str, receive: Receive, clock: Clock) -> Wire:
    if settings.lark_mode is LarkMode.CALLBACK:
        key = settings.lark_encrypt_key.get_secret_value()
        verifier = Verifier(key, settings.lark_verification_token.get_secret_value(), clock)
        route = web.post(CALLBACK_PATH, CallbackRoute(verifier, receive).handle)
        return Wire(lambda: "", _at_once, routes=[route])
    connection = LongConnection(app, address, receive)

    def problem() -> str:
        status = connection.status
        return "" if connection.connected else f"{status.state} {status.reason}".strip()

    return Wire(problem, connection.wait_connected, jobs={"connection": connection.run})


async def _at_once() -> None:
    """Lark calls us: there is nothing to wait for."""


async def _executors(settings: Settings, stack: AsyncExitStack) -> Executors:
    agent: Executor = NoAgentExecutor()
    if settings.has_agent:
        # The agent layer costs most of a second and 80 MiB, which only a bot with a model should pay.
        from bot.executors.agent import AgentExecutor, ModelAccess

        access = ModelAccess(
            settings.model_base_url,
            settings.model_api_key.get_secret_value(),
            settings.model,
            settings.model_request_limit,
            settings.model_token_limit,
        )
        agent = AgentExecutor(access, settings.run_time_limit)
        stack.push_async_callback(agent.close)
    return {StaticText: StaticTextExecutor(), AgentPrompt: agent}
