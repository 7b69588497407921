"""The tables. Rows stay inside `storage`; `storage.rows` turns them into the engine's values.

Importing any of them makes all of them known to `Base.metadata`.
"""

from storage.tables.base import Base, word
from storage.tables.messages import IS_OWED, AlertRow, DeliveryRow, InboxRow, QuietRow
from storage.tables.people import ChatRow, ConversationRow, ListingRow, PersonRow, TemplateRow
from storage.tables.process import AuditRow, CalendarDayRow, PresenceRow, RoleRow
from storage.tables.work import (
    IS_OCCURRENCE,
    IS_PUT_OFF,
    ArtifactRow,
    DailyRunsRow,
    DraftRow,
    IncidentRow,
    MonitorRow,
    RunEventRow,
    RunRow,
    TaskRow,
)

__all__ = [
    "IS_OCCURRENCE",
    "IS_OWED",
    "IS_PUT_OFF",
    "AlertRow",
    "ArtifactRow",
    "AuditRow",
    "Base",
    "CalendarDayRow",
    "ChatRow",
    "ConversationRow",
    "DailyRunsRow",
    "DeliveryRow",
    "DraftRow",
    "InboxRow",
    "IncidentRow",
    "ListingRow",
    "MonitorRow",
    "PersonRow",
    "PresenceRow",
    "QuietRow",
    "RoleRow",
    "RunEventRow",
    "RunRow",
    "TaskRow",
    "TemplateRow",
    "word",
]
