"""Quiet hours of a person and of a group: by sentence, and what the card at their end leads to."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.access import Right, may, role_in
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent, QuietWish
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from cards.actions import BadPressError, Verb
from cards.times import clock
from cards.zones import zone_name
from scheduler.digest import DigestCard
from scheduler.errors import Reason, Refused
from scheduler.model import ChatId, PersonId
from scheduler.people import Chat, Person
from scheduler.ports import Audit
from scheduler.quiet import QuietHours
from scheduler.views import SettingsCard


class Quieting:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.answers: Mapping[Intent, AnswerTo] = {}  # a wish is one of the settings
        self.presses: Mapping[Verb, OnPress] = {Verb.DIGEST_OPEN: self._open}

    async def wished(self, talk: Talk, wish: QuietWish) -> None:
        """Do what was wished for, and say how things stand: in the group for the group, else in person."""
        if wish.of_group:
            await self._of_group(talk, wish)
            return
        await self._keep(talk, talk.person.id, wish)
        await self._desk.replies.show(talk, SettingsCard(talk.person.id), privately=talk.in_group)

    async def follow(self, person: Person, talk: Talk) -> None:
        """Let a person's quiet hours go by the zone that the person has now."""
        hours = await self._desk.quiet.of(person.id)
        zone = self._desk.directory.zone_of(person)
        if hours and hours.zone != zone:
            await self._store(talk, person.id, replace(hours, zone=zone))

    async def _of_group(self, talk: Talk, wish: QuietWish) -> None:
        tell = self._desk.replies.tell
        if not talk.in_group:
            await tell(talk, "quiet.no_group")
            return
        if wish.changes:
            await self._require_right(talk)
            await self._keep(talk, talk.chat_id, wish)
        hours = await self._desk.quiet.of(talk.chat_id)
        if hours is None:
            await tell(talk, "quiet.group_none")
            return
        await tell(
            talk,
            "quiet.group_set" if wish.changes else "quiet.group_is",
            start=clock(hours.start),
            end=clock(hours.end),
            zone=zone_name(hours.zone, talk.locale),
        )

    async def _require_right(self, talk: Talk) -> None:
        """Refuse whoever neither owns nor manages the group; Lark is asked, because that changes."""
        chat = await self._desk.directory.refreshed_chat(talk.chat_id, talk.person.tenant)
        if chat is None or not _may(talk, chat):
            raise Refused(Reason.NOT_ALLOWED)

    async def _keep(self, talk: Talk, holder: PersonId | ChatId, wish: QuietWish) -> None:
        if wish.off:
            await self._store(talk, holder, None)
        elif wish.start and wish.end:
            await self._store(talk, holder, QuietHours(wish.start, wish.end, talk.zone))

    async def _store(self, talk: Talk, holder: PersonId | ChatId, hours: QuietHours | None) -> None:
        verb = "quiet.set" if hours else "quiet.ended"
        detail = f"{hours.start} {hours.end} {hours.zone}" if hours else ""
        person = talk.person
        audit = Audit(person.tenant, person.id, verb, holder, self._desk.clock(), detail)
        await self._desk.quiet.set(holder, hours, audit)

    async def _open(self, pressed: Pressed) -> Answer:
        """Send what a line of a digest tells of as itself; once, however often that is pressed."""
        view, about = pressed.view, pressed.press.id
        if not isinstance(view, DigestCard) or about not in {each.about for each in view.held}:
            raise BadPressError("a digest tells of no such thing")
        assert pressed.delivery is not None, "what has a view was delivered"
        opened = await self._desk.quiet.open(pressed.delivery.post.key, about, self._desk.clock())
        return Answer(pressed.toast(Mood.INFO, f"press.digest.{'opened' if opened else 'there'}"))


def _may(talk: Talk, chat: Chat) -> bool:
    return may(role_in(talk.asker, chat, is_member=True), Right.QUIET)
