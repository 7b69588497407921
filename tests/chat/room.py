"""The chat side over a real SQLite file: events go in, and what is due to be sent can be looked at."""

from dataclasses import replace
from datetime import datetime

from bot.chat.desk import Desk
from bot.chat.features import chat_of
from bot.chat.interpreter import Interpreter
from bot.chat.meet import Meet
from bot.chat.overview import Overview
from bot.deliver.render import Renderer
from bot.deliver.sources import Sources
from bot.directory import Directory
from bot.lark.app_links import AppLinks
from bot.lark.errors import BusyError, DeclinedError
from bot.lark.events import CardPressed, MessageReceived
from bot.lark.records import ChatHit, ChatInfo, ChatMode, Member, PersonInfo
from bot.status import Status
from cards.actions import Press, pack
from scheduler.model import ChatId, Locale, PersonId, Task
from scheduler.planner import Planner
from scheduler.posts import Post
from scheduler.service import Service
from scheduler.views import View
from storage.chats import Chats
from storage.conversations import Conversations
from storage.database import Database
from storage.drafts import SqlDrafts
from storage.incidents import SqlIncidents
from storage.library import Library
from storage.listings import Listings
from storage.monitors import Monitors
from storage.outbox import Outbox
from storage.people import People
from storage.presence import Presence
from storage.quiet import Quiet
from storage.run_sheets import RunSheets
from storage.runs import SqlRuns
from storage.tasks import SqlTasks
from storage.templates import Templates
from storage.watching import Watch
from tests.builders import CHAT, OWNER, TENANT, a_draft, a_post, an_audit
from tests.doubles import Ids, ManualClock

OTHER = PersonId("ou_other")
ADMIN = PersonId("ou_admin")  # of the installation
ALONE = ChatId("oc_alone")  # the owner's personal chat


class ScriptedDirectory:
    """Lark's answers about people and chats; `silent` is how many look-ups of people fail first."""

    def __init__(self) -> None:
        self.silent = 0
        self.asked = 0
        self.groups: dict[str, str] = {}  # beside the usual ones: their names, in which the owner is
        self.company = TENANT
        self.names: dict[str, str] = {}  # that people have beside the usual ones
        self.zones: dict[str, str] = {}
        self.boss: PersonId | None = None  # owns every group
        self.silent_about = ""  # a group of whose members nothing is told
        self.opened: list[PersonId] = []  # who was written to in person
        self.shut = False  # nobody can be written to in person

    async def person(self, open_id: str) -> PersonInfo:
        self.asked += 1
        if self.silent:
            self.silent -= 1
            raise BusyError("not now")
        name = self.names.get(open_id, open_id.removeprefix("ou_").title())
        return PersonInfo(PersonId(open_id), name, zone=self.zones.get(open_id, "Europe/London"))

    async def chat(self, chat_id: str) -> ChatInfo:
        return ChatInfo(
            chat_id=ChatId(chat_id),
            name=self.groups.get(chat_id, "Team"),
            mode=ChatMode.PERSONAL if chat_id == ALONE else ChatMode.GROUP,
            owner=self.boss,
            managers=(),
            tenant=self.company,
            external=False,
            dissolved=False,
        )

    async def search_chats(self, query: str) -> list[ChatHit]:
        found = [one for one in self.groups.items() if query.casefold() in one[1].casefold()]
        return [ChatHit(ChatId(chat_id), name, None, external=False) for chat_id, name in found]

    async def is_member(self, chat_id: str, person: PersonId) -> bool:
        if chat_id == self.silent_about:
            raise BusyError("not now")
        return chat_id in {CHAT, *self.groups} and person == OWNER

    async def members(self, chat_id: str) -> list[Member]:
        return [Member(OWNER, "Owner"), Member(OTHER, "Tom Baker")]

    async def create_group(self, name, members, owner, key) -> ChatId:
        self.groups[made := ChatId(f"oc_made_{len(self.groups)}")] = name
        return made

    async def open_personal_chat(self, person, text, key) -> ChatId:
        if self.shut:
            raise DeclinedError("the person stopped the bot", code=230053)
        self.opened.append(person)
        return ALONE


class ChatRoom:
    def __init__(self, database: Database, clock: ManualClock, ids: Ids) -> None:
        self.clock = clock
        self.lark = ScriptedDirectory()
        self.tasks, self.drafts = SqlTasks(database), SqlDrafts(database)
        self.runs = SqlRuns(database, lambda: ids("token_"))
        self.outbox, self.listings = Outbox(database), Listings(database)
        self.people = People(database)
        self.quiet, self.presence = Quiet(database), Presence(database)
        self.service = Service(
            self.tasks,
            self.drafts,
            self.runs,
            ids,
            has_agent=True,
            nudge=lambda: None,
            settle=Planner(self.tasks, clock, ids).settle,
        )
        self.directory = Directory(
            self.people,
            Chats(database),
            self.lark,
            locale=Locale.EN,
            zone="Asia/Shanghai",
            monotonic=lambda: clock().timestamp(),
        )
        self.overview = Overview(self.tasks, self.runs, self.listings, self.directory, clock)
        status = Status(Watch(database), lambda: clock(), lambda: "", tuple, clock)
        sources = Sources(
            tasks=self.tasks,
            drafts=self.drafts,
            runs=self.runs,
            sheets=RunSheets(database),
            directory=self.directory,
            clock=clock,
            feedback_url="",
            templates=Templates(database, Library.read()),
            has_agent=True,
            outbox=self.outbox,
            quiet=self.quiet,
            incidents=SqlIncidents(database),
            monitors=Monitors(database),
            ping_hosts={"hc.example"},
            links=AppLinks("feishu"),
            installation=status.present,
        )
        self.meet = Meet(self.directory, [ADMIN])
        self.desk = Desk(
            service=self.service,
            tasks=self.tasks,
            drafts=self.drafts,
            runs=self.runs,
            outbox=self.outbox,
            quiet=self.quiet,
            listings=self.listings,
            conversations=Conversations(database),
            directory=self.directory,
            renderer=Renderer(sources),
            clock=clock,
        )
        chat = chat_of(self.desk, self.meet, Interpreter(None))
        self.messages, self.buttons = chat.messages, chat.buttons
        self._ids = ids

    async def saved(self, *tasks: Task) -> None:
        """Store tasks, whose confirm cards nobody looks at."""
        for task in tasks:
            draft = a_draft(id=f"draft_of_{task.id}", spec=task.spec)
            await self.drafts.open(draft, a_post(f"{draft.id}:card"))
            await self.drafts.save(replace(draft, task_id=task.id), task, an_audit(task.id))

    async def shown(self, view: View, *, message_id: str = "om_card", locale: Locale = Locale.EN) -> str:
        """Post a card as if it had been sent; returns its message id."""
        await self.outbox.add([a_post(message_id, view=view, locale=locale)], self.clock())
        [card] = [one for one in await self.outbox.due(self.clock(), 100) if one.post.key == message_id]
        begun = await self.outbox.begin(card, self.clock())
        await self.outbox.sent(begun, begun.wanted, message_id, CHAT, None, self.clock())
        return message_id

    async def press(
        self, press: Press, message_id: str, *, by: PersonId = OWNER, chat: ChatId = CHAT, **fields: object
    ):
        """Press a button of a card; returns the answer."""
        event = CardPressed(
            event_id=self._ids("event_"),
            tenant_key=TENANT,
            presser=by,
            message_id=message_id,
            chat_id=chat,
            component="button",
            tag="button",
            value=pack(press),
            form={},
            option=None,
            options=(),
            text=None,
            checked=None,
            timezone=None,
            pressed_at=self.clock(),
        )
        return await self.buttons.handle(replace(event, **fields))

    def written(
        self, text: str, *, by: PersonId = OWNER, chat: ChatId = CHAT, at: datetime | None = None
    ) -> MessageReceived:
        """A message that mentions the bot where that is needed."""
        message_id = self._ids("om_")
        return MessageReceived(
            event_id=message_id,
            tenant_key=TENANT,
            message_id=message_id,
            chat_id=chat,
            chat_type="p2p" if chat == ALONE else "group",
            sender=by,
            text=text,
            message_type="text",
            mentions_bot=True,
            mentions_all=False,
            mentions=(),
            root_id=None,
            parent_id=None,
            thread_id=None,
            sent_at=at or self.clock(),
        )

    async def posts(self) -> list[Post]:
        """What is waiting to be sent."""
        return [delivery.post for delivery in await self.outbox.due(self.clock(), 100)]

    async def view_of(self, message_id: str) -> View:
        delivery = await self.outbox.by_message(message_id)
        assert delivery is not None
        return delivery.post.view
