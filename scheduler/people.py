"""Who talks to the bot, and where."""

from dataclasses import dataclass

from scheduler.model import ChatId, Locale, PersonId, TenantKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who talks to the bot. `zone` is None until Lark's profile, a card or the person told it."""

    id: PersonId
    tenant: TenantKey
    name: str
    locale: Locale
    chose_locale: bool = False  # said which language to speak; what is written no longer decides it
    zone: str | None = None
    greeted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A conversation that the bot is, or was, in. `owner` of a personal chat is the person in it."""

    id: ChatId
    tenant: TenantKey
    is_group: bool
    name: str = ""
    owner: PersonId | None = None
    managers: tuple[PersonId, ...] = ()
    people: int | None = None  # in a group, when it was last looked at
    reachable: bool = True
