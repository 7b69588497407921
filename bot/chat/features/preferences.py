"""The language and the zone of the person who talks: by sentence, and on a card."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.features.quieting import Quieting
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from cards.actions import BadPressError, Verb
from scheduler.model import Locale
from scheduler.people import Person
from scheduler.views import SettingsCard


class Preferences:
    def __init__(self, desk: Desk, quieting: Quieting) -> None:
        self._desk = desk
        self._quieting = quieting
        self.answers: Mapping[Intent, AnswerTo] = {Intent.SETTINGS: self._say}
        self.presses: Mapping[Verb, OnPress] = {Verb.SETTINGS_LOCALE: self._press}

    async def _say(self, talk: Talk, meaning: Meaning) -> None:
        """Change what was named, and show how things stand; what is one's own is shown to nobody else."""
        if meaning.refusal:
            raise meaning.refusal.error()
        if meaning.quiet:
            await self._quieting.wished(talk, meaning.quiet)
            return
        person = talk.person
        if meaning.language is not None:
            person = replace(person, locale=meaning.language, chose_locale=True)
        if meaning.zone:
            person = replace(person, zone=meaning.zone)
        await self._remember(talk.person, person)
        await self._quieting.follow(person, talk)
        locale = person.locale if person.chose_locale else talk.locale
        now = replace(talk, person=person, locale=locale)
        await self._desk.replies.show(now, SettingsCard(person.id), privately=talk.in_group)

    async def _press(self, pressed: Pressed) -> Answer:
        """Speak the language that was tapped, from this card on."""
        given = pressed.press.args.get("locale", "")
        if given not in set(Locale):
            raise BadPressError(f"no language is called {given!r}")
        person = replace(pressed.talk.person, locale=Locale(given), chose_locale=True)
        await self._remember(pressed.talk.person, person)
        now = replace(pressed, talk=replace(pressed.talk, person=person))
        return Answer(now.toast(Mood.SUCCESS, "press.language"), await self._desk.present(now))

    async def _remember(self, before: Person, person: Person) -> None:
        if person != before:
            await self._desk.directory.remember(person)
