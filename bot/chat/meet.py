"""From a wire event to a talk: who speaks, in which language and zone, and whether for the first time."""

from collections.abc import Collection
from dataclasses import replace

from bot.chat.language import language_of
from bot.chat.talk import Talk
from bot.directory import Directory
from bot.lark.events import CardPressed, MessageReceived
from bot.profiles import valid_zone
from scheduler.model import Locale, PersonId, TenantKey
from scheduler.people import Chat

_WORDS_THAT_TELL = 3


class Meet:
    def __init__(self, directory: Directory, admins: Collection[PersonId] = ()) -> None:
        self._directory = directory
        self._admins = frozenset(admins)

    async def by_message(self, event: MessageReceived) -> tuple[Talk, bool]:
        """Return the talk, and whether the person is yet to be greeted."""
        tenant = event.sender_tenant or event.tenant_key
        person = await self._directory.person(event.sender, tenant)
        in_group = event.chat_type == "group"
        locale = person.locale if person.chose_locale else language_of(event.text) or person.locale
        is_new = not person.greeted and not in_group
        if locale is not person.locale and settles_language(event.text, locale):
            person = replace(person, locale=locale)
            await self._directory.remember(person)
        if in_group:
            await self._directory.chat(event.chat_id, event.tenant_key)
        else:
            await self._directory.note(
                Chat(id=event.chat_id, tenant=event.tenant_key, is_group=False, owner=person.id)
            )
        talk = Talk(
            key=event.message_id,
            person=person,
            locale=locale,
            zone=self._directory.zone_of(person),
            chat_id=event.chat_id,
            in_group=in_group,
            at=event.sent_at,
            message_id=event.message_id,
            in_thread=event.thread_id is not None,
            mentions=tuple((one.open_id, one.name) for one in event.mentions if one.open_id),
            is_admin=person.id in self._admins,
            is_outsider=is_outsider(tenant, event.tenant_key),
        )
        return talk, is_new

    async def greeted(self, talk: Talk) -> None:
        """Remember that the greeting is on its way; not before, lest a crash swallow it."""
        await self._directory.remember(replace(talk.person, greeted=True))

    async def by_press(self, press: CardPressed) -> Talk:
        tenant = press.presser_tenant or press.tenant_key
        person = await self._directory.person(press.presser, tenant)
        if person.zone is None and (zone := valid_zone(press.timezone)):
            person = replace(person, zone=zone)
            await self._directory.remember(person)
        chat = await self._directory.chat(press.chat_id, press.tenant_key)
        return Talk(
            key=press.event_id,
            person=person,
            locale=person.locale,
            zone=self._directory.zone_of(person),
            chat_id=press.chat_id,
            in_group=chat is not None and chat.is_group,
            at=press.pressed_at,
            is_admin=person.id in self._admins,
            is_outsider=is_outsider(tenant, press.tenant_key),
        )


def is_outsider(own: TenantKey, served: TenantKey) -> bool:
    """Tell whether somebody is of another company than the one that the app serves, where both are told."""
    return bool(own and served) and own != served


def settles_language(text: str, locale: Locale) -> bool:
    """Tell whether a message says which language the person speaks; a Latin word or two is in any."""
    return locale is Locale.ZH or len(text.split()) >= _WORDS_THAT_TELL
