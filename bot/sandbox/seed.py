"""Who and what a new sandbox begins with."""

from datetime import datetime

from bot.sandbox.ids import new_chat_id, new_open_id, new_union_id, new_user_id
from bot.sandbox.records import Chat, ChatType, User
from bot.sandbox.tenant import Tenant


def new_user(
    name: str,
    en_name: str,
    locale: str,
    timezone: str,
    *,
    is_admin: bool = False,
    available: bool = True,
    tenant_key: str = "",
) -> User:
    return User(
        open_id=new_open_id(),
        union_id=new_union_id(),
        user_id=new_user_id(),
        name=name,
        en_name=en_name,
        email=f"{en_name.lower().replace(' ', '.')}@example.com",
        locale=locale,
        timezone=timezone,
        is_admin=is_admin,
        available=available,
        tenant_key=tenant_key,
    )


def plant(tenant: Tenant, now: datetime) -> None:
    """Give the tenant three people and two groups; the bot and all three are in the first."""
    owner = new_user("陈晓", "Chen Xiao", "zh-CN", "Asia/Shanghai")
    colleague = new_user("Emma Carter", "Emma Carter", "en-US", "America/New_York")
    admin = new_user("王敏", "Wang Min", "zh-CN", "Asia/Shanghai", is_admin=True)
    for user in (owner, colleague, admin):
        tenant.put_user(user)
    tenant.put_chat(_group("销售日报群", (owner, colleague, admin), now))
    tenant.put_chat(_group("Launch crew", (colleague, owner), now))


def _group(name: str, people: tuple[User, ...], now: datetime) -> Chat:
    """Return a group with the bot, owned by the first of `people`."""
    members = tuple(user.open_id for user in people)
    return Chat(
        chat_id=new_chat_id(),
        chat_type=ChatType.GROUP,
        name=name,
        created=now,
        members=members,
        bot_member=True,
        owner=members[0],
    )
