"""Which posts wait for the end of somebody's quiet hours, as part of the transaction that writes them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from sqlalchemy import BindParameter, and_, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.model import ChatId, PersonId
from scheduler.posts import Post, place_of
from scheduler.quiet import QuietHours, held_until
from storage.tables import ChatRow, QuietRow


@dataclass(frozen=True, slots=True)
class Hold:
    """Until when a post waits, and whose quiet hours it waits for."""

    holder: str
    until: datetime


async def holds_of(session: AsyncSession, posts: Sequence[Post], now: datetime) -> Mapping[str, Hold]:
    """Return what is held of `posts`, by their keys."""
    unasked = [post for post in posts if post.unasked]
    quiet = await _quiet_at(session, {place_of(post.target) for post in unasked}) if unasked else {}
    holds: dict[str, Hold] = {}
    for post in unasked:
        holder, hours = quiet.get(place_of(post.target), ("", None))
        until = held_until(hours, now, unasked=post.unasked)
        if until is not None:
            holds[post.key] = Hold(holder, until)
    return holds


def hours_of(row: QuietRow) -> QuietHours:
    return QuietHours(time.fromisoformat(row.begins), time.fromisoformat(row.ends), row.zone)


async def _quiet_at(
    session: AsyncSession, places: Collection[ChatId | PersonId]
) -> Mapping[str, tuple[str, QuietHours]]:
    """Return whose quiet hours hold at each place: in a personal chat they are the person's."""
    quiet: dict[str, tuple[str, QuietHours]] = {}
    for row, chat_id in await session.execute(_QUIET, {"places": sorted(places)}):
        quiet[row.holder] = (row.holder, hours_of(row))
        if chat_id:
            quiet[chat_id] = (row.holder, hours_of(row))
    return quiet


_PLACES: Final[BindParameter[Any]] = bindparam("places", expanding=True)
_QUIET: Final = (  # asked for every post: to spell it costs as much as to ask
    select(QuietRow, ChatRow.id)
    .outerjoin(ChatRow, and_(ChatRow.owner == QuietRow.holder, ~ChatRow.is_group))
    .where(or_(QuietRow.holder.in_(_PLACES), ChatRow.id.in_(_PLACES)))
)
