"""Templates: what ships with the program, and what people of a tenant wrote."""

from collections.abc import Sequence

from sqlalchemy import and_, case, func, or_, select, update

from scheduler.model import Locale, PersonId, TemplateId, TenantKey
from scheduler.ports import Audit
from scheduler.posts import Priority
from scheduler.templates import Template, TemplateState, Visibility
from storage.audit import add_audit
from storage.database import Database
from storage.deliveries import mark_stale
from storage.library import Library
from storage.statements import insert_new
from storage.tables import TemplateRow, word
from storage.talk_rows import template_of, template_values

SEEN_AT_MOST = 500
"""Templates of one tenant that a person can look through."""

_SHARED = and_(
    TemplateRow.state == word(TemplateState.PUBLISHED), TemplateRow.visibility == word(Visibility.TENANT)
)
_ORDER = {TemplateState.DRAFT: 0, TemplateState.PUBLISHED: 1, TemplateState.WITHDRAWN: 2}


class Templates:
    def __init__(self, database: Database, library: Library) -> None:
        self._database = database
        self._library = library

    async def get(self, template_id: TemplateId, locale: Locale) -> Template | None:
        """Return the template; what ships is told in `locale`, what people wrote as they wrote it."""
        shipped = self._library.get(template_id, locale)
        if shipped is not None:
            return shipped
        async with self._database.read() as session:
            row = await session.get(TemplateRow, template_id)
            return template_of(row) if row else None

    async def seen_by(self, tenant: TenantKey, person: PersonId | None, locale: Locale) -> Sequence[Template]:
        """Return one's own, then what colleagues share, then what ships; without a person only the shared.

        One's own stand in the order draft, published, withdrawn; within, the newest come first.
        """
        mine = TemplateRow.author == person
        place = case(_ORDER, value=TemplateRow.state)
        query = (
            select(TemplateRow)
            .where(TemplateRow.tenant_key == tenant, or_(mine, _SHARED) if person else _SHARED)
            .order_by(case((mine, 0), else_=1), place, TemplateRow.updated_at.desc(), TemplateRow.id)
            .limit(SEEN_AT_MOST)
        )
        async with self._database.read() as session:
            own = [template_of(row) for row in await session.scalars(query)]
        return [*own, *self._library.all(locale)]

    async def count_of(self, tenant: TenantKey, author: PersonId) -> int:
        """Count somebody's templates, withdrawn ones left out."""
        query = (
            select(func.count())
            .select_from(TemplateRow)
            .where(TemplateRow.tenant_key == tenant, TemplateRow.author == author)
            .where(TemplateRow.state != word(TemplateState.WITHDRAWN))
        )
        async with self._database.read() as session:
            return await session.scalar(query) or 0

    async def add(self, template: Template, audit: Audit) -> bool:
        """Store a new one; False, changing nothing, when it is there already."""
        async with self._database.write() as session:
            if not await insert_new(session, TemplateRow, [template_values(template)]):
                return False
            await add_audit(session, audit)
        return True

    async def change(self, template: Template, *, seen: int, audit: Audit) -> bool:
        """Store `template` if its revision is still `seen`; its cards become stale. False otherwise."""
        fixed = {"id", "tenant_key", "author", "created_at"}
        values = {name: value for name, value in template_values(template).items() if name not in fixed}
        statement = (
            update(TemplateRow)
            .where(TemplateRow.id == template.id, TemplateRow.revision == seen)
            .values(**values)
            .returning(TemplateRow.id)
        )
        async with self._database.write() as session:
            if await session.scalar(statement) is None:
                return False
            await mark_stale(session, [f"template:{template.id}"], Priority.ANSWER)
            await add_audit(session, audit)
        return True
