"""All that is remembered, over one database."""

from collections.abc import Callable
from dataclasses import dataclass

from scheduler.allowance import Allowance
from storage.alerts import Alerts
from storage.calendars import Calendars
from storage.chats import Chats
from storage.conversations import Conversations
from storage.database import Database
from storage.drafts import SqlDrafts
from storage.handing import Queue
from storage.inbox import Inbox
from storage.incidents import SqlIncidents
from storage.library import Library
from storage.listings import Listings
from storage.monitors import Monitors
from storage.outbox import Outbox
from storage.people import People
from storage.presence import Presence
from storage.quiet import Quiet
from storage.retention import OldRows
from storage.run_sheets import RunSheets
from storage.runs import SqlRuns
from storage.tasks import SqlTasks
from storage.templates import Templates


@dataclass(frozen=True, slots=True)
class Stores:
    tasks: SqlTasks
    drafts: SqlDrafts
    runs: SqlRuns
    sheets: RunSheets
    inbox: Inbox
    outbox: Outbox
    people: People
    chats: Chats
    listings: Listings
    conversations: Conversations
    templates: Templates
    calendars: Calendars
    old: OldRows
    quiet: Quiet
    incidents: SqlIncidents
    presence: Presence
    alerts: Alerts
    monitors: Monitors

    @classmethod
    def over(
        cls,
        database: Database,
        new_token: Callable[[], str],
        allowance: Allowance,
        queue: Queue | None = None,
    ) -> "Stores":
        return cls(
            tasks=SqlTasks(database, allowance, queue),
            drafts=SqlDrafts(database),
            runs=SqlRuns(database, new_token, allowance, queue),
            sheets=RunSheets(database),
            inbox=Inbox(database),
            outbox=Outbox(database),
            people=People(database),
            chats=Chats(database),
            listings=Listings(database),
            conversations=Conversations(database),
            templates=Templates(database, Library.read()),
            calendars=Calendars(database),
            old=OldRows(database),
            quiet=Quiet(database),
            incidents=SqlIncidents(database),
            presence=Presence(database),
            alerts=Alerts(database),
            monitors=Monitors(database),
        )
