"""Who did what, written with the change itself."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.model import TenantKey
from scheduler.ports import Audit
from storage.database import Database
from storage.statements import insert_all
from storage.tables import AuditRow


async def add_audit(session: AsyncSession, audit: Audit) -> None:
    """Write `audit` in the transaction of the change that it tells of."""
    values = {
        "tenant_key": audit.tenant,
        "actor": audit.actor,
        "verb": audit.verb,
        "subject": audit.subject,
        "at": audit.at,
        "detail": audit.detail,
    }
    await insert_all(session, AuditRow, [values])


class AuditLog:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, subject: str, limit: int = 100) -> Sequence[Audit]:
        """Return what was done to `subject`, newest first."""
        query = select(AuditRow).where(AuditRow.subject == subject).order_by(AuditRow.id.desc()).limit(limit)
        async with self._database.read() as session:
            return [_audit_of(row) for row in await session.scalars(query)]


def _audit_of(row: AuditRow) -> Audit:
    return Audit(TenantKey(row.tenant_key), row.actor, row.verb, row.subject, row.at, row.detail)
