"""What the bot goes by with one person: language and zone, and how to change them."""

from dataclasses import dataclass
from typing import Final

from cards.actions import Press, Verb
from cards.controls import Button, button_row
from cards.elements import Card, Fact, Header, Note, Rule, Text, Tone
from cards.reader import Reader
from cards.texts import say
from cards.times import clock
from cards.zones import zone_name
from scheduler.model import Locale
from scheduler.people import Person
from scheduler.quiet import QuietHours

_LANGUAGES: Final = {Locale.ZH: "中文", Locale.EN: "English"}
"""Each by its own name, as whoever looks for it reads it."""


@dataclass(frozen=True, slots=True)
class SettingsView:
    """`zone` is the one in force: the person's own, else the deployment's."""

    person: Person
    zone: str
    quiet: QuietHours | None = None


def settings_card(view: SettingsView, reader: Reader) -> Card:
    locale = reader.locale
    title = say("settings.title", locale)
    zone = zone_name(view.zone, locale)
    language = _LANGUAGES[view.person.locale]
    why = "settings.chosen" if view.person.chose_locale else "settings.as_written"
    zone_why = "settings.own_zone" if view.person.zone else "settings.default_zone"
    return Card(
        header=Header(title, Tone.WATHET),
        elements=(
            Fact(say("settings.language", locale), Text(say(why, locale, language=language))),
            Fact(say("settings.zone", locale), Text(say(zone_why, locale, zone=zone))),
            Fact(say("settings.quiet", locale), Text(_quiet(view, reader))),
            Note(say("quiet.what", locale)),
            Note(say("settings.how", locale)),
            Rule(),
            button_row(*(_button(each) for each in Locale)),
        ),
        summary=f"{title} · {language} · {zone}",
    )


def _quiet(view: SettingsView, reader: Reader) -> str:
    """Say the quiet hours, with their zone where that is another than the person's."""
    hours, locale = view.quiet, reader.locale
    if hours is None:
        return say("quiet.none", locale)
    said = {"start": clock(hours.start), "end": clock(hours.end)}
    if hours.zone == view.zone:
        return say("quiet.hours", locale, **said)
    return say("quiet.hours_in", locale, zone=zone_name(hours.zone, locale), **said)


def _button(locale: Locale) -> Button:
    return Button(
        key=f"speak_{locale}",
        label=_LANGUAGES[locale],
        press=Press(Verb.SETTINGS_LOCALE, args={"locale": locale.value}),
    )
